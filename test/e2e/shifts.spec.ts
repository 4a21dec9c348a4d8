// Nothing moves by itself: not at the start, not while a search is answered, not while the card fills or an action ends.
import { expect, test, type Page } from 'playwright/test'
import { hours } from '../../src/simulator/seed-types'
import { launchTessera } from './app'
import { begin } from './support/by-key'
import { openDesk, type Desk } from './support/desk'
import { addCaller, userOf } from './support/people'
import { button, card, find, openCard, outcome, verdict } from './support/screen'
import { shifts } from './support/shifts'
import { shrink } from './support/window'

test.describe.configure({ mode: 'default' })

/** Later (ms) than the half second that a key excuses. */
const late = 570

let desk: Desk
test.beforeAll(async () => {
  desk = await openDesk()
  await shrink(desk.tessera)
})
test.beforeEach(() => desk.reset())
test.afterAll(() => desk?.close())

const delay = (path: string, ms = late) =>
  desk.simulator.control({ action: 'fault', match: { path }, fault: { kind: 'latency', ms } })
const bar = () => card(desk.page).getByRole('group', { name: 'Actions' })

/** Where the parts of the frame stand. */
const frame = (page: Page) =>
  page.evaluate(() => {
    const parts = '.top-bar, .search-box, .search-box-input, .rail, .rail-item, .screen'
    return [...document.querySelectorAll(parts)].map((part) => {
      const { x, y, width, height } = part.getBoundingClientRect()
      return [part.className, x, y, width, height]
    })
  })

test('at the first start', async () => {
  const { page, close } = await launchTessera()
  try {
    await expect(page.getByRole('heading', { name: 'Find a caller in Practice tenant' })).toBeVisible()
    expect(await shifts(page)).toEqual([])
  } finally {
    await close()
  }
})

test('when React takes over from the static frame', async () => {
  const { page } = desk
  expect(await shifts(page)).toEqual([])
  // both put elements of their own there, which Chromium does not compare
  const drawn = await frame(page)
  const debug = await page.context().newCDPSession(page)
  await debug.send('Emulation.setScriptExecutionDisabled', { value: true })
  await page.reload()
  const before = await frame(page)
  await debug.send('Emulation.setScriptExecutionDisabled', { value: false })
  await debug.detach()
  expect(before).toHaveLength(10)
  expect(before).toEqual(drawn)
})

test('while a search is answered', async () => {
  const { page } = desk
  await delay('/username/')
  await delay('/(external|users$)', late + 250)
  await find(page, 'ana.lo')
  await expect(page.getByRole('option')).toHaveCount(3)
  expect(await shifts(page)).toEqual([])
})

test('while a search is answered: whoever can be opened already', async () => {
  const { page } = desk
  await delay('/username/')
  // never: with the last answer her card opens
  await desk.simulator.control({ action: 'fault', match: { path: '/external' }, fault: { kind: 'hang' } })
  await find(page, 'ana.lopez@example.com')
  const hit = page.getByRole('option')
  await expect(hit).toBeVisible()
  const before = await hit.boundingBox()
  await expect(page.getByText(/^none in \d/)).toBeVisible()
  expect(await hit.boundingBox()).toEqual(before)
})

test('while the card fills in', async () => {
  const { page } = desk
  // long enough to be seen on a slow machine
  await delay('/authenticators', 2 * late)
  await delay('/(sessions|groups)', 2 * late + 250)
  await find(page, userOf('locked'))
  await expect(verdict(page)).toContainText('Reading how they sign in')
  const before = await bar().boundingBox()
  await expect(verdict(page)).toContainText('The password is locked')
  await expect(card(page).getByRole('region', { name: 'Sessions' }).getByRole('listitem')).toHaveCount(2)
  expect(await bar().boundingBox()).toEqual(before)
  // a list longer than usual pushes what is below it
  const sum = (await shifts(page)).reduce((sum, { value }) => sum + value, 0)
  expect(sum).toBeLessThan(0.02)
})

test('when an action ends: its buttons', async () => {
  const { page, simulator } = desk
  const password = { changed: hours(900), locked: 'for-good', failed: hours(1) } as const
  const { email, name } = await addCaller(simulator, { password })
  await openCard(page, email, name)
  const places = () =>
    Promise.all(['Sign out everywhere', 'Suspend user'].map((action) => button(bar(), action).boundingBox()))
  const before = await places()
  await begin(page, 'Unlock password')
  await expect(outcome(page)).toContainText('Password unlocked.')
  expect(await places()).toEqual(before)
})

test('the check sees what it is there to see', async () => {
  const { page } = desk
  await page.evaluate(() => {
    const made = document.createElement('p')
    made.textContent = 'late'
    document.querySelector('main')?.prepend(made)
  })
  expect(await shifts(page)).toEqual([
    { value: expect.any(Number), what: expect.stringContaining('Find a caller') }
  ])
})
