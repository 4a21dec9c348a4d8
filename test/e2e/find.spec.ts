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
  ['a phone number as dialled', '(415) 555-0123', ana],
  ['another e-mail address of theirs', 'ingrid@family.example.org', 'Ingrid Sørensen'],
  ['a username in capitals', 'DLEFEVRE', 'Désirée Lefèvre'],
  ['an external ID with odd characters', 'LEGACY/2019 #4471', 'Imported Account'],
  ['a user ID that begins with a hyphen', '-Qh7bVwN2xKcT5yPzRm3E', 'João Conceição'],
  ['the beginning of one e-mail address', 'priya.ragh', 'Priya Raghunathan'],
  ['the beginning of one phone number', '+46 70 174 06 12', 'Henrik Åsgård']
]

test('whatever is typed of one person opens their card', async () => {
  const { page } = desk
  for (const [what, typed, name] of asTyped) {
    await find(page, typed)
    await expect(cardName(page), what).toHaveText(name)
    await expect(alerts(page)).toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(card(page)).toHaveCount(0)
  }
})

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
  await expect(list).toBeFocused()
  await expect(selected).toHaveText(names[1]!, { useInnerText: true })
  await page.keyboard.press('ArrowUp')
  await expect(selected).toHaveText(names[0]!, { useInnerText: true })
  await page.keyboard.press('Escape')
  await expect(list).toHaveCount(0)
  await expect(searchBox(page)).toBeFocused()
})

test('a name leads to a list, also to one person alone; a card that was opened by a beginning says so', async () => {
  const { page } = desk
  await find(page, 'sørensen, ingrid')
  const options = page.getByRole('listbox', { name: 'Matching users' }).getByRole('option')
  await expect(options).toHaveCount(1)
  await expect(options).toContainText('matched by name')
  await expect(card(page)).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(cardName(page)).toHaveText('Ingrid Sørensen')

  const warning = page.getByText(
    'Opened by the beginning “ana.lopez@example.co”. Compare the whole address with the caller.'
  )
  await find(page, 'ana.lopez@example.co')
  await expect(cardName(page)).toHaveText(ana)
  await expect(warning).toBeVisible()
  await find(page, 'ana.lopez@example.com')
  await expect(cardName(page)).toHaveText(ana)
  await expect(warning).toHaveCount(0)
})

test('none: says what was asked where; a source that failed, or refuses, is named and never counts as none', async () => {
  const { page, simulator } = desk
  await find(page, 'nobody@example.com')
  await expect(page.getByRole('heading', { name: 'Nobody found in Simulator' })).toBeVisible()
  const region = page.getByRole('region', { name: 'Nobody found in Simulator' })
  const asked = region.getByRole('term')
  await expect(asked).toHaveText(['E-mail', 'Username', 'External ID', 'Other e-mail', 'Begins with'])
  await expect(region.getByText('nobody@example.com')).toHaveCount(5)
  await expect(region.getByText(/^none in \d+ ms$/)).toHaveCount(5)
  await expect(button(region, 'Create user')).toBeVisible()
  await expect(alerts(page)).toHaveCount(0)

  await simulator.control({
    action: 'fault',
    match: { path: '/external-user-id/' },
    fault: { kind: 'status', status: 403, shape: 1 }
  })
  await find(page, 'nobody@example.com')
  await expect(page.getByRole('heading', { name: 'Nobody found so far in Simulator' })).toBeVisible()
  const unsure = page.getByRole('region', { name: 'Nobody found so far in Simulator' })
  await expect(unsure).toContainText('1 look-up of 5 gave no usable answer')
  await expect(unsure.getByText('no usable answer', { exact: true })).toHaveCount(1)
  // nobody is offered for creation while a look-up may hold them
  await expect(button(unsure, 'Create user')).toHaveCount(0)
  await expect(alerts(page)).toHaveCount(1)
  await expect(alerts(page)).toContainText('Look-up by external ID:')

  await simulator.control({ action: 'clear-faults' })
  await searchBox(page).fill('something else')
  await button(alerts(page), 'Try again').click()
  await expect(page.getByRole('heading', { name: 'Nobody found in Simulator' })).toBeVisible()
  await expect(searchBox(page)).toBeFocused()
  await expect(searchBox(page)).toHaveValue('nobody@example.com')

  await simulator.control({
    action: 'fault',
    match: { path: '/v1/users$' },
    fault: { kind: 'status', status: 400, shape: 1, message: 'search is not supported' }
  })
  await find(page, 'nobody@example.com')
  await expect(page.getByRole('heading', { name: 'Nobody found so far in Simulator' })).toBeVisible()
  await expect(alerts(page)).toContainText('Look-up by other e-mail and beginning of e-mail or phone:')
})

test('a source that hangs keeps nobody from who is found already', async () => {
  const { page, simulator } = desk
  await simulator.control({ action: 'fault', match: { path: '/username/' }, fault: { kind: 'hang' } })
  await find(page, 'ana.lopez@example.com')
  const list = page.getByRole('listbox', { name: 'Matching users' })
  await expect(list.getByRole('option')).toHaveCount(1)
  await expect(list).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByText('You stopped the search before these answered: username.')).toBeVisible()
  await expect(card(page)).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(cardName(page)).toHaveText(ana)
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

test('Esc stops a search down to the socket, from wherever the focus is', async () => {
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
  await expect(page.getByText('You stopped the search before these answered: e-mail.')).toBeVisible()
  await expect(alerts(page)).toHaveCount(0)

  await find(page, 'nobody@example.com')
  const looking = page.getByRole('heading', { name: 'Looking in Simulator' })
  await expect(looking).toBeVisible()
  await searchBox(page).blur()
  await page.keyboard.press('Escape')
  await expect(looking).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Nobody found so far in Simulator' })).toBeVisible()
  await expect(searchBox(page)).toBeFocused()
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
