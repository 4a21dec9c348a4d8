import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chosenIds, hasOthers, leftOut } from '../../../src/renderer/look-up/choice'
import {
  answerIn,
  askAgain,
  begin,
  end,
  isRunning,
  type LookUpRun,
  take,
  tally
} from '../../../src/renderer/look-up/look-up-run'
import { choiceProblem, nobodyWords, summaryWords } from '../../../src/renderer/look-up/words'
import type { LookUpAnswer } from '../../../src/shared/lookup'
import type { TenantSummary } from '../../../src/shared/tenant'
import type { User } from '../../../src/shared/user'

const userOf = (tenantId: string, lookUpId: string): User => ({
  id: `${tenantId} of ${lookUpId}`,
  status: 'Active',
  displayName: tenantId,
  secondaryEmails: [],
  secondaryPhones: [],
  groupIds: []
})

type State = LookUpAnswer['outcome']['state']

function answerOf(tenantId: string, lookUpId: string, state: State): LookUpAnswer {
  const outcomes: Record<State, LookUpAnswer['outcome']> = {
    found: { state: 'found', users: [userOf(tenantId, lookUpId)], more: 0 },
    none: { state: 'none' },
    failed: { state: 'failed', error: { kind: 'internal' } }
  }
  return { tenantId, applicationId: 'main', milliseconds: 1, outcome: outcomes[state] }
}

describe('a look-up that is told in any order', () => {
  const tenant = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  const state = fc.constantFrom<State[]>('found', 'none', 'failed')
  // look-ups are named by number: 0 is the first that begins, and each that is told of may be old, current or not there yet
  const step = fc.oneof(
    fc.record({ does: fc.constant('begin'), tenants: fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e']) }),
    fc.record({ does: fc.constant('again'), tenant }),
    fc.record({ does: fc.constant('stop'), ago: fc.nat(3) }),
    fc.record({ does: fc.constant('break'), ago: fc.nat(3) }),
    // most of what happens
    ...Array.from({ length: 4 }, () =>
      fc.record({ does: fc.constant('answer'), tenant, ago: fc.nat(3), state })
    )
  ) as fc.Arbitrary<Step>
  type Step =
    | { does: 'begin'; tenants: string[] }
    | { does: 'again'; tenant: string }
    | { does: 'stop' | 'break'; ago: number }
    | { does: 'answer'; tenant: string; ago: number; state: State }

  it('never shows anybody under another tenant, nor what an earlier look-up found', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let run: LookUpRun | undefined
        let count = 0
        /** by tenant, the look-up whose answer counts */
        const waitsFor = new Map<string, string>()
        /** by tenant, the look-up that found what is shown: one of this run */
        const shownOf = new Map<string, string>()
        const newId = () => `look-up-${count++}`
        for (const one of steps) {
          if (one.does === 'begin') {
            const id = newId()
            run = begin(id, 'text', one.tenants)
            waitsFor.clear()
            shownOf.clear()
            for (const tenantId of one.tenants) waitsFor.set(tenantId, id)
            continue
          }
          if (run === undefined) continue
          const before = run
          if (one.does === 'again') {
            const id = newId()
            run = askAgain(run, id, one.tenant)
            if (before.rows.has(one.tenant)) waitsFor.set(one.tenant, id)
            continue
          }
          const id = `look-up-${count - 1 - one.ago}`
          if (one.does === 'answer') {
            run = take(run, id, answerOf(one.tenant, id, one.state))
            if (waitsFor.get(one.tenant) !== id) expect(run).toBe(before)
            else if (one.state !== 'failed') shownOf.set(one.tenant, id)
            if (waitsFor.get(one.tenant) === id) waitsFor.delete(one.tenant)
          } else {
            run = end(run, id, one.does === 'break' ? { kind: 'internal' } : undefined)
            for (const [tenantId, of] of waitsFor) if (of === id) waitsFor.delete(tenantId)
          }
          for (const [tenantId, row] of run.rows) {
            if (row.state === 'asking') expect(row.lookUpId).toBe(waitsFor.get(tenantId))
            const answer = answerIn(row)
            if (answer?.outcome.state !== 'found') continue
            expect(answer.tenantId).toBe(tenantId)
            const of = shownOf.get(tenantId) ?? 'none'
            expect(answer.outcome.users).toEqual([userOf(tenantId, of)])
            expect(run.hits).toContain(tenantId)
          }
          const { asked, asking } = tally(run)
          expect([...run.rows.keys()].toSorted()).toEqual([...run.tenantIds].toSorted())
          expect(asked).toBe(run.tenantIds.length)
          expect(asking).toBe(waitsFor.size)
        }
      }),
      { numRuns: 300 }
    )
  })

  it('leaves every other row the same object', () => {
    const first = begin('l1', 'text', ['a', 'b', 'c'])
    const second = take(first, 'l1', answerOf('b', 'l1', 'none'))
    expect(second.rows.get('a')).toBe(first.rows.get('a'))
    expect(second.rows.get('c')).toBe(first.rows.get('c'))
    expect(second.hits).toBe(first.hits)
    expect(second.failed).toBe(first.failed)
  })

  it('keeps hits in the order in which they came, and what failed once where it is', () => {
    let run = begin('l1', 'text', ['a', 'b', 'c', 'd'])
    for (const [tenantId, outcome] of [
      ['d', 'found'],
      ['b', 'failed'],
      ['a', 'found']
    ] as const) {
      run = take(run, 'l1', answerOf(tenantId, 'l1', outcome))
    }
    expect([run.hits, run.failed]).toEqual([['d', 'a'], ['b']])
    run = take(askAgain(run, 'l2', 'b'), 'l2', answerOf('b', 'l2', 'none'))
    expect([run.hits, run.failed]).toEqual([['d', 'a'], ['b']])
    expect(isRunning(run)).toBe(true)
    run = end(run, 'l1')
    expect(tally(run)).toEqual({ asked: 4, asking: 0, stopped: 1, changed: 0, failed: 0, hits: 2 })
    expect(isRunning(run)).toBe(false)
  })
})

