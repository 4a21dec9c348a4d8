import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openJournal, type Journal } from '../../../src/main/journal/journal'
import type { JournalInput } from '../../../src/shared/journal'

export const noon = Date.parse('2026-11-23T12:00:00.000Z')

/** A journal whose clock stands still, or goes as it is told. */
export function openIn(dir: string, now: () => number = () => noon): Promise<Journal> {
  return openJournal({ dir, agent: 'ada', machine: 'desk-17', version: '0.1.0', now })
}

/** Writes an attempt and its outcome for each user. */
export async function fill(journal: Journal, users: string[]): Promise<void> {
  for (const user of users) {
    const about = { tenant: 'acme', user, action: 'issue', verification: ['sms-code'] }
    const { seq } = await journal.append({ ...about, phase: 'attempt' })
    await journal.append({ ...about, phase: 'outcome', of: seq, result: 'done', note: 'Grüße – 你好' })
  }
}

/** A journal in the folder with two lines for each user; it is not open any more. */
export async function filled(dir: string, users: string[]): Promise<void> {
  await fill(await openIn(dir), users)
}

export function event(note: string): JournalInput {
  return { phase: 'event', action: 'dial', note }
}

export const file = (dir: string): string => join(dir, 'journal.jsonl')
export const head = (dir: string): string => join(dir, 'journal.head.json')

/** The lines as they stand in the file. */
export async function linesOf(dir: string): Promise<string[]> {
  return (await readFile(file(dir), 'utf8')).split('\n').slice(0, -1)
}
