// One look-up over 25 tenants in one process, of which three fail, each in its own way.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from 'playwright/test'
import type { SeenRequest } from '../../src/simulator/control'
import { launchTessera, type Tessera } from './app'
import { type ManySimulators, type Simulated, startSimulators } from './simulator-process'
import { complaints } from './support/console'
import { answerOf, answers, lookUp, lookUpBox, lookUpSummary } from './support/look-up-screen'
import { giveSecrets, type ManyTenant, tenantsOf, writeTenants } from './support/many-tenants'
import { button, card, cardName, searchBox, tenantButton } from './support/screen'
import { closedPort } from './support/servers'

test.describe.configure({ mode: 'default' })

const count = 25
/** by place in the list */
const [failing, refusing, wrong] = [3, 11, 19]
const [fifth, eighteenth] = [4, 17]
const mostRequests = 6
const email = 'robin@example.com'

let folder: string
let simulators: ManySimulators
let tenants: ManyTenant[]
let tessera: Tessera
let page: Page

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tessera-look-up-'))
  simulators = await startSimulators(count)
  tenants = tenantsOf(simulators.all)
  tenantAt(refusing).profile.apiHost = `http://127.0.0.1:${await closedPort()}`
  tenantAt(wrong).secret = 'not-the-secret-of-this-client'
  // the same address in two tenants, of two different people
  await addRobin(fifth, 'Fifth')
  await addRobin(eighteenth, 'Eighteenth')
  await writeTenants(folder, tenants)
  tessera = await launchTessera({ userData: folder })
  ;({ page } = tessera)
  page.setDefaultTimeout(10_000)
  await giveSecrets(page, tenants)
})
test.beforeEach(async () => {
  for (const { control } of simulators.all) {
    await control({ action: 'clear-faults' })
    await control({ action: 'clear-requests' })
  }
  const fault = { kind: 'status', status: 503, shape: 1, message: 'Service unavailable' } as const
  await simulatorAt(failing).control({ action: 'fault', fault })
  await page.reload()
  await expect(searchBox(page)).toBeFocused()
})
test.afterAll(async () => {
  await tessera?.close()
  await simulators?.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

function tenantAt(index: number): ManyTenant {
  const tenant = tenants[index]
  if (tenant === undefined) throw new Error(`There is no tenant ${index}`)
  return tenant
}

function simulatorAt(index: number): Simulated {
  const simulator = simulators.all[index]
  if (simulator === undefined) throw new Error(`There is no simulator ${index}`)
  return simulator
}

const labelAt = (index: number): string => tenantAt(index).profile.label

async function addRobin(index: number, last: string): Promise<void> {
  const user = { id: `robin-of-tenant-${index}-0001`, name: ['Robin', last], email, created: 86_400_000 }
  await simulatorAt(index).control({
    action: 'add-user',
    user: { ...user, name: ['Robin', last], password: { changed: 86_400_000 } }
  })
}

async function requestsOf({ control }: Simulated): Promise<SeenRequest[]> {
  return ((await control({ action: 'requests' })) as { requests: SeenRequest[] }).requests
}

test('each tenant answers for itself, none is asked more than six times, and one that failed is tried again alone; a hit opens in its own tenant, with that tenant’s colours', async () => {
  await lookUp(page, email)
  await expect(lookUpSummary(page)).toHaveText('25 of 25 tenants answered: 2 hits, 3 failed')

  const rows = answers(page).getByRole('listitem')
  await expect(rows).toHaveCount(count)
  // hits first, then what failed
  await expect(rows.nth(0)).toContainText(/Robin (Fifth|Eighteenth)/)
  await expect(rows.nth(1)).toContainText(/Robin (Fifth|Eighteenth)/)
  await expect(answerOf(page, labelAt(fifth))).toContainText('Robin Fifth')
  await expect(answerOf(page, labelAt(eighteenth))).toContainText('Robin Eighteenth')
  for (const [index, why] of [
    [failing, 'Mosaic answered with a failure of its own (503).'],
    [refusing, 'did not accept the connection'],
    [wrong, 'Mosaic refused the client ID or the client secret.']
  ] as const) {
    await expect(answerOf(page, labelAt(index))).toContainText(why)
    await expect(button(answerOf(page, labelAt(index)), 'Try again')).toBeVisible()
  }
  await expect(rows.filter({ hasText: 'nobody' })).toHaveCount(count - 5)

  for (const [index, simulator] of simulators.all.entries()) {
    const requests = await requestsOf(simulator)
    expect(requests.length, `requests to ${labelAt(index)}`).toBeLessThanOrEqual(mostRequests)
    if (index !== refusing) expect(requests.length).toBeGreaterThan(0)
  }
  expect(complaints(tessera)).toEqual([])

  // one that failed is tried again, alone
  await simulatorAt(failing).control({ action: 'clear-faults' })
  const other = simulatorAt(fifth)
  await other.control({ action: 'clear-requests' })
  await button(answerOf(page, labelAt(failing)), 'Try again').click()
  await expect(answerOf(page, labelAt(failing))).toContainText('nobody')
  await expect(lookUpSummary(page)).toHaveText('25 of 25 tenants answered: 2 hits, 2 failed')
  expect(await requestsOf(other)).toEqual([])

  for (const [index, name] of [
    [eighteenth, 'Robin Eighteenth'],
    [fifth, 'Robin Fifth']
  ] as const) {
    const { label, colour, environment } = tenantAt(index).profile
    await button(page, `Open ${name} in ${label}`).click()
    await expect(cardName(page)).toHaveText(name)
    await expect(tenantButton(page)).toContainText(label)
    await expect(page.locator('html')).toHaveAttribute('data-accent', colour)
    await expect(page.locator('html')).toHaveAttribute('data-environment', environment)
    await button(page, 'Back to 2 hits in all tenants').click()
    await expect(lookUpBox(page)).toBeFocused()
  }
  // by keyboard, from the box
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(card(page)).toBeVisible()
  const [, last] = await answersInOrder()
  await expect(tenantButton(page)).toContainText(labelAt(last))
})

/** The tenants with hits, as they came. */
async function answersInOrder(): Promise<[number, number]> {
  await page.keyboard.press('Control+Shift+K')
  const first = await answers(page).getByRole('listitem').first().textContent()
  return first?.includes('Robin Fifth') === true ? [fifth, eighteenth] : [eighteenth, fifth]
}

test('a look-up that is stopped ends at once, and what has answered stays', async () => {
  for (const { control } of simulators.all.slice(8))
    await control({ action: 'fault', match: { path: '/cis/' }, fault: { kind: 'hang' } })
  await lookUp(page, email)
  await expect(button(page, `Open Robin Fifth in ${labelAt(fifth)}`)).toBeVisible()
  await button(page, 'Stop').click()
  await expect(answerOf(page, labelAt(count - 1))).toContainText('stopped')
  await expect(button(page, `Open Robin Fifth in ${labelAt(fifth)}`)).toBeVisible()
  await expect(lookUpSummary(page)).toContainText('stopped')
})
