import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listIn, readEach, unwrap } from '../../../src/main/mosaic/envelope'

describe('both envelopes', () => {
  it('carry the same value', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string().filter((name) => name !== 'result'),
          fc.jsonValue()
        ),
        (value) => {
          expect(unwrap({ result: value })).toEqual(value)
          expect(unwrap(value)).toEqual(value)
        }
      )
    )
  })

  it('carry the same list', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (list) => {
        expect(listIn({ result: list, total_count: 9 })).toEqual(list)
        expect(listIn(list)).toEqual(list)
      })
    )
  })

  it.each([[{ result: {} }], [{}], [null], [undefined], ['text'], [{ result: 'text' }]])(
    '%j is no list',
    (body) => {
      expect(listIn(body)).toBeUndefined()
    }
  )

  it('takes a null result for an empty list', () => {
    expect(listIn({ result: null })).toEqual([])
  })
})

it('counts entries that cannot be read and keeps the others', () => {
  const even = (value: unknown) => (typeof value === 'number' && value % 2 === 0 ? value : undefined)
  expect(readEach([2, 3, 'x', 4], even)).toEqual({ read: [2, 4], unreadable: 2 })
})
