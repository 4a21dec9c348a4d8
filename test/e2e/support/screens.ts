import { expect, type Page } from 'playwright/test'
import { hours } from '../../../src/simulator/seed-types'
import { callScreens } from './call-screens'
import type { Desk } from './desk'
import { addCaller, lockedForGood, newId, userOf } from './people'
import { lookUpScreens } from './look-up-screen'
import { recordScreens } from './record-screens'
import { alerts, button, card, find, goTo, openCard, outcome, searchBox, tenantButton } from './screen'
import type { Screen } from './screen-state'
import { setupScreens } from './setup-screens'
import { updateScreens } from './update-screens'
import { fillTenant, saveTenant, startNewTenant, tenantForm, testConnection } from './tenant-form'
import { issue, passwordDialog, reveal } from './temporary-password'

async function openCaller(desk: Desk, given: Parameters<typeof addCaller>[1] = {}): Promise<void> {
  const { id, name } = await addCaller(desk.simulator, given)
  await openCard(desk.page, id, name)
}

async function failEverything({ simulator }: Desk): Promise<void> {
  await simulator.control({
    action: 'fault',
    match: { path: '/(authenticators|sessions|groups|username)' },
    fault: { kind: 'status', status: 403, shape: 1, message: 'Forbidden resource' }
  })
}

/** Opens a question of the card. */
async function ask(desk: Desk, action: string): Promise<void> {
  await openCaller(desk)
  await button(card(desk.page), action).click()
  await expect(button(desk.page.getByRole('dialog'), 'Cancel')).toBeFocused()
}

async function startCreate(page: Page, values: Record<string, string>): Promise<void> {
  await goTo(page, 'Create')
  const form = page.getByRole('form', { name: 'Create user' })
  for (const [name, value] of Object.entries(values)) await form.getByLabel(name, { exact: true }).fill(value)
  await button(form, 'Create user').click()
}

