// The brakes of a policy: changes of one agent within an hour, resets of one user within a day, both counted from the journal.
import { expect, test, type Page } from 'playwright/test'
import type { PolicyFile } from '../../src/shared/policy'
import { answerOf, errorOf } from './support/ask-main'
import { begin } from './support/by-key'
import { everythingRefusedBy, refusedBy, tryEverything } from './support/every-act'
import { type JournalDesk, journalDesks } from './support/journal-desk'
import { offered, openGated, readFirst } from './support/offered'
import { addCaller, lockedForGood } from './support/people'
import { unverified } from './support/policy-files'
import { alerts, button, card, openCard, outcome } from './support/screen'
import { issue, passwordDialog } from './support/temporary-password'
import { refOf, setPolicy, writes } from './support/verification'

const desks = journalDesks()
test.afterEach(desks.stop)

const limited = (limits: PolicyFile['limits']): PolicyFile => ({
  version: 1,
  limits,
  verification: unverified
})

test('so many changes an hour and no more, also after a restart; so many resets of one user a day, while others still get theirs', async () => {
  const desk = await desks.open({ policy: limited({ changesPerHour: 3 }) })
  const { simulator, gateway } = desk
  const why = 'You have made 3 changes within an hour, and 3 are allowed.'
  let { page } = await desk.start()
  const caller = await addCaller(simulator, lockedForGood)
  await openCard(page, caller.id, caller.name)
  await begin(page, 'Unlock password')
  await expect(outcome(page)).toContainText('Password unlocked.')
  // one that fails was a change as well: it was sent
  const fault = { kind: 'status', status: 403, shape: 1, message: 'Forbidden resource' } as const
  await simulator.control({ action: 'fault', match: { method: 'PUT' }, fault, times: 1 })
  const of = await refOf(page, caller.id)
  expect((await errorOf(page, 'user.setStatus', { ...of, status: 'Disabled' })).kind).toBe('not-permitted')
  await issue(page)
  await button(passwordDialog(page), 'Done').click()

  await expect(readFirst(page)).toContainText('You have made as many changes as one hour allows.')
  await expect(readFirst(page)).toContainText(why)
  await expect(button(card(page), 'Unlock password')).toHaveCount(0)
  gateway.passed.length = 0
  expect(await tryEverything(page, caller.id)).toEqual(everythingRefusedBy('limits.changesPerHour'))
  await page.keyboard.press('u')
  await expect(alerts(card(page))).toContainText(why)
  await expect(alerts(card(page))).toContainText('The rule is “limits.changesPerHour”.')
  expect(writes(gateway)).toEqual([])

  await desk.close()
  page = (await desk.start()).page
  const next = await addCaller(simulator, lockedForGood)
  await openCard(page, next.id, next.name)
  await expect(readFirst(page)).toContainText(why)
  expect(await errorOf(page, 'password.unlock', await refOf(page, next.id))).toMatchObject(
    refusedBy('limits.changesPerHour')
  )

  await setPolicy(desk.userData, limited({ resetsPerUserPerDay: 2 }))
  await expectResetsLimited(page, desk)
})

async function expectResetsLimited(page: Page, { simulator, gateway }: JournalDesk): Promise<void> {
  const caller = await addCaller(simulator, lockedForGood)
  const of = await refOf(page, caller.id)
  await openGated(page, caller)
  // what surely did not happen gave nobody a new way in
  const fault = { kind: 'status', status: 400, shape: 2, code: 'auth_password_breached' } as const
  await simulator.control({ action: 'fault', match: { path: '/password$' }, fault })
  expect((await errorOf(page, 'password.issue', of)).kind).toBe('invalid-input')
  await simulator.control({ action: 'clear-faults' })
  await answerOf(page, 'reset.send', { ...of, way: 'email-code' })
  await issue(page)
  await button(passwordDialog(page), 'Done').click()

  const why = 'This user got 2 new passwords, codes or resets within 24 hours, and 2 are allowed.'
  await expect(readFirst(page)).toContainText('This user has got as many resets as a day allows.')
  await expect(readFirst(page)).toContainText(why)
  expect(await offered(page)).toEqual(['sign-in-check', 'sign-out', 'suspend', 'unlock'])
  gateway.passed.length = 0
  const refused = refusedBy('limits.resetsPerUserPerDay')
  expect([
    await errorOf(page, 'password.issue', of),
    await errorOf(page, 'password.set', { ...of, password: 'Orchard-47-Lantern', temporary: true }),
    await errorOf(page, 'reset.send', { ...of, way: 'email-code' }),
    await errorOf(page, 'access.issue', of)
  ]).toMatchObject([refused, refused, refused, refused])
  await page.keyboard.press('t')
  await expect(alerts(card(page))).toContainText(why)
  expect(writes(gateway)).toEqual([])

  await openGated(page, await addCaller(simulator, lockedForGood))
  await issue(page)
  await button(passwordDialog(page), 'Done').click()
}
