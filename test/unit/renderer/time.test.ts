import { describe, expect, it, vi } from 'vitest'

vi.hoisted(() => {
  process.env['TZ'] = 'Europe/Berlin'
})
const { formatExact, formatInSentence, formatRelative, formatShort } =
  await import('../../../src/renderer/format/time')

const now = Date.parse('2026-11-23T14:13:00+01:00')
const at = (iso: string) => Date.parse(iso)

describe('times in the agent’s zone', () => {
  it.each([
    ['2026-11-23T14:13:20+01:00', 'now'],
    ['2026-11-23T14:22:30+01:00', 'in 9 minutes'],
    ['2026-11-23T09:12:00+01:00', '5 hours ago'],
    ['2026-11-22T23:59:00+01:00', 'yesterday'],
    ['2026-11-23T23:50:00+01:00', 'in 9 hours'],
    ['2026-11-24T00:10:00+01:00', 'tomorrow'],
    ['2026-11-29T09:00:00+01:00', 'in 6 days'],
    ['2026-11-09T14:00:00+01:00', '2 weeks ago'],
    ['2026-06-02T10:00:00+02:00', '5 months ago'],
    ['2023-01-05T10:00:00+01:00', '3 years ago']
  ])('says %s as %s', (time, words) => {
    expect(formatRelative(at(time), now)).toBe(words)
  })

  it.each([
    ['2026-11-23T14:22:00+01:00', 'today at 14:22'],
    ['2026-11-24T09:00:00+01:00', 'tomorrow at 09:00'],
    ['2026-11-22T18:02:00+01:00', 'yesterday at 18:02'],
    ['2026-11-29T09:00:00+01:00', '29 November 2026 at 09:00']
  ])('puts %s into a sentence as %s', (time, words) => {
    expect(formatInSentence(at(time), now)).toBe(words)
  })

  it.each([
    ['2026-11-23T14:07:00+01:00', '14:07'],
    ['2026-11-22T14:07:00+01:00', 'yesterday'],
    ['2026-03-14T14:07:00+01:00', '14 March 2026']
  ])('shortens %s to %s', (time, words) => {
    expect(formatShort(at(time), now)).toBe(words)
  })

  it('says the exact time with its zone', () => {
    // whether a comma follows the day differs between ICU versions
    expect(formatExact(at('2026-06-02T12:22:05Z'))).toMatch(
      /^Tuesday,? 2 June 2026 at 14:22:05 Central European Summer Time$/
    )
  })

  it.each([Number.NaN, Infinity, 9e99, -9e99])('does not fail on %s', (time) => {
    expect(formatExact(time)).toBe('unknown time')
    expect(formatRelative(time, now)).toBe('unknown time')
    expect(formatShort(time, now)).toBe('unknown time')
    expect(formatInSentence(time, now)).toBe('at an unknown time')
  })
})
