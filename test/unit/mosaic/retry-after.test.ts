import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readRetryAfter, retryAfterOf } from '../../../src/main/mosaic/retry-after'

const now = Date.UTC(2026, 4, 17, 9, 30)

it.each<[string | undefined, number | undefined]>([
  ['0', 0],
  ['2', 2000],
  [' 120 ', 120_000],
  ['0.5', 500],
  ['Sun, 17 May 2026 09:30:07 GMT', 7000],
  ['Sunday, 17-May-26 09:30:07 GMT', 7000],
  ['Sun, 17 May 2026 09:00:00 GMT', 0],
  [undefined, undefined],
  ['', undefined],
  ['soon', undefined],
  ['-5', undefined],
  ['Sun', undefined],
  ['99999999999999', undefined]
])('%j asks to wait %j ms', (header, wait) => {
  expect(readRetryAfter(header, now)).toBe(wait)
})

it.each<[Record<string, string>, number | undefined]>([
  [{ 'retry-after': 'Sun, 17 May 2026 10:30:07 GMT', date: 'Sun, 17 May 2026 10:30:00 GMT' }, 7000],
  [{ 'retry-after': 'Sun, 17 May 2026 09:30:07 GMT', date: 'soon' }, 7000],
  [{ 'retry-after': 'Sun, 17 May 2026 09:30:07 GMT' }, 7000],
  [{ 'retry-after': '3', date: 'Sun, 17 May 2026 10:30:00 GMT' }, 3000],
  [{ date: 'Sun, 17 May 2026 10:30:00 GMT' }, undefined]
])('an answer with %j asks to wait %j ms', (headers, wait) => {
  expect(retryAfterOf(headers, now)).toBe(wait)
})

it('reads every date as the time that is left until then', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), (seconds) => {
      expect(readRetryAfter(String(seconds), now)).toBe(seconds * 1000)
      expect(readRetryAfter(new Date(now + seconds * 1000).toUTCString(), now)).toBe(seconds * 1000)
    })
  )
})

it('never asks for anything but a wait from zero on', () => {
  fc.assert(
    fc.property(fc.string(), (header) => {
      const wait = readRetryAfter(header, now)
      expect(wait === undefined || wait >= 0).toBe(true)
    })
  )
})
