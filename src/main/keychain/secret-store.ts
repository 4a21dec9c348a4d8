import { randomUUID } from 'node:crypto'
import { AppFailure, isKind, type AppError } from '../../shared/errors'
import type { SecretStatus } from '../../shared/tenant'
import { createInTurn } from '../storage/in-turn'
import { createKeychainCalls, defaultTimes, type CallTimes } from './keychain-calls'
import { failureOf, keychainFailure } from './keychain-failure'
import type { KeychainRequest, KeychainValue } from './protocol'
import { createSessionSecrets } from './session-secrets'
import type { StartKeychainWorker } from './worker-port'

/** Names one secret: it belongs to a profile and to the host that it was entered for. */
export interface SecretRef {
  profileId: string
  /** e.g. `https://api.eu.transmitsecurity.io` */
  origin: string
  /** the profile says that a secret was stored: then nothing found is a suspicion, not an answer */
  expected: boolean
}

/** Client secrets. All but `status` throw AppFailure `keychain-unavailable`, or `cancelled` once stopped. */
export interface SecretStore {
  /** The session's copy first. Null only when proven missing. */
  get(ref: SecretRef): Promise<string | null>
  /** Resolves once the secret was read back from the keychain; the session's copy is dropped then. */
  set(ref: SecretRef, secret: string): Promise<void>
  /** Drops the session's copy, then the keychain's, and makes sure that it is gone. */
  delete(ref: SecretRef): Promise<void>
  /** Never throws for the keychain's sake: `unknown` comes with the error. */
  status(ref: SecretRef): Promise<{ status: SecretStatus; error?: AppError }>
  /** Memory only; used before the keychain until it is replaced, deleted or the app ends. */
  keepForSession(ref: SecretRef, secret: string): void
  /** Kills the worker and forgets the session's secrets; never waits. */
  stop(): void
}

export interface SecretStoreOptions {
  start: StartKeychainWorker
  platform?: NodeJS.Platform
  times?: Partial<CallTimes>
}

/** Makes the store; the first worker starts with the first call. */
export function createSecretStore({
  start,
  platform = process.platform,
  times
}: SecretStoreOptions): SecretStore {
  const calls = createKeychainCalls(start, { ...defaultTimes, ...times })
  const session = createSessionSecrets()
  const inTurn = createInTurn()
  /** a keychain was there in this session: where none is found later, it stopped */
  let answered = false

  async function ask(request: KeychainRequest): Promise<KeychainValue> {
    const outcome = await calls.call(request)
    if (outcome.kind === 'value') {
      answered = true
      return outcome.value
    }
    const failure = failureOf(outcome, platform, request.op === 'set' ? request.secret : undefined)
    const { error } = failure
    const vanished = answered && error.kind === 'keychain-unavailable' && error.state === 'no-service'
    throw vanished ? keychainFailure('died', platform, error.detail) : failure
  }

  /** A locked or dead keychain also answers "nothing there": only one that keeps and returns an entry may be believed. */
  async function proveWorking(): Promise<void> {
    const account = `probe ${randomUUID()}`
    const secret = randomUUID()
    await ask({ op: 'set', account, secret })
    const back = await ask({ op: 'get', account })
    if (back !== secret) throw keychainFailure('died', platform, 'a probe entry could not be read back')
    await ask({ op: 'delete', account })
  }

  async function read(ref: SecretRef): Promise<string | null> {
    const request = { op: 'get', account: accountOf(ref) } as const
    const first = await ask(request)
    if (typeof first === 'string') return first
    if (!ref.expected) return null
    await proveWorking()
    // the first look may have met a keychain that was unlocked only since
    const second = await ask(request)
    return typeof second === 'string' ? second : null
  }

  async function write(ref: SecretRef, secret: string): Promise<void> {
    const account = accountOf(ref)
    await ask({ op: 'set', account, secret })
    const back = await ask({ op: 'get', account })
    if (back === null) throw keychainFailure('died', platform, 'the secret could not be read back')
    if (back !== secret) throw keychainFailure('refused', platform, 'another secret was read back')
    session.drop(account)
  }

  async function remove(ref: SecretRef): Promise<void> {
    const deleted = await ask({ op: 'delete', account: accountOf(ref) })
    // "deleted" is an answer; "nothing to delete" is believed only as far as "nothing found" is
    const left = await read(deleted === true ? { ...ref, expected: false } : ref)
    if (left !== null) throw keychainFailure('refused', platform, 'the secret is still there')
  }

  return {
    get: async (ref) => session.get(accountOf(ref)) ?? (await inTurn(() => read(ref))),
    set: (ref, secret) => inTurn(() => write(ref, secret)),
    delete: async (ref) => {
      const had = session.drop(accountOf(ref))
      try {
        await inTurn(() => remove(ref))
      } catch (thrown) {
        // where the session's copy was the only one, there is nothing that a missing keychain could still hold
        if (!had || ref.expected || !isKind(thrown, 'keychain-unavailable')) throw thrown
      }
    },
    status: async (ref) => {
      if (session.get(accountOf(ref)) !== undefined) return { status: 'session' }
      try {
        return { status: (await inTurn(() => read(ref))) === null ? 'none' : 'keychain' }
      } catch (thrown) {
        if (!(thrown instanceof AppFailure)) throw thrown
        return { status: 'unknown', error: thrown.error }
      }
    },
    keepForSession: (ref, secret) => session.keep(accountOf(ref), secret),
    stop: () => {
      calls.stop()
      session.dropAll()
    }
  }
}

/** The keychain entry's account name. */
function accountOf(ref: SecretRef): string {
  return `${ref.profileId} @ ${ref.origin}`
}
