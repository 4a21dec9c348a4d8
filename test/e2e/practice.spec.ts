// The practice tenant plays along: what it "sent" arrives inside the app, and scripted callers are helped or refused.
import { expect, test, type Locator } from 'playwright/test'
import { type Drill, drills } from '../../src/renderer/practice/drills'
import { practiceTenantId } from '../../src/shared/practice-tenant'
import { redirectUri } from '../../src/simulator/seed'
import { addTenant, launchTessera, type Tessera } from './app'
import { startSimulator, type SimulatorProcess } from './simulator-process'
import { choose, dialogOf } from './support/credentials'
import { pollLinksAtOnce } from './support/link-polls'
import { userOf } from './support/people'
import {
  alerts,
  button,
  card,
  cardName,
  chooseTenant,
  find,
  goTo,
  openCard,
  outcome,
  searchBox,
  verdict
} from './support/screen'
import { passwordDialog } from './support/temporary-password'
import { ask, callerStatus, codeBox, startVerifying, verifyDialog } from './support/verification'

test.describe.configure({ mode: 'default' })

// Tessera’s own defaults, in the tenant that a first start opens
let tessera: Tessera
test.beforeAll(async () => {
  tessera = await launchTessera({ policy: 'none' })
  tessera.page.setDefaultTimeout(10_000)
})
test.beforeEach(async () => {
  await tessera.page.reload()
  await expect(searchBox(tessera.page)).toBeFocused()
})
test.afterAll(() => tessera?.close())

const inbox = () => tessera.page.getByRole('region', { name: 'Inbox' })
const peek = () => verifyDialog(tessera.page).getByRole('region', { name: 'Practice inbox' })
const rail = () => tessera.page.getByRole('navigation', { name: 'Screens' })

