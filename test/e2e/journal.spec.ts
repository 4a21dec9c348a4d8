// The journal on its screen: what real actions leave there, its filters, its verification, and its exports.
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type Page } from 'playwright/test'
import { openJournal } from '../../src/main/journal/journal'
import { answerOf, errorOf } from './support/ask-main'
import { begin } from './support/by-key'
import { csvRecords } from './support/csv'
import { journalDesks } from './support/journal-desk'
import { followChain, journalText, linesIn, readHead } from './support/journal-files'
import {
  expectUnbroken,
  journalRows,
  journalTools,
  openJournalScreen,
  rowsShown
} from './support/journal-screen'
import { addCaller, lockedForGood } from './support/people'
import { answerSaveDialog } from './support/save-dialog'
import { alerts, button, card, openCard, outcome } from './support/screen'
import { issue, passwordDialog } from './support/temporary-password'
import { addCallerWithPhone, refOf, ticketBox, verifyBySms } from './support/verification'

const desks = journalDesks()
test.afterEach(desks.stop)

const twoDaysAgo = new Date(Date.now() - 48 * 3_600_000)
const formula = '=HYPERLINK("http://x","said ""hi"", twice")'
const colleaguesCalls = 50
const often = { intervals: [50] }

/** What a colleague did on this computer two days ago, as Tessera wrote it then. */
async function writeColleagues(userData: string): Promise<void> {
  await mkdir(userData, { recursive: true, mode: 0o700 })
  const now = () => twoDaysAgo.getTime()
  const who = { agent: 'morgan', machine: 'desk-17', version: '0.0.9' }
  const journal = await openJournal({ dir: userData, ...who, now })
  const about = { tenant: 'gone', user: 'colleagues-caller', ticket: 'INC0000001' }
  const act = { ...about, action: 'issue', verification: ['in-person'] }
  const { seq } = await journal.append({ ...act, phase: 'attempt' })
  await journal.append({ ...act, phase: 'outcome', of: seq, result: 'done' })
  await journal.append({ ...about, phase: 'event', action: 'refuse-caller', result: 'done', note: formula })
  for (let call = 0; call < colleaguesCalls; call++)
    await journal.append({ ...about, phase: 'event', action: 'dial', result: 'done' })
}

const localDay = (time: Date): string => {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
}

const filter = (page: Page, name: 'User ID' | 'Action' | 'Agent' | 'Day') =>
  page.getByRole('search', { name: 'Filter the journal' }).getByLabel(name, { exact: true })

