import { hash } from 'node:crypto'
import { z } from 'zod'
import { journalEntry, type JournalEntry } from '../../shared/journal'

const lineVersion = 1
const noteLength = 600

/** What the first line follows. */
export const startHash = '0'.repeat(64)
/** What a line follows when nobody knows any more what the line before should have been: the chain is broken there for ever. */
export const restartHash = 'f'.repeat(64)

const lineSchema = journalEntry.extend({
  v: z.literal(lineVersion),
  prev: z.string().regex(/^[0-9a-f]{64}$/)
})
const newerSchema = z.object({ v: z.number().gt(lineVersion) })

/** A line's contents: good, only for a newer Tessera, or damaged. */
export type LineContent =
  | { kind: 'good'; entry: JournalEntry; prev: string }
  | { kind: 'newer' }
  | { kind: 'bad' }

/** The line without its line break: its hash is what the next line bears as `prev`. */
export function formatLine(entry: JournalEntry, prev: string): string {
  const note = entry.note?.slice(0, noteLength)
  return JSON.stringify({ v: lineVersion, ...entry, note, prev })
}

/** Reads a line without its line break. Never throws. */
export function parseLine(bytes: Uint8Array): LineContent {
  let json: unknown
  try {
    json = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'))
  } catch {
    return { kind: 'bad' }
  }
  const parsed = lineSchema.safeParse(json)
  if (!parsed.success) return { kind: newerSchema.safeParse(json).success ? 'newer' : 'bad' }
  const { v: _version, prev, ...entry } = parsed.data
  return { kind: 'good', entry, prev }
}

export function hashOf(bytes: Uint8Array | string): string {
  return hash('sha256', bytes)
}
