import { expect, test, type Locator } from 'playwright/test'
import type { SeedUser } from '../../src/simulator/seed-types'
import { ownDisplay, type Display } from './support/displays'
import { clipboardText, writeClipboard } from './support/clipboard'
import { openDesk, type Desk } from './support/desk'
import { addCaller, addUser, userOf } from './support/people'
import { alerts, button, card, find, openCard, verdict } from './support/screen'

test.describe.configure({ mode: 'default' })

let display: Display
let desk: Desk
test.beforeAll(async () => {
  display = await ownDisplay()
  desk = await openDesk({ env: display.env })
})
test.beforeEach(() => desk.reset())
test.afterAll(async () => {
  await desk?.close()
  await display?.stop()
})

/** A part of the card by its heading. */
const section = (name: string): Locator => card(desk.page).getByRole('region', { name })
const forbidden = { kind: 'status', status: 403, shape: 1, message: 'Forbidden resource' } as const

test('shows everything that is known of a user, dates in the agent’s zone, and anything can be copied', async () => {
  const { page, tessera } = desk
  await openCard(page, 'ingrid', 'Ingrid Sørensen')
  const identity = section('Identity')
  await expect(identity.getByRole('term')).toHaveText([
    'E-mail',
    'Other e-mail',
    'Other e-mail',
    'Phone',
    'Other phone',
    'Username',
    'External ID',
    'Last sign-in',
    'Language'
  ])
  await expect(identity.getByText('verified')).toHaveCount(5)
  await expect(section('Password').getByRole('term')).toHaveText(['State', 'Changed', 'Runs out'])
  await expect(section('Password')).toContainText('Not locked, not temporary')
  await expect(section('Ways to sign in').getByRole('listitem')).toHaveCount(6)
  await expect(section('Sessions').getByRole('listitem')).toHaveCount(5)
  await expect(section('Groups').getByRole('listitem')).toHaveText([
    /VIP customers/,
    /Trade accounts/,
    /Beta testers/
  ])

  // with the exact time on hover
  const changed = section('Password').getByRole('time').first()
  await expect(changed).toContainText('2 weeks ago')
  const zone = await page.evaluate(
    () => new Intl.DateTimeFormat('en-GB', { timeZoneName: 'long' }).formatToParts().at(-1)?.value ?? ''
  )
  expect(await changed.getAttribute('title')).toMatch(new RegExp(`\\d\\d:\\d\\d:\\d\\d ${zone}$`))

  const copies: [name: string, text: string][] = [
    ['Copy name', 'Ingrid Sørensen'],
    ['Copy user ID', userOf('everything')],
    ['Copy e-mail', 'ingrid.sorensen@example.com'],
    ['Copy phone', '+447700900674'],
    ['Copy username', 'ingrid'],
    ['Copy external ID', 'CRM-00001']
  ]
  for (const [name, text] of copies) {
    await writeClipboard(tessera, 'something else')
    await button(card(page), name).click()
    await expect.poll(() => clipboardText(tessera)).toBe(text)
  }
})

test('status and lock are told apart, a status that nobody knows is shown and said, missing fields do no harm', async () => {
  const { page, simulator } = desk
  await openCard(page, userOf('locked'), 'Ana López')
  await expect(card(page).getByText('Active', { exact: true })).toBeVisible()
  await expect(card(page).getByText('Password locked', { exact: true })).toBeVisible()
  await openCard(page, userOf('disabled-and-locked'), 'Tomasz Wiśniewski')
  await expect(card(page).getByText('Suspended', { exact: true })).toBeVisible()
  await expect(card(page).getByText('Password locked', { exact: true })).toHaveCount(0)

  const status = 'Quarantined' as unknown as NonNullable<SeedUser['status']>
  const unknown = await addCaller(simulator, { status })
  await openCard(page, unknown.id, unknown.name)
  await expect(verdict(page)).toContainText(
    'Mosaic reports the status “Quarantined”, which Tessera does not know.'
  )
  await expect(card(page).getByText('Quarantined', { exact: true })).toBeVisible()

  const id = await addUser(simulator)
  await openCard(page, id, id)
  await expect(section('Identity')).toContainText('never seen')
  await expect(section('Ways to sign in')).toContainText('None registered.')
  await expect(section('Sessions')).toContainText('Signed in nowhere.')
  await expect(section('Groups')).toContainText('In no group.')
  await expect(verdict(page)).toContainText('No password is registered.')
  await expect(alerts(page)).toHaveCount(0)
})

test('the ways to sign in that cannot be read leave the rest standing, and the verdict says what it lacks', async () => {
  const { page, simulator } = desk
  await simulator.control({ action: 'fault', match: { path: '/authenticators$' }, fault: forbidden })
  await find(page, userOf('locked'))
  await expect(verdict(page)).toContainText('Nothing wrong is seen so far; locks are not known.')
  await expect(verdict(page)).toContainText('Locks are not known: This client may not do that in Mosaic.')
  await expect(alerts(card(page))).toHaveCount(1)
  await expect(alerts(card(page))).toContainText(
    'Read ways to sign in: This client may not do that in Mosaic.'
  )
  await expect(alerts(card(page))).toContainText('permission authenticators:read')
  await expect(section('Password')).toContainText('Locks not known')
  await expect(section('Sessions').getByRole('listitem')).toHaveCount(2)

  await simulator.control({ action: 'clear-faults' })
  await button(card(page), 'Read locks again').click()
  await expect(verdict(page)).toContainText('The password is locked after too many wrong attempts.')
  await expect(alerts(card(page))).toHaveCount(0)
})

