import { describe, expect, it } from 'vitest'
import {
  applicationOf,
  applicationsOf,
  changeApplication,
  openApplicationOf,
  withApplication,
  withLearnt,
  withOpen,
  withoutApplication
} from '../../../src/main/tenants/applications'
import { tenantProfile } from '../../../src/shared/tenant'
import { exampleProfile } from './example-profile'

const loyalty = { id: 'l', name: 'Loyalty', clientId: 'client-l', secretId: 's-l', secretStored: false }
const trade = { id: 't', name: 'Trade', clientId: 'client-t', secretId: 's-t', secretStored: true }
const plain = exampleProfile('one', { secretId: 's-m', redirectUri: 'https://shop.example.com/in' })
const profile = { ...plain, furtherApplications: [loyalty, trade] }

describe('the applications of a profile', () => {
  it('are its own client first, then the further ones', () => {
    expect(applicationsOf(profile)).toEqual([
      {
        id: 'main',
        clientId: plain.clientId,
        appId: 'app-1',
        appName: 'Shop',
        redirectUri: 'https://shop.example.com/in',
        secretId: 's-m',
        secretStored: true
      },
      loyalty,
      trade
    ])
    expect(applicationsOf(plain)).toHaveLength(1)
    expect(applicationOf(profile, 'gone')).toBeUndefined()
  })

  it('open the main one, unless another was chosen and is still there', () => {
    expect(openApplicationOf(profile).id).toBe('main')
    expect(openApplicationOf({ ...profile, openApplicationId: 't' })).toEqual(trade)
    expect(openApplicationOf({ ...profile, openApplicationId: 'gone' }).id).toBe('main')
  })

  it('are put in their places, the main one into the profile itself', () => {
    const renamed = withApplication(profile, { ...loyalty, name: 'Points' })
    expect(renamed.furtherApplications).toEqual([{ ...loyalty, name: 'Points' }, trade])
    expect(withApplication(plain, trade).furtherApplications).toEqual([trade])
    const main = { id: 'main', clientId: 'another', secretId: 's-2', secretStored: false }
    const { appId: _id, appName: _name, redirectUri: _uri, ...others } = profile
    expect(withApplication(profile, { ...main, redirectUri: undefined })).toStrictEqual({
      ...others,
      clientId: 'another',
      secretId: 's-2',
      secretStored: false
    })
  })

  it('are what the file takes, whatever was done to them', () => {
    const done = withoutApplication(withOpen(withApplication(profile, { ...loyalty, name: 'P' }), 'l'), 't')
    expect(tenantProfile.parse(done)).toEqual(done)
  })

  it('that is taken away leaves the main one open, and no empty list', () => {
    const open = { ...profile, openApplicationId: 'l' }
    expect(withoutApplication(open, 'l')).toStrictEqual({ ...plain, furtherApplications: [trade] })
    expect(withoutApplication(open, 't').openApplicationId).toBe('l')
    expect(withoutApplication({ ...plain, furtherApplications: [trade] }, 't')).toStrictEqual(plain)
  })

  it('leave the profile the very same where nothing changes', () => {
    expect(withOpen(profile, 'main')).toBe(profile)
    expect(changeApplication(profile, 'gone', (one) => ({ ...one, appId: 'x' }))).toBe(profile)
    expect(changeApplication(profile, 'l', (one) => one)).toBe(profile)
    const opened = withOpen(profile, 'l')
    expect(withOpen(opened, 'l')).toBe(opened)
    expect(withOpen(opened, 'main')).toStrictEqual(profile)
  })
})

describe('what a token says', () => {
  it('is learnt for the application whose client it is', () => {
    const learnt = withLearnt(profile, 'l', { appId: 'app-l', appName: 'Contoso loyalty' })
    expect(applicationOf(learnt, 'l')).toMatchObject({ appId: 'app-l', appName: 'Contoso loyalty' })
    expect(applicationOf(learnt, 'main')).toMatchObject({ appId: 'app-1', appName: 'Shop' })
    expect(withLearnt(learnt, 'l', { appId: 'app-l', appName: 'Contoso loyalty' })).toBe(learnt)
  })

  it('is nothing where it names no application', () => {
    expect(withLearnt(profile, 'main', { appName: 'Other' })).toBe(profile)
  })

  it('leaves what the application is for, however often another one is named', () => {
    const once = withLearnt(profile, 'main', { appId: 'app-9', appName: 'Other' })
    expect(once).toMatchObject({ appId: 'app-9', appName: 'Other', expectedAppId: 'app-1' })
    expect(withLearnt(once, 'main', { appId: 'app-9', appName: 'Other' })).toBe(once)
    expect(withLearnt(once, 'main', { appId: 'app-8' })).toMatchObject({ expectedAppId: 'app-1' })
    expect(withLearnt(once, 'main', { appId: 'app-1' })).toMatchObject({
      appId: 'app-1',
      expectedAppId: 'app-1'
    })
    expect(tenantProfile.parse(once)).toEqual(once)
    const picked = withApplication(profile, { ...loyalty, expectedAppId: 'app-l' })
    expect(applicationOf(withLearnt(picked, 'l', { appId: 'app-1' }), 'l')).toMatchObject({
      appId: 'app-1',
      expectedAppId: 'app-l'
    })
    // nothing was known: that is no other one
    expect(applicationOf(withLearnt(profile, 'l', { appId: 'x' }), 'l')).not.toHaveProperty('expectedAppId')
  })

  it('does not overrule a bundle', () => {
    const bundled = { ...profile, bundleId: 'b' }
    expect(withLearnt(bundled, 'main', { appId: 'app-9', appName: 'Other' })).toBe(bundled)
    expect(withLearnt(bundled, 'main', { appId: 'app-1', appName: 'New name' }).appName).toBe('New name')
    expect(withLearnt(bundled, 'l', { appId: 'app-l' }).furtherApplications?.[0]?.appId).toBe('app-l')
    expect(withLearnt(profile, 'main', { appId: 'app-9' })).toMatchObject({ appId: 'app-9' })
    expect(withLearnt(profile, 'main', { appId: 'app-9' })).not.toHaveProperty('appName')
  })
})
