import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from 'playwright/test'
import { tenantColour, type TenantProfile } from '../../../src/shared/tenant'
import type { Simulated } from '../simulator-process'

/** One of many tenants: what its profile says, and the secret that is given for it. */
export interface ManyTenant {
  profile: TenantProfile
  secret: string
}

/** Profiles for simulated tenants, "Tenant 01" and so on, in different colours and environments. */
export function tenantsOf(simulators: readonly Simulated[]): ManyTenant[] {
  const colours = tenantColour.options
  return simulators.map(({ url, clientId, clientSecret, appId, appName }, index) => ({
    profile: {
      id: `tenant-${index}`,
      label: `Tenant ${String(index + 1).padStart(2, '0')}`,
      environment: index % 2 === 0 ? 'production' : 'sandbox',
      apiHost: url,
      clientId,
      appId,
      appName,
      colour: colours[index % colours.length] ?? 'green',
      defaultCountry: 'US',
      secretId: `secret-${index}`,
      secretStored: false
    },
    secret: clientSecret
  }))
}

/** Writes their file before the app starts: a form for each would take minutes. The first one is open. */
export async function writeTenants(userData: string, tenants: readonly ManyTenant[]): Promise<void> {
  await mkdir(userData, { recursive: true, mode: 0o700 })
  const profiles = tenants.map(({ profile }) => profile)
  const content = { version: 1, currentId: profiles[0]?.id, profiles }
  await writeFile(join(userData, 'tenants.json'), JSON.stringify(content), { mode: 0o600 })
}

/** Gives the running app their secrets: for the session, or into its keychain. */
export async function giveSecrets(
  page: Page,
  tenants: readonly ManyTenant[],
  keep: 'session' | 'keychain' = 'session'
): Promise<void> {
  const inputs = tenants.map(({ profile, secret }) => ({
    tenantId: profile.id,
    applicationId: 'main',
    secret,
    keep
  }))
  const problems = await page.evaluate(async (all) => {
    const answers: unknown[] = []
    for (const input of all) answers.push(await window.tessera.invoke('tenants.setSecret', input))
    return answers.filter((answer) => !(answer as { ok: boolean }).ok)
  }, inputs)
  expect(problems).toEqual([])
}
