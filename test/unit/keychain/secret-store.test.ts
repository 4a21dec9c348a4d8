import { afterEach, describe, expect, it } from 'vitest'
import {
  createSecretStore,
  UnsureWrite,
  type SecretRef,
  type SecretStore
} from '../../../src/main/keychain/secret-store'
import { AppFailure, toAppError } from '../../../src/shared/errors'
import { fakeKeychain, fakeWorkers } from './fake-workers'

const ref: SecretRef = { profileId: 'p1', origin: 'https://api.transmitsecurity.io', expected: true }
const fresh: SecretRef = { ...ref, expected: false }
const account = 'p1 @ https://api.transmitsecurity.io'

let store: SecretStore | undefined
afterEach(() => store?.stop())

function setUp() {
  const keychain = fakeKeychain()
  const workers = fakeWorkers((request, worker) => keychain.onRequest(request, worker))
  store = createSecretStore({
    start: workers.start,
    installation: '/home/agent/.config/Tessera',
    platform: 'linux',
    times: { timeoutMs: 80, promptMs: 80 }
  })
  const requests = () => workers.started.flatMap((worker) => worker.requests)
  return { store, keychain, workers, requests }
}

/** the state in the failure that a promise must end in */
async function stateOf(promise: Promise<unknown>): Promise<string> {
  const thrown = await promise.then(
    () => new Error('it did not fail'),
    (error: unknown) => error
  )
  if (!(thrown instanceof AppFailure)) throw thrown
  return thrown.error.kind === 'keychain-unavailable' ? thrown.error.state : thrown.error.kind
}

describe('a healthy keychain', () => {
  it('keeps a secret under the profile and its host', async () => {
    const { store, keychain } = setUp()
    await store.set(fresh, 'geheim')
    expect([...keychain.entries]).toEqual([[account, 'geheim']])
    expect(await store.get(ref)).toBe('geheim')
    expect(await store.status(ref)).toEqual({ status: 'keychain' })
  })

  it('gives no secret to another host or another profile', async () => {
    const { store } = setUp()
    await store.set(fresh, 'geheim')
    expect(await store.get({ ...ref, origin: 'https://api.eu.transmitsecurity.io' })).toBeNull()
    expect(await store.get({ ...ref, profileId: 'p2' })).toBeNull()
  })

  it('gives no secret to another client of the same host: that one has another name for it', async () => {
    const { store, keychain } = setUp()
    await store.set({ ...fresh, secretId: 'one' }, 'geheim')
    expect([...keychain.entries.keys()]).toEqual([`${account} # one`])
    expect(await store.get({ ...ref, secretId: 'one' })).toBe('geheim')
    expect(await store.get({ ...fresh, secretId: 'two' })).toBeNull()
    expect(await store.get(fresh)).toBeNull()
  })

  it('proves that an expected secret is missing, and leaves no probe behind', async () => {
    const { store, keychain } = setUp()
    expect(await store.get(ref)).toBeNull()
    expect(await store.status(ref)).toEqual({ status: 'none' })
    expect(keychain.entries.size).toBe(0)
  })

  it('is asked once where no secret is expected', async () => {
    const { store, requests } = setUp()
    expect(await store.get(fresh)).toBeNull()
    expect(requests().map((request) => request.op)).toEqual(['get'])
  })

  it('deletes, also what is not there', async () => {
    const { store, keychain } = setUp()
    await store.set(fresh, 'geheim')
    await store.delete(ref)
    expect(keychain.entries.size).toBe(0)
    await store.delete(ref)
    await store.delete(fresh)
    expect(keychain.entries.size).toBe(0)
  })

  it('serves calls that were made at once one after another', async () => {
    const { store } = setUp()
    const results = await Promise.all([
      store.set(fresh, 'one'),
      store.get(ref),
      store.set(ref, 'two'),
      store.get(ref),
      store.delete(ref),
      store.get(ref)
    ])
    expect(results).toEqual([undefined, 'one', undefined, 'two', undefined, null])
  })
})

