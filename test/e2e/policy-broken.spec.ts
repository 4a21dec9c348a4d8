// The organisation's policy file from the first start on; policy files that cannot be used: the organisation's then locks every
// change, the agent's own has no effect; both say why.
import { chmod, rm, utimes } from 'node:fs/promises'
import { expect, test } from 'playwright/test'
import { answerOf, errorOf } from './support/ask-main'
import { begin } from './support/by-key'
import { openDesk } from './support/desk'
import { everythingRefusedBy, tryEverything } from './support/every-act'
import { everything, fact, offered, openGated, openPolicySection, readFirst } from './support/offered'
import { addCaller, lockedForGood } from './support/people'
import { preparePolicyFiles, unverified, type PolicyFiles } from './support/policy-files'
import { alerts, button, card, goTo, outcome, verdict } from './support/screen'
import { refOf, writes } from './support/verification'

const closing: (() => Promise<unknown>)[] = []
test.afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

// one that cannot be understood and one that cannot be trusted: the other ways stand in the tests of the policy
const brokenPolicies: [what: string, said: RegExp, make: (files: PolicyFiles) => Promise<void>][] = [
  [
    'has a misspelt rule',
    /“actions\.alowed” is not known/,
    (files) => files.setManaged('{"version":1,"actions":{"alowed":["unlock"]}}')
  ],
  [
    'may be written by everybody',
    /Others than its owner may write to it/,
    async (files) => {
      await files.setManaged({ version: 1, verification: unverified })
      await chmod(files.managed, 0o666)
    }
  ]
]

test('the organisation’s file counts from the first start on; one that cannot be used locks every change and says why, while reading goes on; an own one that is broken has no effect', async () => {
  test.slow()
  const files = await preparePolicyFiles()
  closing.push(files.remove)
  await files.setManaged({ version: 1, actions: { allowed: ['unlock'] } })
  const env = { TESSERA_MACHINE_FOLDER: files.machineFolder }
  const desk = await openDesk({ policy: 'none', userData: files.userData, env })
  closing.push(desk.close)
  const { page, simulator, gateway } = desk
  const addLocked = () => addCaller(simulator, lockedForGood)

  await openGated(page, await addLocked())
  await expect(button(card(page), 'Unlock password')).toBeVisible()
  await expect(button(card(page), 'Sign out everywhere')).toHaveCount(0)
  expect(await answerOf(page, 'policy.view', undefined)).toMatchObject({ source: 'managed' })

  // an own file that allows everything is no way out
  await files.setOwn({ version: 1, verification: unverified })
  for (const [what, said, make] of brokenPolicies)
    await test.step(`a file that ${what}`, async () => {
      await make(files)
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

      gateway.passed.length = 0
      expect(await tryEverything(page, caller.id)).toEqual(everythingRefusedBy('policy'))
      expect(await errorOf(page, 'password.unlock', await refOf(page, caller.id))).toMatchObject({
        why: expect.stringMatching(said) as unknown
      })
      expect(writes(gateway)).toEqual([])

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
      await begin(page, 'Unlock password')
      await expect(outcome(page)).toContainText('Password unlocked.')
    })

  await files.setManaged(undefined)
  // so long ago that nobody takes it for one that is being replaced
  await utimes(files.machineFolder, 0, 0)
  await files.withdraw(page)
  await files.setOwn('{"version":1,"verification":{"kinds":[],"byAction":{"unlock":{"required":0}}},"x":1}')
  const caller = await addLocked()
  gateway.passed.length = 0
  await openGated(page, caller)
  expect(await offered(page)).toEqual(everything)
  // the defaults and not what is left of the file
  expect(await errorOf(page, 'password.unlock', await refOf(page, caller.id))).toMatchObject({
    kind: 'verification-required',
    needed: 1
  })
  expect(writes(gateway)).toEqual([])
  const section = await openPolicySection(page)
  await expect(alerts(section)).toContainText('the safe defaults are in force')
  await expect(alerts(section)).toContainText('“x” is not known')
  await expect(alerts(section)).toContainText(files.own)
  await expect(alerts(section)).not.toContainText('locked')
  await expect(fact(page, section, 'Source')).toContainText('Built-in defaults')
})
