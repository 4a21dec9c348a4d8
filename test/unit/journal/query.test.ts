import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Journal } from '../../../src/main/journal/journal'
import type { JournalFilter, JournalInput, JournalRow } from '../../../src/shared/journal'
import { temporaryFolder } from '../storage/temporary-folder'
import { event, fill, openIn } from './open-in'

const numbers = (rows: JournalRow[]) => rows.map(({ entry, outcome }) => [entry.seq, outcome?.seq])

async function find(journal: Journal, filter: JournalFilter, limit = 50) {
  return numbers((await journal.query(filter, { limit })).rows)
}

describe('a page of the journal', () => {
  it('has attempt and outcome as one row, newest first, and events by themselves', async () => {
    const journal = await openIn(await temporaryFolder())
    await fill(journal, ['u1'])
    await journal.append(event('three'))
    await journal.append({ phase: 'attempt', action: 'unlock', user: 'u2' })
    const page = await journal.query({}, { limit: 50 })
    expect(numbers(page.rows)).toEqual([
      [4, undefined],
      [3, undefined],
      [1, 2]
    ])
    expect(page.rows[2]?.outcome).toMatchObject({ of: 1, result: 'done', note: 'Grüße – 你好' })
    expect(page).toMatchObject({ more: 0, actions: ['dial', 'issue', 'unlock'], agents: ['ada'] })
  })

  it('puts outcomes that come in another order to their own attempts', async () => {
    const journal = await openIn(await temporaryFolder())
    for (const user of ['u1', 'u2']) await journal.append({ phase: 'attempt', action: 'issue', user })
    await journal.append({ phase: 'outcome', of: 2, action: 'issue', user: 'u2' })
    await journal.append({ phase: 'outcome', of: 1, action: 'issue', user: 'u1' })
    expect(await find(journal, {})).toEqual([
      [2, 3],
      [1, 4]
    ])
  })

  it('does not hide an outcome whose attempt is not there', async () => {
    const journal = await openIn(await temporaryFolder())
    await journal.append({ phase: 'outcome', of: 9, action: 'issue', result: 'done' })
    expect(await find(journal, {})).toEqual([[1, undefined]])
  })

  it('is found by user, action and agent, alone and together, and offers all of them to choose from', async () => {
    const dir = await temporaryFolder()
    const journal = await openIn(dir)
    await fill(journal, ['u1', 'u2'])
    await journal.append({ phase: 'event', action: 'dial', user: 'u1' })
    expect(await find(journal, { user: 'u1' })).toEqual([
      [5, undefined],
      [1, 2]
    ])
    expect(await find(journal, { user: 'u1', action: 'issue', agent: 'ada' })).toEqual([[1, 2]])
    expect(await find(journal, { action: 'dial' })).toEqual([[5, undefined]])
    const none = await journal.query({ agent: 'bob' }, { limit: 5 })
    expect(none).toEqual({ rows: [], more: 0, actions: ['dial', 'issue'], agents: ['ada'] })
  })

  it('is found by the user that only the outcome of a creation knows', async () => {
    const journal = await openIn(await temporaryFolder())
    await journal.append({ phase: 'attempt', action: 'create' })
    await journal.append({ phase: 'event', action: 'dial', user: 'new' })
    await journal.append({ phase: 'outcome', of: 1, action: 'create', user: 'new' })
    expect(await find(journal, { user: 'new' })).toEqual([
      [2, undefined],
      [1, 3]
    ])
    expect(await find(journal, { user: 'new', action: 'create' })).toEqual([[1, 3]])
    expect(await find(journal, { user: 'other' })).toEqual([])
  })

  it.each([
    [0, '2026-11-22', [1]],
    [0, '2026-11-23', [2, 3, 4]],
    // Berlin is one hour ahead, New York five behind
    [-60, '2026-11-22', []],
    [-60, '2026-11-23', [1, 2, 3]],
    [-60, '2026-11-24', [4]],
    [300, '2026-11-22', [1, 2]],
    [300, '2026-11-23', [3, 4]]
  ])('of a zone %i minutes behind UTC on %s', async (offsetMinutes, date, found) => {
    const times = [
      '2026-11-22T23:30:00Z',
      '2026-11-23T00:00:00Z',
      '2026-11-23T12:00:00Z',
      '2026-11-23T23:59:59.999Z'
    ]
    let now = 0
    const journal = await openIn(await temporaryFolder(), () => now)
    for (const time of times) {
      now = Date.parse(time)
      await journal.append(event(time))
    }
    const rows = await find(journal, { day: { date, offsetMinutes } })
    expect(rows.map(([seq]) => seq).reverse()).toEqual(found)
  })

  it('belongs with its outcome to the day of its attempt', async () => {
    let now = Date.parse('2026-11-22T23:59:59Z')
    const journal = await openIn(await temporaryFolder(), () => now)
    await journal.append({ phase: 'attempt', action: 'issue' })
    now += 2_000
    await journal.append({ phase: 'outcome', of: 1, action: 'issue' })
    const on = (date: string) => find(journal, { day: { date, offsetMinutes: 0 } })
    expect(await on('2026-11-22')).toEqual([[1, 2]])
    expect(await on('2026-11-23')).toEqual([])
  })
})

it('page after page shows each row once and in its order, as a search in memory finds them', async () => {
  const input = fc.record({
    phase: fc.constantFrom('attempt' as const, 'outcome' as const, 'event' as const),
    user: fc.constantFrom(undefined, 'u1', 'u2'),
    action: fc.constantFrom('issue', 'dial')
  })
  const filter = fc.record(
    { user: fc.constantFrom('u1', 'u2'), action: fc.constantFrom('issue', 'dial') },
    { requiredKeys: [] }
  )
  const plan = fc.array(input, { maxLength: 25 })
  await fc.assert(
    fc.asyncProperty(plan, filter, fc.integer({ min: 1, max: 6 }), async (inputs, filter, limit) => {
      const journal = await openIn(await temporaryFolder())
      const waiting: { seq: number; action: string }[] = []
      for (const { user, ...about } of inputs) {
        const attempt = about.phase === 'outcome' ? waiting.pop() : undefined
        const line: JournalInput = { ...about, ...(user && { user }) }
        const { seq } = await journal.append(
          attempt ? { ...line, action: attempt.action, of: attempt.seq } : line
        )
        if (about.phase === 'attempt') waiting.push({ seq, action: about.action })
      }
      const entries = journal.recent(0)
      const rows = entries
        .filter((entry) => entry.phase !== 'outcome' || entry.of === undefined)
        .map((entry) => ({ entry, outcome: entries.find(({ of }) => of === entry.seq) }))
        .filter(
          ({ entry, outcome }) =>
            (filter.user === undefined || [entry.user, outcome?.user].includes(filter.user)) &&
            (filter.action === undefined || entry.action === filter.action)
        )
        .map(({ entry, outcome }) => [entry.seq, outcome?.seq])
        .reverse()

      const seen: (number | undefined)[][] = []
      for (let before: number | undefined; ; before = seen.at(-1)?.[0]) {
        const page = await journal.query(filter, { before, limit })
        expect(page.rows.length).toBeLessThanOrEqual(limit)
        seen.push(...numbers(page.rows))
        expect(page.more).toBe(rows.length - seen.length)
        if (page.more === 0) break
      }
      expect(seen).toEqual(rows)
    }),
    { numRuns: 60 }
  )
})
