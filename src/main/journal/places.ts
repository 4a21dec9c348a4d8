import { join } from 'node:path'
import { headFileName } from './head'

export const journalFileName = 'journal.jsonl'

export interface JournalPlaces {
  dir: string
  file: string
  head: string
}

export function placesIn(dir: string): JournalPlaces {
  return { dir, file: join(dir, journalFileName), head: join(dir, headFileName) }
}