describe('a keychain that cannot be trusted', () => {
  const operations: [string, (store: SecretStore, which: SecretRef) => Promise<unknown>][] = [
    ['get', (store, which) => store.get(which)],
    ['set', (store, which) => store.set(which, 'new secret')],
    ['delete', (store, which) => store.delete(which)]
  ]

  it.each(operations)(
    'locked: %s of an expected secret fails and changes nothing',
    async (_name, operate) => {
      const { store, keychain } = setUp()
      await store.set(fresh, 'geheim')
      keychain.state = 'locked'
      expect(await stateOf(operate(store, ref))).toBe('locked')
      keychain.state = 'healthy'
      expect(await store.get(ref)).toBe('geheim')
    }
  )

  it.each(operations)('frozen: %s fails in time', async (_name, operate) => {
    const { store, keychain } = setUp()
    keychain.state = 'silent'
    expect(await stateOf(operate(store, ref))).toBe('frozen')
  })

  it.each(operations)('not there: %s says so', async (_name, operate) => {
    const { store, keychain } = setUp()
    keychain.state = 'no-service'
    expect(await stateOf(operate(store, ref))).toBe('no-service')
  })

  it.each(['locked', 'silent', 'no-service', 'forgetful'] as const)(
    '%s: delete is no failure where nothing was ever stored',
    async (state) => {
      const { store, keychain } = setUp()
      keychain.state = state
      await expect(store.delete(fresh)).resolves.toBeUndefined()
      await expect(store.delete({ ...fresh, secretId: 'one' })).resolves.toBeUndefined()
    }
  )

  it('delete fails where the secret is still there, whether one was expected or not', async () => {
    const { store, keychain } = setUp()
    await store.set(fresh, 'geheim')
    const honest = keychain.onRequest
    keychain.onRequest = (request, worker) => {
      if (request.op !== 'delete') return honest(request, worker)
      worker.send({ id: request.id, ok: true, value: true })
    }
    expect(await stateOf(store.delete(fresh))).toBe('refused')
    expect(await stateOf(store.delete(ref))).toBe('refused')
  })

  it('leaves at most one probe, under a name that tells nothing, however often it cannot be read back', async () => {
    const { store, keychain } = setUp()
    const honest = keychain.onRequest
    keychain.onRequest = (request, worker) => {
      if (request.op === 'set') return honest(request, worker)
      worker.send({ id: request.id, ok: true, value: request.op === 'get' ? null : false })
    }
    for (let count = 0; count < 3; count++) expect(await stateOf(store.get(ref))).toBe('died')
    expect([...keychain.entries.keys()]).toEqual([expect.stringMatching(/^probe [0-9a-f]{16}$/)])
  })

  it('takes its probe away, also one that could not be read back', async () => {
    const { store, keychain } = setUp()
    const honest = keychain.onRequest
    const probes = new Set<string>()
    keychain.onRequest = (request, worker) => {
      if (request.op === 'set') probes.add(request.secret)
      if (request.op !== 'get') return honest(request, worker)
      worker.send({ id: request.id, ok: true, value: null })
    }
    expect(await stateOf(store.get(ref))).toBe('died')
    expect(await stateOf(store.get(ref))).toBe('died')
    expect(keychain.entries.size).toBe(0)
    expect(probes.size).toBe(2)
  })

  it('believes a keychain that keeps and returns its probe but does not delete it', async () => {
    const { store, keychain } = setUp()
    const honest = keychain.onRequest
    keychain.onRequest = (request, worker) => {
      if (request.op !== 'delete') return honest(request, worker)
      worker.send({ id: request.id, ok: false, library: false, message: 'no' })
    }
    expect(await store.get(ref)).toBeNull()
    expect(await store.get(ref)).toBeNull()
    expect(keychain.entries.size).toBe(1)
  })

  it.each(operations)('there before and gone now: %s says that it died', async (_name, operate) => {
    const { store, keychain } = setUp()
    await store.set(fresh, 'geheim')
    keychain.state = 'no-service'
    expect(await stateOf(operate(store, ref))).toBe('died')
  })

  it.each(operations)('forgetting what it was given: %s fails', async (_name, operate) => {
    const { store, keychain } = setUp()
    keychain.state = 'forgetful'
    expect(await stateOf(operate(store, ref))).toBe('died')
  })

  it('set verifies also where nothing is expected', async () => {
    const { store, keychain } = setUp()
    keychain.state = 'forgetful'
    expect(await stateOf(store.set(fresh, 'geheim'))).toBe('died')
  })

  it.each<[boolean, string, 'locked' | 'no-service' | 'silent' | 'forgetful']>([
    [false, 'said no', 'locked'],
    [false, 'is not there', 'no-service'],
    [true, 'fell silent', 'silent'],
    [true, 'forgets', 'forgetful']
  ])('set tells that it is not known whether it was written (%s) where the keychain %s', async (...row) => {
    const [isUnsure, , state] = row
    const { store, keychain } = setUp()
    keychain.state = state
    const thrown = await store.set(ref, 'new').catch((failure: unknown) => failure)
    expect(thrown).toBeInstanceOf(AppFailure)
    expect(thrown instanceof UnsureWrite).toBe(isUnsure)
  })

  it('set is not sure of what was written but not read back', async () => {
    const { store, keychain } = setUp()
    const honest = keychain.onRequest
    keychain.onRequest = (request, worker) => {
      honest(request, worker)
      if (request.op === 'set') keychain.state = 'locked'
    }
    await expect(store.set(fresh, 'geheim')).rejects.toBeInstanceOf(UnsureWrite)
    expect([...keychain.entries.values()]).toEqual(['geheim'])
  })

  it('set refuses a keychain that gives back something else', async () => {
    const { store, keychain } = setUp()
    const honest = keychain.onRequest
    keychain.onRequest = (request, worker) => {
      honest(request, worker)
      if (request.op === 'set') keychain.entries.set(request.account, request.secret.slice(0, 3))
    }
    expect(await stateOf(store.set(fresh, 'geheim'))).toBe('refused')
  })

  it('an unlock between the look and the probe is no proof that the secret is missing', async () => {
    const { store, keychain } = setUp()
    await store.set(fresh, 'geheim')
    const honest = keychain.onRequest
    let looks = 0
    keychain.onRequest = (request, worker) => {
      if (request.op === 'get' && request.account === account && ++looks === 1) keychain.state = 'locked'
      honest(request, worker)
      keychain.state = 'healthy'
    }
    expect(await store.get(ref)).toBe('geheim')
    expect(looks).toBe(2)
  })

  it('status never fails: it is unknown, with the reason and what to do', async () => {
    const { store, keychain } = setUp()
    keychain.state = 'locked'
    const { status, error } = await store.status(ref)
    expect(status).toBe('unknown')
    expect(error).toMatchObject({ kind: 'keychain-unavailable', state: 'locked' })
    expect(error?.kind === 'keychain-unavailable' && error.fix).toContain('Passwords and Keys')
  })

  it('no error carries the secret, even when the system repeats it', async () => {
    const keychain = fakeKeychain()
    const workers = fakeWorkers((request, worker) => {
      if (request.op !== 'set') return keychain.onRequest(request, worker)
      worker.send({ id: request.id, ok: false, library: false, message: `cannot keep "${request.secret}"` })
    })
    store = createSecretStore({ start: workers.start, installation: 'test', platform: 'linux' })
    const thrown = await store.set(fresh, 'geheim').catch((error: unknown) => error)
    expect(toAppError(thrown)).toMatchObject({ state: 'refused', detail: 'cannot keep "[secret]"' })
    expect(String((thrown as Error).stack)).not.toContain('geheim')
  })
})

