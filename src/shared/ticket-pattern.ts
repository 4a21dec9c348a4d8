/** Longest ticket number. */
export const ticketLength = 64
/** More ways than this (and it is a bound, not a count) to try a pattern on one ticket number could be felt. */
const mostWays = 1_000_000

export type TicketPattern =
  | { ok: true; matches: (ticket: string) => boolean }
  | { ok: false; problem: string }

/**
 * Reads a policy's pattern, which the whole ticket number must match. The problem goes on after “ticket.pattern”. Patterns that
 * nest or chain so many repeats that a hostile or merely unlucky number of 64 characters could stop the app are refused.
 */
export function ticketPattern(pattern: string): TicketPattern {
  let whole: RegExp
  try {
    // alone first: `a)|(b` is only a pattern inside of the brackets
    void new RegExp(pattern, 'u')
    whole = new RegExp(`^(?:${pattern})$`, 'u')
  } catch (error) {
    return { ok: false, problem: `is not a regular expression${reasonOf(error)}` }
  }
  if (waysOf(pattern) > mostWays) {
    return {
      ok: false,
      problem: 'has too many repeats within or after one another, so that matching could take very long'
    }
  }
  try {
    // some are only found to be too big when they are first used
    whole.test('')
  } catch {
    return { ok: false, problem: 'is too big a regular expression' }
  }
  return { ok: true, matches: (ticket) => ticket.length <= ticketLength && whole.test(ticket) }
}

/** "Invalid regular expression: /(/u: Unterminated group" → ": Unterminated group" */
function reasonOf(error: unknown): string {
  const reason = error instanceof Error ? /: ([\w ,'-]+)$/.exec(error.message)?.[1] : undefined
  return reason === undefined ? '' : `: ${reason}`
}

/** Begins a group: its kind or name, which must not be read as characters or quantifiers. */
const groupStart = /\((?:\?(?:<?[=!]|<[^>]*>|[a-z]*(?:-[a-z]*)?:))?/y
/** One character: an escape, a class in brackets, or itself. */
const oneCharacter = /\\[pPu]\{[^}]*\}|\\k<[^>]*>|\\[^]|\[(?:\\[^]|[^\]\\])*\]|[^()|]/uy
const repeat = /(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/y

/**
 * An upper bound of the ways in which a backtracking matcher can try a pattern (one that compiles in Unicode mode) on a text of
 * at most `ticketLength`: alternatives add up, parts in a row multiply, and each number of repeats is a way of its own.
 */
export function waysOf(pattern: string): number {
  let at = 0
  const take = (expression: RegExp): RegExpExecArray | undefined => {
    expression.lastIndex = at
    const found = expression.exec(pattern)
    if (found !== null) at += found[0].length
    return found ?? undefined
  }
  const alternatives = (): number => {
    let sum = 0
    do sum += sequence()
    while (take(/\|/y) !== undefined)
    return sum
  }
  const sequence = (): number => {
    let product = 1
    for (;;) {
      let ways = 1
      if (take(groupStart) !== undefined) {
        ways = alternatives()
        take(/\)/y)
      } else if (take(oneCharacter) === undefined) return product
      const found = take(repeat)
      product *= found === undefined ? ways : repeated(ways, found)
    }
  }
  return alternatives()
}

function repeated(ways: number, [, sign, least, comma, most]: RegExpExecArray): number {
  const from = sign === undefined ? Number(least) : sign === '+' ? 1 : 0
  const to = sign === undefined ? endOf(from, comma, most) : sign === '?' ? 1 : ticketLength
  // only what is empty can be repeated more often than a number has characters
  if (from > ticketLength) return Infinity
  let sum = 0
  for (let count = from; count <= Math.min(to, ticketLength); count++) sum += ways ** count
  return sum
}

function endOf(from: number, comma: string | undefined, most: string | undefined): number {
  if (most !== undefined && most !== '') return Number(most)
  return comma === ',' ? ticketLength : from
}
