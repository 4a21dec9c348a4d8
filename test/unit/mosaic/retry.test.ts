import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { AppError } from '../../../src/shared/errors'
import { readPause, writePause } from '../../../src/main/mosaic/retry'

const error: AppError = { kind: 'internal' }
const pace = { attempts: 4, baseMs: 100, random: () => 0.5 }
const flags = { sent: fc.boolean(), refused: fc.boolean(), retry: fc.boolean() }
const failures = fc.record({ ...flags, afterMs: fc.option(fc.nat(10_000), { nil: undefined }) })

it('waits twice as long each time, jittered, and gives up after the last try', () => {
  const failed = { error, sent: true, refused: false, retry: true }
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      fc.integer({ min: 1, max: 3 }),
      (random, tried) => {
        const pause = readPause(failed, tried, { ...pace, random: () => random })
        const whole = 100 * 2 ** (tried - 1)
        expect(pause).toBeGreaterThanOrEqual(whole / 2)
        expect(pause).toBeLessThanOrEqual(whole)
      }
    )
  )
  expect(readPause(failed, 4, pace)).toBeUndefined()
})

it('never waits less than Retry-After asks for', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 3 }), (afterMs, tried) => {
      const pause = readPause({ error, sent: true, refused: true, retry: true, afterMs }, tried, pace)
      expect(pause).toBeGreaterThanOrEqual(afterMs)
    })
  )
})

it('never repeats a write that may have been done', () => {
  fc.assert(
    fc.property(failures, fc.integer({ min: 1, max: 5 }), (failed, tried) => {
      const mayBeDone = failed.sent && !failed.refused
      const notWorthIt = readPause({ ...failed, error }, tried, pace) === undefined
      const repeats = writePause({ ...failed, error }, tried, pace) !== undefined
      expect(repeats && (mayBeDone || notWorthIt)).toBe(false)
    })
  )
})

it('repeats a write that was not sent, and once one that was refused for a short while', () => {
  expect(writePause({ error, sent: false, refused: false, retry: true }, 1, pace)).toBeGreaterThan(0)
  expect(
    writePause({ error, sent: true, refused: true, retry: true, afterMs: 1000 }, 1, pace)
  ).toBeGreaterThan(0)
  expect(
    writePause({ error, sent: true, refused: true, retry: true, afterMs: 1000 }, 2, pace)
  ).toBeUndefined()
  expect(
    writePause({ error, sent: true, refused: true, retry: true, afterMs: 5000 }, 1, pace)
  ).toBeUndefined()
  expect(writePause({ error, sent: true, refused: true, retry: true }, 1, pace)).toBeUndefined()
})
