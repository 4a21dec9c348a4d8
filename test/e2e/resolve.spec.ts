// Resolve: sessions, password and lock in one act, and each of the three answers for itself.
import { expect, test, type Locator, type Page } from 'playwright/test'
import { hours, minutes } from '../../src/simulator/seed-types'
import { dialogOf, policyUntilReset, sessionsOf, usernameOf } from './support/credentials'
import { openDesk, type Desk } from './support/desk'
import type { GivenUser } from './support/people'
import { alerts, button, card, outcome, verdict } from './support/screen'
import { signIn } from './support/sign-in'
import {
  ask,
  type Caller,
  callerStatus,
  changes,
  enterCode,
  openCaller,
  refOf,
  sendCode,
  verifyDialog,
  writes
} from './support/verification'

test.describe.configure({ mode: 'default' })

let desk: Desk
test.beforeAll(async () => (desk = await openDesk()))
test.beforeEach(() => desk.reset())
test.afterAll(() => desk?.close())

type Fault = Extract<Parameters<Desk['simulator']['control']>[0], { action: 'fault' }>
const steps = ['End all sessions', 'Set a temporary password', 'Unlock the password'] as const
type Step = (typeof steps)[number]

const troubled: GivenUser = {
  password: { changed: hours(900), locked: 'for-good', failed: minutes(20) },
  backendSessions: [hours(1), hours(3)],
  hostedSessions: [hours(2)]
}

const resolve = () => dialogOf(desk.page, 'Resolve')
const progress = () => resolve().getByRole('status', { name: 'Progress' })
const line = (step: Step): Locator => resolve().getByRole('listitem', { name: step, exact: true })
const choice = (step: Step): Locator => resolve().getByRole('checkbox', { name: step, exact: true })

/** What each step sends, in the order of the steps. */
const sends = (userId: string): Record<Step, string[]> => ({
  'End all sessions': [`DELETE /v1/auth/users/${userId}/sessions`, `DELETE /v1/sessions/${userId}`],
  'Set a temporary password': [`PUT /v1/users/${userId}/password`],
  'Unlock the password': [`POST /v1/users/${userId}/authenticators/types/password/unlock`]
})
/** Where the unlock by type does not exist, the one by id is tried too: it is no other step. */
const byId = /\/authenticators\/(?!types\/)[^/]+\/unlock$/
const sent = () =>
  writes(desk.gateway)
    .filter((one) => !byId.test(one))
    .toSorted()
const all = (userId: string) => Object.values(sends(userId)).flat().toSorted()

async function openResolve(given: GivenUser = troubled): Promise<Caller> {
  const caller = await openCaller(desk, given)
  await button(card(desk.page), 'Resolve').click()
  await expect(button(resolve(), 'Cancel')).toBeFocused()
  return caller
}

/** Writes down what the progress says from now on, however short it stands there. */
const watchProgress = (page: Page) =>
  page.evaluate(() => {
    const said = new Set<string>()
    const look = () => said.add(document.querySelector('[aria-label="Progress"]')?.textContent ?? '')
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
    Object.assign(window, { saidProgress: said })
  })
const progressSaid = (page: Page) =>
  page.evaluate(() => [...(window as unknown as { saidProgress: Set<string> }).saidProgress])

test('all three, asked once: each says what happened, and the caller gets in', async () => {
  const { page, gateway, simulator } = desk
  const caller = await openResolve()
  await expect(resolve()).toContainText(caller.name)
  for (const step of steps) await expect(choice(step)).toBeChecked()
  expect(writes(gateway)).toEqual([])
  expect(await sessionsOf(simulator, caller.id)).toHaveLength(3)

  await button(resolve(), 'Resolve').click()
  await expect(progress()).toHaveText('All of it is done.')
  for (const step of steps) await expect(line(step)).toContainText(`${step}Done`)
  await expect(line('End all sessions')).toContainText('Ended: application sessions.')
  await expect(line('End all sessions')).toContainText('Ended: hosted sign-in sessions (1).')
  await expect(line('Unlock the password')).toContainText('Mosaic now reports the password as Active.')
  expect(sent()).toEqual(all(caller.id))
  // whoever else is signed in goes first, the lock is lifted for the new password last
  expect(writes(gateway).slice(2)).toEqual([
    ...sends(caller.id)['Set a temporary password'],
    ...sends(caller.id)['Unlock the password']
  ])
  expect(await sessionsOf(simulator, caller.id)).toEqual([])

  await expect(button(resolve(), 'Reveal')).toBeFocused()
  await button(resolve(), 'Reveal').click()
  const password = await resolve().getByRole('code').first().innerText()
  expect(await signIn(simulator, usernameOf(caller), password)).toBe('temporary_password')
  await button(resolve(), 'Done').click()
  await expect(resolve()).toHaveCount(0)
  await expect(outcome(page)).toContainText('Resolved.')
  await expect(page.getByText(password)).toHaveCount(0)
  await expect(verdict(page)).toContainText('A temporary password is waiting to be used until')
})