describe('asking once more where there may be more', () => {
  const asking = askAgain(take(begin('l1', 'text', ['a']), 'l1', answerOf('a', 'l1', 'found')), 'l2', 'a')

  it('keeps who was found in sight', () => {
    expect(tally(asking)).toMatchObject({ asking: 1, hits: 1 })
    expect(tally(end(asking, 'l2'))).toMatchObject({ asking: 0, stopped: 0, hits: 1 })
  })

  it('keeps them when it fails, and says so', () => {
    const failed = take(asking, 'l2', answerOf('a', 'l2', 'failed'))
    expect(tally(failed)).toMatchObject({ hits: 1, failed: 0 })
    expect(failed.rows.get('a')).toMatchObject({ answer: { outcome: { partly: { kind: 'internal' } } } })
  })

  it('takes what it says then', () => {
    const found = take(asking, 'l2', answerOf('a', 'l2', 'found'))
    expect(found.rows.get('a')).toEqual({ state: 'answered', answer: answerOf('a', 'l2', 'found') })
  })
})

describe('its words', () => {
  const counts = { asked: 25, asking: 0, stopped: 0, changed: 0, failed: 0, hits: 0 }
  const ana = { text: 'ana', notAsked: 0 }
  it.each([
    [{ ...counts, asking: 13, hits: 2, failed: 3 }, '12 of 25 tenants answered: 2 hits, 3 failed'],
    [{ ...counts, asking: 25 }, '0 of 25 tenants answered: no hits'],
    [{ ...counts, asked: 1, hits: 1 }, '1 of 1 tenant answered: 1 hit'],
    [{ ...counts, stopped: 5, failed: 1 }, '20 of 25 tenants answered: no hits, 1 failed, 5 stopped'],
    [{ ...counts, changed: 1, hits: 1 }, '24 of 25 tenants answered: 1 hit, 1 changed since']
  ])('%j', (given, words) => {
    expect(summaryWords(given)).toBe(words)
  })

  it('say that nobody was found only where nothing failed and nothing was stopped', () => {
    fc.assert(
      fc.property(fc.nat(5), fc.nat(5), (failed, stopped) => {
        const { title, text, certain } = nobodyWords({ ...counts, failed, stopped }, ana)
        expect(certain).toBe(failed + stopped === 0)
        expect(title).toBe(certain ? 'Nobody found for “ana” in 25 tenants' : 'Nobody found so far for “ana”')
        if (failed > 0) expect(text).toContain(`25 tenants were asked, of which ${failed} failed`)
        if (!certain) expect(text).toContain('the caller may well have an account there')
      })
    )
  })

  it('say that only the open applications were asked, and are certain of nothing then', () => {
    expect(nobodyWords(counts, { text: 'ana', notAsked: 4 })).toEqual({
      title: 'Nobody found for “ana” in 25 tenants, in the open application of each',
      text: '4 further applications were not asked: the caller may well have an account there. To ask another application, open it in its tenant and look up again.',
      certain: false
    })
    const one = nobodyWords({ ...counts, asked: 1 }, { text: 'ana', notAsked: 1 })
    expect(one.title).toBe('Nobody found for “ana” in 1 tenant, in its open application')
    expect(one.text).toContain('1 further application was not asked')
    const failed = nobodyWords({ ...counts, failed: 1 }, { text: 'ana', notAsked: 1 })
    expect(failed.text).toMatch(/Try again. 1 further application was not asked at all.$/)
  })

  it.each([
    [0, 'Choose at least one tenant.'],
    [1, undefined],
    [500, undefined],
    [501, 'Choose at most 500 tenants.']
  ])('of a choice of %i', (chosen, problem) => {
    expect(choiceProblem(chosen)).toBe(problem)
  })
})

describe('the choice', () => {
  const tenants = ['a', 'b', 'practice'].map((id) => ({ id }) as TenantSummary)

  it('is all tenants but the practice one, unless there is no other', () => {
    expect(chosenIds(tenants, undefined)).toEqual(['a', 'b'])
    expect(chosenIds(tenants.slice(2), undefined)).toEqual(['practice'])
  })

  it('asks tenants that came since, and none that was left out', () => {
    const chosen = new Set([...leftOut(tenants, undefined), 'a'])
    expect(chosenIds([...tenants, { id: 'new' } as TenantSummary], chosen)).toEqual(['b', 'new'])
    expect(chosenIds(tenants, new Set())).toEqual(['a', 'b', 'practice'])
  })

  it('has others only beside the practice tenant', () => {
    expect(hasOthers(tenants, 'a')).toBe(true)
    expect(hasOthers(tenants.slice(1), 'b')).toBe(false)
    expect(hasOthers(tenants.slice(1), 'practice')).toBe(true)
    expect(hasOthers(tenants.slice(2), 'practice')).toBe(false)
  })
})