describe('a secret for this session only', () => {
  it('is used first, without any keychain, and never gets there', async () => {
    const { store, workers } = setUp()
    store.keepForSession(ref, 'for now')
    expect(await store.get(ref)).toBe('for now')
    expect(await store.status(ref)).toEqual({ status: 'session' })
    expect(workers.started).toHaveLength(0)
  })

  it('belongs to one host', async () => {
    const { store } = setUp()
    store.keepForSession(fresh, 'for now')
    expect(await store.get({ ...fresh, origin: 'https://elsewhere.example' })).toBeNull()
  })

  it('gives way to one that the keychain keeps, and stays when that fails', async () => {
    const { store, keychain } = setUp()
    store.keepForSession(fresh, 'for now')
    keychain.state = 'locked'
    expect(await stateOf(store.set(fresh, 'geheim'))).toBe('locked')
    expect(await store.get(fresh)).toBe('for now')
    keychain.state = 'healthy'
    await store.set(fresh, 'geheim')
    expect(await store.status(ref)).toEqual({ status: 'keychain' })
  })

  it('can be cleared where there is no keychain', async () => {
    const { store, keychain } = setUp()
    keychain.state = 'no-service'
    store.keepForSession(fresh, 'for now')
    await store.delete(fresh)
    expect((await store.status(fresh)).status).toBe('unknown')
  })

  it('does not hide that the stored one could not be deleted', async () => {
    const { store, keychain } = setUp()
    keychain.state = 'locked'
    store.keepForSession(ref, 'for now')
    expect(await stateOf(store.delete(ref))).toBe('locked')
  })
})

describe('stop', () => {
  it('ends what hangs at once, forgets the session’s secrets and refuses what comes later', async () => {
    const { store, keychain, workers } = setUp()
    keychain.state = 'silent'
    store.keepForSession({ ...ref, profileId: 'p2' }, 'for now')
    const pending = [store.get(ref), store.set(ref, 'geheim')].map(stateOf)
    await new Promise((resolve) => setTimeout(resolve, 10))
    store.stop()
    store.stop()
    expect(await Promise.all(pending)).toEqual(['cancelled', 'cancelled'])
    expect(await stateOf(store.get({ ...ref, profileId: 'p2' }))).toBe('cancelled')
    expect(workers.started.every((worker) => worker.killed)).toBe(true)
  })
})
