import { expect, test } from 'playwright/test'
import { openDesk, type Desk } from './support/desk'
import { alerts, button, card, cardName, find, searchBox } from './support/screen'

test.describe.configure({ mode: 'default' })

let desk: Desk
test.beforeAll(async () => (desk = await openDesk()))
test.beforeEach(() => desk.reset())
test.afterAll(() => desk?.close())

const ana = 'Ana López'
const asTyped: [what: string, typed: string, name: string][] = [
  ['an e-mail address', 'ana.lopez@example.com', ana],
  ['an e-mail address in other letters', ' ANA.Lopez@Example.COM ', ana],
  ['a phone number as dialled', '(415) 555-0123', ana],
  ['a phone number with dots', '415.555.0123', ana],
  ['a phone number with its country', '+1 415 555 0123', ana],
  ['a phone number as dialled from abroad', '001 415 555 0123', ana],
  ['a username', 'dlefevre', 'Désirée Lefèvre'],
  ['an external ID', 'CRM-00204', 'Lukas Müller'],
  ['an external ID with odd characters', 'LEGACY/2019 #4471', 'Imported Account'],
  ['a user ID', 'ue3N8fKgygwfkxC7GXhFV', ana],
  ['a user ID that begins with a hyphen', '-Qh7bVwN2xKcT5yPzRm3E', 'João Conceição'],
  ['the beginning of one e-mail address', 'priya.ragh', 'Priya Raghunathan'],
  ['the beginning of one phone number', '+46 70 174 06 12', 'Henrik Åsgård']
]

for (const [what, typed, name] of asTyped) {
  test(`${what} opens the card`, async () => {
    await find(desk.page, typed)
    await expect(cardName(desk.page)).toHaveText(name)
    await expect(alerts(desk.page)).toHaveCount(0)
  })
}

test('several matches are a list that the arrow keys walk and Enter opens', async () => {
  const { page } = desk
  await find(page, 'ana.lo')
  const list = page.getByRole('listbox', { name: 'Matching users' })
  const options = list.getByRole('option')
  await expect(options).toHaveCount(3)
  await expect(card(page)).toHaveCount(0)
  const names = await options.allInnerTexts()
  const selected = list.getByRole('option', { selected: true })
  await expect(selected).toHaveText(names[0]!, { useInnerText: true })
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(selected).toHaveText(names[2]!, { useInnerText: true })
  await page.keyboard.press('ArrowUp')
  await expect(selected).toHaveText(names[1]!, { useInnerText: true })
  await page.keyboard.press('Enter')
  await expect(cardName(page)).toHaveText(names[1]!.split('\n').find((line) => line.startsWith('Ana '))!)
  await button(page, 'Back to 3 matches').click()
  await expect(options).toHaveCount(3)
})

test('none: says what was asked where', async () => {
  const { page } = desk
  await find(page, 'nobody@example.com')
  await expect(page.getByRole('heading', { name: 'Nobody found in Simulator' })).toBeVisible()
  const region = page.getByRole('region', { name: 'Nobody found in Simulator' })
  const asked = region.getByRole('term')
  await expect(asked).toHaveText(['E-mail', 'Username', 'External ID', 'Begins with'])
  await expect(region.getByText('nobody@example.com')).toHaveCount(4)
  await expect(region.getByText(/^none in \d+ ms$/)).toHaveCount(4)
  await expect(button(region, 'Create user')).toBeVisible()
  await expect(alerts(page)).toHaveCount(0)
})

test('a source that failed is named and never counts as none', async () => {
  const { page, simulator } = desk
  await simulator.control({
    action: 'fault',
    match: { path: '/external-user-id/' },
    fault: { kind: 'status', status: 500, shape: 1 }
  })
  await find(page, 'nobody@example.com')
  await expect(page.getByRole('heading', { name: 'Nobody found so far in Simulator' })).toBeVisible()
  const region = page.getByRole('region', { name: 'Nobody found so far in Simulator' })
  await expect(region).toContainText('1 look-up of 4 did not answer')
  await expect(region.getByText('no answer', { exact: true })).toHaveCount(1)
  // nobody is offered for creation while a look-up may hold them
  await expect(button(region, 'Create user')).toHaveCount(0)
  await expect(alerts(page)).toHaveCount(1)
  await expect(alerts(page)).toContainText('Look-up by external ID:')

  await simulator.control({ action: 'clear-faults' })
  await button(alerts(page), 'Try again').click()
  await expect(page.getByRole('heading', { name: 'Nobody found in Simulator' })).toBeVisible()
})

test('one found and one source failed: the card opens and the failure stands beside it', async () => {
  const { page, simulator } = desk
  await simulator.control({
    action: 'fault',
    match: { path: '/username/' },
    fault: { kind: 'status', status: 403, shape: 1, message: 'Forbidden resource' }
  })
  await find(page, 'ana.lopez@example.com')
  await expect(cardName(page)).toHaveText(ana)
  await expect(alerts(page).filter({ hasText: 'Look-up by username:' })).toContainText(
    'permission users:read'
  )
})

test('Esc stops a search down to the socket', async () => {
  const { page, simulator, gateway } = desk
  await simulator.control({ action: 'fault', match: { path: '/email/' }, fault: { kind: 'hang' } })
  await find(page, 'ana.lopez@example.com')
  await expect(page.getByRole('heading', { name: 'Looking in Simulator' })).toBeVisible()
  const byEmail = () => gateway.passed.find(({ path }) => path.includes('/email/'))?.state
  await expect.poll(byEmail).toBe('open')
  await page.keyboard.press('Escape')
  await expect.poll(byEmail).toBe('dropped')
  await expect(page.getByRole('heading', { name: 'Looking in Simulator' })).toHaveCount(0)
  await expect(searchBox(page)).toBeFocused()
  await expect(searchBox(page)).toHaveValue('ana.lopez@example.com')
  await expect(alerts(page)).toHaveCount(0)
})

test('a newer search wins', async () => {
  const { page, simulator, gateway } = desk
  await simulator.control({
    action: 'fault',
    match: { path: 'ana\\.lopez' },
    fault: { kind: 'latency', ms: 1_000 }
  })
  await find(page, 'ana.lopez@example.com')
  const older = () =>
    gateway.passed.filter(({ path }) => path.includes('ana.lopez')).map(({ state }) => state)
  await expect.poll(older).toEqual(['open', 'open', 'open'])
  await find(page, 'emma.johansson@example.com')
  await expect(cardName(page)).toHaveText('Emma Johansson')
  await expect.poll(older).toEqual(['dropped', 'dropped', 'dropped'])
  await expect(cardName(page)).toHaveText('Emma Johansson')
})

test('the box is one key away and gets the focus back after each call', async () => {
  const { page } = desk
  await find(page, 'dlefevre')
  await expect(cardName(page)).toBeFocused()
  await page.keyboard.press('Control+k')
  await expect(searchBox(page)).toBeFocused()
  await page.keyboard.type('lmueller')
  await page.keyboard.press('Enter')
  await expect(cardName(page)).toHaveText('Lukas Müller')
  await page.keyboard.press('Escape')
  await expect(card(page)).toHaveCount(0)
  await expect(searchBox(page)).toBeFocused()
  await expect(searchBox(page)).toHaveValue('')

  await find(page, 'dlefevre')
  await button(card(page), 'End call').click()
  await expect(searchBox(page)).toBeFocused()
})
