// Everything that has a secret in it, once, by an agent at the screen; then the search for it in all that is kept, sent and said
// of it: journal, head, the receiver's records, exports, output, the page's console.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { seedPassword } from '../../src/simulator/seed'
import type { PolicyFile } from '../../src/shared/policy'
import { verificationKind } from '../../src/shared/verification'
import { answerOf } from './support/ask-main'
import { openJournalDesk } from './support/journal-desk'
import { headFile, journalFile, journalText } from './support/journal-files'
import { openJournalScreen, journalTools } from './support/journal-screen'
import { unverified } from './support/policy-files'
import { linesPosted, startReceiver } from './support/receiver'
import { answerSaveDialog } from './support/save-dialog'
import { filesHolding, textsIn } from './support/scan'
import { button, card, openCard, outcome } from './support/screen'
import { outputOf } from './support/secrets'
import { issue, passwordDialog, reveal } from './support/temporary-password'
import {
  addCallerWithPhone,
  ask,
  codeFor,
  enterCode,
  messagesTo,
  refOf,
  sendCode,
  startVerifying,
  verifyDialog,
  wrongCode
} from './support/verification'

const closing: (() => Promise<unknown>)[] = []
test.afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** The values of all fields with such a name, however deep they lie. */
function fieldsOf(value: unknown, name: RegExp): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' && name.test(key) ? [inner] : fieldsOf(inner, name)
  )
}

