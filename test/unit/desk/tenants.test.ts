import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { deleteOrphans } from '../../../src/main/desk/bundle-apply'
import { leftSecretsIn } from '../../../src/main/desk/left-secrets'
import type { PracticeServer } from '../../../src/main/desk/practice'
import { Tenants } from '../../../src/main/desk/tenants'
import { UnsureWrite } from '../../../src/main/keychain/secret-store'
import { type BundleStore, openBundleStore } from '../../../src/main/tenants/bundle-store'
import { openProfileStore, type ProfileStore } from '../../../src/main/tenants/profile-store'
import { AppFailure } from '../../../src/shared/errors'
import type { TenantDraft } from '../../../src/shared/tenant'
import { FakeSecrets, keyOf } from './fake-secrets'
import { failureOf } from './practice-desk'

const draft: TenantDraft = {
  label: 'Contoso',
  environment: 'production',
  apiHost: 'https://api.eu.transmitsecurity.io',
  clientId: 'client',
  colour: 'green',
  defaultCountry: 'DE'
}

let folder: string
let secrets: FakeSecrets
let profiles: ProfileStore
let bundles: BundleStore
let tenants: Tenants
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tessera-tenants-'))
  secrets = new FakeSecrets()
  profiles = await openProfileStore(folder)
  bundles = await openBundleStore(folder)
  tenants = new Tenants(profiles, secrets, leftSecretsIn(bundles))
})
afterEach(() => rm(folder, { recursive: true }))

const leave = async () => undefined
/** the practice tenant before it runs */
const practice = { running: undefined, applicationId: 'main' }
const secretOf = (tenantId: string) => tenants.secretOf(tenantId, 'main', tenants.profile(tenantId))
const labels = () => tenants.summaries(practice).map(({ label }) => label)
const moved = { ...draft, label: 'Moved', apiHost: 'https://api.transmitsecurity.io' }
const claims = { appId: 'app-1', appName: 'Shop', permissions: [], roles: [], admin: false, expiresAt: 0 }

