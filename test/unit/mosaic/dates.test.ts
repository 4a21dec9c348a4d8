import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMoment, readTime } from '../../../src/main/mosaic/dates'

const moment = Date.UTC(2026, 4, 17, 9, 30, 5, 250)

describe('readTime', () => {
  it.each<[unknown, number]>([
    [moment, moment],
    [String(moment), moment],
    [1_779_010_205, 1_779_010_205_000],
    ['1779010205', 1_779_010_205_000],
    ['2026-05-17T09:30:05.250Z', moment],
    ['2026-05-17T09:30:05.250499Z', moment],
    ['2026-05-17T11:30:05.250+02:00', moment],
    ['2026-05-17T11:30:05.25+0200', moment],
    ['2026-05-17 09:30:05.250', moment],
    ['2026-05-17T09:30:05.250', moment],
    ['2026-05-17T09:30Z', Date.UTC(2026, 4, 17, 9, 30)],
    ['2026-05-17', Date.UTC(2026, 4, 17)]
  ])('reads %j', (given, time) => {
    expect(readTime(given)).toBe(time)
  })

  it.each([
    [0],
    [-1],
    [Number.NaN],
    [Infinity],
    [1e17],
    ['0'],
    [''],
    ['never'],
    ['call 3'],
    ['2026-13-45'],
    ['0001-01-01T00:00:00Z'],
    ['2026-05-17T99:00:00Z'],
    [null],
    [undefined],
    [{}],
    [[moment]],
    [true]
  ])('takes %j for no time', (given) => {
    expect(readTime(given)).toBeUndefined()
  })

  it('reads every moment since 1974 back, however it is written', () => {
    const times = fc.date({ min: new Date('1974-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(times, (date) => {
        const time = date.getTime()
        const seconds = Math.floor(time / 1000)
        expect(readTime(time)).toBe(time)
        expect(readTime(String(time))).toBe(time)
        expect(readTime(date.toISOString())).toBe(time)
        expect(readTime(seconds)).toBe(seconds * 1000)
        expect(readTime(String(seconds))).toBe(seconds * 1000)
      })
    )
  })

  it('never throws and never answers anything but a positive time or undefined', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const time = readTime(value)
        expect(time === undefined || (time > 0 && Number.isFinite(time))).toBe(true)
      })
    )
  })
})

describe('readMoment', () => {
  it.each([moment, '2026-05-17T09:30:05.250Z', ' 2026-05-17 09:30:05.250 '])('reads %j', (given) => {
    expect(readMoment(given)).toBe(moment)
  })

  it.each([5, 300, 86_400, 1_779_010_205, '5', '300', String(moment), 'soon', '', null, undefined, {}])(
    'takes %j for no moment: it may be a duration',
    (given) => {
      expect(readMoment(given)).toBeUndefined()
    }
  )
})
