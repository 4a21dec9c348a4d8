import { describe, expect, it } from 'vitest'
import {
  exitCode,
  judge,
  playwrightCounts,
  total,
  verdict,
  vitestCounts
} from '../../../scripts/test/counts.mjs'

describe('counting', () => {
  const vitest = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }

  it('reads Vitest, a file that cannot be loaded being one failure', () => {
    const testResults = [
      { status: 'passed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [] }
    ]
    expect(vitestCounts({ ...vitest, testResults })).toEqual({ passed: 5, failed: 2, skipped: 3 })
  })

  it('reads Playwright, flaky tests and errors outside of tests being failures', () => {
    const stats = { expected: 9, unexpected: 2, flaky: 1, skipped: 4 }
    expect(playwrightCounts({ stats, errors: [{}] })).toEqual({ passed: 9, failed: 4, skipped: 4 })
  })
})

describe('judging', () => {
  const good = { passed: 3, failed: 0, skipped: 0 }

  it.each([
    { when: 'all is well', counts: good, exitCode: 0, failed: 0 },
    { when: 'the runner fails without a failed test', counts: good, exitCode: 1, failed: 1 },
    { when: 'the runner fails as counted', counts: { ...good, failed: 2 }, exitCode: 1, failed: 2 },
    { when: 'there is no report', counts: undefined, exitCode: 0, failed: 1 }
  ])('$when: $failed failed', ({ counts, exitCode, failed }) => {
    expect(judge(counts, exitCode).failed).toBe(failed)
  })
})

it('sums the stages and ends with one line', () => {
  const sum = total([
    { passed: 1, failed: 0, skipped: 0 },
    { passed: 40, failed: 2, skipped: 3 }
  ])
  expect(sum).toEqual({ passed: 41, failed: 2, skipped: 3 })
  expect(verdict(sum)).toBe('41 passed, 2 failed')
})

it.each([
  [{ failed: 0, skipped: 0 }, {}, 0],
  [{ failed: 1, skipped: 0 }, {}, 1],
  [{ failed: 0, skipped: 3 }, {}, 0],
  [{ failed: 0, skipped: 3 }, { TESSERA_NO_SKIPS: '' }, 0],
  [{ failed: 0, skipped: 3 }, { TESSERA_NO_SKIPS: '1' }, 1],
  [{ failed: 0, skipped: 0 }, { TESSERA_NO_SKIPS: '1' }, 0]
])('ends %j with %j by %i', (counts, env, code) => {
  expect(exitCode({ passed: 1, ...counts }, env)).toBe(code)
})
