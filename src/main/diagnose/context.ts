import type { KeychainWorker } from '../keychain/worker-port'

/** How the system wants an origin to be reached; `unsupported` names a kind of proxy that Tessera does not speak. */
export type SystemProxy =
  | { kind: 'ways'; ways: [SystemWay, ...SystemWay[]] }
  | { kind: 'unsupported'; type: string }
type SystemWay = { kind: 'direct' } | { kind: 'http'; url: string }

/** What the shell gives: everything of Electron and of this machine. Paths are absolute. */
export interface DiagnosisContext {
  readonly version: string
  readonly build: {
    readonly flavour: 'development' | 'release' | 'test'
    readonly updates: { readonly url: string; readonly keys: readonly string[] } | undefined
  }
  readonly isPackaged: boolean
  readonly execPath: string
  readonly resourcesPath: string
  /** `process.versions` */
  readonly versions: Readonly<Record<string, string | undefined>>
  /** of the operating system, as Electron knows it */
  readonly systemVersion: string
  /** Chromium was started without its sandbox */
  readonly hasNoSandbox: boolean
  readonly platform: NodeJS.Platform
  readonly arch: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** never printed */
  readonly home: string
  readonly userData: string
  /** a test's in place of the real one */
  readonly machineFolder: string | undefined
  startKeychainWorker(): KeychainWorker
  systemProxy(origin: string): Promise<SystemProxy>
}
