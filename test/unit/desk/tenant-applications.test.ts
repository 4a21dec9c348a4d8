import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Tenants } from '../../../src/main/desk/tenants'
import { openProfileStore, type ProfileStore } from '../../../src/main/tenants/profile-store'
import type { ApplicationDraft } from '../../../src/shared/application'
import type { TenantDraft } from '../../../src/shared/tenant'
import { temporaryFolder } from '../storage/temporary-folder'
import { FakeSecrets, unnoted } from './fake-secrets'
import { failureOf } from './practice-desk'

const hour = 3_600_000
const draft: TenantDraft = {
  label: 'Contoso',
  environment: 'production',
  apiHost: 'https://api.eu.transmitsecurity.io',
  clientId: 'shop-client',
  colour: 'green',
  defaultCountry: 'DE'
}
const loyalty: ApplicationDraft = { name: 'Loyalty', clientId: 'loyalty-client' }
const practice = { running: undefined, applicationId: 'main' }
const managed = { kind: 'conflict', reason: 'managed-profile' }
const missing = { kind: 'bad-credentials', reason: 'missing' }

let folder: string
let profiles: ProfileStore
let secrets: FakeSecrets
let tenants: Tenants
let now: number
let tenantId: string
const leave = vi.fn(async () => undefined)
beforeEach(async () => {
  folder = await temporaryFolder()
  profiles = await openProfileStore(folder)
  secrets = new FakeSecrets()
  now = 10 * hour + 1
  tenants = new Tenants(profiles, secrets, unnoted, { now: () => now })
  tenantId = (await tenants.save(undefined, draft, 'shop-secret', 'keychain', leave)).tenantId
  leave.mockClear()
})

const add = async (secret: string | undefined = 'loyalty-secret', more: Partial<ApplicationDraft> = {}) => {
  const wanted = { ...loyalty, ...more }
  const saved = await tenants.saveApplication(tenantId, undefined, wanted, secret, 'keychain', leave)
  return saved.applicationId
}
const secretOf = (applicationId: string) => {
  const { clientId } = tenants.application(tenantId, applicationId)
  return tenants.secretOf(tenantId, applicationId, { apiHost: tenants.profile(tenantId).apiHost, clientId })
}
const values = () => [...secrets.stored.values()].sort()
const summary = () => tenants.summaries(practice).find(({ id }) => id === tenantId)
/** As an organisation's bundle would bring it. */
const manage = () => profiles.patch(tenantId, (latest) => ({ ...latest, managed: true }))

