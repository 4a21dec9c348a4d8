import { createScanner } from 'jsonc-parser'
import { fieldName } from '../storage/issue-words'

/** More than a thousand tenants with fifty applications each have. */
const mostValues = 500_000
const deepest = 20

interface Level {
  /** of an object: the names so far; undefined in a list */
  names: Set<string> | undefined
  /** the member that is being read: a name, or an index */
  at: string | number
}

/**
 * What a text that is valid JSON hides from whoever reads it by `JSON.parse`: a member name that occurs twice, of which readers take
 * one or the other. Also what no bundle needs and a schema would take very long over. A sentence, or undefined. Walks without
 * recursion, so that depth does no harm.
 */
export function structureFault(text: string): string | undefined {
  const scanner = createScanner(text, true)
  const levels: Level[] = []
  let values = 0
  let nameExpected = false
  for (;;) {
    scanner.scan()
    const offset = scanner.getTokenOffset()
    if (offset >= text.length) return undefined
    const level = levels.at(-1)
    switch (text[offset]) {
      case '{':
      case '[': {
        const object = text[offset] === '{'
        if (levels.length === deepest) return 'It is nested too deeply for a bundle.'
        levels.push({ names: object ? new Set() : undefined, at: object ? '' : 0 })
        nameExpected = object
        values++
        break
      }
      case '}':
      case ']':
        levels.pop()
        nameExpected = false
        break
      case ',':
        nameExpected = level?.names !== undefined
        if (level !== undefined && typeof level.at === 'number') level.at++
        break
      case ':':
        break
      default:
        if (!nameExpected || level?.names === undefined) {
          values++
          break
        }
        level.at = scanner.getTokenValue()
        nameExpected = false
        if (level.names.has(level.at)) {
          return `“${fieldName(levels.map(({ at }) => at))}” stands there twice.`
        }
        level.names.add(level.at)
    }
    if (values > mostValues) return 'It holds far more than a bundle can.'
  }
}
