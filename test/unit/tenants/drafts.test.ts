import { describe, expect, it } from 'vitest'
import { applicationOf, type ProfileApplication } from '../../../src/main/tenants/applications'
import {
  mostFurtherApplications,
  newProfile,
  redrafted,
  withDraftedApplication
} from '../../../src/main/tenants/drafts'
import { AppFailure, type AppError } from '../../../src/shared/errors'
import { tenantProfile, type TenantDraft, type TenantProfile } from '../../../src/shared/tenant'
import { exampleProfile } from './example-profile'

const known = { appId: 'app', appName: 'App', secretStored: true, secretSince: 5, secretUsedAt: 6 }
const loyalty = { id: 'l', name: 'Loyalty', clientId: 'client-l', secretId: 's-l', ...known }
const profile: TenantProfile = {
  ...exampleProfile('one', { secretId: 's-m', ...known }),
  furtherApplications: [loyalty],
  openApplicationId: 'l',
  bundleId: 'b'
}
const { label, environment, apiHost, clientId, colour, defaultCountry } = profile
const draft: TenantDraft = {
  label,
  environment: environment === 'sandbox' ? 'sandbox' : 'production',
  apiHost,
  clientId,
  colour,
  defaultCountry
}
/** What is known of an application's client beside its id. */
const knowledge = (of: ProfileApplication | undefined) => {
  const { appId, appName, secretSince, secretStored, secretUsedAt } = of ?? {}
  return { appId, appName, secretSince, secretStored, secretUsedAt }
}
const knowledgeIn = (whole: TenantProfile, id: string) => knowledge(applicationOf(whole, id))
const nothing = { secretStored: false }

function failure(act: () => unknown): AppError | undefined {
  try {
    act()
    return undefined
  } catch (thrown) {
    return thrown instanceof AppFailure ? thrown.error : undefined
  }
}

describe('a draft of the profile', () => {
  it('that changes neither host nor client leaves everything that is known', () => {
    expect(redrafted(profile, { ...draft, label: 'Renamed' })).toStrictEqual({ ...profile, label: 'Renamed' })
  })

  it('that changes the client takes what is known from the main application alone', () => {
    const changed = redrafted(profile, { ...draft, clientId: 'another' })
    expect(changed).toMatchObject({ clientId: 'another', openApplicationId: 'l', bundleId: 'b' })
    expect(knowledgeIn(changed, 'main')).toEqual(nothing)
    expect(changed.secretId).not.toBe('s-m')
    expect(changed.furtherApplications).toEqual([loyalty])
  })

  it('that changes the host takes it from all of them', () => {
    const changed = redrafted(profile, { ...draft, apiHost: 'https://api.eu.transmitsecurity.io' })
    expect(changed).toMatchObject({ clientId, furtherApplications: [{ id: 'l', name: 'Loyalty' }] })
    expect(knowledgeIn(changed, 'main')).toEqual(nothing)
    expect(knowledgeIn(changed, 'l')).toEqual(nothing)
    const ids = [changed.secretId, changed.furtherApplications?.[0]?.secretId]
    expect(new Set([...ids, 's-m', 's-l', undefined]).size).toBe(5)
    expect(tenantProfile.parse(changed)).toEqual(changed)
  })

  it('takes the redirect URI away where it is empty', () => {
    const withUri = { ...profile, redirectUri: 'https://shop.example.com/in' }
    expect(redrafted(withUri, draft)).toStrictEqual(profile)
  })

  it('is refused with the client of a further application', () => {
    expect(failure(() => redrafted(profile, { ...draft, clientId: 'client-l' }))).toMatchObject({
      kind: 'invalid-input',
      fields: { clientId: expect.stringContaining('“Loyalty”') as string }
    })
  })

  it('of a new one knows nothing but what it says', () => {
    expect(newProfile('two', draft)).toEqual({
      ...draft,
      id: 'two',
      secretId: expect.any(String) as string,
      secretStored: false
    })
  })
})

describe('a draft of a further application', () => {
  const trade = { name: 'Trade', clientId: 'client-t', redirectUri: 'https://trade.example.com/in' }

  it('adds one, with a name of its own in the keychain', () => {
    const after = withDraftedApplication(profile, 't', trade)
    const added = applicationOf(after, 't')
    expect(added).toMatchObject({ ...trade, secretStored: false })
    expect(added?.secretId).toMatch(/./)
    expect(tenantProfile.parse(after)).toEqual(after)
  })

  it('that changes the client takes what is known from that one alone', () => {
    const renamed = withDraftedApplication(profile, 'l', { name: 'Points', clientId: 'client-l' })
    expect(renamed).toStrictEqual({ ...profile, furtherApplications: [{ ...loyalty, name: 'Points' }] })
    const other = withDraftedApplication(profile, 'l', { name: 'Points', clientId: 'client-x' })
    expect(other.furtherApplications).toMatchObject([{ clientId: 'client-x' }])
    expect(knowledgeIn(other, 'l')).toEqual(nothing)
    expect(knowledgeIn(other, 'main')).toEqual(known)
    expect(other.furtherApplications?.[0]?.secretId).not.toBe('s-l')
  })

  it('keeps what it is for, whichever client it gets, until another one is picked', () => {
    const draftOf = (id: string, expectedAppId?: string) => ({ ...trade, clientId: id, expectedAppId })
    const picked = withDraftedApplication(profile, 't', draftOf('client-t', 'app-t'))
    const expected = (of: TenantProfile) => applicationOf(of, 't')?.expectedAppId
    expect(expected(picked)).toBe('app-t')
    expect(tenantProfile.parse(picked)).toEqual(picked)
    expect(expected(withDraftedApplication(picked, 't', draftOf('client-t')))).toBe('app-t')
    expect(expected(withDraftedApplication(picked, 't', draftOf('client-u')))).toBe('app-t')
    expect(expected(withDraftedApplication(picked, 't', draftOf('client-u', 'app-u')))).toBe('app-u')
    const elsewhere = { ...draft, apiHost: 'https://api.eu.transmitsecurity.io' }
    expect(expected(redrafted(picked, elsewhere))).toBeUndefined()
  })

  it.each([
    ['the main application’s', clientId],
    ['another further one’s', 'client-l']
  ])('is refused with %s client', (_whose, twice) => {
    const act = () => withDraftedApplication(profile, 't', { ...trade, clientId: twice })
    expect(failure(act)).toMatchObject({
      kind: 'invalid-input',
      fields: { clientId: expect.any(String) as string }
    })
  })

  it('is refused beyond what the file takes', () => {
    const many = Array.from({ length: mostFurtherApplications }, (_, index) => ({
      ...loyalty,
      id: `l${index}`,
      clientId: `client-${index}`
    }))
    const full = { ...profile, furtherApplications: many }
    expect(tenantProfile.safeParse(full).success).toBe(true)
    expect(failure(() => withDraftedApplication(full, 't', trade))).toMatchObject({ kind: 'invalid-input' })
    expect(failure(() => withDraftedApplication(full, 'l7', trade))).toBeUndefined()
  })
})
