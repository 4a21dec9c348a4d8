import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Tenants } from '../../../src/main/desk/tenants'
import type { SecretRef, SecretStore } from '../../../src/main/keychain/secret-store'
import { openProfileStore } from '../../../src/main/tenants/profile-store'
import { AppFailure } from '../../../src/shared/errors'
import type { TenantDraft } from '../../../src/shared/tenant'
import { failureOf } from './practice-desk'

/** A keychain in memory that can be switched off. */
class FakeSecrets implements SecretStore {
  readonly stored = new Map<string, string>()
  readonly session = new Map<string, string>()
  broken = false

  get = async (ref: SecretRef) => this.session.get(key(ref)) ?? this.#open().get(key(ref)) ?? null
  set = async (ref: SecretRef, secret: string) => void this.#open().set(key(ref), secret)
  delete = async (ref: SecretRef) => {
    this.session.delete(key(ref))
    this.#open().delete(key(ref))
  }
  status = async () => ({ status: 'none' as const })
  keepForSession = (ref: SecretRef, secret: string) => void this.session.set(key(ref), secret)
  stop = () => undefined

  #open(): Map<string, string> {
    if (this.broken)
      throw new AppFailure({ kind: 'keychain-unavailable', state: 'locked', fix: 'Unlock it.' })
    return this.stored
  }
}
const key = ({ profileId, origin }: SecretRef) => `${profileId} @ ${origin}`

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
let tenants: Tenants
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tessera-tenants-'))
  secrets = new FakeSecrets()
  tenants = new Tenants(await openProfileStore(folder), secrets)
})
afterEach(() => rm(folder, { recursive: true }))

describe('Tenants', () => {
  it('begins with the practice tenant', () => {
    expect(tenants.currentId).toBe('practice')
    expect(tenants.summaries(undefined)).toMatchObject([{ id: 'practice', environment: 'practice' }])
  })

  it('saves a profile, makes it current and keeps the secret outside the file', async () => {
    const { tenantId, secretProblem } = await tenants.save(undefined, draft, 's3cret-value', 'keychain')
    expect(secretProblem).toBeUndefined()
    expect(tenants.currentId).toBe(tenantId)
    expect(await tenants.secretOf(tenantId)).toBe('s3cret-value')
    expect(tenants.profile(tenantId).secretStored).toBe(true)
    expect(await readFile(join(folder, 'tenants.json'), 'utf8')).not.toContain('s3cret-value')
  })

  it.each([
    ['host', { apiHost: 'https://api.transmitsecurity.io' }],
    ['client', { clientId: 'another' }]
  ])('drops the secret when the %s changes', async (_what, change) => {
    const { tenantId } = await tenants.save(undefined, draft, 's3cret', 'keychain')
    await tenants.learn(tenantId, { appId: 'app', permissions: [], roles: [], admin: false, expiresAt: 0 })
    await tenants.save(tenantId, { ...draft, ...change }, undefined, 'keychain')
    expect(secrets.stored.size).toBe(0)
    expect(tenants.profile(tenantId)).not.toHaveProperty('appId')
    expect(await failureOf(tenants.secretOf(tenantId))).toMatchObject({
      kind: 'bad-credentials',
      reason: 'missing'
    })
  })

  it('keeps the secret when only the label changes', async () => {
    const { tenantId } = await tenants.save(undefined, draft, 's3cret', 'keychain')
    await tenants.save(tenantId, { ...draft, label: 'Contoso Retail' }, undefined, 'keychain')
    expect(await tenants.secretOf(tenantId)).toBe('s3cret')
    expect(tenants.profile(tenantId).secretStored).toBe(true)
  })

  it('saves the profile although the keychain is locked, says so, and takes it for the session on request', async () => {
    secrets.broken = true
    const { tenantId, secretProblem } = await tenants.save(undefined, draft, 's3cret', 'keychain')
    expect(secretProblem).toMatchObject({
      what: 'not-kept',
      error: { kind: 'keychain-unavailable', state: 'locked' }
    })
    expect(tenants.profile(tenantId).secretStored).toBe(false)
    const again = await tenants.save(tenantId, draft, 's3cret', 'session')
    expect(again.secretProblem).toBeUndefined()
    expect(await tenants.secretOf(tenantId)).toBe('s3cret')
    expect(tenants.profile(tenantId).secretStored).toBe(false)
  })

  it('still expects a stored secret after a save that could not reach the keychain', async () => {
    const { tenantId } = await tenants.save(undefined, draft, 'old', 'keychain')
    secrets.broken = true
    const { secretProblem } = await tenants.save(tenantId, draft, 'new', 'keychain')
    expect(secretProblem?.what).toBe('not-kept')
    expect(tenants.profile(tenantId).secretStored).toBe(true)
    secrets.broken = false
    expect(await tenants.secretOf(tenantId)).toBe('old')
  })

  it('says which of the two hindered it when the host changes under a broken keychain', async () => {
    const { tenantId } = await tenants.save(undefined, draft, 'old', 'keychain')
    secrets.broken = true
    const moved = { ...draft, apiHost: 'https://api.transmitsecurity.io' }
    expect((await tenants.save(tenantId, moved, undefined, 'keychain')).secretProblem?.what).toBe(
      'not-dropped'
    )
    expect((await tenants.save(tenantId, draft, 'new', 'keychain')).secretProblem?.what).toBe('not-kept')
    expect((await tenants.save(tenantId, moved, 'new', 'session')).secretProblem?.what).toBe('not-dropped')
  })

  it('removes profile and secret, and says when the secret stayed', async () => {
    const first = await tenants.save(undefined, draft, 'one', 'keychain')
    expect(await tenants.remove(first.tenantId)).toBeUndefined()
    expect(secrets.stored.size).toBe(0)
    expect(tenants.currentId).toBe('practice')
    const second = await tenants.save(undefined, draft, 'two', 'keychain')
    secrets.broken = true
    expect(await tenants.remove(second.tenantId)).toMatchObject({ kind: 'keychain-unavailable' })
    expect(tenants.summaries(undefined)).toHaveLength(1)
  })

  it('learns the application once', async () => {
    const { tenantId } = await tenants.save(undefined, draft, undefined, 'keychain')
    const claims = { appId: 'app-1', appName: 'Shop', permissions: [], roles: [], admin: false, expiresAt: 0 }
    expect(await tenants.learn(tenantId, claims)).toBe(true)
    expect(await tenants.learn(tenantId, claims)).toBe(false)
    expect(tenants.profile(tenantId)).toMatchObject({ appId: 'app-1', appName: 'Shop' })
    expect(await tenants.learn('practice', claims)).toBe(false)
  })
})