test('one family of sessions, or groups, that cannot be read are said beside the rest', async () => {
  const { page, simulator } = desk
  await simulator.control({ action: 'fault', match: { path: '/v1/sessions/' }, fault: forbidden })
  await openCard(page, 'ingrid', 'Ingrid Sørensen')
  await expect(section('Sessions').getByRole('listitem')).toHaveCount(2)
  await expect(alerts(section('Sessions'))).toContainText('Read some of the sessions:')
  await simulator.control({ action: 'fault', match: { path: '/auth/users/' }, fault: forbidden })
  await button(card(page), 'Refresh').click()
  await expect(alerts(section('Sessions'))).toHaveCount(2)
  // nothing read is not the same as none
  await expect(section('Sessions').getByText('Signed in nowhere.')).toHaveCount(0)
  await simulator.control({ action: 'clear-faults' })
  await button(section('Sessions'), 'Try again').first().click()
  await expect(section('Sessions').getByRole('listitem')).toHaveCount(5)
  await expect(alerts(card(page))).toHaveCount(0)

  await simulator.control({ action: 'fault', match: { path: '/groups$' }, fault: forbidden })
  await button(card(page), 'Refresh').click()
  await expect(alerts(section('Groups'))).toContainText('Read groups:')
  await expect(alerts(card(page))).toHaveCount(1)
  await expect(section('Groups').getByText('In no group.')).toHaveCount(0)
  await simulator.control({ action: 'clear-faults' })
  await button(section('Groups'), 'Try again').click()
  await expect(section('Groups').getByRole('listitem')).toHaveCount(3)
  await expect(alerts(card(page))).toHaveCount(0)
})

test('unknown, empty and odd fields do no harm', async () => {
  const { page, simulator, gateway } = desk
  const { id, name } = await addCaller(simulator)
  gateway.rewrite = (path, json) => {
    if (!path.includes(id)) return json
    if (path.endsWith('/authenticators')) return { result: [...listIn(json), ...oddAuthenticators] }
    if (path.endsWith('/groups')) return { result: [{ group_id: 'g-1' }, { name: 'without an id' }, null, 7] }
    if (path.includes('/sessions/'))
      return [{ session_id: 's-1', start_time: 'not a date' }, { nothing: true }]
    if (path.endsWith('/sessions')) return null
    if (!path.endsWith(`/users/${id}`)) return json
    const { result } = json as { result: object }
    return { result: { ...result, ...oddUser }, added_in_2027: { deep: [[[]]] } }
  }
  await openCard(page, id, name)
  await expect(section('Ways to sign in').getByRole('listitem')).toHaveText([
    /Password/,
    /hologram.*Half-asleep/,
    /Authenticator app/,
    /Unknown/
  ])
  await expect(section('Groups').getByRole('listitem')).toHaveText([/g-1/])
  await expect(section('Identity')).toContainText('not known if verified')
  await expect(card(page).getByText('NaN')).toHaveCount(0)
  await expect(card(page).getByText('undefined')).toHaveCount(0)
  await expect(card(page).getByText('[object')).toHaveCount(0)
  await expect(card(page).getByText('Invalid Date')).toHaveCount(0)
})

const oddAuthenticators = [
  { id: 'odd-1', type: 'hologram', status: 'Half-asleep', extra_data: null, registered_at: 99e20 },
  { id: 'odd-2', type: 'totp', status: 'Active', last_successful_authentication: 1e18 },
  { id: 'odd-3' }
]
const oddUser = {
  status_changed_at: 'yesterday',
  created_at: '2024-02-30T99:00:00Z',
  last_auth: { nested: true },
  phone_number: 5551234,
  secondary_emails: 'none',
  secondary_phone_numbers: [null, {}, { value: 12 }],
  email: { value: 'odd@example.com', email_verified: 'maybe' },
  language: ['en'],
  groupIds: null,
  risk_score: { added: 'later' }
}
const listIn = (json: unknown): unknown[] => (json as { result: unknown[] }).result

test('raw JSON is read only when it is opened; a user who vanished while the card was open is said to be gone', async () => {
  const { page, gateway, simulator } = desk
  const { id, name, email } = await addCaller(simulator)
  await openCard(page, id, name)
  const reads = () => gateway.passed.filter(({ path }) => path.endsWith(`/users/${id}`)).length
  const before = reads()
  const raw = page.getByRole('region', { name: 'Raw JSON of the user' })
  await expect(raw).toHaveCount(0)
  await page.getByText('Raw JSON', { exact: true }).click()
  await expect(raw).toContainText(`"user_id": "${id}"`)
  expect(reads()).toBe(before + 1)
  const shown = JSON.parse(await raw.innerText()) as { email: { value: string } }
  expect(shown.email.value).toBe(email)
  await button(card(page), 'Copy raw JSON').click()
  await expect.poll(() => clipboardText(desk.tessera)).toBe(await raw.innerText())

  await simulator.control({
    action: 'fault',
    match: { path: `/users/${id}` },
    fault: { kind: 'status', status: 404, shape: 2, code: 'user_not_found', message: 'User not found' }
  })
  await page.keyboard.press('F5')
  await expect(alerts(card(page)).first()).toContainText('was not found')
})
