import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPlainData } from '../../../src/main/ipc/plain-data'

const limits = { characters: 100, values: 50, depth: 4 }
const cycle: Record<string, unknown> = {}
cycle['self'] = cycle

describe('plain data', () => {
  it.each([
    [undefined],
    [null],
    [true],
    [0],
    ['text'],
    [[]],
    [{}],
    [{ a: [1, { b: null }] }],
    [Object.create(null)]
  ])('is %j', (value) => {
    expect(isPlainData(value, limits)).toBe(true)
  })

  it.each<[string, unknown]>([
    ['a map', new Map([['a', 1]])],
    ['a set', new Set([1])],
    ['a date', new Date(0)],
    ['an error', new Error('x')],
    ['a buffer', new ArrayBuffer(1)],
    ['bytes', new Uint8Array(1)],
    [
      'a class of its own',
      new (class A {
        a = 1
      })()
    ],
    ['a regular expression', /x/],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a big integer', 1n],
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a boxed text', Object('x')],
    ['something odd inside', { a: [{ b: new Map() }] }],
    ['a cycle', cycle],
    ['too deep', [[[[[1]]]]]],
    ['too long', 'x'.repeat(101)],
    ['too long together', ['x'.repeat(60), 'x'.repeat(60)]],
    ['a key too long', { ['x'.repeat(101)]: 1 }],
    ['too many', Array.from({ length: 51 }, () => 1)]
  ])('is not %s', (_what, value) => {
    expect(isPlainData(value, limits)).toBe(false)
  })

  it('is whatever JSON can say, within the limits', () => {
    const wide = { characters: 1e6, values: 1e6, depth: 100 }
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(isPlainData(value, wide)).toBe(true)
      })
    )
  })
})
