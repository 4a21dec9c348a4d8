import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ticketProblem } from '../../../src/shared/ticket'
import { ticketPattern, waysOf } from '../../../src/shared/ticket-pattern'

const problem = (ticket: string, pattern?: string, example?: string) =>
  ticketProblem(
    {
      ticket: {
        required: true,
        ...(pattern !== undefined && { pattern }),
        ...(example !== undefined && { example })
      }
    },
    ticket
  )

describe('a ticket number', () => {
  it.each([
    ['INC0012345', undefined],
    ['anything at all #1', undefined],
    ['INC0012345', 'INC\\d{7}'],
    ['REQ1', 'INC\\d|REQ\\d'],
    ['AB', 'A|AB'],
    ['Ärger-1', '\\p{L}+-\\d+']
  ])('%j is taken with the pattern %j', (ticket, pattern) => {
    expect(problem(ticket, pattern)).toBeUndefined()
  })

  it.each([
    ['xINC0012345', 'INC\\d{7}'],
    ['INC0012345x', 'INC\\d{7}'],
    ['INC00123456', 'INC\\d{7}'],
    ['INC1 and more', 'INC\\d|REQ\\d'],
    ['see REQ1', 'INC\\d|REQ\\d'],
    ['inc0012345', 'INC\\d{7}']
  ])('%j is refused by %j, which the whole of it must match', (ticket, pattern) => {
    expect(problem(ticket, pattern)).toBe('This is not a ticket number as your policy asks for it.')
    expect(problem(ticket, pattern, 'INC0012345')).toBe(
      'This is not a ticket number as your policy asks for it; one looks like INC0012345.'
    )
  })

  it.each([
    ['', undefined, 'Enter the ticket number.'],
    ['', '.*', 'Enter the ticket number.'],
    ['1'.repeat(65), undefined, 'Use at most 64 characters.'],
    ['1'.repeat(65), '\\d+', 'Use at most 64 characters.'],
    [
      'INC1\nDone: all',
      undefined,
      'A ticket number has no line breaks, invisible characters or double blanks.'
    ],
    ['INC1\n', 'INC\\d\\s', 'A ticket number has no line breaks, invisible characters or double blanks.'],
    ['\u202E1CNI', undefined, 'A ticket number has no line breaks, invisible characters or double blanks.']
  ])('%j with the pattern %j: %s', (ticket, pattern, words) => {
    expect(problem(ticket, pattern)).toBe(words)
  })

  it('is refused, not taken, where the pattern itself cannot be used', () => {
    expect(problem('INC1', '(')).toBe('This is not a ticket number as your policy asks for it.')
    expect(problem('a'.repeat(64), '(a+)+')).toBe('This is not a ticket number as your policy asks for it.')
  })
})

describe('a pattern', () => {
  it.each([
    ['INC\\d{7,10}', 4],
    ['(?:INC|REQ|CHG)[0-9]{7}', 3],
    ['(?<kind>INC|REQ)(?=\\d)(?!0)(?<=C)(?<!X)\\d+\\k<kind>', 128],
    ['[A-Z][A-Z0-9_]{1,9}-\\d{1,6}', 54],
    ['[(*+?|){2}\\]]{3}', 1],
    ['\\(\\*\\+\\|\\)', 1],
    ['\\p{L}{2}\\u{1F600}?', 2],
    ['a*?', 65],
    ['a??', 2],
    ['a{2,}', 63],
    ['(?:\\d{3}-){2}\\d{4}', 1],
    ['(?:a|b){3}', 8],
    ['(?:a|b){0,2}', 7],
    ['(?:)', 1],
    ['|a', 2]
  ])('%s has at most %i ways', (pattern, ways) => {
    expect(waysOf(pattern)).toBe(ways)
    expect(ticketPattern(pattern).ok).toBe(true)
  })

  it.each([
    ['(a+)+'],
    ['(a*)*b'],
    ['(?:a|a)*'],
    ['(?:a|aa){30}'],
    ['(a{1,30}){1,30}'],
    ['(?:a?){30}a{30}'],
    ['a?'.repeat(30)],
    ['.*.*.*.*1'],
    ['(?=(a+)+b)a'],
    ['(?:(?:a{1,8}){8}){8}'],
    ['(?:){1000000000}']
  ])('%s could take for ever and is refused', (pattern) => {
    expect(ticketPattern(pattern)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/^has too many/)
    })
  })

  const piece: fc.Arbitrary<string> = fc.letrec<{ piece: string }>((tie) => ({
    piece: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('a', 'b', '[ab]', '.', '\\w', '\\p{L}'),
      fc
        .tuple(tie('piece'), fc.constantFrom('*', '+', '?', '*?', '{2}', '{0,3}', '{2,}'))
        .map(([inner, repeat]) => `(?:${inner})${repeat}`),
      fc.array(tie('piece'), { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('')),
      fc.array(tie('piece'), { minLength: 2, maxLength: 3 }).map((pieces) => `(${pieces.join('|')})`)
    )
  })).piece

  it('that is accepted is matched at once, also by what nearly fits', () => {
    let slowest = 0
    fc.assert(
      fc.property(
        piece.filter((pattern) => pattern.length <= 200),
        fc.array(fc.constantFrom('a', 'a', 'a', 'b'), { minLength: 62, maxLength: 63 }),
        (pattern, letters) => {
          const rule = ticketPattern(pattern)
          if (!rule.ok) return
          const started = performance.now()
          for (const ticket of ['a'.repeat(63), letters.join('')]) rule.matches(`${ticket}!`)
          slowest = Math.max(slowest, performance.now() - started)
        }
      ),
      { numRuns: 2_000 }
    )
    expect(slowest).toBeLessThan(5_000)
  })
})
