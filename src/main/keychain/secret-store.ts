import { createHash, randomUUID } from 'node:crypto'
import { AppFailure, isKind, toAppError, type AppError, type KeychainState } from '../../shared/errors'
import type { SecretStatus } from '../../shared/tenant'
import { createInTurn } from '../storage/in-turn'
import { createKeychainCalls, defaultTimes, type CallTimes } from './keychain-calls'
import { failureOf, keychainFailure } from './keychain-failure'
import type { KeychainRequest, KeychainValue } from './protocol'
import { createSessionSecrets } from './session-secrets'
import type { StartKeychainWorker } from './worker-port'

/** Names one secret: it belongs to a profile, and to the host and the client that it was entered for. */
export interface SecretRef {
  profileId: string
  /** e.g. `https://api.eu.transmitsecurity.io` */
  origin: string
  /** stands for host and client: another one with every change of either; absent for profiles of before there was one */
  secretId?: string | undefined
  /** the profile says that a secret was stored: then nothing found is a suspicion, not an answer */
  expected: boolean
}

/** A secret was sent to the keychain, and what its entry holds by now is not known: that one, or what was there before. */
export class UnsureWrite extends AppFailure {}

/** Client secrets. All but `status` throw AppFailure `keychain-unavailable`, or `cancelled` once stopped. */
export interface SecretStore {
  /** The session's copy first. Null only when proven missing. */
  get(ref: SecretRef): Promise<string | null>
  /**
   * Resolves once the secret was read back from the keychain; the session's copy is dropped then. Throws `UnsureWrite` where it may
   * have been written all the same; after any other failure the keychain holds what it held before.
   */
  set(ref: SecretRef, secret: string): Promise<void>
  /**
   * Drops the session's copy, then the keychain's, and makes sure that it is gone. Where none was ever stored, a keychain that
   * cannot be asked is no failure.
   */
  delete(ref: SecretRef): Promise<void>
  /** Never throws for the keychain's sake: `unknown` comes with the error. */
  status(ref: SecretRef): Promise<{ status: SecretStatus; error?: AppError }>
  /** Memory only; used before the keychain until it is replaced, deleted or the app ends. */
  keepForSession(ref: SecretRef, secret: string): void
  /** Drops the session's copy alone; the keychain is not asked. */
  forgetSession(ref: SecretRef): void
  /** Kills the worker and forgets the session's secrets; never waits. */
  stop(): void
}

export interface SecretStoreOptions {
  start: StartKeychainWorker
  /** tells this Tessera from others that use the same keychain, e.g. the user-data folder; only its hash gets there */
  installation: string
  platform?: NodeJS.Platform
  times?: Partial<CallTimes>
}

/** Makes the store; the first worker starts with the first call. */
export function createSecretStore({
  start,
  installation,
  platform = process.platform,
  times
}: SecretStoreOptions): SecretStore {
  const calls = createKeychainCalls(start, { ...defaultTimes, ...times })
  const session = createSessionSecrets()
  const inTurn = createInTurn()
  // always the same, so that a keychain that does not delete holds one probe and not one for each try
  const probe = `probe ${createHash('sha256').update(installation).digest('hex').slice(0, 16)}`
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
    const secret = randomUUID()
    await ask({ op: 'set', account: probe, secret })
    try {
      const back = await ask({ op: 'get', account: probe })
      if (back !== secret) throw keychainFailure('died', platform, 'a probe entry could not be read back')
    } finally {
      // how it ends says nothing more: what was asked is answered
      await calls.call({ op: 'delete', account: probe })
    }
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
    try {
      await ask({ op: 'set', account, secret })
    } catch (thrown) {
      throw leavesOld(thrown) ? thrown : unsure(thrown)
    }
    try {
      const back = await ask({ op: 'get', account })
      if (back === null) throw keychainFailure('died', platform, 'the secret could not be read back')
      if (back !== secret) throw keychainFailure('refused', platform, 'another secret was read back')
    } catch (thrown) {
      throw unsure(thrown)
    }
    session.drop(account)
  }

  /** Deletes the entry; answers what is still there then. */
  async function deleteAndLook(ref: SecretRef): Promise<string | null> {
    const deleted = await ask({ op: 'delete', account: accountOf(ref) })
    // "deleted" is an answer; "nothing to delete" is believed only as far as "nothing found" is
    return read(deleted === true ? { ...ref, expected: false } : ref)
  }

  async function remove(ref: SecretRef): Promise<void> {
    const left = await deleteAndLook(ref).catch((thrown: unknown) => {
      // a keychain that cannot be asked holds nothing where nothing was ever stored
      if (!ref.expected && isKind(thrown, 'keychain-unavailable')) return null
      throw thrown
    })
    if (left !== null) throw keychainFailure('refused', platform, 'the secret is still there')
  }

  return {
    get: async (ref) => session.get(accountOf(ref)) ?? (await inTurn(() => read(ref))),
    set: (ref, secret) => inTurn(() => write(ref, secret)),
    delete: (ref) => {
      session.drop(accountOf(ref))
      return inTurn(() => remove(ref))
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
    forgetSession: (ref) => session.drop(accountOf(ref)),
    stop: () => {
      calls.stop()
      session.dropAll()
    }
  }
}

const refusals: readonly KeychainState[] = ['missing-library', 'no-service', 'locked', 'refused']

/** The keychain said no to it; one that died or fell silent may have written first. */
const leavesOld = (thrown: unknown): boolean =>
  thrown instanceof AppFailure &&
  thrown.error.kind === 'keychain-unavailable' &&
  refusals.includes(thrown.error.state)

const unsure = (thrown: unknown): UnsureWrite => new UnsureWrite(toAppError(thrown), { cause: thrown })

/** The keychain entry's account name. Host and client are in it: what could not be deleted is never found for other ones. */
function accountOf({ profileId, origin, secretId }: SecretRef): string {
  const host = `${profileId} @ ${origin}`
  return secretId === undefined ? host : `${host} # ${secretId}`
}
