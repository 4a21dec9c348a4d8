import { expect, test, type Locator } from 'playwright/test'
import { hours, type SeedPassword } from '../../src/simulator/seed-types'
import { begin } from './support/by-key'
import { openDesk, type Desk } from './support/desk'
import { addCaller, type GivenUser } from './support/people'
import {
  alerts,
  button,
  card,
  cardName,
  expectNothingSaid,
  find,
  openCard,
  outcome,
  verdict
} from './support/screen'
import { signIn } from './support/sign-in'

test.describe.configure({ mode: 'default' })

let desk: Desk
test.beforeAll(async () => (desk = await openDesk()))
test.beforeEach(() => desk.reset())
test.afterAll(() => desk?.close())

const locked: SeedPassword = { changed: hours(900), locked: 'for-good', failed: hours(1) }
const unlocks = () =>
  desk.gateway.passed
    .filter(({ path }) => path.endsWith('/unlock'))
    .map(({ method, path }) => `${method} ${path}`)

/** Opens the card of a locked caller, or of another one, and presses its button. */
async function unlockCaller(password: SeedPassword | 'none' = locked, given: GivenUser = {}) {
  const { page, simulator } = desk
  const caller = await addCaller(simulator, {
    password: password === 'none' ? undefined : password,
    ...given
  })
  await openCard(page, caller.email, caller.name)
  await begin(page, 'Unlock password')
  return caller
}

test('by type: reports what Mosaic says now, and the caller gets in; once more there is nothing to unlock', async () => {
  const { page, simulator } = desk
  const { id, name } = await addCaller(simulator, {
    username: 'locked-out',
    password: { changed: hours(900) }
  })
  for (let attempt = 0; attempt < 5; attempt++) await signIn(simulator, 'locked-out', 'wrong')
  expect(await signIn(simulator, 'locked-out', 'wrong')).toBe('auth_locked')
  await openCard(page, id, name)
  await expect(verdict(page)).toContainText('The password is locked after too many wrong attempts.')

  await button(card(page), 'Unlock password').click()
  await expect(outcome(page)).toContainText('Password unlocked.')
  await expect(outcome(page)).toContainText('Mosaic now reports the password as Active.')
  await expect(verdict(page)).toContainText('Nothing wrong is seen here.')
  await expect(card(page).getByText('Password locked', { exact: true })).toHaveCount(0)
  expect(unlocks()).toEqual([`POST /cis/v1/users/${id}/authenticators/types/password/unlock`])
  expect(await signIn(simulator, 'locked-out', 'wrong')).toBe('auth_invalid_credentials')

  // what was not locked is not said to be unlocked
  await begin(page, 'Unlock password')
  await expect(outcome(page)).toContainText('It was not locked.')
  await expect(outcome(page)).not.toContainText('Password unlocked.')
})

test('nothing is sent without a password, for a suspended account, or for a block by an administrator before a question', async () => {
  const { page } = desk
  await unlockCaller('none')
  await expect(outcome(page)).toContainText('No password is registered, so there is nothing to unlock.')

  await unlockCaller(locked, { status: 'Disabled' })
  await expect(alerts(page)).toContainText(
    'The account is suspended: the password stays off until it is activated.'
  )

  const { name } = await unlockCaller({ changed: hours(900), blocked: true })
  const asked = page.getByRole('dialog', { name: `Unlock ${name}’s password?` })
  await expect(asked).toContainText('Find out why it was blocked before you unlock it.')
  await expect(button(asked, 'Cancel')).toBeFocused()
  expect(unlocks()).toEqual([])
  await button(asked, 'Unlock password').click()
  await expect(outcome(page)).toContainText('Password unlocked.')
  await expect(verdict(page)).toContainText('Nothing wrong is seen here.')
})

const passwordWrites = () => desk.gateway.passed.filter(({ path }) => path.endsWith('/password'))

/** Opens the card of a locked caller and waits until its button may be pressed. */
async function lockedCard() {
  const { page, simulator } = desk
  const { email, name } = await addCaller(simulator, { password: locked })
  await openCard(page, email, name)
  const unlock = button(card(page), 'Unlock password')
  await expect(unlock).toBeEnabled()
  return unlock
}

/** The middle of a button: the finger stays there, whatever stands there later. */
async function placeOf(target: Locator): Promise<[x: number, y: number]> {
  const box = await target.boundingBox()
  if (box === null) throw new Error('the button is not shown')
  return [box.x + box.width / 2, box.y + box.height / 2]
}

