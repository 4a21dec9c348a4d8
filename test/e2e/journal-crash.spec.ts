// kill -9 of the app while actions run, and lines that were torn: what was told to be done is on record, and the chain goes on.
import { appendFile, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type Page } from 'playwright/test'
import { answerOf } from './support/ask-main'
import { begin } from './support/by-key'
import { journalDesks } from './support/journal-desk'
import { followChain, journalFile, journalText, linesIn } from './support/journal-files'
import { expectUnbroken, journalRows, journalTools } from './support/journal-screen'
import { addCaller, lockedForGood } from './support/people'
import { alerts, openCard } from './support/screen'
import { refOf } from './support/verification'

const desks = journalDesks()
test.afterEach(desks.stop)

const rounds = 3

/** Unlocks without end; what main has answered is counted on the page's console. */
const unlockForever = (page: Page, of: { tenantId: string; userId: string }): Promise<void> =>
  page.evaluate(async (of) => {
    for (;;) {
      const answer = await window.tessera.invoke('password.unlock', of)
      console.log(answer.ok ? 'unlocked' : `refused: ${answer.error.kind}`)
    }
  }, of)

test('kill -9 while actions run, and a line torn on top: nothing that was told is lost, the gap is told, and what was under way is on record as one without an outcome', async () => {
  test.slow()
  const desk = await desks.open()
  const { userData, simulator, gateway } = desk
  let told = 0
  let torn = 0
  const asideNames = async () => (await readdir(userData)).filter((name) => name.startsWith('journal.torn-'))
  let tessera = await desk.start()
  for (let round = 0; round < rounds; round++) {
    const caller = await addCaller(simulator, lockedForGood)
    const running = unlockForever(tessera.page, await refOf(tessera.page, caller.id)).catch(() => undefined)
    const toldSoFar = tessera.pageConsole
    const unlocked = () => toldSoFar().filter((line) => line === 'log: unlocked').length
    await expect.poll(unlocked, { intervals: [50] }).toBeGreaterThan(3)
    await desk.kill()
    await running
    told += unlocked()
    expect(toldSoFar().filter((line) => line.includes('refused'))).toEqual([])

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

    // the one that is killed next
    tessera = await desk.start()
    const { page } = tessera
    const notice = alerts(page).filter({ hasText: 'About the journal' })
    if (rest.length > 0) await expect(notice).toContainText('A line was not written to its end')
    const check = await answerOf(page, 'journal.verify', undefined)
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
      await expectUnbroken(page, check.lines)
      await expect(journalTools(page).getByRole('list', { name: 'Remarks' })).toContainText(
        'A line was not written to its end'
      )
      await expect(journalRows(page).first()).toContainText('Gap in the journal')
    } else await expect(notice).toHaveCount(0)
    // it goes on from there
    told += await unlockOnce(page, caller.id)
    expect((await answerOf(page, 'journal.verify', undefined)).ok).toBe(true)
  }
  expect(torn).toBeGreaterThanOrEqual(rounds / 2)

  const caller = await addCaller(simulator, lockedForGood)
  const before = followChain(await journalText(userData)).lines.length
  await openCard(tessera.page, caller.id, caller.name)
  gateway.passed.length = 0
  await simulator.control({ action: 'fault', match: { path: '/unlock$' }, fault: { kind: 'hang' } })
  await begin(tessera.page, 'Unlock password')
  await expect.poll(() => gateway.passed.filter(({ path }) => path.endsWith('/unlock')).length).toBe(1)
  // it was written before it was sent
  expect(followChain(await journalText(userData)).lines.slice(before)).toMatchObject([
    { phase: 'attempt', action: 'unlock', user: caller.id }
  ])
  await desk.kill()

  const { page } = await desk.start()
  await expectUnbroken(page, before + 1)
  await expect(alerts(page)).toHaveCount(0)
  const row = journalRows(page).filter({ hasText: caller.id })
  await expect(row).toHaveCount(1)
  await expect(row).toContainText('Unlock password')
  await expect(row).toContainText('no outcome recorded')
})

async function unlockOnce(page: Page, userId: string): Promise<number> {
  await answerOf(page, 'password.unlock', await refOf(page, userId))
  return 1
}