test('what is sent arrives in the verify dialog, for that user alone, and on the screen Practice: a code, a link that can be opened there, a reset', async () => {
  const { page } = tessera
  const items = inbox().getByRole('listitem')
  await test.step('a code', async () => {
    await openCard(page, userOf('locked'), 'Ana López')
    await startVerifying(page)
    await expect(peek()).toContainText('Nothing was sent to this user yet.')
    await button(verifyDialog(page), 'Send code by SMS').click()
    await expect(codeBox(page)).toBeFocused()
    const message = peek().getByRole('listitem').first()
    await expect(message).toContainText('SMS')
    await expect(message).toContainText('+14155550123')
    await expect(message).toContainText('your code is')
    const code = (await message.locator('mark').innerText()).trim()
    expect(code).toMatch(/^\d{6}$/)
    await codeBox(page).fill(code)
    await page.keyboard.press('Enter')
    await expect(callerStatus(page)).toContainText('Verified by SMS code')

    await goTo(page, 'Practice')
    await expect(items.first()).toContainText('+14155550123')
    await expect(items.first().locator('mark')).toContainText(code)
  })

  await test.step('a link, which verifies the caller by itself once it was opened', async () => {
    await goTo(page, 'Find')
    await openCard(page, userOf('ok'), 'Emma Johansson')
    await startVerifying(page)
    await expect(peek()).toContainText('Nothing was sent to this user yet.')
    await pollLinksAtOnce(page)
    await button(verifyDialog(page), 'Send link by e-mail').click()
    await expect(peek().getByRole('listitem')).toContainText(redirectUri)
    await expect(callerStatus(page)).toContainText('Link sent')
    await button(peek(), 'Open link').click()
    await expect(verifyDialog(page)).toHaveCount(0)
    await expect(callerStatus(page)).toContainText('Verified by e-mail link')
  })

  await test.step('a reset', async () => {
    await page.keyboard.press('r')
    const dialog = dialogOf(page, 'Send a password reset')
    await expect(button(dialog, 'Send reset link')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(button(dialog, 'Done')).toBeFocused()
    await page.keyboard.press('Enter')
    await goTo(page, 'Practice')
    await expect(items.first()).toContainText('Choose a new password')
    await expect(button(items.first(), 'Open link')).toBeVisible()
    await expect(items.nth(1)).toContainText('The link was opened.')
    await expect(button(items.nth(1), 'Open link')).toHaveCount(0)
  })
})

// ─── drills ───

const pane = () => tessera.page.getByRole('complementary', { name: 'Drill' })
const judged = () => pane().getByRole('status')
const drillOf = (id: string): Drill => {
  const found = drills.find((drill) => drill.id === id)
  if (found === undefined) throw new Error(`no drill ${id}`)
  return found
}
const item = ({ title }: Drill): Locator =>
  tessera.page.getByRole('list', { name: 'Drills' }).getByRole('listitem').filter({ hasText: title })

/** Presses a button of the card by key: a click would have to wait until it has stood still for a while. */
const press = (name: string) => button(card(tessera.page), name).press('Enter')

/** Takes the call, hears what they say, and looks them up. */
async function take(drill: Drill): Promise<void> {
  const { page } = tessera
  await goTo(page, 'Practice')
  await button(item(drill), 'Take the call').click()
  await expect(searchBox(page)).toBeVisible()
  await expect(pane()).toContainText(`On the line: ${drill.caller}`)
  await expect(pane().getByRole('log', { name: 'What was said' })).toContainText(drill.says[0] ?? '')
  // what the right answer is, is not given away
  await expect(pane()).not.toContainText(drill.lesson)
  await find(page, drill.userId)
  await expect(cardName(page)).toBeVisible()
  await expect(verdict(page)).not.toContainText('Reading how they sign in')
}

/** What the caller says when asked in the dialog for the code, and the code in it. */
async function askForCode({ code }: Drill): Promise<string | undefined> {
  const talk = verifyDialog(tessera.page).getByRole('log', { name: 'What was said' })
  await button(verifyDialog(tessera.page), 'Ask for the code').click()
  await expect(talk).toContainText(code.says)
  return /\b\d{6}\b/.exec((await talk.getByText(code.says).last().innerText()) ?? '')?.[0]
}

/** Refuses the caller from wherever the agent is. */
async function refuse(): Promise<void> {
  const { page } = tessera
  const inDialog = await verifyDialog(page).isVisible()
  if (inDialog) await button(verifyDialog(page), 'Refuse caller').click()
  else await choose(page, 'Refuse caller')
  const dialog = dialogOf(page, 'Refuse caller')
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('could not prove who they are')
  await button(dialog, 'Refuse caller').click()
  await expect(dialog).toHaveCount(0)
}

/** Vouches for somebody whom nobody vouched for, as who gives way does. */
async function vouch(): Promise<void> {
  const { page } = tessera
  await button(verifyDialog(page), 'Manager approved').click()
  await verifyDialog(page).getByRole('textbox', { name: 'Name' }).fill('Maria Santos')
  await verifyDialog(page).getByRole('textbox', { name: 'Reason' }).fill('the caller says so')
  await button(verifyDialog(page), 'Manager approved').click()
}

async function expectJudged(drill: Drill, grade: 'Right' | 'Nearly' | 'Wrong', says: string): Promise<void> {
  await expect(judged()).toContainText(`${grade}: ${says}`)
  await expect(judged()).toContainText(drill.lesson)
  await button(pane(), 'Close').click()
  await expect(pane()).toHaveCount(0)
  await goTo(tessera.page, 'Practice')
  await expect(item(drill)).toContainText(`${grade}: ${says}`)
}

const gaveWay = 'You gave somebody else a way into this account.'
const refusedRightly = 'You refused somebody who was not the account’s owner.'

test('a genuine caller is verified by what they read out, helped, and that was right', async () => {
  const { page } = tessera
  const drill = drillOf('before-the-shift')
  await take(drill)
  await expect(verdict(page)).toContainText('The password is locked')
  await press('Unlock password')
  await expect(button(verifyDialog(page), 'Send code by SMS')).toBeFocused()
  expect(
    await askForCode({ ...drill, code: { ...drill.code, says: 'Nothing has come yet.' } })
  ).toBeUndefined()
  await button(verifyDialog(page), 'Send code by SMS').click()
  await expect(codeBox(page)).toBeFocused()
  // who is on the line has the phone: no inbox shows the code beside them
  await expect(peek()).toHaveCount(0)
  await codeBox(page).fill((await askForCode(drill)) ?? '')
  await button(verifyDialog(page), 'Check code').click()
  await expect(outcome(page)).toContainText('Password unlocked.')
  await expect(callerStatus(page)).toContainText('Verified by SMS code')
  await button(card(page), 'End call').click()
  await expectJudged(drill, 'Right', 'You helped the account’s owner.')
})

test('the drills in which somebody else calls: who helps is wrong, who refuses nobody nearly right, who refuses right, with the lesson', async () => {
  const { page } = tessera
  const impostors = drills.filter(({ rightAnswer }) => rightAnswer === 'refuse')
  const tried = ['signature', 'new-address', 'account-off', 'code-read-out']
  expect(impostors.map(({ id }) => id)).toEqual(tried)
  const [signature, newAddress, accountOff, codeReadOut] = tried.map(drillOf) as [Drill, Drill, Drill, Drill]

  await test.step('helped with a temporary password', async () => {
    await take(signature)
    await press('Issue temporary password')
    await vouch()
    await expect(button(passwordDialog(page), 'Reveal')).toBeFocused()
    await button(passwordDialog(page), 'Done').click()
    await button(card(page), 'End call').click()
    await expectJudged(signature, 'Wrong', gaveWay)
  })
  await test.step('helped with a reset', async () => {
    await take(newAddress)
    await choose(page, 'Send a reset code')
    const dialog = dialogOf(page, 'Send a password reset')
    await button(dialog, 'Send code by e-mail').click()
    await button(dialog, 'Done').click()
    await button(card(page), 'End call').click()
    await expectJudged(newAddress, 'Wrong', gaveWay)
  })
  await test.step('nothing given, nobody refused', async () => {
    await take(accountOff)
    await button(card(page), 'End call').click()
    await expectJudged(
      accountOff,
      'Nearly',
      'You gave nothing away, but refused nobody: “Refuse caller” records it and brakes the next attempt.'
    )
  })
  await test.step('refused after no code was read out', async () => {
    await take(signature)
    await askWhoTheyAre(signature)
    await button(verifyDialog(page), 'Send code by SMS').click()
    await expect(codeBox(page)).toBeFocused()
    expect(await askForCode(signature)).toBeUndefined()
    await expect(callerStatus(page)).not.toContainText('Verified')
    await refuse()
    await expectJudged(signature, 'Right', refusedRightly)
  })
  await test.step('refused after one that was made up', async () => {
    await take(codeReadOut)
    await askWhoTheyAre(codeReadOut)
    await button(verifyDialog(page), 'Send code by SMS').click()
    await expect(codeBox(page)).toBeFocused()
    // what they make up is told by Mosaic, not by ear
    await codeBox(page).fill((await askForCode(codeReadOut)) ?? '')
    await button(verifyDialog(page), 'Check code').click()
    await expect(alerts(verifyDialog(page))).toContainText('This is not the code.')
    await expect(callerStatus(page)).not.toContainText('Verified')
    await refuse()
    await expectJudged(codeReadOut, 'Right', refusedRightly)

    // the next attempt is braked, and the card says why
    await goTo(page, 'Find')
    await openCard(page, codeReadOut.userId, codeReadOut.caller)
    await expect(page.getByRole('status', { name: 'Read first' })).toContainText(
      'A caller for this user was refused.'
    )
    const ref = { tenantId: practiceTenantId, userId: codeReadOut.userId }
    expect(await ask(page, 'password.issue', ref)).toMatchObject({
      ok: false,
      error: { kind: 'policy-refused', rule: 'refused-caller' }
    })
  })
})

async function askWhoTheyAre(drill: Drill): Promise<void> {
  const dialog = await startVerifying(tessera.page)
  await button(dialog, 'Ask who they are').click()
  await expect(dialog).toContainText(drill.who)
}

test.describe('with another tenant open', () => {
  let simulator: SimulatorProcess
  test.beforeAll(async () => (simulator = await startSimulator()))
  test.afterAll(() => simulator?.stop())

  test('Practice is not in the rail, and a drill does not go on', async () => {
    const { page } = tessera
    const drill = drillOf('wrong-password')
    await take(drill)
    await expect(pane()).toBeVisible()
    await addTenant(page, simulator, 'Contoso')
    await expect(rail().getByRole('button', { name: 'Journal' })).toBeVisible()
    await expect(rail().getByRole('button', { name: 'Practice' })).toHaveCount(0)
    await expect(pane()).toHaveCount(0)

    await chooseTenant(page, 'Practice tenant')
    await goTo(page, 'Practice')
    await expect(page.getByRole('heading', { name: 'Practice', exact: true })).toBeVisible()
    // whoever stands on it when another tenant is opened stands on Find
    await chooseTenant(page, 'Contoso')
    await expect(searchBox(page)).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Practice', exact: true })).toHaveCount(0)
    await expect(rail().getByRole('button', { name: 'Practice' })).toHaveCount(0)
    await openCard(page, userOf('locked'), 'Ana López')
    await startVerifying(page)
    await expect(button(verifyDialog(page), 'Send code by SMS')).toBeVisible()
    await expect(peek()).toHaveCount(0)
    await page.keyboard.press('Escape')
    await chooseTenant(page, 'Practice tenant')
  })
})