test('no password, code, token or whole contact is in the journal, its exports, its receiver’s records or any output', async () => {
  test.slow()
  const receiver = await startReceiver()
  closing.push(receiver.stop)
  const policy: PolicyFile = {
    version: 1,
    verification: { ...unverified, kinds: [...verificationKind.options] },
    permanentPasswords: true,
    journal: { sink: receiver.url }
  }
  const desk = await openJournalDesk({ policy })
  closing.push(desk.stop)
  const { simulator, gateway, userData } = desk
  const answers: unknown[] = []
  gateway.rewrite = (_path, json) => {
    answers.push(json)
    return json
  }
  const tessera = await desk.start()
  const { page } = tessera
  const caller = await addCallerWithPhone(simulator)
  const of = await refOf(page, caller.id)
  await openCard(page, caller.id, caller.name)

  // verified: a wrong code, the right one, by e-mail too, and by the present password
  await startVerifying(page)
  const smsCode = await sendCode(page, simulator, caller.id)
  const wrong = wrongCode(smsCode)
  await enterCode(page, wrong)
  await expect(verifyDialog(page)).toContainText('This is not the code.')
  await enterCode(page, smsCode)
  await expect(verifyDialog(page)).toHaveCount(0)
  await answerOf(page, 'verify.sendCode', { ...of, channel: 'email' })
  const emailCode = await codeFor(simulator, caller.id)
  expect((await answerOf(page, 'verify.checkCode', { ...of, code: emailCode })).outcome).toBe('verified')
  const wrongPassword = 'Not-The-Password-83'
  expect((await ask(page, 'verify.password', { ...of, password: wrongPassword })).ok).toBe(false)
  await answerOf(page, 'verify.password', { ...of, password: seedPassword })

  // everything that gives somebody a new way in
  await issue(page)
  const temporary = await reveal(page)
  await button(passwordDialog(page), 'Done').click()
  const chosen = 'Meadow-Copper-Lantern-58'
  const choose = async (item: string) => {
    await button(card(page), 'More actions').click()
    await page.getByRole('menuitem', { name: item, exact: true }).click()
  }
  await choose('Set a password')
  const setting = page.getByRole('dialog', { name: 'Set a password' })
  await setting.getByLabel('New password', { exact: true }).fill(chosen)
  await setting.getByLabel('Repeat password', { exact: true }).fill(chosen)
  await setting.getByRole('checkbox', { name: 'Must be changed at the first sign-in' }).uncheck()
  await button(setting, 'Set password').click()
  await expect(setting).toHaveCount(0)
  await choose('Issue access code')
  const code = page.getByRole('dialog', { name: 'Access code' })
  await button(code, 'Issue access code').click()
  await button(code, 'Reveal').click()
  await expect(button(code, 'Hide')).toBeVisible()
  const accessCode = await code.getByRole('code').first().innerText()
  await button(code, 'Done').click()
  await choose('Check a password')
  const check = page.getByRole('dialog', { name: 'Check a password' })
  for (const password of [wrongPassword, chosen]) {
    await check.getByLabel('Password', { exact: true }).fill(password)
    await button(check, 'Check password').click()
    await expect(check.getByRole('status', { name: 'Result' })).toContainText(/\S/)
  }
  await button(check, 'Close').click()
  await answerOf(page, 'reset.send', { ...of, way: 'email-code' })
  await answerOf(page, 'reset.send', { ...of, way: 'sms-code' })
  await answerOf(page, 'user.signOut', of)
  // and what goes wrong with a secret in it
  const refusedPassword = 'Refused-Harbour-Ticket-19'
  const fault = { kind: 'status', status: 400, shape: 2, code: 'auth_password_breached' } as const
  await simulator.control({ action: 'fault', match: { path: '/password$' }, fault })
  await ask(page, 'password.set', { ...of, password: refusedPassword, temporary: true })
  await simulator.control({ action: 'clear-faults' })

  const messages = await messagesTo(simulator, caller.id)
  const codes = messages.flatMap((message) => message.code ?? [])
  // two to verify by, two resets
  expect(codes).toHaveLength(4)
  const sent = gateway.passed.map(({ body }) => (body.startsWith('{') ? (JSON.parse(body) as unknown) : {}))
  const tokens = gateway.passed.flatMap(({ authorization }) => authorization?.replace('Bearer ', '') ?? [])
  const secrets = [
    ...new Set([
      simulator.clientSecret,
      smsCode,
      emailCode,
      wrong,
      accessCode,
      ...codes,
      temporary,
      chosen,
      seedPassword,
      wrongPassword,
      refusedPassword,
      ...tokens,
      ...fieldsOf(answers, /token|session_id|^code$|passcode|password$/i),
      ...fieldsOf(sent, /password$|passcode|secret/i),
      caller.email,
      caller.phone,
      caller.phone.slice(2)
    ])
  ]
  // what must not be found is what really passed
  for (const passed of [temporary, chosen, seedPassword, smsCode, emailCode])
    expect(textsIn(Buffer.from(JSON.stringify(sent)), [passed])).toEqual([passed])
  expect(fieldsOf(answers, /access_token/).length).toBeGreaterThan(1)

  await openJournalScreen(page)
  const told = journalTools(page).getByRole('status')
  const exports = [join(userData, 'out.csv'), join(userData, 'out.jsonl')]
  for (const [at, name] of ['Export CSV', 'Export JSON lines'].entries()) {
    await answerSaveDialog(tessera, exports[at])
    await button(page, name).click()
    await expect(told).toContainText('was saved with')
  }
  const lines = (await journalText(userData)).split('\n').slice(0, -1)
  await expect.poll(() => linesPosted(receiver.taken).length, { timeout: 30_000 }).toBe(lines.length)
  await page.reload()
  await expect(card(page)).toHaveCount(0)
  await expect(outcome(page)).toHaveCount(0)

  const [csv = '', jsonl = ''] = exports
  const places: [string, Buffer][] = [
    ['journal', await readFile(journalFile(userData))],
    ['head', await readFile(headFile(userData))],
    ['CSV', await readFile(csv)],
    ['JSON lines', await readFile(jsonl)],
    ['receiver', Buffer.from(receiver.taken.join('\n'))],
    ['output', outputOf(tessera)]
  ]
  const held = () =>
    places.flatMap(([place, content]) => textsIn(content, secrets).map((text) => `${place}: ${text}`))
  expect(held()).toEqual([])
  expect(await filesHolding(userData, secrets)).toEqual([])
  // each place is searched in a way that finds what is there: who, and where to, masked
  for (const [place, content] of places.slice(0, 5).filter(([place]) => place !== 'head'))
    expect(
      textsIn(content, [caller.id, '•••@example.com', `•••${caller.phone.slice(-4)}`]),
      place
    ).toHaveLength(3)
  expect(textsIn(outputOf(tessera), ['Tessera is ready'])).toHaveLength(1)

  expect(await desk.close()).toBe(0)
  expect(textsIn(outputOf(tessera), secrets)).toEqual([])
  expect(await filesHolding(userData, secrets)).toEqual([])
})
