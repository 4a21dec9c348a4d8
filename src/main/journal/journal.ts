import type {
  JournalCheck,
  JournalEntry,
  JournalFilter,
  JournalInput,
  JournalPage
} from '../../shared/journal'
import { codeOf, notSaved } from '../storage/not-saved'
import { exportLines } from './export'
import { JournalFile } from './journal-file'
import { journalFileName, placesIn, type JournalPlaces } from './places'
import { queryLines } from './query'
import { rawLines, type RawLine } from './raw-lines'
import { openIfThere } from './reading'
import { verifyJournal } from './verify'

/** What was done to accounts from this machine, one line each, in a file that shows when it was changed. */
export interface Journal {
  /**
   * Resolves once the line and the head are on the disk. Throws AppFailure `not-saved`, and then nothing of it is in the
   * file; the next call tries again.
   */
  append(input: JournalInput): Promise<JournalEntry>
  /** entries of the last 8 days, oldest first, in memory */
  recent(since: number): JournalEntry[]
  query(filter: JournalFilter, page: { before?: number | undefined; limit: number }): Promise<JournalPage>
  /** reads everything from the disk anew */
  verify(): Promise<JournalCheck>
  exported(format: 'csv' | 'jsonl', filter: JournalFilter): Promise<{ text: string; lines: number }>
  /** what was found on opening and the agent must be told; sentences */
  remarks(): string[]
  /** bytes of the file that stay as they are; for the sink */
  settled(): number
}

/** Never fails for what the files hold: where they must be left alone, each append says so. */
export async function openJournal(options: {
  dir: string
  agent: string
  machine: string
  version: string
  now?: () => number
}): Promise<Journal> {
  const { dir, agent, machine, version, now = Date.now } = options
  const places = placesIn(dir)
  const file = new JournalFile(places, { agent, machine, version, now })
  await file.open()
  return {
    append: (input) => file.append(input),
    recent: (since) => file.recent(since),
    query: async (filter, page) => queryLines(goodLines(places, await file.readable()), filter, page),
    verify: () => verifyJournal(file, places),
    exported: async (format, filter) => exportLines(goodLines(places, await file.readable()), format, filter),
    remarks: () => file.remarks(),
    settled: () => file.settled()
  }
}

async function* goodLines(places: JournalPlaces, length: number): AsyncGenerator<RawLine[]> {
  let file
  try {
    file = await openIfThere(places.file)
  } catch (error) {
    throw notSaved(journalFileName, 'barred', `it cannot be read (${codeOf(error)})`)
  }
  if (file === undefined) return
  try {
    yield* rawLines(file, 0, length)
  } finally {
    await file.close()
  }
}
