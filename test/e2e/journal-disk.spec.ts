// The journal on a disk that is full: what cannot be recorded is not done, what was done and cannot be recorded is told, and all
// goes on once there is room.
import { join } from 'node:path'
import { appendFile, readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'playwright/test'
import { answerOf, errorOf } from './support/ask-main'
import { begin } from './support/by-key'
import { openJournalDesk, type JournalDesk } from './support/journal-desk'
import { followChain, journalFile, journalText } from './support/journal-files'
import { expectUnbroken, journalRows, rowsShown } from './support/journal-screen'
import { addCaller, lockedForGood, userOf } from './support/people'
import { alerts, card, openCard, outcome, verdict } from './support/screen'
import { openSmallDisk, type SmallDisk } from './support/small-disk'
import { passwordDialog } from './support/temporary-password'
import { addCallerWithPhone, messagesTo, refOf, writes } from './support/verification'

const closing: (() => Promise<unknown>)[] = []
test.afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function openOwn(): Promise<{ desk: JournalDesk; disk: SmallDisk }> {
  const disk = await openSmallDisk()
  closing.push(disk.remove)
  const desk = await openJournalDesk({ userData: disk.userData })
  closing.push(desk.stop)
  return { desk, disk }
}

/** A limit on the process is not called a full disk: the system has another name for it. */
const refusal = ({ kind }: SmallDisk): string =>
  kind === 'disk'
    ? 'journal.jsonl could not be written: the disk is full.'
    : 'journal.jsonl could not be written.'

test('what cannot be recorded is not done: the alert names the journal and the full disk; what was done and cannot be recorded any more is shown as done, and a notice tells; with room it works', async () => {
  const { desk, disk } = await openOwn()
  const { simulator, gateway } = desk
  const tessera = await desk.start()
  const { page } = tessera
  const caller = await addCallerWithPhone(simulator, lockedForGood)
  const of = await refOf(page, caller.id)
  await openCard(page, caller.id, caller.name)
  await answerOf(page, 'user.signOut', of)
  const before = await journalText(desk.userData)

  await disk.fill(tessera)
  gateway.passed.length = 0
  await begin(page, 'Unlock password')
  await expect(alerts(card(page))).toContainText(`Unlock password: ${refusal(disk)}`)
  if (disk.kind === 'disk') await expect(alerts(card(page))).toContainText('Make room on the disk')
  await expect(verdict(page)).toContainText('locked')
  await begin(page, 'Issue temporary password')
  await expect(alerts(passwordDialog(page))).toContainText(refusal(disk))
  await page.keyboard.press('Escape')
  await expect(passwordDialog(page)).toHaveCount(0)
  // past the screen no more than on it, and no step of verification either
  const notSaved = { kind: 'not-saved', fileName: 'journal.jsonl' }
  expect([
    await errorOf(page, 'user.setStatus', { ...of, status: 'Disabled' }),
    await errorOf(page, 'reset.send', { ...of, way: 'email-code' }),
    await errorOf(page, 'access.issue', of),
    await errorOf(page, 'verify.sendCode', { ...of, channel: 'sms' })
  ]).toMatchObject([notSaved, notSaved, notSaved, notSaved])
  expect(writes(gateway)).toEqual([])
  expect(await messagesTo(simulator, caller.id)).toEqual([])
  // what was recorded before is whole, and nothing half stands behind it
  expect(await journalText(desk.userData)).toBe(before)
  // reading goes on
  const other = await addCaller(simulator, lockedForGood)
  await openCard(page, other.id, other.name)
  await expect(verdict(page)).toContainText('locked')

  await disk.makeRoom(tessera)
  await begin(page, 'Unlock password')
  await expect(outcome(page)).toContainText('Password unlocked.')
  await expect(alerts(page)).toHaveCount(0)
  expect(followChain(await journalText(desk.userData)).lines).toHaveLength(disk.lines + 4)

  await openCard(page, caller.id, caller.name)
  gateway.passed.length = 0
  const match = { path: '/unlock$' }
  await simulator.control({ action: 'fault', match, fault: { kind: 'latency', ms: 3_000 }, times: 1 })
  await begin(page, 'Unlock password')
  // the attempt is written, the answer not there yet
  const sent = () => gateway.passed.filter(({ path }) => path.endsWith('/unlock'))
  await expect.poll(() => sent().length, { intervals: [20] }).toBe(1)
  await disk.fill(tessera)
  expect(sent()).toMatchObject([{ state: 'open' }])

  await expect(outcome(page)).toContainText('Password unlocked.')
  const notice = alerts(page).filter({ hasText: 'The journal could not be written' })
  await expect(notice).toContainText('Something was done and could not be recorded.')
  await expect(notice).toContainText(refusal(disk))
  // from then on nothing is done
  const next = await addCaller(simulator, lockedForGood)
  await openCard(page, next.id, next.name)
  await begin(page, 'Unlock password')
  await expect(alerts(card(page))).toContainText(refusal(disk))
  expect(sent()).toHaveLength(1)

  await disk.makeRoom(tessera)
  await begin(page, 'Unlock password')
  await expect(outcome(page)).toContainText('Password unlocked.')
  await expectUnbroken(page, disk.lines + 7)
  expect(followChain(await journalText(desk.userData)).lines).toHaveLength(disk.lines + 7)
  await expect(journalRows(page).first()).toContainText(next.id)
  expect((await rowsShown(page)).slice(0, 4)).toEqual([
    [next.id, 'Unlock password', '', '', '✓ done'],
    [caller.id, 'Unlock password', '', '', '◇ no outcome recorded'],
    [other.id, 'Unlock password', '', '', '✓ done'],
    [caller.id, 'Sign out everywhere', '', '', '✓ done']
  ])
})

test('a start on a full disk, with a torn line that cannot be set aside: reading works, changes wait for room', async () => {
  test.slow()
  const { desk, disk } = await openOwn()
  test.skip(disk.kind === 'limit', 'only a disk is full before the app runs, and none could be mounted')
  const { userData } = desk
  const locked = userOf('locked')
  // nothing about a tenant could be saved on a full disk: the one inside the app
  const first = await desk.startAsLeft()
  await answerOf(first.page, 'user.signOut', await refOf(first.page, locked))
  await desk.close()
  const half = '{"v":1,"action":"unl'
  await appendFile(journalFile(userData), half)
  const before = await journalText(userData)
  await disk.fill(first)

  const tessera = await desk.startAsLeft()
  const { page } = tessera
  await openCard(page, locked, 'Ana López')
  await expect(verdict(page)).toContainText('locked')
  await begin(page, 'Unlock password')
  await expect(alerts(card(page))).toContainText(refusal(disk))
  await expect(verdict(page)).toContainText('locked')
  // not a byte of what cannot be kept elsewhere is taken away
  expect(await journalText(userData)).toBe(before)

  await disk.makeRoom(tessera)
  await begin(page, 'Unlock password')
  await expect(outcome(page)).toContainText('Password unlocked.')
  const aside = (await readdir(userData)).filter((name) => name.startsWith('journal.torn'))
  expect(await Promise.all(aside.map((name) => readFile(join(userData, name), 'utf8')))).toEqual([half])
  await expect(alerts(page).filter({ hasText: 'A line was not written to its end' })).toBeVisible()
  await expectUnbroken(page, 5)
  await expect(journalRows(page).filter({ hasText: 'Gap in the journal' })).toHaveCount(1)
})
