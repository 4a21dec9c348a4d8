import { describe, expect, it } from 'vitest'
import { lookAtKeychain } from '../../../src/main/diagnose/keychain-part'
import type { KeychainRequest } from '../../../src/main/keychain/protocol'
import { fakeWorkers } from '../keychain/fake-workers'

const about = { platform: 'linux' as const, userData: '/home/ann/.config/Tessera', env: { DISPLAY: ':0' } }

/** A keychain in memory, or what the test says instead. */
function keychain(fault?: (request: KeychainRequest) => { message: string; library?: boolean } | undefined) {
  const entries = new Map<string, string>()
  const asked: KeychainRequest[] = []
  const { start, started } = fakeWorkers((request, worker) => {
    const { id, op, account } = request
    asked.push(request)
    const failed = fault?.(request)
    if (failed)
      return worker.send({ id, ok: false, library: failed.library ?? false, message: failed.message })
    const value =
      op === 'get' ? (entries.get(account) ?? null) : op === 'delete' ? entries.delete(account) : null
    if (op === 'set') entries.set(account, request.secret)
    worker.send({ id, ok: true, value })
  })
  return {
    entries,
    asked,
    started,
    look: () => lookAtKeychain({ ...about, startKeychainWorker: start } as never)
  }
}

describe('the keychain', () => {
  it('that works: an entry of its own was written, read and deleted, and no other was asked for', async () => {
    const { look, entries, asked, started } = keychain()
    expect(await look()).toEqual([expect.objectContaining({ label: 'State', state: 'good' })])
    expect(entries.size).toBe(0)
    expect([...new Set(asked.map(({ account }) => account.replace(/[0-9a-f]{16}$/, '')))].toSorted()).toEqual(
      ['diagnosis @ no-host', 'probe ']
    )
    // another one than the probe of a Tessera that runs: neither reads what the other wrote
    expect(JSON.stringify(asked)).not.toContain('/home/ann')
    expect(started.every(({ killed }) => killed)).toBe(true)
  })

  it.each([
    ['locked', 'Cannot create an item in a locked collection', /^locked$/],
    ['missing', 'The name org.freedesktop.secrets was not provided by any .service files', /none/],
    ['of another kind', 'Something else', /refused/]
  ])('that is %s: the state, what it said, what to do', async (_, message, words) => {
    const { look } = keychain(({ op }) =>
      op === 'set' || message.startsWith('The name') ? { message } : undefined
    )
    const findings = await look()
    expect(findings[0]).toMatchObject({ state: 'attention', value: expect.stringMatching(words) as string })
    expect(findings.map(({ label }) => label)).toEqual(['State', 'It said', 'What to do'])
  })

  it.each([{}, { DBUS_SESSION_BUS_ADDRESS: 'disabled:' }, { DISPLAY: '' }])(
    'of another session (%j) is not asked, and that is no complaint',
    async (env) => {
      const { start, started } = fakeWorkers(() => undefined)
      const [finding] = await lookAtKeychain({ ...about, env, startKeychainWorker: start } as never)
      expect(finding).toMatchObject({
        state: 'unknown',
        value: expect.stringContaining('not examined') as string
      })
      expect(started).toEqual([])
    }
  )

  it('whose library is missing', async () => {
    const { look } = keychain(() => ({ message: 'libsecret-1.so.0: cannot open', library: true }))
    expect((await look())[0]).toMatchObject({ state: 'attention', value: 'its library cannot be loaded' })
  })
})
