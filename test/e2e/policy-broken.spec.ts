// Policy files that cannot be used: the organisation's then locks every change, the agent's own has no effect; both say why.
import { chmod, mkdir, rm } from 'node:fs/promises'
import { expect, test } from 'playwright/test'
import { errorOf } from './support/ask-main'
import { openDesk, type Desk } from './support/desk'
import { everythingRefusedBy, tryEverything } from './support/every-act'
import { everything, fact, offered, openGated, openPolicySection, readFirst } from './support/offered'
import { addCaller, lockedForGood } from './support/people'
import { preparePolicyFiles, unverified, type PolicyFiles } from './support/policy-files'
import { alerts, button, card, goTo, outcome, verdict } from './support/screen'
import { refOf, writes } from './support/verification'

test.describe.configure({ mode: 'default' })

let desk: Desk
let files: PolicyFiles
test.beforeAll(async () => {
  files = await preparePolicyFiles()
  const env = { TESSERA_MACHINE_FOLDER: files.machineFolder }
  desk = await openDesk({ policy: 'none', userData: files.userData, env })
})
test.beforeEach(async () => {
  await files.clear()
  await desk.reset()
})
test.afterAll(async () => {
  await desk?.close()
  await files?.remove()
})

const addLocked = () => addCaller(desk.simulator, lockedForGood)

const brokenPolicies: [what: string, said: RegExp, make: () => Promise<void>][] = [
  ['is no JSON', /not valid JSON \(line 2\)/, () => files.setManaged('{\n"version": 1,,\n}')],
  [
    'has a misspelt rule',
    /“actions\.alowed” is not known/,
    () => files.setManaged('{"version":1,"actions":{"alowed":["unlock"]}}')
  ],
  [
    'forbids nothing because of a wrong name',
    /“actions\.allowed\[0\]” must be one of/,
    () => files.setManaged('{"version":1,"actions":{"allowed":["everything"]}}')
  ],
  ['is of a newer version', /“version” is newer/, () => files.setManaged('{"version":2}')],
  ['is empty', /not valid JSON/, () => files.setManaged('')],
  [
    'asks for tickets by a pattern that is none',
    /“ticket\.pattern”/,
    () => files.setManaged({ version: 1, ticket: { pattern: '(' } })
  ],
  ['is a folder', /It is not a file\./, () => mkdir(files.managed).then(() => undefined)],
  [
    'may be written by everybody',
    /Others than its owner may write to it/,
    async () => {
      await files.setManaged({ version: 1, verification: unverified })
      await chmod(files.managed, 0o666)
    }
  ]
]
for (const [what, said, make] of brokenPolicies) {
  test(`an organisation’s file that ${what} locks every change and says why; reading goes on`, async () => {
    const { page } = desk
    // an own file that allows everything is no way out
    await files.setOwn({ version: 1, verification: unverified })
    await make()
    const caller = await addLocked()
    // the card is read as ever
    await openGated(page, caller)
    await expect(verdict(page)).toContainText('locked')
    await expect(card(page).getByRole('region', { name: 'Identity' })).toContainText(caller.email)
    expect(await offered(page)).toEqual([])
    await expect(readFirst(page)).toContainText('Changes are locked.')
    await expect(readFirst(page)).toContainText(said)
    await page.keyboard.press('u')
    await expect(alerts(card(page))).toContainText(said)

    desk.gateway.passed.length = 0
    expect(await tryEverything(page, caller.id)).toEqual(everythingRefusedBy('policy'))
    expect(await errorOf(page, 'password.unlock', await refOf(page, caller.id))).toMatchObject({
      why: expect.stringMatching(said) as unknown
    })
    expect(writes(desk.gateway)).toEqual([])

    await goTo(page, 'Create')
    await expect(page.getByRole('main')).toContainText('Changes are locked.')
    await expect(page.getByRole('main')).toContainText(said)

    const section = await openPolicySection(page)
    await expect(alerts(section)).toContainText('Every change is locked until the policy can be read.')
    await expect(alerts(section)).toContainText(said)
    await expect(fact(page, section, 'Source')).toHaveText(/^Managed by your organisation\b/)

    // mended by the administrator, it holds without a restart
    await rm(files.managed, { recursive: true })
    await files.setManaged({ version: 1, actions: { allowed: ['unlock'] }, verification: unverified })
    await openGated(page, caller)
    await expect(button(card(page), 'Unlock password')).toBeVisible()
    expect(await offered(page)).toEqual(['unlock'])
    await button(card(page), 'Unlock password').click()
    await expect(outcome(page)).toContainText('Password unlocked.')
  })
}

test('an own file that is broken has no effect: the defaults are in force, and the settings say so', async () => {
  const { page } = desk
  await files.withdraw(page)
  await files.setOwn('{"version":1,"verification":{"kinds":[],"byAction":{"unlock":{"required":0}}},"x":1}')
  const caller = await addLocked()
  await openGated(page, caller)
  expect(await offered(page)).toEqual(everything)
  // the defaults and not what is left of the file
  expect(await errorOf(page, 'password.unlock', await refOf(page, caller.id))).toMatchObject({
    kind: 'verification-required',
    needed: 1
  })
  expect(writes(desk.gateway)).toEqual([])
  const section = await openPolicySection(page)
  await expect(alerts(section)).toContainText('the safe defaults are in force')
  await expect(alerts(section)).toContainText('“x” is not known')
  await expect(alerts(section)).toContainText(files.own)
  await expect(alerts(section)).not.toContainText('locked')
  await expect(fact(page, section, 'Source')).toContainText('Built-in defaults')
})
