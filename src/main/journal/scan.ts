import type { FileHandle } from 'node:fs/promises'
import type { JournalEntry } from '../../shared/journal'
import { chainStart, createChain, type ChainEnd, type Link, type Problem } from './chain'
import { rawLines } from './raw-lines'

/** A line's end in the chain and in the file. */
export interface Place extends ChainEnd {
  /** lines up to here */
  lines: number
  /** bytes up to here */
  length: number
}

export const startPlace: Place = { ...chainStart, lines: 0, length: 0 }

/** What the file was found to hold; what of it to go on from is for `judge` to say. */
export interface Scan {
  last: Place
  /** before the last line */
  before: Place
  /** of the last line */
  content: Link['content']
  /** bytes behind the last whole line */
  rest: number
  problems: Problem[]
  /** the line of the last `gap` event */
  lastGap: number
  /** how many lines there are up to the one that the head names; undefined where there is none such */
  headAt: number | undefined
  recent: JournalEntry[]
}

export interface ScanRules {
  head: ChainEnd | undefined
  /** entries from then on are kept */
  since: number
  /** what is behind this is no line, whatever it looks like */
  upTo?: number | undefined
}

/** Reads the whole file once; without one (`undefined`) there is nothing in it. */
export async function scanLines(file: FileHandle | undefined, rules: ScanRules): Promise<Scan> {
  const { head, since, upTo = Infinity } = rules
  const scan: Scan = {
    last: startPlace,
    before: startPlace,
    content: 'good',
    rest: 0,
    problems: [],
    lastGap: 0,
    headAt: head?.seq === 0 ? 0 : undefined,
    recent: []
  }
  if (file === undefined) return scan
  const { size } = await file.stat()
  const take = createChain()
  for await (const lines of rawLines(file, 0, Math.min(size, upTo))) {
    for (const raw of lines) {
      const link = take(raw)
      scan.before = scan.last
      scan.last = { ...link.end, lines: link.line, length: raw.end }
      scan.content = link.content
      if (link.problem) scan.problems.push(link.problem)
      if (link.entry?.action === 'gap') scan.lastGap = link.line
      if (link.entry && link.entry.at >= since) scan.recent.push(link.entry)
      if (head) scan.headAt = placeOfHead(head, link) ?? scan.headAt
    }
  }
  scan.rest = size - scan.last.length
  return scan
}

/** The head's own line, or the one before a line that says it follows it: the gap event after a cut tail does. */
function placeOfHead(head: ChainEnd, link: Link): number | undefined {
  if (link.end.seq === head.seq && link.end.hash === head.hash) return link.line
  if (link.end.seq === head.seq + 1 && link.prev === head.hash) return link.line - 1
  return undefined
}