describe('the applications of a tenant', () => {
  it('are listed main first, with their secrets’ ages, and nothing of where these are', async () => {
    const id = await add()
    expect(summary()).toMatchObject({ applicationId: 'main', managed: false, clientId: 'shop-client' })
    expect(summary()?.applications).toEqual([
      { id: 'main', clientId: 'shop-client', secretStored: true, secretSince: now },
      { id, name: 'Loyalty', clientId: 'loyalty-client', secretStored: true, secretSince: now }
    ])
    expect(JSON.stringify(tenants.summaries(practice))).not.toContain('secretId')
  })

  it('have a secret each, outside the file, and neither gets the other’s', async () => {
    const id = await add()
    expect([await secretOf('main'), await secretOf(id)]).toEqual(['shop-secret', 'loyalty-secret'])
    const { apiHost } = draft
    const crossed = [
      tenants.secretOf(tenantId, id, { apiHost, clientId: 'shop-client' }),
      tenants.secretOf(tenantId, 'main', { apiHost, clientId: 'loyalty-client' })
    ]
    for (const one of crossed) expect(await failureOf(one)).toMatchObject(missing)
    const file = await readFile(join(folder, 'tenants.json'), 'utf8')
    expect(file).not.toContain('-secret"')
  })

  it('without a secret id of their own never find the main one’s', async () => {
    const old = { ...tenants.profile(tenantId) }
    delete old.secretId
    await profiles.save({
      ...old,
      furtherApplications: [{ id: 'x', name: 'X', clientId: 'x', secretStored: true }]
    })
    secrets.stored.set(`${tenantId} @ ${draft.apiHost} # `, 'shop-secret')
    expect(await secretOf('main')).toBe('shop-secret')
    expect(await failureOf(secretOf('x'))).toMatchObject(missing)
  })

  it('leave what is open alone, unless it is theirs', async () => {
    const id = await add()
    await tenants.saveApplication(tenantId, id, { ...loyalty, name: 'Points' }, 'new', 'keychain', leave)
    await tenants.secrets.set(tenantId, id, 'newer', 'keychain', leave)
    await tenants.secrets.clear(tenantId, id, leave)
    expect(leave).not.toHaveBeenCalled()
    await tenants.selectApplication(tenantId, id)
    await tenants.saveApplication(tenantId, id, loyalty, 'new', 'keychain', leave)
    await tenants.secrets.set(tenantId, id, 'newer', 'keychain', leave)
    await tenants.secrets.clear(tenantId, id, leave)
    await tenants.removeApplication(tenantId, id, leave)
    expect(leave).toHaveBeenCalledTimes(4)
    await tenants.select('practice')
    await tenants.secrets.set(tenantId, 'main', 'newest', 'keychain', leave)
    expect(leave).toHaveBeenCalledTimes(4)
  })

  it('with another client lose their own secret alone', async () => {
    const id = await add()
    await tenants.saveApplication(tenantId, id, { ...loyalty, clientId: 'x' }, undefined, 'keychain', leave)
    expect(values()).toEqual(['shop-secret'])
    expect(await failureOf(secretOf(id))).toMatchObject(missing)
    await tenants.secrets.set(tenantId, id, 'x-secret', 'keychain', leave)
    await tenants.save(tenantId, { ...draft, clientId: 'y' }, undefined, 'keychain', leave)
    expect(values()).toEqual(['x-secret'])
    expect(await secretOf(id)).toBe('x-secret')
  })

  it('all lose their secrets with another host', async () => {
    const id = await add()
    const moved = { ...draft, apiHost: 'https://api.transmitsecurity.io' }
    await tenants.save(tenantId, moved, 'moved-secret', 'keychain', leave)
    expect(values()).toEqual(['moved-secret'])
    expect(await secretOf('main')).toBe('moved-secret')
    expect(await failureOf(secretOf(id))).toMatchObject(missing)
  })

  it('are removed with their secret, and the main one opens', async () => {
    const id = await add()
    await tenants.selectApplication(tenantId, id)
    expect(await tenants.removeApplication(tenantId, id, leave)).toBeUndefined()
    expect(values()).toEqual(['shop-secret'])
    expect(summary()).toMatchObject({ applicationId: 'main', applications: [{ id: 'main' }] })
    expect(await failureOf(tenants.removeApplication(tenantId, 'main', leave))).toMatchObject({
      kind: 'not-found'
    })
  })

  it('that are removed under a broken keychain are gone, and what stayed is said', async () => {
    const id = await add()
    secrets.broken = true
    expect(await tenants.removeApplication(tenantId, id, leave)).toMatchObject({
      kind: 'keychain-unavailable'
    })
    expect(summary()?.applications).toHaveLength(1)
  })

  it('all take their secrets along when the profile is removed', async () => {
    await add()
    expect(await tenants.remove(tenantId, leave)).toBeUndefined()
    expect(values()).toEqual([])
  })

  it('are refused with a client that is there already, and nothing is saved', async () => {
    const id = await add()
    const twice = { kind: 'invalid-input', fields: { clientId: expect.any(String) as string } }
    expect(await failureOf(add('s', { clientId: 'loyalty-client' }))).toMatchObject(twice)
    expect(await failureOf(add('s', { clientId: 'shop-client' }))).toMatchObject(twice)
    const main = { ...draft, clientId: 'loyalty-client' }
    expect(await failureOf(tenants.save(tenantId, main, 's', 'keychain', leave))).toMatchObject(twice)
    expect(summary()?.applications.map((one) => one.id)).toEqual(['main', id])
    expect(values()).toEqual(['loyalty-secret', 'shop-secret'])
    expect(leave).not.toHaveBeenCalled()
  })

  it('that there are not are not found', async () => {
    const notFound = { kind: 'not-found' }
    const gone = [
      tenants.selectApplication(tenantId, 'gone'),
      tenants.saveApplication(tenantId, 'gone', loyalty, 's', 'keychain', leave),
      tenants.saveApplication(tenantId, 'main', loyalty, 's', 'keychain', leave),
      tenants.removeApplication(tenantId, 'gone', leave),
      tenants.secrets.set(tenantId, 'gone', 's', 'keychain', leave),
      tenants.secrets.clear(tenantId, 'gone', leave),
      tenants.secrets.status(tenantId, 'gone'),
      tenants.saveApplication('gone', undefined, loyalty, 's', 'keychain', leave),
      tenants.selectApplication('gone', 'main')
    ]
    for (const one of gone) expect(await failureOf(one)).toMatchObject(notFound)
    expect(summary()?.applications).toHaveLength(1)
    expect(values()).toEqual(['shop-secret'])
  })

  it('are saved although the keychain is locked, which is said', async () => {
    secrets.broken = true
    const saved = await tenants.saveApplication(tenantId, undefined, loyalty, 's', 'keychain', leave)
    expect(saved.secretProblem).toMatchObject({ what: 'not-kept', error: { kind: 'keychain-unavailable' } })
    expect(tenants.application(tenantId, saved.applicationId)).toMatchObject({ secretStored: false })
  })
})

describe('the open application', () => {
  it('is chosen for good, and is the main one at first', async () => {
    const id = await add()
    expect(tenants.openApplication(tenantId).id).toBe('main')
    expect(await tenants.selectApplication(tenantId, id)).toBe(true)
    expect(await tenants.selectApplication(tenantId, id)).toBe(false)
    const again = new Tenants(await openProfileStore(folder), secrets, unnoted)
    expect(again.openApplication(tenantId)).toMatchObject({ id, clientId: 'loyalty-client' })
    expect(await tenants.selectApplication(tenantId, 'main')).toBe(true)
    expect(summary()?.applicationId).toBe('main')
  })
})

