// kill -9 of the app while actions run, and lines that were torn: what was told to be done is on record, and the chain goes on.
import { appendFile, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type Page } from 'playwright/test'
import { answerOf } from './support/ask-main'
import { journalDesks } from './support/journal-desk'
import { followChain, journalFile, journalText, linesIn } from './support/journal-files'
import { expectUnbroken, journalRows, journalTools } from './support/journal-screen'
import { addCaller, lockedForGood } from './support/people'
import { alerts, button, card, openCard } from './support/screen'
import { refOf } from './support/verification'

const desks = journalDesks()
test.afterEach(desks.stop)

const rounds = 4

/** Unlocks without end; what main has answered is counted on the page's console. */
const unlockForever = (page: Page, of: { tenantId: string; userId: string }): Promise<void> =>
  page.evaluate(async (of) => {
    for (;;) {
      const answer = await window.tessera.invoke('password.unlock', of)
      console.log(answer.ok ? 'unlocked' : `refused: ${answer.error.kind}`)
    }
  }, of)

test('kill -9 while actions run, and a line torn on top: nothing that was told is lost, and the gap is told', async () => {
  test.slow()
  const desk = await desks.open()
  const { userData, simulator } = desk
  let told = 0
  let torn = 0
  const asideNames = async () => (await readdir(userData)).filter((name) => name.startsWith('journal.torn-'))
  for (let round = 0; round < rounds; round++) {
    const tessera = await desk.start()
    const { page } = tessera
    const caller = await addCaller(simulator, lockedForGood)
    const running = unlockForever(page, await refOf(page, caller.id)).catch(() => undefined)
    const unlocked = () => tessera.pageConsole().filter((line) => line === 'log: unlocked').length
    await expect.poll(unlocked).toBeGreaterThan(3)
    await desk.kill()
    await running
    told += unlocked()
    expect(tessera.pageConsole().filter((line) => line.includes('refused'))).toEqual([])

    // whatever was answered stands there; at most one act more was under way
    const text = await journalText(userData)
    const whole = linesIn(text)
    const outcomes = whole.filter((line) => line.includes('"phase":"outcome"')).length
    expect(outcomes).toBeGreaterThanOrEqual(told)
    expect(outcomes).toBeLessThanOrEqual(told + round + 1)
    // and half a line, as a power cut leaves it
    const half = whole.at(-1)?.slice(0, 90) ?? ''
    if (round % 2 === 0) await appendFile(journalFile(userData), half)
    const rest = (await readFile(journalFile(userData))).subarray(Buffer.byteLength(`${whole.join('\n')}\n`))
    if (rest.length > 0) torn++

    const next = await desk.start()
    const notice = alerts(next.page).filter({ hasText: 'About the journal' })
    if (rest.length > 0) await expect(notice).toContainText('A line was not written to its end')
    const check = await answerOf(next.page, 'journal.verify', undefined)
    expect(check).toMatchObject({ ok: true, problems: [] })
    expect(check.remarks).toHaveLength(torn)
    const now = await journalText(userData)
    expect(linesIn(now).slice(0, whole.length)).toEqual(whole)
    expect(followChain(now).lines).toHaveLength(check.lines)
    const aside = await asideNames()
    expect(aside).toHaveLength(torn)
    if (rest.length > 0) {
      const kept = await Promise.all(aside.map((name) => readFile(join(userData, name))))
      expect(kept.some((bytes) => bytes.equals(rest))).toBe(true)
      expect(followChain(now).lines.at(-1)).toMatchObject({ phase: 'event', action: 'gap' })
      // and on the screen
      await expectUnbroken(next.page, check.lines)
      await expect(journalTools(next.page).getByRole('list', { name: 'Remarks' })).toContainText(
        'A line was not written to its end'
      )
      await expect(journalRows(next.page).first()).toContainText('Gap in the journal')
    } else await expect(notice).toHaveCount(0)
    // it goes on from there
    told += await unlockOnce(next.page, caller.id)
    expect((await answerOf(next.page, 'journal.verify', undefined)).ok).toBe(true)
    await desk.close()
  }
  expect(torn).toBeGreaterThanOrEqual(rounds / 2)
})

async function unlockOnce(page: Page, userId: string): Promise<number> {
  await answerOf(page, 'password.unlock', await refOf(page, userId))
  return 1
}

test('an act that was under way at a kill -9 is on record as one without an outcome', async () => {
  const desk = await desks.open()
  const { userData, simulator, gateway } = desk
  const caller = await addCaller(simulator, lockedForGood)
  const { page } = await desk.start()
  await openCard(page, caller.id, caller.name)
  await simulator.control({ action: 'fault', match: { path: '/unlock$' }, fault: { kind: 'hang' } })
  await button(card(page), 'Unlock password').click()
  await expect.poll(() => gateway.passed.filter(({ path }) => path.endsWith('/unlock')).length).toBe(1)
  // it was written before it was sent
  expect(followChain(await journalText(userData)).lines).toMatchObject([
    { phase: 'attempt', action: 'unlock' }
  ])
  await desk.kill()

  const again = await desk.start()
  await expectUnbroken(again.page, 1)
  await expect(alerts(again.page)).toHaveCount(0)
  await expect(journalRows(again.page)).toHaveCount(1)
  await expect(journalRows(again.page)).toContainText('Unlock password')
  await expect(journalRows(again.page)).toContainText('no outcome recorded')
})
