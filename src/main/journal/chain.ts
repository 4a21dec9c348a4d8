import type { JournalEntry } from '../../shared/journal'
import { hashOf, parseLine, restartHash, startHash, type LineContent } from './line'
import type { RawLine } from './raw-lines'

/** A line by its number and its hash; number 0 stands before the first. */
export interface ChainEnd {
  seq: number
  hash: string
}

export const chainStart: ChainEnd = { seq: 0, hash: startHash }

export interface Problem {
  /** counts from 1 in the file, where a line's `seq` may be another */
  line: number
  what: string
}

export interface Link {
  line: number
  content: LineContent['kind']
  entry?: JournalEntry
  prev?: string
  /** what the next line has to follow */
  end: ChainEnd
  problem?: Problem
}

/** Follows the chain from the file's first line on. */
export function createChain(): (raw: RawLine) => Link {
  let line = 0
  let end = chainStart
  return (raw) => {
    line++
    const before = end
    const content = parseLine(raw.bytes)
    // of what cannot be read only the place is known
    const seq = content.kind === 'good' ? content.entry.seq : before.seq + 1
    end = { seq, hash: hashOf(raw.bytes) }
    const what = wrong(content, before, line)
    return {
      line,
      content: content.kind,
      ...(content.kind === 'good' && { entry: content.entry, prev: content.prev }),
      end,
      ...(what !== undefined && { problem: { line, what } })
    }
  }
}

function wrong(content: LineContent, before: ChainEnd, line: number): string | undefined {
  if (content.kind === 'newer') return 'A newer version of Tessera wrote it, or it was changed.'
  if (content.kind === 'bad') return 'It cannot be read: it was changed or damaged.'
  const { prev, entry } = content
  const due = before.seq + 1
  if (prev === restartHash) {
    return 'The chain begins anew here: what the line before should have been was not known any more.'
  }
  if (entry.seq > due) return `Before it ${numbers(due, entry.seq - 1)} missing.`
  if (entry.seq < due) {
    return `It stands in the wrong place or a second time: it is number ${entry.seq}, and number ${due} was due.`
  }
  if (prev === before.hash) return undefined
  return line === 1
    ? 'It is not the first line that was written, or it was changed.'
    : `It does not follow from line ${line - 1}: one of the two was changed.`
}

/** `number 7 is`, `the numbers 7 to 9 are` */
export function numbers(first: number, last: number): string {
  return first === last ? `number ${first} is` : `the numbers ${first} to ${last} are`
}
