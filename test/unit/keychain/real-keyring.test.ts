import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createSecretStore, type SecretRef, type SecretStore } from '../../../src/main/keychain/secret-store'
import { AppFailure } from '../../../src/shared/errors'
import type { Bundle } from '../../fakes/bundle'
import { whyNoKeyring } from '../../fakes/keyring/available'
import { buildWorker, forkWorker } from '../../fakes/keyring/fork-worker'
import { noBusEnv, startKeyring, type Keyring, type KeyringOptions } from '../../fakes/keyring/keyring'

const unable = whyNoKeyring()
const ref: SecretRef = { profileId: 'p1', origin: 'https://api.transmitsecurity.io', expected: true }
const fresh: SecretRef = { ...ref, expected: false }
const secret = 'S3cret of Ünïcode ✓ and "quotes"'

const skipped = unable ? ` (skipped: ${unable})` : ''

describe.skipIf(unable !== undefined)(`keytar on a real gnome-keyring${skipped}`, { timeout: 30_000 }, () => {
  let worker: Bundle
  let cleanUp: (() => unknown)[] = []
  let pids: number[] = []

  beforeAll(async () => {
    worker = await buildWorker()
  })
  afterAll(() => worker?.remove())
  afterEach(async () => {
    for (const clean of cleanUp.reverse()) await clean()
    cleanUp = []
  })

  function storeIn(env: Record<string, string>, path = worker.path, timeoutMs = 5_000): SecretStore {
    pids = []
    const start = () => {
      const forked = forkWorker(path, env)
      if (forked.child.pid !== undefined) pids.push(forked.child.pid)
      return forked
    }
    // longer than the default: the machine may be busy with other tests
    const store = createSecretStore({
      start,
      installation: 'test',
      platform: 'linux',
      times: { timeoutMs, promptMs: 300 }
    })
    cleanUp.push(() => store.stop())
    return store
  }

  async function setUp(
    options: KeyringOptions = {},
    timeoutMs?: number
  ): Promise<{ keyring: Keyring; store: SecretStore }> {
    const keyring = await startKeyring(options)
    cleanUp.push(() => keyring.stop())
    const store = storeIn(keyring.env, worker.path, timeoutMs)
    await store.set(fresh, secret)
    return { keyring, store }
  }

  it('healthy: keeps, gives back, replaces, deletes and proves missing', async () => {
    const { store } = await setUp()
    expect(await store.get(ref)).toBe(secret)
    await store.set(ref, 'another')
    expect(await store.get(ref)).toBe('another')
    await store.delete(ref)
    expect(await store.get(ref)).toBeNull()
    expect(await store.status(ref)).toEqual({ status: 'none' })
    await store.delete(ref)
  })

  it('healthy: holds the secret alone, looked up once when it is asked for, and no probe', async () => {
    const { keyring, store } = await setUp()
    const lookUps = await keyring.countLookUps()
    expect(await store.get(ref)).toBe(secret)
    await expect.poll(lookUps).toBe(1)
    expect(await store.get({ ...ref, profileId: 'p2' })).toBeNull()
    expect(await keyring.accounts('Tessera')).toEqual(['p1 @ https://api.transmitsecurity.io'])
    await store.delete(ref)
    expect(await keyring.accounts('Tessera')).toEqual([])
  })

  it('healthy: what an older Tessera stored is found, and another client of the same host does not get it', async () => {
    const { store } = await setUp()
    const named = { ...fresh, secretId: 'a1' }
    expect(await store.get(ref)).toBe(secret)
    expect(await store.get(named)).toBeNull()
    await store.set(named, 'another')
    expect(await store.get(ref)).toBe(secret)
    expect(await store.get(named)).toBe('another')
  })

  it('healthy: what one session stored the next one reads', async () => {
    const { keyring, store } = await setUp()
    store.stop()
    expect(await storeIn(keyring.env).get(ref)).toBe(secret)
  })

  it('no bus: says so at once, and a secret for the session still works', async () => {
    const store = storeIn(noBusEnv())
    expect(await stateOf(store.set(fresh, secret))).toBe('no-service')
    expect(await stateOf(store.get(ref))).toBe('no-service')
    store.keepForSession(fresh, secret)
    expect(await store.get(fresh)).toBe(secret)
  })

  it('no service on the bus: says so', async () => {
    const keyring = await startKeyring({ service: false })
    cleanUp.push(() => keyring.stop())
    const store = storeIn(keyring.env)
    expect(await stateOf(store.set(fresh, secret))).toBe('no-service')
    expect((await store.status(ref)).error).toMatchObject({ state: 'no-service' })
  })

  it('locked, with no window to unlock it: nothing is taken for missing, nothing is overwritten', async () => {
    const { keyring, store } = await setUp()
    await keyring.lock()
    expect(await stateOf(store.get(ref))).toBe('locked')
    expect(await stateOf(store.set(ref, 'overwritten'))).toBe('locked')
    expect(await stateOf(store.delete(ref))).toBe('locked')
    await keyring.restart()
    expect(await store.get(ref)).toBe(secret)
  })

  it('locked, with a window that nobody answers: told from frozen', async () => {
    const { keyring, store } = await setUp({ prompter: true })
    await keyring.lock()
    expect(await stateOf(store.get(ref))).toBe('locked')
  })

  it('frozen: each call ends in time with its worker killed, and works again after the thaw', async () => {
    const { keyring, store } = await setUp()
    await keyring.freeze()
    expect(await stateOf(store.get(ref))).toBe('frozen')
    await expectGone(pids)
    keyring.thaw()
    expect(await store.get(ref)).toBe(secret)
  })

  it('frozen: stop ends a hanging call at once', async () => {
    // longer than the test may take: nothing else ends it
    const { keyring, store } = await setUp({}, 90_000)
    await keyring.freeze()
    const pending = stateOf(store.get(ref))
    await pause(200)
    store.stop()
    expect(await pending).toBe('cancelled')
    await expectGone(pids)
  })

  it.each([
    ['get', (store: SecretStore) => store.get(ref)],
    ['set', (store: SecretStore) => store.set(ref, 'new')],
    ['delete', (store: SecretStore) => store.delete(ref)]
  ])(
    'killed before %s: it died; after a restart the same store works and the secret is there',
    async (_, operate) => {
      const { keyring, store } = await setUp()
      await keyring.kill()
      expect(await stateOf(operate(store))).toBe('died')
      await keyring.restart()
      expect(await store.get(ref)).toBe(secret)
    }
  )

  it('killed during a call: it died, and nothing is taken for missing', async () => {
    const { keyring, store } = await setUp()
    await keyring.freeze()
    const pending = stateOf(store.get(ref))
    await pause(300)
    await keyring.kill()
    expect(await pending).toBe('died')
    await keyring.restart()
    expect(await store.get(ref)).toBe(secret)
  })

  it('killed on a desktop that starts a new one: that one is locked, and says so', async () => {
    const { keyring, store } = await setUp({ activation: true })
    await keyring.kill()
    expect(await stateOf(store.get(ref))).toBe('locked')
  })

  it('worker killed during a call: it died, and the next call works', async () => {
    const { keyring, store } = await setUp()
    await keyring.freeze()
    const pending = stateOf(store.get(ref))
    await pause(300)
    for (const pid of pids) process.kill(pid, 'SIGKILL')
    expect(await pending).toBe('died')
    keyring.thaw()
    expect(await store.get(ref)).toBe(secret)
  })

  it('library missing: names it, and works without a restart of the app once it is there', async () => {
    const keyring = await startKeyring()
    cleanUp.push(() => keyring.stop())
    const broken = await buildWorker()
    cleanUp.push(() => broken.remove())
    const binary = await bundleBrokenKeytar(dirname(broken.path))
    const store = storeIn(keyring.env, broken.path)
    const { error } = await store.status(ref)
    expect(error).toMatchObject({ kind: 'keychain-unavailable', state: 'missing-library' })
    expect(error?.detail).toContain('libsecret-9.so.0')
    await cp(join(process.cwd(), 'node_modules/keytar/prebuilds'), binary.prebuilds, { recursive: true })
    await store.set(fresh, secret)
    expect(await store.get(ref)).toBe(secret)
  })
})

