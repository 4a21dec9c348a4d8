import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainLine } from '../../../src/shared/plain-line'

describe('foreign text as part of a line', () => {
  it.each([
    ['line breaks', 'a\r\nb\u2028c\u2029d\u0085e\vf\fg', 'a b c d e f g'],
    ['controls', 'a\u0000b\u001Bc\u007F\u009Bd', 'a b c d'],
    ['runs of blanks, wide ones too', ' a \u00A0\u3000\t b ', 'a b'],
    ['direction marks', '\u202Eabc\u2066d\u200Fe\u061C', 'abcde'],
    ['what is not seen', 'a\u200Bb\uFEFFc\u2060d\u00ADe\u{E0041}f', 'abcdef'],
    ['half characters', 'a\uD83Db\uDE00c', 'abc']
  ])('has no %s', (_, text, line) => {
    expect(plainLine(text, 100)).toBe(line)
  })

  it.each([['José Ñúñez-O’Brien'], ['می\u200Cخواهم'], ['👩\u200D🚀'], ['李雷'], ['a•••@example.com']])(
    'leaves %j as it is',
    (text) => {
      expect(plainLine(text, 100)).toBe(text)
    }
  )

  it('is cut where it is too long, never within a character', () => {
    expect(plainLine('abcdef', 6)).toBe('abcdef')
    expect(plainLine('abcdefg', 6)).toBe('abcde…')
    expect(plainLine('abcd😀fg', 6)).toBe('abcd…')
  })

  it('is one calm line of at most that length, whatever comes, and is then left alone', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.integer({ min: 1, max: 60 }),
        (text, most) => {
          const line = plainLine(text, most)
          expect(line.length).toBeLessThanOrEqual(most)
          expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}]/u)
          expect(plainLine(line, most)).toBe(line)
        }
      )
    )
  })
})
