import { z } from 'zod'
import { formatContent, parseContent } from '../storage/json-content'
import { openPrivately } from '../storage/private-file'
import { codeOf } from '../storage/not-saved'
import { chainStart, type ChainEnd } from './chain'

export const headFileName = 'journal.head.json'

const headVersion = 1
const headSchema = z.strictObject({
  // far beyond what one machine will ever write, and safe to count on from
  seq: z.number().int().min(0).max(1e12),
  hash: z.string().regex(/^[0-9a-f]{64}$/)
})

/** What the head record says is the last line: it is how a tail that was cut off is noticed. */
export type Head = { kind: 'none' } | { kind: 'bad' } | { kind: 'newer' } | { kind: 'good'; end: ChainEnd }

export function formatHead(end: ChainEnd): string {
  return formatContent(headVersion, { seq: end.seq, hash: end.hash })
}

/** Throws the system's error where there is a head that cannot be read. */
export async function readHead(path: string): Promise<Head> {
  let bytes: Buffer
  try {
    const file = await openPrivately(path)
    try {
      bytes = await file.readFile()
    } finally {
      await file.close()
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { kind: 'none' }
    throw error
  }
  return parseHead(bytes)
}

/** What a head's bytes say. Never throws. */
export function parseHead(bytes: Buffer): Head {
  const content = parseContent(bytes.toString('utf8'), { version: headVersion, schema: headSchema })
  if (content.kind === 'newer') return { kind: 'newer' }
  if (content.kind !== 'good') return { kind: 'bad' }
  const { seq, hash } = content.value
  const end = { seq, hash }
  // byte for byte what Tessera writes, else somebody else did
  const ours = bytes.equals(Buffer.from(formatHead(end)))
  const start = seq === 0 && hash !== chainStart.hash
  return ours && !start ? { kind: 'good', end } : { kind: 'bad' }
}

/** Whether the head on the disk says exactly this. */
export function headSays(head: Head, end: ChainEnd): boolean {
  return head.kind === 'good' && head.end.seq === end.seq && head.end.hash === end.hash
}