test('what is done appears on the screen, can be filtered, verifies, and is exported', async () => {
  test.slow()
  const desk = await desks.open({ policy: 'none' })
  await writeColleagues(desk.userData)
  const tessera = await desk.start()
  const { page } = tessera
  const { simulator } = desk
  const agent = (await answerOf(page, 'app.state', undefined)).agent
  const caller = await addCallerWithPhone(simulator, lockedForGood)
  await openCard(page, caller.id, caller.name)
  // refused, verified, done, failed
  expect((await errorOf(page, 'password.unlock', await refOf(page, caller.id))).kind).toBe(
    'verification-required'
  )
  await ticketBox(page).fill('INC0099999')
  await ticketBox(page).press('Enter')
  await verifyBySms(page, simulator, caller.id)
  await begin(page, 'Unlock password')
  await expect(outcome(page)).toContainText('Password unlocked.')
  await issue(page)
  await button(passwordDialog(page), 'Done').click()
  const fault = { kind: 'status', status: 403, shape: 1, message: 'Forbidden resource' } as const
  await simulator.control({ action: 'fault', match: { method: 'PUT' }, fault })
  await button(card(page), 'Suspend user').click()
  const question = page.getByRole('dialog', { name: `Suspend ${caller.name}?` })
  await button(question, 'Suspend user').click()
  await expect(alerts(page)).toContainText('Suspend user:')
  await simulator.control({ action: 'clear-faults' })
  // somebody else, without a ticket and a verification
  const other = await addCaller(simulator)
  await openCard(page, other.id, other.name)
  await button(card(page), 'Sign out everywhere').click()
  await button(page.getByRole('dialog'), 'Sign out everywhere').click()
  await expect(outcome(page)).toContainText('Signed out everywhere.')

  await openJournalScreen(page)
  const mine = [
    [other.id, 'Sign out everywhere', '', '', '✓ done'],
    [caller.id, 'Suspend user', 'SMS code', 'INC0099999', '▲ failed: not permitted in Mosaic'],
    [caller.id, 'Issue temporary password', 'SMS code', 'INC0099999', '✓ done'],
    [caller.id, 'Unlock password', 'SMS code', 'INC0099999', '✓ done'],
    [caller.id, 'Check code', '', 'INC0099999', '✓ done'],
    [caller.id, 'Send code', '', 'INC0099999', '✓ done'],
    [caller.id, 'Unlock password', '', '', '■ refused']
  ]
  await expect(journalRows(page)).toHaveCount(50)
  expect((await rowsShown(page)).slice(0, mine.length)).toEqual(mine)
  await button(page, 'Show more').click()
  await expect(journalRows(page)).toHaveCount(mine.length + colleaguesCalls + 2)
  await expect(button(page, 'Show more')).toHaveCount(0)

  // what finds a failure in Mosaic's own logs is in the details
  const failed = journalRows(page).filter({ hasText: 'Suspend user' })
  await button(failed, 'Details').click()
  const status = page.getByRole('term').getByText('Status', { exact: true })
  await expect(page.locator('dl > div').filter({ has: status }).getByRole('definition')).toHaveText('403')

  const clear = async () => {
    await button(page, 'Clear').click()
    // as far as it was unfolded before
    await expect(journalRows(page)).toHaveCount(mine.length + colleaguesCalls + 2)
  }
  await filter(page, 'User ID').fill(other.id)
  await expect.poll(() => rowsShown(page), often).toEqual(mine.slice(0, 1))
  await clear()
  await filter(page, 'Action').selectOption('Unlock password')
  await expect.poll(() => rowsShown(page), often).toEqual([mine[3], mine[6]])
  await filter(page, 'User ID').fill('nobody')
  await expect(page.getByText('No record matches these filters.')).toBeVisible()
  await clear()
  await filter(page, 'Agent').selectOption(agent)
  await expect.poll(() => rowsShown(page), often).toEqual(mine)
  await clear()
  await filter(page, 'Day').fill(localDay(new Date()))
  await expect.poll(() => rowsShown(page), often).toEqual(mine)
  await filter(page, 'Day').fill(localDay(twoDaysAgo))
  await expect(journalRows(page)).toHaveCount(50)
  await filter(page, 'Action').selectOption('Issue temporary password')
  await expect
    .poll(() => rowsShown(page), often)
    .toEqual([
      ['colleagues-caller', 'Issue temporary password', 'photo ID in person', 'INC0000001', '✓ done']
    ])
  await filter(page, 'Day').fill('2020-02-29')
  await expect(page.getByText('No record matches these filters.')).toBeVisible()
  await clear()

  const text = await journalText(desk.userData)
  const { lines, hash } = followChain(text)
  await expectUnbroken(page, lines.length)
  expect(await readHead(desk.userData)).toMatchObject({ seq: lines.length, hash })

  // an export: into the file that the agent chose, or nowhere
  const told = journalTools(page).getByRole('status')
  const before = await readdir(desk.userData)
  await answerSaveDialog(tessera)
  for (const name of ['Export CSV', 'Export JSON lines']) {
    await button(page, name).click()
    await expect(told).toContainText('Nothing was saved.')
  }
  expect(await readdir(desk.userData)).toEqual(before)
  const jsonl = join(desk.userData, 'out.jsonl')
  await answerSaveDialog(tessera, jsonl)
  await button(page, 'Export JSON lines').click()
  await expect(told).toContainText(`out.jsonl was saved with ${lines.length} lines.`)
  const exported = await readFile(jsonl, 'utf8')
  expect(followChain(exported)).toEqual({ lines, hash })
  // the check in this file does see a change
  expect(() => followChain(exported.replace('INC0099999', 'INC0099998'))).toThrow('does not follow')

  const csv = join(desk.userData, 'out.csv')
  await answerSaveDialog(tessera, csv)
  await button(page, 'Export CSV').click()
  await expect(told).toContainText(`out.csv was saved with ${lines.length} lines.`)
  const [names = [], ...records] = csvRecords(await readFile(csv, 'utf8'))
  // a spreadsheet would run it, and ids too may begin like that (API.md §9)
  const unrun = (text: string) => (/^[=+\-@]/.test(text) ? `'${text}` : text)
  expect(records.map((cells) => cells[names.indexOf('note')])).toContain(`'${formula}`)
  const asObjects = records.map((cells) => Object.fromEntries(cells.map((cell, at) => [names[at], cell])))
  expect(asObjects).toEqual(
    lines.map((line) => ({
      ...Object.fromEntries(
        names.map((name) => [name, unrun(String(line[name as keyof typeof line] ?? ''))])
      ),
      time: new Date(line.at).toISOString(),
      verification: (line.verification ?? []).join(' '),
      expiresAt: line.expiresAt === undefined ? '' : new Date(line.expiresAt).toISOString()
    }))
  )

  // with a filter only what matches it, attempt and outcome both
  await filter(page, 'User ID').fill(caller.id)
  await filter(page, 'Action').selectOption('Issue temporary password')
  await expect.poll(() => rowsShown(page), often).toEqual([mine[2]])
  await answerSaveDialog(tessera, jsonl)
  await button(page, 'Export JSON lines').click()
  await expect(told).toContainText('out.jsonl was saved with 2 lines that match the filters.')
  expect(linesIn(await readFile(jsonl, 'utf8'))).toEqual(
    linesIn(text).filter((line) => line.includes(caller.id) && line.includes('"action":"issue"'))
  )

  // a place where nothing can be saved is told
  await answerSaveDialog(tessera, join(desk.userData, 'no such folder', 'out.csv'))
  await button(page, 'Export CSV').click()
  await expect(alerts(journalTools(page))).toContainText('Export the journal: out.csv could not be written')
})