describe('a managed profile', () => {
  it('is read-only', async () => {
    const id = await add()
    await manage()
    const refused = [
      tenants.save(tenantId, { ...draft, label: 'Mine' }, undefined, 'keychain', leave),
      tenants.remove(tenantId, leave),
      tenants.saveApplication(
        tenantId,
        undefined,
        { ...loyalty, clientId: 'z' },
        undefined,
        'keychain',
        leave
      ),
      tenants.saveApplication(tenantId, id, { ...loyalty, name: 'Mine' }, undefined, 'keychain', leave),
      tenants.removeApplication(tenantId, id, leave)
    ]
    for (const one of refused) expect(await failureOf(one)).toMatchObject(managed)
    expect(summary()).toMatchObject({
      label: 'Contoso',
      managed: true,
      applications: [{}, { name: 'Loyalty' }]
    })
    expect(leave).not.toHaveBeenCalled()
  })

  it('takes a secret, gives it up, opens another application and another place all the same', async () => {
    const id = await add()
    await manage()
    expect(await tenants.secrets.set(tenantId, id, 'own', 'keychain', leave)).toEqual({})
    expect(await secretOf(id)).toBe('own')
    await tenants.secrets.clear(tenantId, id, leave)
    expect(values()).toEqual(['shop-secret'])
    expect(await tenants.selectApplication(tenantId, id)).toBe(true)
    const other = await tenants.save(undefined, { ...draft, label: 'Other' }, undefined, 'keychain', leave)
    await tenants.reorder([other.tenantId, tenantId])
    expect(tenants.summaries(practice).map(({ label }) => label)).toEqual([
      'Other',
      'Contoso',
      'Practice tenant'
    ])
  })
})

describe('the age of a secret', () => {
  const claims = { appId: 'app', appName: 'Shop' }
  const client = { apiHost: draft.apiHost, clientId: draft.clientId }
  const used = () => tenants.learn(tenantId, 'main', client, claims, { stored: true })
  const age = () => {
    const { secretSince, secretUsedAt } = tenants.application(tenantId, 'main')
    return { secretSince, secretUsedAt }
  }

  it('counts from its entry, and begins anew with another one', async () => {
    await used()
    expect(age()).toEqual({ secretSince: now, secretUsedAt: 10 * hour })
    now = 50 * hour
    await tenants.secrets.set(tenantId, 'main', 'new', 'keychain', leave)
    expect(age()).toEqual({ secretSince: now })
    await tenants.secrets.clear(tenantId, 'main', leave)
    expect(age()).toEqual({})
  })

  it('is not touched where the keychain did not take the new one', async () => {
    const since = now
    now = 50 * hour
    secrets.broken = true
    await tenants.secrets.set(tenantId, 'main', 'new', 'keychain', leave)
    expect(age()).toEqual({ secretSince: since })
  })

  it('and its last use are written once an hour at most', async () => {
    expect(await used()).toBe(true)
    const writes = vi.spyOn(profiles, 'patch')
    now += 30 * 60_000
    expect(await used()).toBe(false)
    const [same] = await Promise.all(
      writes.mock.results.map(({ value }) => value as ReturnType<ProfileStore['patch']>)
    )
    expect(same?.after).toBe(same?.before)
    now += 31 * 60_000
    // no news for the window, though the file says so
    expect(await used()).toBe(false)
    expect(age().secretUsedAt).toBe(11 * hour)
  })

  it('says nothing of a secret that was only tried, or is kept for this session', async () => {
    await tenants.learn(tenantId, 'main', client, claims)
    expect(age()).not.toHaveProperty('secretUsedAt', expect.anything())
    await tenants.secrets.clear(tenantId, 'main', leave)
    await tenants.secrets.set(tenantId, 'main', 'session', 'session', leave)
    await used()
    expect(age()).toEqual({})
  })

  it('belongs to the application whose client used it', async () => {
    const id = await add()
    const { apiHost } = draft
    await tenants.learn(
      tenantId,
      id,
      { apiHost, clientId: 'loyalty-client' },
      { appId: 'l' },
      { stored: true }
    )
    expect(tenants.application(tenantId, id)).toMatchObject({ appId: 'l', secretUsedAt: 10 * hour })
    expect(age()).toEqual({ secretSince: now })
    expect(await tenants.learn(tenantId, id, client, claims, { stored: true })).toBe(false)
    expect(tenants.application(tenantId, id)).toMatchObject({ appId: 'l' })
  })
})

it('nothing is saved where the file cannot be', async () => {
  const id = await add()
  await rm(folder, { recursive: true })
  await writeFile(folder, 'no folder any more')
  const saved = tenants.saveApplication(tenantId, id, { ...loyalty, clientId: 'x' }, 's', 'keychain', leave)
  expect(await failureOf(saved)).toMatchObject({ kind: 'not-saved' })
  expect(values()).toEqual(['loyalty-secret', 'shop-secret'])
})