/** Every screen and dialog, in the states that are drawn differently. */
export const screens: Screen[] = [
  {
    name: 'first steps',
    open: async ({ page }) => {
      await expect(page.getByRole('region', { name: 'Find a caller in Simulator' })).toBeVisible()
      await expect(searchBox(page)).toBeFocused()
    }
  },
  // early: what the others do would stand in the journal too
  ...recordScreens,
  {
    name: 'looking',
    open: async (desk) => {
      await desk.simulator.control({ action: 'fault', match: { path: '/email/' }, fault: { kind: 'hang' } })
      await find(desk.page, 'ana.lopez@example.com')
      await expect(desk.page.getByRole('heading', { name: 'Looking in Simulator' })).toBeVisible()
    }
  },
  {
    name: 'several matches',
    open: async ({ page }) => {
      await find(page, 'ana.lo')
      await expect(page.getByRole('option')).toHaveCount(3)
    }
  },
  {
    name: 'nobody found',
    open: async ({ page }) => {
      await find(page, 'nobody@example.com')
      await expect(page.getByRole('heading', { name: /^Nobody found/ })).toBeVisible()
    }
  },
  {
    name: 'a look-up failed',
    open: async (desk) => {
      await failEverything(desk)
      await find(desk.page, 'nobody@example.com')
      await expect(alerts(desk.page)).toBeVisible()
    }
  },
  { name: 'card, locked', open: (desk) => openCard(desk.page, userOf('locked'), 'Ana López') },
  { name: 'card, suspended', open: (desk) => openCard(desk.page, userOf('disabled'), 'Désirée Lefèvre') },
  { name: 'card, pending', open: (desk) => openCard(desk.page, userOf('pending'), 'Noah Fischer') },
  {
    name: 'card, right to left',
    open: (desk) => openCard(desk.page, userOf('expires-soon-and-unverified'), 'محمد الأحمد')
  },
  {
    name: 'card, long names',
    open: (desk) =>
      openCard(
        desk.page,
        userOf('long-name'),
        'Maximiliana-Wilhelmina-Theresa von Hohenzollern-Sigmaringenau'
      )
  },
  {
    name: 'card, everything, with raw JSON',
    open: async ({ page }) => {
      await openCard(page, userOf('everything'), 'Ingrid Sørensen')
      await page.getByText('Raw JSON', { exact: true }).click()
      await expect(page.getByRole('region', { name: 'Raw JSON of the user' })).toBeVisible()
    }
  },
  {
    name: 'card, sections failed',
    open: async (desk) => {
      await failEverything(desk)
      await openCaller(desk)
      await expect(alerts(card(desk.page))).toHaveCount(4)
    }
  },
  {
    name: 'outcome, done',
    open: async (desk) => {
      await openCaller(desk, lockedForGood)
      await button(card(desk.page), 'Unlock password').click()
      await expect(outcome(desk.page)).toContainText('Password unlocked.')
    }
  },
  {
    name: 'outcome, unknown',
    open: async (desk) => {
      await desk.simulator.control({ action: 'fault', match: { method: 'POST' }, fault: { kind: 'reset' } })
      await openCaller(desk, lockedForGood)
      await button(card(desk.page), 'Unlock password').click()
      await expect(alerts(desk.page)).toBeVisible()
    }
  },
  {
    name: 'outcome, after the call was ended',
    open: async (desk) => {
      const { page, simulator } = desk
      const match = { method: 'POST', path: '/unlock$' }
      await simulator.control({ action: 'fault', match, fault: { kind: 'latency', ms: 300 } })
      await simulator.control({ action: 'fault', match, fault: { kind: 'status', status: 403, shape: 1 } })
      await openCaller(desk, lockedForGood)
      await button(card(page), 'Unlock password').click()
      await button(card(page), 'End call').click()
      await expect(alerts(page)).toBeVisible()
    }
  },
  {
    name: 'question, unlock what was blocked',
    open: async (desk) => {
      await openCaller(desk, { password: { changed: hours(900), blocked: true } })
      await button(card(desk.page), 'Unlock password').click()
      await expect(button(desk.page.getByRole('dialog'), 'Cancel')).toBeFocused()
    }
  },
  { name: 'question, suspend', open: (desk) => ask(desk, 'Suspend user') },
  { name: 'question, sign out', open: (desk) => ask(desk, 'Sign out everywhere') },
  {
    name: 'question, by key',
    open: async (desk) => {
      await openCaller(desk)
      await desk.page.keyboard.press('t')
      await expect(button(desk.page.getByRole('dialog'), 'Cancel')).toBeFocused()
    }
  },
  {
    name: 'temporary password, masked',
    open: async (desk) => {
      await openCaller(desk)
      await issue(desk.page)
    }
  },
  {
    name: 'temporary password, revealed and still locked',
    open: async (desk) => {
      await openCaller(desk, lockedForGood)
      await issue(desk.page)
      await reveal(desk.page)
    }
  },
  {
    name: 'temporary password, refused',
    open: async (desk) => {
      const code = 'auth_password_breached'
      await desk.simulator.control({
        action: 'fault',
        match: { path: '/password$' },
        fault: { kind: 'status', status: 400, shape: 2, code }
      })
      await openCaller(desk)
      await button(card(desk.page), 'Issue temporary password').click()
      await expect(alerts(passwordDialog(desk.page))).toBeVisible()
    }
  },
  {
    name: 'create, field errors',
    open: async ({ page }) => {
      await startCreate(page, {
        Email: 'not an address',
        'First name': 'x'.repeat(31),
        'Last name': 'y'.repeat(31)
      })
      await expect(page.getByText('This is not an e-mail address.')).toBeVisible()
    }
  },
  {
    name: 'create, exists',
    open: async (desk) => {
      const { email } = await addCaller(desk.simulator)
      await startCreate(desk.page, { Email: email, 'External user ID': 'CRM-00077' })
      await expect(button(desk.page, 'Open user')).toHaveCount(2)
    }
  },
  {
    name: 'create, failed',
    open: async (desk) => {
      await failEverything(desk)
      await startCreate(desk.page, { Username: `x-${newId()}` })
      await expect(alerts(desk.page)).toBeVisible()
    }
  },
  {
    name: 'settings',
    open: async ({ page }) => {
      await goTo(page, 'Settings')
      const proxy = page.getByRole('form', { name: 'Proxy' })
      await proxy.getByLabel('Manual').check()
      await proxy.getByLabel('Proxy port').fill('99999')
      await button(proxy, 'Save proxy').click()
      await expect(page.getByText('Ports run from 1 to 65535.')).toBeVisible()
    }
  },
  {
    name: 'tenant menu',
    open: async ({ page }) => {
      await tenantButton(page).click()
      await expect(page.getByRole('menuitem', { name: 'Add tenant' })).toBeVisible()
    }
  },
  {
    name: 'tenant form, field errors',
    open: async ({ page }) => {
      await startNewTenant(page)
      await fillTenant(page, { apiHost: 'http://example.com/path' })
      await saveTenant(page)
      await expect(page.getByText('Give the tenant a name that agents will know.')).toBeVisible()
    }
  },
  {
    name: 'tenant form, connection good',
    open: async (desk) => {
      const { managementClientId: clientId, managementClientSecret: secret, url: apiHost } = desk.simulator
      await startNewTenant(desk.page)
      await fillTenant(desk.page, { label: 'Management', apiHost, clientId, secret })
      await testConnection(desk.page)
      await expect(tenantForm(desk.page)).toContainText('may do everything in the tenant')
    }
  },
  {
    name: 'tenant form, connection refused',
    open: async (desk) => {
      const { clientId, url: apiHost } = desk.simulator
      await startNewTenant(desk.page)
      await fillTenant(desk.page, { label: 'Wrong', apiHost, clientId, secret: 'wrong' })
      await testConnection(desk.page)
      await expect(alerts(tenantForm(desk.page))).toBeVisible()
    }
  },
  {
    name: 'question, remove a tenant',
    open: async ({ page }) => {
      await goTo(page, 'Settings')
      await button(page, 'Remove Simulator').click()
      await expect(button(page.getByRole('dialog'), 'Cancel')).toBeFocused()
    }
  },
  ...callScreens,
  ...lookUpScreens,
  ...setupScreens,
  ...updateScreens
]
