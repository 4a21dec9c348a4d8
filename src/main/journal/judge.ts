import type { ChainEnd } from './chain'
import { numbers } from './chain'
import type { Head } from './head'
import { headSays } from './head'
import { restartHash } from './line'
import type { Place, Scan } from './scan'

/** How the journal goes on from what was found. */
export interface Plan {
  /** what the next line follows, and where in the file it begins */
  next: ChainEnd & { length: number }
  /** what stands behind that place was never finished: it is set aside first */
  torn: boolean
  /** sentences; where there are any, a `gap` event with them is the next line */
  notes: string[]
  /** what is wrong and was told in a gap event before */
  known: string[]
}

/**
 * A line that was torn is no loss: nobody was told that it is written. Everything else that does not fit is answered so
 * that the chain stays broken there: the next line follows what the head names or, where that is no break, nothing.
 * `known` is what this process itself wrote last, which no file can talk it out of.
 */
export function judge(found: Head, scan: Scan, known: ChainEnd | undefined): Plan {
  const head = known ?? (found.kind === 'good' ? found.end : undefined)
  const torn = tornFrom(scan, head)
  const end = torn ?? scan.last
  const notes: string[] = []
  let next: ChainEnd = end

  if (head === undefined) {
    if (found.kind !== 'none' || scan.last.length + scan.rest > 0) {
      notes.push(headLost(found))
      next = { seq: end.seq, hash: restartHash }
    }
  } else if (scan.headAt === undefined) {
    notes.push(tailLost(head, end))
    const hash = head.hash === end.hash ? restartHash : head.hash
    next = { seq: Math.max(head.seq, end.seq), hash }
  } else if (end.lines - scan.headAt > 1 && scan.problems.length === 0) {
    notes.push(`${end.lines - scan.headAt} lines stood behind the last one on record; their chain is whole.`)
  }
  if (known && !headSays(found, known)) {
    notes.push(headLost(found))
    if (next.hash === end.hash) next = { ...next, hash: restartHash }
  }

  const untold = scan.problems.filter((problem) => problem.line > scan.lastGap && problem.line <= end.lines)
  const told = scan.problems.filter((problem) => problem.line <= scan.lastGap)
  if (untold.length > 0) notes.push(summary(untold))
  return {
    next: { seq: next.seq, hash: next.hash, length: end.length },
    torn: torn !== undefined,
    notes,
    known: told.length > 0 ? [summary(told)] : []
  }
}

/** Where a write that never ended begins; undefined where there is none. */
function tornFrom(scan: Scan, head: ChainEnd | undefined): Place | undefined {
  const { before, last } = scan
  // a file system may show a line that was never written in full as one of noughts, line break and all
  const unfinished =
    scan.content !== 'good' && head?.seq === before.seq && head.hash === before.hash && last.lines > 0
  if (unfinished) return before
  return scan.rest > 0 ? last : undefined
}

function headLost(found: Head): string {
  if (found.kind === 'none') return 'The record of the last line, journal.head.json, was missing.'
  return found.kind === 'bad'
    ? 'The record of the last line, journal.head.json, was damaged.'
    : 'The record of the last line, journal.head.json, was changed.'
}

function tailLost(head: ChainEnd, end: ChainEnd): string {
  return head.seq > end.seq
    ? `At the end ${numbers(end.seq + 1, head.seq)} missing.`
    : 'The last line is not the one that was written, or its record was changed.'
}

function summary(problems: Scan['problems']): string {
  const [first] = problems
  if (first === undefined) return ''
  const more = problems.length - 1
  return `Line ${first.line}: ${first.what}${more > 0 ? ` And ${more} more.` : ''}`
}
