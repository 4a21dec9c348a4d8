import { expect, it } from 'vitest'
import { tenantProfile } from '../../../src/shared/tenant'
import { clipLength } from '../../../src/shared/user'
import { exampleProfile } from '../tenants/example-profile'

// Texts of Mosaic are clipped at that length: a profile that took less would refuse to be saved once the token is read.
it('a profile takes the longest application that a token can name', () => {
  const longest = 'x'.repeat(clipLength)
  const profile = { ...exampleProfile('one'), appId: longest, appName: longest }
  expect(tenantProfile.safeParse(profile).success).toBe(true)
  expect(tenantProfile.safeParse({ ...profile, appName: `${longest}x` }).success).toBe(false)
})
