import type { FileHandle } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { counted } from '../../shared/count'
import { chainStart } from '../journal/chain'
import { type Head, headFileName, parseHead } from '../journal/head'
import { hashOf, parseLine } from '../journal/line'
import { journalFileName, placesIn } from '../journal/places'
import { scanLines } from '../journal/scan'
import { attention, fact, type Finding, good } from './finding'
import { openQuietly, readQuietly, whyOf } from './quiet-file'

/** Up to this size the whole chain is followed; of a longer journal the end alone. Bytes. */
const wholeUpTo = 8 * 1024 * 1024
const tailBytes = 256 * 1024
/** A Tessera that runs writes a line first and its record a moment later. */
const settleMs = 400

/** Whether the journal can be read, and whether its end is the one on record. Nothing is mended. */
export async function lookAtJournal(userData: string, limit = wholeUpTo): Promise<Finding[]> {
  const first = await lookOnce(userData, limit)
  if (!first.some(({ state }) => state === 'attention')) return first
  await pause(settleMs)
  return lookOnce(userData, limit)
}

async function lookOnce(userData: string, limit: number): Promise<Finding[]> {
  const places = placesIn(userData)
  const head = await headAt(places.head)
  if (typeof head === 'string') return [attention(headFileName, head)]
  let file: FileHandle | undefined
  try {
    file = await openQuietly(places.file)
    if (file === undefined) return withoutFile(head)
    const { size } = await file.stat()
    const found = size <= limit ? await whole(file, head) : await tail(file, size, head)
    return [fact('Size', `${Math.ceil(size / 1024)} KiB`), ...found]
  } catch (error) {
    return [attention(journalFileName, whyOf(error))]
  } finally {
    await file?.close()
  }
}

function withoutFile(head: Head): Finding[] {
  const isNew = head.kind === 'none' || (head.kind === 'good' && head.end.seq === 0)
  if (isNew) return [fact(journalFileName, 'not there yet')]
  return head.kind === 'good'
    ? [attention(journalFileName, 'not there, although there is a record of its last line')]
    : [fact(journalFileName, 'not there'), ofHead(head, chainStart, true)]
}

async function headAt(path: string): Promise<Head | string> {
  const found = await readQuietly(path, 1024 * 1024)
  if (found.kind === 'unreadable') return found.why
  return found.kind === 'none' ? { kind: 'none' } : parseHead(found.bytes)
}

async function whole(file: FileHandle, head: Head): Promise<Finding[]> {
  const named = head.kind === 'good' ? head.end : undefined
  const scan = await scanLines(file, { head: named, since: Infinity })
  const [problem] = scan.problems
  const more = scan.problems.length - 1
  const rest = more > 0 ? ` And ${more} more.` : ''
  return [
    problem === undefined
      ? good('Chain', `${counted(scan.last.lines, 'line')}, each follows from the one before`)
      : attention('Chain', `Line ${problem.line}: ${problem.what}${rest}`),
    ofHead(head, scan.last, scan.last.lines === 0),
    ...(scan.rest > 0 ? [attention('End', 'there is part of a line that was not written to its end')] : [])
  ]
}

async function tail(file: FileHandle, size: number, head: Head): Promise<Finding[]> {
  const from = size - Math.min(size, tailBytes)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from)
  const bytes = buffer.subarray(0, bytesRead)
  const end = bytes.lastIndexOf(0x0a)
  const start = bytes.lastIndexOf(0x0a, end - 1) + 1
  const line = bytes.subarray(start, Math.max(start, end))
  const read = parseLine(line)
  const chain = fact('Chain', 'long: only its end was looked at; the Journal screen verifies all of it')
  if (read.kind !== 'good') return [chain, attention('Last line', 'cannot be read')]
  return [chain, ofHead(head, { seq: read.entry.seq, hash: hashOf(line) }, false)]
}

function ofHead(head: Head, last: { seq: number; hash: string }, isEmpty: boolean): Finding {
  const label = 'Last line'
  if (head.kind === 'newer') return attention(label, `a newer Tessera wrote ${headFileName}`)
  if (head.kind === 'bad') return attention(label, `the record of it, ${headFileName}, is damaged`)
  if (head.kind === 'none') {
    return isEmpty
      ? fact(label, 'none yet')
      : attention(label, `the record of it, ${headFileName}, is missing`)
  }
  const isSame = head.end.seq === last.seq && head.end.hash === last.hash
  return isSame
    ? good(label, `number ${last.seq}, the one on record`)
    : attention(label, `number ${last.seq}, not the one on record (number ${head.end.seq})`)
}
