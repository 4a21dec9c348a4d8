/** One running keychain worker, whatever started it: a utility process in the app, a child process in tests. */
export interface KeychainWorker {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: () => void): void
  /** must work on a process that hangs in a native call */
  kill(): void
}

/** Starts `worker.ts`; messages may be posted at once. */
export type StartKeychainWorker = () => KeychainWorker
