import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'playwright/test'
import { formatBundle } from '../../../src/main/bundle/parse'
import { aBundle, makeIssuer, openBundle, sealed, signedText } from './bundles'
import { policyUntilReset } from './credentials'
import type { Desk } from './desk'
import { trustingPolicy } from './policies'
import { alerts, button, goTo } from './screen'
import type { Screen } from './screen-state'

async function openSettings(desk: Desk, edit = false): Promise<void> {
  if (edit) await policyUntilReset(desk, { ...trustingPolicy, passwordSettings: { edit: true } })
  await goTo(desk.page, 'Password settings')
  await expect(desk.page.getByRole('region', { name: 'Strength' })).toBeVisible()
}

async function reviewChange(desk: Desk): Promise<void> {
  const { page } = desk
  await openSettings(desk, true)
  await button(page, 'Edit settings').click()
  await page.getByLabel('Password expiry', { exact: true }).fill('30')
  await button(page, 'Review changes').click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

async function offerBundle(desk: Desk, text: string): Promise<void> {
  const path = join(desk.tessera.userData, 'offered.json')
  await writeFile(path, text)
  await openBundle(desk.tessera, path)
}

/** What is set up rather than done for a caller: settings of passwords, applications, bundles. */
export const setupScreens: Screen[] = [
  { name: 'password settings', open: (desk) => openSettings(desk) },
  {
    name: 'password settings, progressive lockout',
    open: async (desk) => {
      const lockoutTiers = [
        { attempts: 3, duration: 5 },
        { attempts: 6, duration: 60 },
        { attempts: 9, duration: 1440 }
      ]
      await desk.simulator.control({ action: 'policy', policy: { lockoutTiers } })
      desk.atReset(() => desk.simulator.control({ action: 'policy', policy: { lockoutTiers: [] } }))
      await openSettings(desk)
      await expect(desk.page.getByRole('list', { name: 'Lockout tiers' })).toBeVisible()
    }
  },
  {
    name: 'password settings, edited',
    open: async (desk) => {
      await openSettings(desk, true)
      await button(desk.page, 'Edit settings').click()
      await expect(button(desk.page, 'Review changes')).toBeVisible()
    }
  },
  { name: 'password settings, review', open: reviewChange },
  {
    name: 'password settings, not permitted',
    open: async (desk) => {
      await desk.simulator.control({
        action: 'fault',
        match: { path: '/loginPreferences/' },
        fault: { kind: 'status', status: 403, shape: 1, message: 'Forbidden resource' }
      })
      await goTo(desk.page, 'Password settings')
      await expect(alerts(desk.page)).toBeVisible()
    }
  },
  {
    name: 'check of a client',
    open: async ({ page }) => {
      await goTo(page, 'Settings')
      await button(page, 'Check Simulator').click()
      await expect(page.getByRole('list', { name: 'Reads tried' }).getByRole('listitem')).toHaveCount(7)
    }
  },
  {
    name: 'check of a client, rotate its secret',
    open: async ({ page }) => {
      await goTo(page, 'Settings')
      await button(page, 'Check Simulator').click()
      await button(page, 'Rotate secret').click()
      await expect(page.getByRole('dialog', { name: 'Rotate client secret' })).toBeVisible()
    }
  },
  {
    name: 'import of a bundle',
    open: async (desk) => {
      const issuer = makeIssuer({})
      await policyUntilReset(desk, { ...trustingPolicy, ...issuer.policy })
      await offerBundle(desk, signedText(await sealed(aBundle()), issuer))
    }
  },
  {
    name: 'import of a bundle that nobody signed',
    open: (desk) => offerBundle(desk, formatBundle(aBundle({ policy: { version: 1 } })))
  },
  {
    name: 'export of a bundle',
    open: async ({ page }) => {
      await goTo(page, 'Settings')
      await button(page, 'Export bundle').click()
      await expect(page.getByRole('dialog', { name: 'Export bundle' })).toBeVisible()
    }
  }
]
