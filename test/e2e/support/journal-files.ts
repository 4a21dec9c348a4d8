import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { JournalEntry } from '../../../src/shared/journal'

export const journalFile = (userData: string): string => join(userData, 'journal.jsonl')
export const headFile = (userData: string): string => join(userData, 'journal.head.json')

export type Line = JournalEntry & { v: number; prev: string }

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The whole lines of JSON lines, as text. */
export const linesIn = (text: string): string[] => text.split('\n').slice(0, -1)
export const parsed = (line: string): Line => JSON.parse(line) as Line

/**
 * Follows the chain of JSON lines by what is written of it and by nothing of Tessera's own: each line bears the SHA-256 of
 * the one before, the first one noughts. Answers the hash of the last line; throws at the first that does not follow.
 */
export function followChain(text: string): { lines: Line[]; hash: string } {
  if (text !== '' && !text.endsWith('\n')) throw new Error('the last line has no end')
  let hash = '0'.repeat(64)
  const lines = linesIn(text).map((line, index) => {
    const { seq, prev } = parsed(line)
    if (prev !== hash || seq !== index + 1) throw new Error(`line ${index + 1} does not follow`)
    hash = sha256(line)
    return parsed(line)
  })
  return { lines, hash }
}

export const journalText = (userData: string): Promise<string> => readFile(journalFile(userData), 'utf8')

export interface Head {
  seq: number
  hash: string
}

export const readHead = async (userData: string): Promise<Head> =>
  JSON.parse(await readFile(headFile(userData), 'utf8')) as Head

/** Changes the journal behind the app's back. */
export async function rewriteJournal(userData: string, change: (text: string) => string): Promise<void> {
  await writeFile(journalFile(userData), change(await journalText(userData)))
}