const failing: { step: Step; match: NonNullable<Fault['match']>; fault: Fault['fault']; says: string }[] = [
  {
    step: 'End all sessions',
    match: { method: 'DELETE', path: '/sessions' },
    fault: { kind: 'status', status: 403, shape: 1, message: 'Forbidden resource' },
    says: 'This client may not do that in Mosaic.'
  },
  {
    step: 'Set a temporary password',
    match: { path: '/password$' },
    fault: { kind: 'status', status: 400, shape: 2, code: 'auth_password_policy_disabled' },
    says: 'Password sign-in is not enabled in this region or tenant.'
  },
  {
    step: 'Unlock the password',
    // both calls for it, of which some tenants have one
    match: { path: '/unlock$' },
    fault: { kind: 'status', status: 403, shape: 1, message: 'Forbidden resource' },
    says: 'Unlocking a password is not enabled in this region or tenant.'
  }
]

for (const { step, match, fault, says } of failing) {
  test(`“${step}” fails: it says so alone, the others are done, and it alone is tried again`, async () => {
    const { page, gateway, simulator } = desk
    await simulator.control({ action: 'fault', match, fault })
    const caller = await openResolve()
    await watchProgress(page)
    await button(resolve(), 'Resolve').click()

    await expect(progress()).toHaveText('Not all of it is done.')
    await expect(line(step)).toContainText(`${step}Not done`)
    await expect(alerts(line(step)).first()).toContainText(says)
    for (const other of steps.filter((one) => one !== step)) {
      await expect(line(other)).toContainText(`${other}Done`)
      await expect(alerts(line(other))).toHaveCount(0)
      await expect(button(line(other), 'Try again')).toHaveCount(0)
    }
    expect(sent()).toEqual(all(caller.id))
    expect(await progressSaid(page)).not.toContain('All of it is done.')

    await simulator.control({ action: 'clear-faults' })
    gateway.passed.length = 0
    await button(line(step), 'Try again').click()
    await expect(line(step)).toContainText(`${step}Done`)
    await expect(progress()).toHaveText('All of it is done.')
    expect(sent()).toEqual(sends(caller.id)[step].toSorted())
    await button(resolve(), 'Reveal').click()
    const password = await resolve().getByRole('code').first().innerText()
    expect(await signIn(simulator, usernameOf(caller), password)).toBe('temporary_password')
    expect(await sessionsOf(simulator, caller.id)).toEqual([])
  })
}

test('what fails and is left so: the card says which part is not done', async () => {
  const { page, simulator } = desk
  for (const { step, match, fault, says } of failing) {
    await simulator.control({ action: 'clear-faults' })
    await simulator.control({ action: 'fault', match, fault })
    await openResolve()
    await button(resolve(), 'Resolve').click()
    await expect(progress()).toHaveText('Not all of it is done.')
    await button(resolve(), step === 'Set a temporary password' ? 'Close' : 'Done').click()
    await expect(resolve()).toHaveCount(0)
    await expect(outcome(page)).toContainText('Resolved in part.')
    await expect(outcome(page)).not.toContainText('Resolved.')
    await expect(alerts(card(page)).first(), step).toContainText(says)
  }
})

test('one family of sessions is not ended: done in part, and not told as done', async () => {
  const { page, simulator } = desk
  const match = { method: 'DELETE', path: '/v1/sessions/' }
  await simulator.control({ action: 'fault', match, fault: { kind: 'status', status: 403, shape: 1 } })
  const caller = await openResolve()
  await watchProgress(page)
  await button(resolve(), 'Resolve').click()
  await expect(line('End all sessions')).toContainText('End all sessionsDone in part')
  await expect(line('End all sessions')).toContainText('Ended: application sessions.')
  await expect(alerts(line('End all sessions'))).toContainText('End hosted sign-in sessions:')
  await expect(progress()).toHaveText('Not all of it is done.')
  expect(await progressSaid(page)).not.toContain('All of it is done.')
  expect(await sessionsOf(simulator, caller.id)).toHaveLength(1)
  await simulator.control({ action: 'clear-faults' })
  await button(line('End all sessions'), 'Try again').click()
  await expect(progress()).toHaveText('All of it is done.')
  expect(await sessionsOf(simulator, caller.id)).toEqual([])
})

