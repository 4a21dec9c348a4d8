import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPlainId, plainText } from '../../../src/main/mosaic/text'
import { clipLength } from '../../../src/shared/user'

describe('plainText', () => {
  it.each([
    ['Ana López', 'Ana López'],
    ['two\r\nlines\tand tabs', 'two lines and tabs'],
    ['evil\u202Egnp.exe', 'evil\uFFFDgnp.exe'],
    ['\u2066isolate\u2069', '\uFFFDisolate\uFFFD'],
    ['a\u0000b\u001bc\u0085d', 'a\uFFFDb\uFFFDc\uFFFDd'],
    ['\u200Fשלום\u200E', 'שלום'],
    ['line\u2028break', 'line break'],
    ['👩‍💻 emoji with a joiner', '👩‍💻 emoji with a joiner'],
    ['half \uD83D pair', 'half \uFFFD pair'],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>']
  ])('%j becomes %j', (given, shown) => {
    expect(plainText(given)).toBe(shown)
  })

  it('says that it was clipped and never cuts a character in two', () => {
    const clipped = plainText(`${'x'.repeat(clipLength - 2)}😀😀`)
    expect(clipped).toBe(`${'x'.repeat(clipLength - 2)}…`)
  })

  it('leaves nothing unruly in any text, and nothing more to do', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1200 }), (text) => {
        const shown = plainText(text)
        expect(shown.length).toBeLessThanOrEqual(clipLength)
        expect(shown).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(plainText(shown)).toBe(shown)
      })
    )
  })
})

describe('isPlainId', () => {
  it.each([['ue3N8fKgygwfkxC7GXhFV'], ['-starts-with-a-dash'], ['_x'], ['x'.repeat(clipLength)]])(
    'takes %j',
    (id) => {
      expect(isPlainId(id)).toBe(true)
    }
  )
  it.each([
    [''],
    ['with blank'],
    ['x\u202E'],
    ['tab\t'],
    ['x'.repeat(clipLength + 1)],
    [7],
    [null],
    [undefined]
  ])('refuses %j', (id) => {
    expect(isPlainId(id)).toBe(false)
  })
})
