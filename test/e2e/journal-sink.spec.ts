// The receiver that a policy names: it gets every record of the journal in order, whatever becomes of it or of the app meanwhile,
// and no change waits for it.
import { expect, test, type Page } from 'playwright/test'
import { answerOf } from './support/ask-main'
import { begin } from './support/by-key'
import { openJournalDesk, type JournalDesk } from './support/journal-desk'
import { journalText, linesIn } from './support/journal-files'
import { addCaller, lockedForGood } from './support/people'
import { trustingPolicy } from './support/policies'
import { linesPosted, startReceiver, type Receiver } from './support/receiver'
import { goTo, openCard, outcome } from './support/screen'
import { refOf } from './support/verification'

const closing: (() => Promise<unknown>)[] = []
test.afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function openOwn(): Promise<{ desk: JournalDesk; receiver: Receiver }> {
  const receiver = await startReceiver()
  closing.push(receiver.stop)
  const desk = await openJournalDesk({ policy: { ...trustingPolicy, journal: { sink: receiver.url } } })
  closing.push(desk.stop)
  return { desk, receiver }
}

/** Unlocks and signs out somebody new: four lines. */
async function workALittle(page: Page, desk: JournalDesk): Promise<void> {
  const of = await refOf(page, (await addCaller(desk.simulator, lockedForGood)).id)
  await answerOf(page, 'password.unlock', of)
  await answerOf(page, 'user.signOut', of)
}

/** Waits until the receiver has what the journal has: every line, each first time in the journal's order. */
async function expectAllTaken(taken: () => string[], desk: JournalDesk, lines: number): Promise<void> {
  const written = linesIn(await journalText(desk.userData))
  expect(written).toHaveLength(lines)
  await expect
    .poll(() => linesPosted(taken()).length, { timeout: 30_000, intervals: [100] })
    .toBeGreaterThanOrEqual(lines)
  expect(linesPosted(taken())).toEqual(written)
}

test('every record arrives in order, also after the receiver was broken, hung, or was away over restarts and a kill -9; no change and no quitting waits for it, and the settings name its host only', async () => {
  test.slow()
  const { desk, receiver } = await openOwn()
  const { page } = await desk.start()
  await workALittle(page, desk)
  await expectAllTaken(() => receiver.taken, desk, 4)

  receiver.does = 500
  await workALittle(page, desk)
  await expect.poll(() => receiver.others).toBeGreaterThan(0)
  await workALittle(page, desk)
  expect(linesPosted(receiver.taken)).toHaveLength(4)
  receiver.does = 200
  await goTo(page, 'Settings')
  const policy = page.getByRole('region', { name: 'Policy' })
  await expect(policy).toContainText(`Also sent to ${new URL(receiver.url).host}`)
  await expect(policy).not.toContainText('/records')
  await expectAllTaken(() => receiver.taken, desk, 12)

  receiver.does = 'hang'
  receiver.others = 0
  await workALittle(page, desk)
  await expect.poll(receiver.waiting).toBe(1)
  const caller = await addCaller(desk.simulator, lockedForGood)
  await openCard(page, caller.id, caller.name)
  await begin(page, 'Unlock password')
  await expect(outcome(page)).toContainText('Password unlocked.')
  // the first one is still without an answer, and no other was sent before it
  expect([receiver.waiting(), receiver.others, linesPosted(receiver.taken).length]).toEqual([1, 1, 12])
  expect(await desk.close()).toBe(0)

  // what hung was not taken: the next start sends it by itself, with nothing done
  receiver.does = 200
  const second = await desk.start()
  await expectAllTaken(() => receiver.taken, desk, 18)

  const { port } = new URL(receiver.url)
  await receiver.stop()
  closing.splice(0, 1)
  await workALittle(second.page, desk)
  expect(await desk.close()).toBe(0)
  const third = await desk.start()
  await workALittle(third.page, desk)
  await desk.kill()

  const back = await startReceiver(Number(port))
  closing.unshift(back.stop)
  await desk.start()
  await expectAllTaken(() => [...receiver.taken, ...back.taken], desk, 26)
  // what was taken before is not sent once more, but for the last one at most
  expect(linesPosted(back.taken).length).toBeLessThanOrEqual(9)
})