describe('Tenants', () => {
  it('begins with the practice tenant', () => {
    expect(tenants.currentId).toBe('practice')
    expect(tenants.summaries(practice)).toMatchObject([{ id: 'practice', environment: 'practice' }])
  })

  it('tells where links of the running practice tenant lead, so that they are offered there too', () => {
    const shop = {
      clientId: 'client',
      clientSecret: 'secret',
      appId: 'app',
      appName: 'Contoso shop',
      redirectUri: 'https://shop.example.com/signed-in'
    }
    const server: PracticeServer = {
      ...shop,
      secondApp: { ...shop, clientId: 'client-2', appId: 'app-2', appName: 'Contoso loyalty' },
      url: 'http://127.0.0.1:5000',
      inbox: () => [],
      openLink: () => false,
      stop: async () => {}
    }
    const [running] = tenants.summaries({ running: server, applicationId: 'loyalty' })
    expect(running).toMatchObject({
      appId: 'app',
      redirectUri: shop.redirectUri,
      applicationId: 'loyalty',
      applications: [
        { id: 'main', clientId: 'client', appName: 'Contoso shop' },
        { id: 'loyalty', clientId: 'client-2', appName: 'Contoso loyalty' }
      ]
    })
    expect(JSON.stringify(running)).not.toContain('"secret"')
  })

  it('saves a profile, makes it current and keeps the secret outside the file', async () => {
    const { tenantId, secretProblem } = await tenants.save(
      undefined,
      draft,
      's3cret-value',
      'keychain',
      leave
    )
    expect(secretProblem).toBeUndefined()
    expect(tenants.currentId).toBe(tenantId)
    expect(await secretOf(tenantId)).toBe('s3cret-value')
    expect(tenants.profile(tenantId).secretStored).toBe(true)
    expect(await readFile(join(folder, 'tenants.json'), 'utf8')).not.toContain('s3cret-value')
  })

  it.each([
    ['host', { apiHost: 'https://api.transmitsecurity.io' }],
    ['client', { clientId: 'another' }]
  ])('drops the secret when the %s changes', async (_what, change) => {
    const { tenantId } = await tenants.save(undefined, draft, 's3cret', 'keychain', leave)
    await tenants.learn(tenantId, 'main', draft, claims)
    await tenants.save(tenantId, { ...draft, ...change }, undefined, 'keychain', leave)
    expect(secrets.stored.size).toBe(0)
    expect(tenants.profile(tenantId)).not.toHaveProperty('appId')
    expect(await failureOf(secretOf(tenantId))).toMatchObject({
      kind: 'bad-credentials',
      reason: 'missing'
    })
  })

  it('keeps the secret when only the label changes', async () => {
    const { tenantId } = await tenants.save(undefined, draft, 's3cret', 'keychain', leave)
    await tenants.save(tenantId, { ...draft, label: 'Contoso Retail' }, undefined, 'keychain', leave)
    expect(await secretOf(tenantId)).toBe('s3cret')
    expect(tenants.profile(tenantId).secretStored).toBe(true)
  })

  it('saves the profile although the keychain is locked, says so, and takes it for the session on request', async () => {
    secrets.broken = true
    const { tenantId, secretProblem } = await tenants.save(undefined, draft, 's3cret', 'keychain', leave)
    expect(secretProblem).toMatchObject({
      what: 'not-kept',
      error: { kind: 'keychain-unavailable', state: 'locked' }
    })
    expect(tenants.profile(tenantId).secretStored).toBe(false)
    const again = await tenants.save(tenantId, draft, 's3cret', 'session', leave)
    expect(again.secretProblem).toBeUndefined()
    expect(await secretOf(tenantId)).toBe('s3cret')
    expect(tenants.profile(tenantId).secretStored).toBe(false)
  })

  it.each(['save', 'setSecret'] as const)('is not sure of a secret that may be there: %s', async (how) => {
    const { tenantId } = await tenants.save(undefined, draft, 'old', 'keychain', leave)
    const error = { kind: 'keychain-unavailable', state: 'died', fix: 'Try again.' } as const
    vi.spyOn(secrets, 'set').mockRejectedValue(new UnsureWrite(error))
    const saved =
      how === 'save'
        ? await tenants.save(tenantId, draft, 'new', 'keychain', leave)
        : await tenants.secrets.set(tenantId, 'main', 'new', 'keychain', leave)
    expect(saved.secretProblem).toEqual({ what: 'unsure', error })
  })

  it('has kept a secret that could not be noted in the file', async () => {
    const { tenantId } = await tenants.save(undefined, draft, 'old', 'keychain', leave)
    const error = { kind: 'not-saved', fileName: 'tenants.json', reason: 'disk-full' } as const
    const patch = vi.spyOn(profiles, 'patch').mockRejectedValue(new AppFailure(error))
    const { secretProblem } = await tenants.secrets.set(tenantId, 'main', 'new', 'keychain', leave)
    patch.mockRestore()
    expect(secretProblem).toEqual({ what: 'not-noted', error })
    expect(await secretOf(tenantId)).toBe('new')
  })

  it('still expects a stored secret after a save that could not reach the keychain', async () => {
    const { tenantId } = await tenants.save(undefined, draft, 'old', 'keychain', leave)
    secrets.broken = true
    const { secretProblem } = await tenants.save(tenantId, draft, 'new', 'keychain', leave)
    expect(secretProblem?.what).toBe('not-kept')
    expect(tenants.profile(tenantId).secretStored).toBe(true)
    secrets.broken = false
    expect(await secretOf(tenantId)).toBe('old')
  })

  it('says which of the two hindered it when the host changes under a broken keychain', async () => {
    const { tenantId } = await tenants.save(undefined, draft, 'old', 'keychain', leave)
    secrets.broken = true
    expect((await tenants.save(tenantId, moved, undefined, 'keychain', leave)).secretProblem?.what).toBe(
      'not-dropped'
    )
    expect((await tenants.save(tenantId, draft, 'new', 'keychain', leave)).secretProblem?.what).toBe(
      'not-kept'
    )
    // nothing was ever stored for the host that is left now
    expect((await tenants.save(tenantId, moved, 'new', 'session', leave)).secretProblem).toBeUndefined()
  })

  it('removes profile and secret, and says when the secret stayed', async () => {
    const first = await tenants.save(undefined, draft, 'one', 'keychain', leave)
    expect(await tenants.remove(first.tenantId, leave)).toBeUndefined()
    expect(secrets.stored.size).toBe(0)
    expect(tenants.currentId).toBe('practice')
    const second = await tenants.save(undefined, draft, 'two', 'keychain', leave)
    secrets.broken = true
    expect(await tenants.remove(second.tenantId, leave)).toMatchObject({ kind: 'keychain-unavailable' })
    expect(tenants.summaries(practice)).toHaveLength(1)
  })

  it('learns the application once', async () => {
    const { tenantId } = await tenants.save(undefined, draft, undefined, 'keychain', leave)
    expect(await tenants.learn(tenantId, 'main', draft, claims)).toBe(true)
    expect(await tenants.learn(tenantId, 'main', draft, claims)).toBe(false)
    expect(tenants.profile(tenantId)).toMatchObject({ appId: 'app-1', appName: 'Shop' })
    expect(await tenants.learn('practice', 'main', draft, claims)).toBe(false)
  })

  it.each([
    ['host', { apiHost: 'https://api.transmitsecurity.io' }],
    ['client', { clientId: 'another' }]
  ])('learns nothing from a token of another %s', async (_what, other) => {
    const { tenantId } = await tenants.save(undefined, draft, undefined, 'keychain', leave)
    expect(await tenants.learn(tenantId, 'main', { ...draft, ...other }, claims)).toBe(false)
    expect(tenants.profile(tenantId)).not.toHaveProperty('appId')
  })

  it('gives the secret out only for the host and the client it was entered for', async () => {
    const { tenantId } = await tenants.save(undefined, draft, 's3cret', 'keychain', leave)
    const missing = { kind: 'bad-credentials', reason: 'missing' }
    expect(await failureOf(tenants.secretOf(tenantId, 'main', moved))).toMatchObject(missing)
    expect(
      await failureOf(tenants.secretOf(tenantId, 'main', { ...draft, clientId: 'other' }))
    ).toMatchObject(missing)
  })

  it('never finds the old client’s secret for a new client, although it could not be dropped', async () => {
    const { tenantId } = await tenants.save(undefined, draft, 'old', 'keychain', leave)
    secrets.broken = true
    const other = { ...draft, clientId: 'another' }
    const { secretProblem } = await tenants.save(tenantId, other, undefined, 'keychain', leave)
    expect(secretProblem?.what).toBe('not-dropped')
    secrets.broken = false
    expect([...secrets.stored.values()]).toEqual(['old'])
    expect(await failureOf(secretOf(tenantId))).toMatchObject({ kind: 'bad-credentials', reason: 'missing' })
  })

  it('notes which secrets of a removed profile are left, and no others', async () => {
    const { tenantId } = await tenants.save(undefined, draft, 'first', 'keychain', leave)
    const other = await tenants.save(undefined, draft, undefined, 'keychain', leave)
    const left = () => bundles.value().orphans
    secrets.broken = true
    expect(await tenants.remove(tenantId, leave)).toMatchObject({ kind: 'keychain-unavailable' })
    await tenants.remove(other.tenantId, leave)
    expect(left()).toMatchObject([{ profileId: tenantId, origin: draft.apiHost }])
    const third = await tenants.save(undefined, draft, undefined, 'keychain', leave)
    secrets.broken = false
    await tenants.save(third.tenantId, draft, 'third', 'keychain', leave)
    expect(await tenants.remove(third.tenantId, leave)).toBeUndefined()
    expect(left()).toHaveLength(1)
    const ports = { store: bundles, profiles, secrets }
    expect(await deleteOrphans(ports)).toBe(true)
    expect(left()).toBeUndefined()
    expect(secrets.stored.size).toBe(0)
  })

  it('notes them before the profile is gone, so that a crash leaves none for ever', async () => {
    const { tenantId } = await tenants.save(undefined, draft, 'first', 'keychain', leave)
    const remove = vi.spyOn(profiles, 'remove').mockImplementation(async () => {
      expect(bundles.value().orphans).toMatchObject([{ profileId: tenantId }])
      throw new Error('killed')
    })
    await expect(tenants.remove(tenantId, leave)).rejects.toThrow('killed')
    remove.mockRestore()
    // one that a profile still names is no orphan
    const ports = { store: bundles, profiles, secrets }
    expect(await deleteOrphans(ports)).toBe(true)
    expect(await secretOf(tenantId)).toBe('first')
  })

  it('finds and drops the secret of a profile that was stored before secrets had names of their own', async () => {
    const old = { ...draft, id: 'old-one', secretStored: true }
    await writeFile(join(folder, 'tenants.json'), JSON.stringify({ version: 1, profiles: [old] }))
    tenants = new Tenants(await openProfileStore(folder), secrets, leftSecretsIn(bundles))
    secrets.stored.set(keyOf({ profileId: 'old-one', origin: draft.apiHost, expected: true }), 's3cret')
    await tenants.save('old-one', { ...draft, label: 'Renamed' }, undefined, 'keychain', leave)
    expect(await secretOf('old-one')).toBe('s3cret')
    await tenants.save('old-one', { ...draft, clientId: 'another' }, undefined, 'keychain', leave)
    expect(secrets.stored.size).toBe(0)
    expect(tenants.profile('old-one').secretId).toMatch(/./)
  })

  it('tells the window nothing of where the secret is', async () => {
    await tenants.save(undefined, draft, 's3cret', 'keychain', leave)
    expect(tenants.summaries(practice)[0]).not.toHaveProperty('secretId')
  })
})

