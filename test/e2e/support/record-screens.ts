import { rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Locator } from 'playwright/test'
import type { PolicyFile } from '../../../src/shared/policy'
import { answerOf } from './ask-main'
import { policyUntilReset } from './credentials'
import type { Desk } from './desk'
import { alerts, button, card, chooseTenant, goTo } from './screen'
import type { Screen } from './screen-state'
import { issue, passwordDialog } from './temporary-password'
import { ask, openCaller, refOf, verifyBySms } from './verification'

/** Whose journal has it already; a reset takes nothing from it. */
const haveDone = new WeakSet<Desk['page']>()

/** Something of every kind that stands in the journal: a proof, a change, a refused change, a failed one. */
async function doThings(desk: Desk): Promise<void> {
  const { page, simulator } = desk
  const { id } = await openCaller(desk)
  await verifyBySms(page, simulator, id)
  const ref = await refOf(page, id)
  await ask(page, 'call.setTicket', { ...ref, ticket: 'INC0012345' })
  await ask(page, 'password.issue', ref)
  await ask(page, 'password.set', { ...ref, password: 'Harbour-bell-62-ochre', temporary: false })
  await ask(page, 'user.setStatus', { ...ref, status: 'Disabled' })
  await ask(page, 'reset.send', { ...ref, way: 'sms-code' })
  haveDone.add(page)
}

const journal = ({ page }: Desk): Locator => page.getByRole('table', { name: 'Journal' })

async function openJournal(desk: Desk): Promise<void> {
  if (!haveDone.has(desk.page)) await doThings(desk)
  await goTo(desk.page, 'Journal')
  await expect(journal(desk).getByRole('row').nth(4)).toBeVisible()
}

/** What an administrator installed, until the next reset. */
async function managedUntilReset({ tessera, page, atReset }: Desk, text: string): Promise<void> {
  const folder = await tessera.app.evaluate(() => process.env['TESSERA_MACHINE_FOLDER'] ?? '')
  const file = join(folder, 'policy.json')
  atReset(async () => {
    await rm(file, { force: true })
    // a file that is gone for a moment is being replaced, and its rules hold on: it has been gone for longer
    const earlier = new Date(Date.now() - 60_000)
    await utimes(folder, earlier, earlier)
    const source = async () => (await answerOf(page, 'policy.view', undefined)).source
    await expect.poll(source).not.toBe('managed')
  })
  await writeFile(file, text, { mode: 0o644 })
}

async function openPolicy({ page }: Desk): Promise<Locator> {
  await goTo(page, 'Settings')
  const section = page.getByRole('region', { name: 'Policy' })
  await expect(section.getByRole('term').filter({ hasText: /^Source$/ })).toBeVisible()
  await section.scrollIntoViewIfNeeded()
  return section
}

/** By the journal, because the count in the rail is not read in the first seconds; it is there once the list is read. */
async function openTracker({ page }: Desk): Promise<void> {
  await goTo(page, 'Journal')
  await button(page.getByRole('main'), 'Temporary credentials').click()
  const count = page.getByRole('button', { name: /temporary passwords? open/ })
  await expect(count).toHaveAttribute('aria-current', 'page')
}

/** Every rule of it, with words as long as they get. */
const strict: PolicyFile = {
  version: 1,
  actions: { allowed: ['unlock', 'send-reset', 'sign-in-check', 'issue', 'suspend'] },
  verification: {
    kinds: ['sms-code', 'email-code', 'call-back', 'manager-approval'],
    lifeMinutes: 5,
    byAction: { suspend: { required: 2, kinds: ['manager-approval', 'call-back'], lifeMinutes: 2 } },
    allowUnverifiedContact: true
  },
  ticket: { required: true, pattern: '(INC|REQ|CHG)[0-9]{7,10}', example: 'INC0012345' },
  temporaryPassword: { groups: 6, alphabet: 'full' },
  permanentPasswords: true,
  privileged: {
    groupIds: ['xVlC3XAm1088RgN9eLJJM'],
    userIds: ['ue3N8fKgygwfkxC7GXhFV'],
    customData: [{ field: 'vip', equals: true }]
  },
  limits: { changesPerHour: 10, resetsPerUserPerDay: 2 },
  journal: { sink: 'https://journal.a-rather-long-name-of-a-host.example.com/records' }
}