test('no answer to one of them: not known is not done, and nothing is sent twice by itself', async () => {
  const { page, gateway, simulator } = desk
  await simulator.control({ action: 'fault', match: { path: '/password$' }, fault: { kind: 'reset' } })
  const caller = await openResolve()
  await watchProgress(page)
  await button(resolve(), 'Resolve').click()
  await expect(alerts(line('Set a temporary password'))).toContainText('It is not known whether')
  await expect(progress()).toHaveText('Not all of it is done.')
  expect(await progressSaid(page)).not.toContain('All of it is done.')
  const puts = () => writes(gateway).filter((one) => one.startsWith('PUT'))
  expect(puts()).toEqual(sends(caller.id)['Set a temporary password'])
  await expect(line('Unlock the password')).toContainText('Unlock the passwordDone')
})

test('Mosaic asks for fewer requests: the rest waits for the agent, and nothing is lost', async () => {
  const { gateway, simulator } = desk
  const match = { method: 'DELETE', path: '/sessions' }
  const fault = { kind: 'status', status: 429, shape: 1, retryAfter: 60 } as const
  await simulator.control({ action: 'fault', match, fault })
  const caller = await openResolve()
  await button(resolve(), 'Resolve').click()
  await expect(alerts(line('End all sessions')).first()).toContainText('Mosaic asks for fewer requests.')
  for (const step of steps.slice(1)) await expect(line(step)).toContainText(`${step}Waiting`)
  expect(writes(gateway).filter((one) => !one.startsWith('DELETE'))).toEqual([])
  await button(line('End all sessions'), 'Go on without it').click()
  for (const step of steps.slice(1)) await expect(line(step)).toContainText(`${step}Done`)
  await expect(progress()).toHaveText('Not all of it is done.')
  await simulator.control({ action: 'clear-faults' })
  await button(line('End all sessions'), 'Try again').click()
  await expect(progress()).toHaveText('All of it is done.')
  expect(await sessionsOf(simulator, caller.id)).toEqual([])
})

test('only what is chosen is done, nothing where nothing is, and what is left out is said to be', async () => {
  const { gateway } = desk
  const caller = await openResolve()
  for (const step of steps) await choice(step).uncheck()
  await button(resolve(), 'Resolve').click()
  await expect(alerts(resolve())).toHaveText('Choose at least one step.')
  expect(writes(gateway)).toEqual([])

  await choice('Set a temporary password').check()
  await button(resolve(), 'Resolve').click()
  await expect(line('Set a temporary password')).toContainText('Set a temporary passwordDone')
  await expect(line('End all sessions')).toContainText('Left out')
  await expect(alerts(line('Unlock the password'))).toContainText('The password is still locked.')
  expect(writes(gateway)).toEqual(sends(caller.id)['Set a temporary password'])
  await button(line('Unlock the password'), 'Unlock password').click()
  await expect(line('Unlock the password')).toContainText('Unlock the passwordDone')
})

test('under Tessera’s own policy the caller is verified first, and nothing of it happens before', async () => {
  const { page, gateway, simulator } = desk
  await policyUntilReset(desk, 'none')
  const caller = await openCaller(desk, troubled)
  await expect(callerStatus(page)).toHaveText('Not verified')
  await button(card(page), 'Resolve').click()
  await expect(verifyDialog(page)).toContainText('“Resolve” goes on')
  for (const operation of ['password.issue', 'password.unlock'] as const) {
    expect(await ask(page, operation, await refOf(page, caller.id))).toMatchObject({
      ok: false,
      error: { kind: 'verification-required' }
    })
  }
  const code = await sendCode(page, simulator, caller.id)
  await enterCode(page, code)
  await expect(button(resolve(), 'Cancel')).toBeFocused()
  expect(changes(gateway)).toEqual([])
  expect(await sessionsOf(simulator, caller.id)).toHaveLength(3)
  await button(resolve(), 'Resolve').click()
  await expect(progress()).toHaveText('All of it is done.')
  expect(changes(gateway).toSorted()).toEqual(all(caller.id))
})