test('a second click 0, 150 or 300 ms later meets no other action', async () => {
  const { page, gateway } = desk
  for (const pause of [0, 150, 300]) {
    gateway.passed.length = 0
    const [atX, atY] = await placeOf(await lockedCard())
    await page.mouse.click(atX, atY)
    await page.waitForTimeout(pause)
    await page.mouse.click(atX, atY)
    await expect(outcome(page)).toContainText('Password unlocked.')
    await page.waitForTimeout(300)
    expect(unlocks(), `${pause} ms`).toHaveLength(1)
    expect(passwordWrites(), `${pause} ms`).toEqual([])
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
})

test('an Enter that is held down, and one that follows, press no other action', async () => {
  const { page } = desk
  await (await lockedCard()).focus()
  await page.keyboard.down('Enter')
  for (let repeats = 0; repeats < 20; repeats++) {
    // the second and every later one is a repeat
    await page.keyboard.down('Enter')
    await page.waitForTimeout(30)
  }
  await page.keyboard.up('Enter')
  await expect(outcome(page)).toContainText('Password unlocked.')
  await expect(cardName(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await page.waitForTimeout(300)
  expect(unlocks()).toHaveLength(1)
  expect(passwordWrites()).toEqual([])
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('a click at the place of Unlock while the locks are read replaces no password', async () => {
  const { page, simulator } = desk
  await simulator.control({
    action: 'fault',
    match: { path: '/authenticators$' },
    fault: { kind: 'latency', ms: 500 }
  })
  const { email, name } = await addCaller(simulator, { password: locked })
  await find(page, email)
  await expect(cardName(page)).toHaveText(name)
  const [atX, atY] = await placeOf(button(card(page), 'Unlock password'))
  await expect(verdict(page)).toContainText('The password is locked')
  await page.waitForTimeout(800)
  await page.mouse.click(atX, atY)
  await page.waitForTimeout(300)
  expect(passwordWrites()).toEqual([])
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('not enabled in this region is a message of its own; by id where the tenant refuses the call by type alone', async () => {
  const { page, gateway, simulator } = desk
  await simulator.control({ action: 'set', unlockByType: false, unlockById: false })
  const { id } = await unlockCaller()
  await expect(alerts(page)).toContainText(
    /Unlock password: Unlocking .+ is not enabled in this region or tenant\..*Nothing was changed\./
  )
  await expect(verdict(page)).toContainText('The password is locked after too many wrong attempts.')
  await expectNothingSaid(outcome(page))

  gateway.passed.length = 0
  await simulator.control({ action: 'set', unlockById: true })
  await begin(page, 'Unlock password')
  await expect(outcome(page)).toContainText('Password unlocked.')
  await expect(verdict(page)).toContainText('Nothing wrong is seen here.')
  expect(unlocks()).toEqual([
    `POST /cis/v1/users/${id}/authenticators/types/password/unlock`,
    expect.stringMatching(new RegExp(`^POST /cis/v1/users/${id}/authenticators/[^/]+/unlock$`))
  ])
})

test('accepted and still locked: says so and claims nothing', async () => {
  desk.gateway.rewrite = (path, json) => (path.endsWith('/authenticators') ? stillLocked(json) : json)
  await unlockCaller()
  await expect(alerts(desk.page)).toContainText('The password is still locked.')
  await expect(alerts(desk.page)).toContainText('still reports the password as Locked')
  await expectNothingSaid(outcome(desk.page))
})

function stillLocked(json: unknown): unknown {
  const { result } = json as { result: { type: string }[] }
  return { result: result.map((one) => (one.type === 'password' ? { ...one, status: 'Locked' } : one)) }
}

type Fault = Extract<Parameters<Desk['simulator']['control']>[0], { action: 'fault' }>['fault']
const strikeUnlock = (fault: Fault) =>
  desk.simulator.control({ action: 'fault', match: { method: 'POST', path: '/unlock$' }, fault })

test('a missing permission is named; no answer: looks, says what is true or that it is not known, and sends nothing twice', async () => {
  const { page, gateway, simulator } = desk
  await strikeUnlock({ kind: 'status', status: 403, shape: 1, message: 'Missing permission' })
  await unlockCaller()
  await expect(alerts(page)).toContainText('permission authenticators:edit')

  // nothing was done
  gateway.passed.length = 0
  await simulator.control({ action: 'clear-faults' })
  await strikeUnlock({ kind: 'reset' })
  await begin(page, 'Unlock password')
  await expect(alerts(page)).toContainText(
    'Unlock password: It is not known whether “Unlock password” took effect.'
  )
  await expect(alerts(page)).toContainText('Check what the user card shows now before you try again.')
  await expect(verdict(page)).toContainText('The password is locked after too many wrong attempts.')
  expect(unlocks()).toHaveLength(1)

  // it was done
  gateway.passed.length = 0
  await simulator.control({ action: 'clear-faults' })
  await strikeUnlock({ kind: 'reset-after' })
  await begin(page, 'Unlock password')
  await expect(outcome(page)).toContainText('Password unlocked.')
  await expect(verdict(page)).toContainText('Nothing wrong is seen here.')
  expect(unlocks()).toHaveLength(1)
})
