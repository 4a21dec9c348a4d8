import { beforeEach, describe, expect, it } from 'vitest'
import { failureFields, type JournalPort, recorded } from '../../../src/main/desk/record'
import { type AppError, AppFailure } from '../../../src/shared/errors'
import type { JournalEntry, JournalInput } from '../../../src/shared/journal'

/** A journal in memory that can be made to fail at the nth line. */
class Lines implements JournalPort {
  readonly all: JournalEntry[] = []
  failAt = 0
  async append(input: JournalInput): Promise<JournalEntry> {
    if (this.all.length + 1 === this.failAt) {
      this.failAt = 0
      throw new AppFailure({ kind: 'not-saved', fileName: 'journal.jsonl', reason: 'disk-full' })
    }
    const entry = { seq: this.all.length + 1, at: 1, agent: 'a', machine: 'm', version: '1', ...input }
    this.all.push(entry)
    return entry
  }
  recent(): JournalEntry[] {
    return this.all
  }
}

let journal: Lines
let untold: AppError[]
beforeEach(() => {
  journal = new Lines()
  untold = []
})

const entry = { action: 'issue', tenant: 't', user: 'u', verification: ['sms-code'] }
const run = (work: () => Promise<string>) =>
  recorded(journal, { entry, work, tell: (value) => ({ note: value, expiresAt: 5 }) }, (error) =>
    untold.push(error)
  )

it('writes the attempt before anything is done, and the outcome with what came of it', async () => {
  const value = await run(async () => {
    expect(journal.all).toHaveLength(1)
    return 'replaced'
  })
  expect(value).toBe('replaced')
  expect(journal.all).toMatchObject([
    { ...entry, phase: 'attempt' },
    { ...entry, phase: 'outcome', of: 1, result: 'done', note: 'replaced', expiresAt: 5 }
  ])
})

it('does nothing where the attempt cannot be written', async () => {
  journal.failAt = 1
  let done = false
  await expect(
    run(async () => {
      done = true
      return ''
    })
  ).rejects.toMatchObject({ error: { kind: 'not-saved', reason: 'disk-full' } })
  expect(done).toBe(false)
})

it('an outcome that cannot be written does not turn what worked into a failure, and is told', async () => {
  journal.failAt = 2
  await expect(run(async () => 'fine')).resolves.toBe('fine')
  expect(untold).toMatchObject([{ kind: 'not-saved' }])
})

describe('a failure', () => {
  const failing = (error: AppError) => run(() => Promise.reject(new AppFailure(error)))
  it('is written by kind, status and correlation id, never by its words', async () => {
    const error: AppError = {
      kind: 'unexpected-answer',
      problem: 'secret-looking words',
      status: 502,
      correlationId: 'c-1'
    }
    await expect(failing(error)).rejects.toMatchObject({ error })
    expect(journal.all[1]).toMatchObject({ result: 'unexpected-answer', status: 502, correlationId: 'c-1' })
    expect(JSON.stringify(journal.all)).not.toContain('secret-looking')
  })
  it('passes as it is where its outcome cannot be written', async () => {
    journal.failAt = 2
    await expect(failing({ kind: 'internal' })).rejects.toMatchObject({ error: { kind: 'internal' } })
    expect(untold).toHaveLength(1)
  })
  it.each<[AppError, object]>([
    [
      { kind: 'policy-refused', rule: 'ticket.required' },
      { result: 'refused', rule: 'ticket.required' }
    ],
    [{ kind: 'verification-required' }, { result: 'refused', rule: 'verification' }],
    [{ kind: 'outcome-unknown', action: 'x' }, { result: 'outcome-unknown' }]
  ])('%j', (error, fields) => expect(failureFields(error)).toEqual(fields))
})
