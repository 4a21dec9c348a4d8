// What somebody changes in the journal is found: by "Verify journal" while the app runs, and by itself at the next start.
import { readFile, rm, writeFile } from 'node:fs/promises'
import { expect, test, type Page } from 'playwright/test'
import { answerOf } from './support/ask-main'
import { journalDesks, type JournalDesk } from './support/journal-desk'
import {
  followChain,
  headFile,
  journalFile,
  journalText,
  linesIn,
  readHead,
  rewriteJournal
} from './support/journal-files'
import { brokenBy, expectUnbroken, journalRows } from './support/journal-screen'
import { addCaller, lockedForGood } from './support/people'
import { alerts } from './support/screen'
import { refOf } from './support/verification'

const desks = journalDesks()
test.afterEach(desks.stop)

/** Some acts of a real call, so that there is something to tamper with; answers the number of lines. */
async function workALittle(page: Page, desk: JournalDesk): Promise<string> {
  const caller = await addCaller(desk.simulator, lockedForGood)
  const of = await refOf(page, caller.id)
  await answerOf(page, 'password.unlock', of)
  await answerOf(page, 'user.signOut', of)
  await answerOf(page, 'password.unlock', of)
  return caller.id
}

interface Tampering {
  what: string
  do: (userData: string, userId: string) => Promise<void>
  /** what "Verify journal" says, with the line */
  verify: string
  /** what is told at the next start, where that is tried */
  told?: string
}

const flipped = (text: string): string => `${text.slice(0, -1)}${text.endsWith('x') ? 'y' : 'x'}`

// of the six lines that `workALittle` leaves; test/unit/journal/opening.test.ts has the other ways
const tamperings: Tampering[] = [
  {
    what: 'a byte in the middle',
    do: (userData, userId) =>
      rewriteJournal(userData, (text) =>
        text
          .split('\n')
          .map((line, index) => (index === 2 ? line.replace(userId, flipped(userId)) : line))
          .join('\n')
      ),
    verify: 'Line 4: It does not follow from line 3: one of the two was changed.',
    told: 'Line 4: It does not follow from line 3: one of the two was changed.'
  },
  {
    what: 'the record of the last line, which is gone',
    do: (userData) => rm(headFile(userData)),
    verify: 'Line 6: The record of the last line, journal.head.json, is missing.'
  },
  {
    what: 'the last line, which is cut off',
    do: (userData) =>
      rewriteJournal(userData, (text) =>
        linesIn(text)
          .slice(0, -1)
          .map((line) => `${line}\n`)
          .join('')
      ),
    verify: 'Line 6: At the end number 6 is missing.',
    told: 'At the end number 6 is missing.'
  }
]

test('tampering is found with its line while the app runs; between two starts it is told by the second, and the chain stays broken there', async () => {
  test.slow()
  const desk = await desks.open()
  const { page } = await desk.start()
  const userId = await workALittle(page, desk)
  const good = { text: await journalText(desk.userData), head: await readFile(headFile(desk.userData)) }
  const restore = async () => {
    await writeFile(journalFile(desk.userData), good.text)
    await writeFile(headFile(desk.userData), good.head)
  }
  expect(followChain(good.text).lines).toHaveLength(6)
  await expectUnbroken(page, 6)
  for (const tampering of tamperings) {
    await tampering.do(desk.userData, userId)
    await expect(await brokenBy(page), tampering.what).toContainText(tampering.verify)
    await restore()
  }
  await expectUnbroken(page, 6)
  // who cuts off the last line and corrects its record too is found by the app that wrote both
  await tamperings.at(-1)?.do(desk.userData, userId)
  const { hash } = followChain(await journalText(desk.userData))
  const known = await readHead(desk.userData)
  const head = good.head.toString('utf8').replace(known.hash, hash).replace('"seq": 6', '"seq": 5')
  await writeFile(headFile(desk.userData), head)
  await expect(await brokenBy(page)).toContainText('Line 6: At the end number 6 is missing.')

  // the next act goes on all the same, and what was found stands in the journal for good
  await answerOf(page, 'password.unlock', await refOf(page, userId))
  const notices = alerts(page).filter({ hasText: 'About the journal' })
  await expect(notices.filter({ hasText: 'At the end number 6 is missing.' })).toBeVisible()
  await expect(await brokenBy(page)).toContainText('Line 6:')
  await expect(journalRows(page).filter({ hasText: 'Gap in the journal' })).toContainText(
    'At the end number 6 is missing.'
  )
  await desk.close()
  await restore()

  const untouched = await desk.start()
  await expectUnbroken(untouched.page, 6)
  await expect(alerts(untouched.page)).toHaveCount(0)
  await desk.close()

  for (const tampering of tamperings) {
    const { told } = tampering
    if (told === undefined) continue
    await tampering.do(desk.userData, userId)
    const { page } = await desk.start()
    // unasked, with the card of nobody open
    const notice = alerts(page).filter({ hasText: 'About the journal' })
    await expect(notice, tampering.what).toContainText(told)
    await expect(await brokenBy(page), tampering.what).toContainText(/Line [1-7]: /)
    await expect(journalRows(page).first()).toContainText('Gap in the journal')
    await expect(journalRows(page).first()).toContainText(told)
    // what is done from now on is recorded behind it, and mends nothing
    await answerOf(page, 'password.unlock', await refOf(page, userId))
    await expect(await brokenBy(page), tampering.what).toContainText(/Line [1-7]: /)
    await desk.close()
    await restore()
  }
})