/** The practice tenant until the next reset. */
async function practiseUntilReset({ page, atReset }: Desk): Promise<void> {
  const state = await ask(page, 'app.state', null)
  const before = state.ok ? state.value.currentTenantId : ''
  atReset(() => ask(page, 'tenants.select', { tenantId: before }))
  await chooseTenant(page, 'Practice tenant')
  await goTo(page, 'Practice')
  await expect(page.getByRole('list', { name: 'Drills' })).toBeVisible()
}

/** The records of this computer: journal, temporary credentials, policy; and practice. */
export const recordScreens: Screen[] = [
  { name: 'journal', open: openJournal },
  {
    name: 'journal, details and verified',
    open: async (desk) => {
      await openJournal(desk)
      await journal(desk).getByRole('button', { name: 'Details' }).first().click()
      await button(desk.page, 'Verify journal').click()
      await expect(desk.page.getByRole('main')).toContainText('unbroken')
    }
  },
  {
    name: 'journal, filtered to nothing',
    open: async (desk) => {
      await openJournal(desk)
      await desk.page.getByLabel('User ID', { exact: true }).fill('nobody-has-this-id')
      await expect(journal(desk)).toHaveCount(0)
    }
  },
  {
    name: 'tracker',
    open: async (desk) => {
      const { page } = desk
      await openCaller(desk)
      await issue(page)
      await button(passwordDialog(page), 'Done').click()
      const { id } = await openCaller(desk)
      await ask(page, 'access.issue', await refOf(page, id))
      await openTracker(desk)
      await expect(page.getByRole('table', { name: 'Temporary credentials' })).toContainText('waiting')
    }
  },
  {
    name: 'tracker, states not known',
    open: async (desk) => {
      const { page, simulator } = desk
      await openCaller(desk)
      await issue(page)
      await button(passwordDialog(page), 'Done').click()
      await button(card(page), 'End call').click()
      await openTracker(desk)
      const match = { method: 'GET', path: '/users/' }
      await simulator.control({ action: 'fault', match, fault: { kind: 'status', status: 403, shape: 1 } })
      await button(page.getByRole('main'), 'Refresh').click()
      await expect(page.getByRole('table', { name: 'Temporary credentials' })).toContainText('not known')
    }
  },
  {
    name: 'settings, managed policy',
    open: async (desk) => {
      await managedUntilReset(desk, JSON.stringify(strict))
      await expect(await openPolicy(desk)).toContainText('Managed by your organisation')
    }
  },
  {
    name: 'settings, broken managed policy',
    open: async (desk) => {
      await managedUntilReset(desk, '{ "version": 1, "actions": { "allowed": ["unlock",] }')
      await expect(alerts(await openPolicy(desk))).toContainText('Every change is locked')
    }
  },
  {
    name: 'settings, broken own policy',
    open: async (desk) => {
      await policyUntilReset(desk, { version: 1, limits: { changesPerHour: 0 } })
      await expect(alerts(await openPolicy(desk))).toBeVisible()
    }
  },
  {
    name: 'card, strict policy',
    open: async (desk) => {
      await managedUntilReset(desk, JSON.stringify(strict))
      await openCaller(desk)
      await expect(desk.page.getByRole('status', { name: 'Read first' })).toContainText('ticket number')
    }
  },
  { name: 'practice', open: practiseUntilReset },
  {
    name: 'practice, a caller on the line',
    open: async (desk) => {
      await practiseUntilReset(desk)
      await button(desk.page, 'Take the call').first().click()
      await expect(desk.page.getByRole('complementary', { name: 'Drill' })).toBeVisible()
    }
  }
]
