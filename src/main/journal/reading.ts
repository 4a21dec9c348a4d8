import { mkdir, type FileHandle } from 'node:fs/promises'
import { removeLeftovers } from '../storage/atomic-write'
import { codeOf, notSaved } from '../storage/not-saved'
import { openPrivately } from '../storage/private-file'
import type { ChainEnd } from './chain'
import { headFileName, readHead, type Head } from './head'
import { judge, type Plan } from './judge'
import { journalFileName, type JournalPlaces } from './places'
import { scanLines, type Scan } from './scan'

export interface Found {
  head: Head
  scan: Scan
  plan: Plan
}

export interface ReadingRules {
  since: number
  /** what this process wrote last, when it reads the file again */
  known?: ChainEnd | undefined
  /** where that ended, when what is behind it is a write that failed */
  upTo?: number | undefined
}

/** Reads both files and says how to go on. Throws `not-saved`, reason `barred`, where they must be left alone. */
export async function readJournal(places: JournalPlaces, rules: ReadingRules): Promise<Found> {
  let name = journalFileName
  let file: FileHandle | undefined
  try {
    await mkdir(places.dir, { recursive: true, mode: 0o700 })
    file = await openIfThere(places.file)
    name = headFileName
    await removeLeftovers(places.head)
    const head = await readHead(places.head)
    if (head.kind === 'newer') throw barred(journalFileName, 'a newer version of Tessera wrote it')
    name = journalFileName
    const trusted = rules.known ?? (head.kind === 'good' ? head.end : undefined)
    const scan = await scanLines(file, { head: trusted, since: rules.since, upTo: rules.upTo })
    // a head of this version says that no newer one wrote since: then the line was changed
    if (trusted === undefined && scan.content === 'newer') {
      throw barred(journalFileName, 'a newer version of Tessera wrote it')
    }
    return { head, scan, plan: judge(head, scan, rules.known) }
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === undefined
      ? error
      : barred(name, `it cannot be read (${codeOf(error)})`)
  } finally {
    await file?.close()
  }
}

/** Undefined where there is none yet. */
export async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await openPrivately(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function barred(name: string, why: string) {
  const what = name === journalFileName ? why : `${name} beside it: ${why}`
  return notSaved(journalFileName, 'barred', what)
}
