import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeSegment, fillPath, queryString } from '../../../src/main/mosaic/path'

describe('paths', () => {
  it.each([
    ['+14155550123', '%2B14155550123'],
    ['ana.lopez@example.com', 'ana.lopez%40example.com'],
    ['-Xk_9', '-Xk_9'],
    ['a/b?c#d', 'a%2Fb%3Fc%23d'],
    ['..', '%2E%2E'],
    ['.', '%2E'],
    ['...', '...'],
    ['100%', '100%25'],
    ['é😀', '%C3%A9%F0%9F%98%80'],
    ['\uD83D', '%EF%BF%BD']
  ])('encodes %j as %j', (value, segment) => {
    expect(encodeSegment(value)).toBe(segment)
  })

  it('refuses an empty value, which would ask for the whole list', () => {
    expect(() => fillPath('/v1/users/{user_id}', { user_id: '' })).toThrow('empty path value')
    expect(() => fillPath('/v1/users/{user_id}', {})).toThrow('empty path value')
  })

  it('keeps any value in its own segment, to be decoded to what it was', () => {
    const values = fc.string({ unit: 'grapheme', minLength: 1 })
    fc.assert(
      fc.property(values, values, (user, type) => {
        const path = fillPath('/v1/users/{user}/types/{type}/unlock', { user, type })
        expect(path).toMatch(/^[\x21-\x7e]+$/)
        const parts = path.split('/')
        expect(parts).toHaveLength(7)
        expect(parts).not.toContain('..')
        expect(parts).not.toContain('.')
        expect([parts[3], parts[5]].map((part) => decodeURIComponent(part ?? ''))).toEqual([user, type])
      })
    )
  })

  it('leaves absent query values out and encodes the rest', () => {
    expect(queryString({})).toBe('')
    expect(queryString({ a: undefined, b: 0, c: 'x&y=+ z' })).toBe('?b=0&c=x%26y%3D%2B%20z')
  })
})