/** Gives a built worker a keytar of its own that asks for a library which no system has. */
async function bundleBrokenKeytar(dir: string): Promise<{ prebuilds: string }> {
  const original = join(process.cwd(), 'node_modules/keytar')
  const copy = join(dir, 'node_modules/keytar')
  const folder = `${process.platform}-${process.arch}`
  await rm(join(dir, 'node_modules'))
  await mkdir(join(copy, 'prebuilds', folder), { recursive: true })
  await cp(join(original, 'package.json'), join(copy, 'package.json'))
  await cp(join(original, 'lib'), join(copy, 'lib'), { recursive: true })
  const binary = await readFile(join(original, 'prebuilds', folder, 'keytar.node'), 'latin1')
  const broken = binary.replaceAll('libsecret-1.so.0', 'libsecret-9.so.0')
  await writeFile(join(copy, 'prebuilds', folder, 'keytar.node'), broken, 'latin1')
  return { prebuilds: join(copy, 'prebuilds') }
}

async function stateOf(promise: Promise<unknown>): Promise<string> {
  const thrown = await promise.then(
    () => new Error('it did not fail'),
    (error: unknown) => error
  )
  if (!(thrown instanceof AppFailure)) throw thrown
  return thrown.error.kind === 'keychain-unavailable' ? thrown.error.state : thrown.error.kind
}

async function expectGone(pids: number[]): Promise<void> {
  expect(pids.length).toBeGreaterThan(0)
  await expect.poll(() => pids.filter(isAlive), { timeout: 2_000 }).toEqual([])
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