describe('while the keychain is slow', () => {
  it('a host and a label that were saved meanwhile stay, without a stored secret', async () => {
    const { tenantId } = await tenants.save(undefined, draft, undefined, 'keychain', leave)
    const release = secrets.hold()
    const first = tenants.save(tenantId, draft, 's3cret', 'keychain', leave)
    const second = tenants.save(tenantId, moved, undefined, 'keychain', leave)
    release()
    await Promise.all([first, second])
    expect(tenants.profile(tenantId)).toMatchObject({ ...moved, secretStored: false })
    expect(secrets.stored.size).toBe(0)
  })

  it('a rename during clearing stays', async () => {
    const { tenantId } = await tenants.save(undefined, draft, 's3cret', 'keychain', leave)
    const release = secrets.hold()
    const both = [
      tenants.secrets.clear(tenantId, undefined, leave),
      tenants.save(tenantId, { ...draft, label: 'Renamed' }, undefined, 'keychain', leave)
    ]
    release()
    await Promise.all(both)
    expect(tenants.profile(tenantId)).toMatchObject({ label: 'Renamed', secretStored: false })
  })

  it('a profile that is removed stays removed, whatever was being saved', async () => {
    const { tenantId } = await tenants.save(undefined, draft, 's3cret', 'keychain', leave)
    const release = secrets.hold()
    const removed = tenants.remove(tenantId, leave)
    const saved = failureOf(tenants.save(tenantId, draft, 'new', 'keychain', leave))
    release()
    expect(await removed).toBeUndefined()
    expect(await saved).toMatchObject({ kind: 'not-found' })
    expect(labels()).toEqual(['Practice tenant'])
    expect(secrets.stored.size).toBe(0)
  })

  it.each<[string, (tenantId: string, leave: () => Promise<void>) => Promise<unknown>]>([
    ['saving', (tenantId, leave) => tenants.save(tenantId, moved, 'new', 'keychain', leave)],
    ['clearing', (tenantId, leave) => tenants.secrets.clear(tenantId, undefined, leave)],
    ['removing', (tenantId, leave) => tenants.remove(tenantId, leave)]
  ])('%s leaves the tenant before the keychain has answered', async (_what, act) => {
    const { tenantId } = await tenants.save(undefined, draft, 's3cret', 'keychain', leave)
    const release = secrets.hold()
    let left = false
    const done = act(tenantId, async () => void (left = true))
    await vi.waitFor(() => expect(left).toBe(true))
    expect(secrets.stored.size).toBe(1)
    release()
    await done
  })

  it('nothing is left when the save itself is refused', async () => {
    const { tenantId } = await tenants.save(undefined, draft, 's3cret', 'keychain', leave)
    await tenants.remove(tenantId, leave)
    const leaving = vi.fn(leave)
    expect(await failureOf(tenants.save(tenantId, draft, undefined, 'keychain', leaving))).toMatchObject({
      kind: 'not-found'
    })
    expect(await failureOf(tenants.remove(tenantId, leaving))).toMatchObject({ kind: 'not-found' })
    await rm(folder, { recursive: true })
    await writeFile(folder, 'no folder any more')
    expect(await failureOf(tenants.save(undefined, draft, 's3cret', 'keychain', leaving))).toMatchObject({
      kind: 'not-saved'
    })
    expect(leaving).not.toHaveBeenCalled()
    expect(secrets.stored.size).toBe(0)
  })

  it('a tenant that is not open is cleared and removed without leaving the one that is', async () => {
    const { tenantId } = await tenants.save(undefined, draft, 's3cret', 'keychain', leave)
    await tenants.select('practice')
    const leaving = vi.fn(leave)
    await tenants.secrets.clear(tenantId, undefined, leaving)
    await tenants.remove(tenantId, leaving)
    expect(leaving).not.toHaveBeenCalled()
  })
})
