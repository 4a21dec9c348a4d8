import type { FileHandle } from 'node:fs/promises'
import type { JournalCheck } from '../../shared/journal'
import { codeOf } from '../storage/not-saved'
import { chainStart, createChain, numbers, type ChainEnd, type Problem } from './chain'
import { headFileName, headSays, readHead, type Head } from './head'
import type { FileEnd, JournalFile } from './journal-file'
import type { JournalPlaces } from './places'
import { rawLines } from './raw-lines'
import { openIfThere } from './reading'

const shownProblems = 50
const shownRemarks = 50

interface Snapshot {
  file: FileHandle | undefined
  size: number
  head: Head
  /** what this process wrote last */
  end: FileEnd | undefined
  upTo: number | undefined
}

/** Reads everything from the disk anew and holds it against the chain, the head and what this process wrote last. */
export async function verifyJournal(journal: JournalFile, places: JournalPlaces): Promise<JournalCheck> {
  let snapshot: Snapshot | undefined
  try {
    snapshot = await journal.still((end, upTo) => takeSnapshot(places, end, upTo))
    return await check(snapshot)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    const what = `The journal cannot be read (${codeOf(error)}).`
    return { ok: false, lines: 0, problems: [{ line: 1, what }], remarks: [] }
  } finally {
    await snapshot?.file?.close()
  }
}

/** Lines that are written meanwhile stand behind it. */
async function takeSnapshot(
  places: JournalPlaces,
  end: FileEnd | undefined,
  upTo: number | undefined
): Promise<Snapshot> {
  const file = await openIfThere(places.file)
  try {
    const size = (await file?.stat())?.size ?? 0
    return { file, size, head: await readHead(places.head), end, upTo }
  } catch (error) {
    await file?.close()
    throw error
  }
}

async function check({ file, size, head, end, upTo }: Snapshot): Promise<JournalCheck> {
  const problems: Problem[] = []
  const remarks: string[] = []
  const take = createChain()
  let last: ChainEnd = chainStart
  let lines = 0
  let read = 0
  // what is left of a write that failed is no line yet, and no tampering
  const to = Math.min(size, upTo ?? size)
  if (to < size) remarks.push('Behind the last line there is a part of one that could not be written.')
  if (file) {
    for await (const batch of rawLines(file, 0, to)) {
      for (const raw of batch) {
        const link = take(raw)
        last = link.end
        lines = link.line
        read = raw.end
        if (link.problem && problems.length < shownProblems) problems.push(link.problem)
        if (link.entry?.action === 'gap' && remarks.length < shownRemarks) {
          remarks.push(`Line ${lines}: ${link.entry.note ?? 'a gap without a note.'}`)
        }
      }
    }
  }
  if (read < to) problems.push({ line: lines + 1, what: 'It has no end: it was cut off or changed.' })
  problems.push(...headProblems(head, end, last, lines))
  return { ok: problems.length === 0, lines, problems, remarks }
}

function headProblems(head: Head, end: FileEnd | undefined, last: ChainEnd, lines: number): Problem[] {
  const problems: Problem[] = []
  const line = Math.max(lines, 1)
  const due = end ?? (head.kind === 'good' ? head.end : undefined)
  if (due && due.seq > last.seq) {
    problems.push({ line: lines + 1, what: `At the end ${numbers(last.seq + 1, due.seq)} missing.` })
  } else if (due && (due.seq !== last.seq || due.hash !== last.hash)) {
    problems.push({
      line,
      what: 'The last line is not the one that was written, or the record of it was changed.'
    })
  }
  const fresh = end === undefined && lines === 0
  if (head.kind === 'newer') {
    problems.push({ line, what: `A newer version of Tessera wrote ${headFileName}, or it was changed.` })
  } else if (head.kind === 'none' && !fresh) {
    problems.push({ line, what: `The record of the last line, ${headFileName}, is missing.` })
  } else if (head.kind === 'bad' || (end && head.kind === 'good' && !headSays(head, end))) {
    problems.push({ line, what: `The record of the last line, ${headFileName}, was changed.` })
  }
  return problems
}
