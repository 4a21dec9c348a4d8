import { open, stat } from 'node:fs/promises'
import type { JournalEntry, JournalInput } from '../../shared/journal'
import { AppFailure } from '../../shared/errors'
import { writeAtomically } from '../storage/atomic-write'
import { createInTurn } from '../storage/in-turn'
import { codeOf, notWritten } from '../storage/not-saved'
import { keepAside } from '../storage/set-aside'
import type { ChainEnd } from './chain'
import { formatHead, headSays, readHead } from './head'
import { formatLine, hashOf, parseLine } from './line'
import { journalFileName, type JournalPlaces } from './places'
import { readJournal, type Found } from './reading'
import { cutBack, writeLine } from './write-line'

const keptMs = 8 * 24 * 3_600_000

export interface Writer {
  agent: string
  machine: string
  version: string
  now: () => number
}

/** Where the good part of the file ends. */
export interface FileEnd extends ChainEnd {
  length: number
}

/** The two files, written by one task at a time: a line is on the disk before its head, and both before anything counts. */
export class JournalFile {
  readonly #places: JournalPlaces
  readonly #writer: Writer
  readonly #inTurn = createInTurn()
  /** what the files are known to hold; undefined until they were read and made fit to go on */
  #end: FileEnd | undefined
  /** the last `#end` there was: a file that is read again has to hold it */
  #known: FileEnd | undefined
  /** behind it there may be part of a line that could not be written and not be taken away either */
  #upTo: number | undefined
  #length = 0
  #recent: JournalEntry[] = []
  /** notes of a gap that is not in the file yet, where the file does not show it any more */
  #owed: string[] = []
  #found: string[] = []
  /** why the files could not be made fit to go on, and whether they can be read at all */
  #hindrance: AppFailure | undefined
  #barred: AppFailure | undefined

  constructor(places: JournalPlaces, writer: Writer) {
    this.#places = places
    this.#writer = writer
  }

  /** Throws `not-saved`; the next call tries again. */
  append(input: JournalInput): Promise<JournalEntry> {
    return this.#inTurn(async () => {
      const { entry, end } = await this.#write(await this.#ready(), input)
      this.#end = this.#known = end
      return entry
    })
  }

  /** Reads the files and mends what is torn. What stands in the way is thrown by each append, and told. */
  open(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#ready().catch((error: unknown) => {
        if (!(error instanceof AppFailure)) throw error
      })
    })
  }

  /** How far the file can be read: lines up to there stay as they are. Throws where it cannot be. */
  async readable(): Promise<number> {
    if (this.#barred !== undefined) await this.open()
    if (this.#barred !== undefined) throw this.#barred
    return this.#length
  }

  /** `act` runs while nothing is being written. */
  still<T>(act: (end: FileEnd | undefined, upTo: number | undefined) => Promise<T>): Promise<T> {
    return this.#inTurn(() => act(this.#end, this.#upTo))
  }

  settled(): number {
    return this.#end?.length ?? 0
  }

  recent(since: number): JournalEntry[] {
    return this.#recent.filter((entry) => entry.at >= since)
  }

  remarks(): string[] {
    const why = this.#hindrance?.error.detail
    return why === undefined
      ? [...this.#found]
      : [...this.#found, `${why} It was left as it is, and no account can be changed before it can be used.`]
  }

  async #ready(): Promise<FileEnd> {
    if (this.#end !== undefined && (await this.#isAsLeft(this.#end))) return this.#end
    this.#end = undefined
    try {
      const end = await this.#mend(await this.#read())
      this.#hindrance = this.#upTo = undefined
      this.#end = this.#known = end
      return end
    } catch (error) {
      if (error instanceof AppFailure) this.#hindrance = error
      throw error
    }
  }

  /** Whether nobody else touched the files. */
  async #isAsLeft(end: FileEnd): Promise<boolean> {
    try {
      const size = await stat(this.#places.file).then(
        (found) => found.size,
        (error: unknown) => (codeOf(error) === 'ENOENT' ? 0 : Promise.reject(error as Error))
      )
      return size === end.length && headSays(await readHead(this.#places.head), end)
    } catch {
      return false
    }
  }

  async #read(): Promise<Found> {
    const since = this.#writer.now() - keptMs
    try {
      const found = await readJournal(this.#places, { since, known: this.#known, upTo: this.#upTo })
      this.#barred = undefined
      this.#recent = found.scan.recent
      this.#length = found.plan.next.length
      for (const what of found.plan.known) this.#tell(`The journal is not whole. ${what}`)
      return found
    } catch (error) {
      if (error instanceof AppFailure) this.#barred = error
      throw error
    }
  }

  /** Sets aside what is torn and writes down what is missing. */
  async #mend({ plan, head }: Found): Promise<FileEnd> {
    try {
      if (plan.torn) this.#owed.push(await this.#keepTorn(plan.next.length))
      for (const note of plan.notes) this.#tell(`The journal is not as Tessera left it. ${note}`)
      const notes = [...plan.notes, ...this.#owed]
      if (notes.length > 0) {
        const { end } = await this.#write(plan.next, { phase: 'event', action: 'gap', note: notes.join(' ') })
        this.#owed = []
        return end
      }
      if (!headSays(head, plan.next)) await writeAtomically(this.#places.head, formatHead(plan.next))
      return plan.next
    } catch (error) {
      throw error instanceof AppFailure ? error : notWritten(journalFileName, error)
    }
  }

  async #keepTorn(from: number): Promise<string> {
    const file = await open(this.#places.file, 'r')
    try {
      const { size } = await file.stat()
      const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from)
      const bytes = buffer.subarray(0, bytesRead)
      const name = await keepAside(this.#places.dir, 'journal.torn', bytes, new Date(this.#writer.now()))
      const note = `A line was not written to its end, because Tessera or the computer stopped. What there was of it is kept as ${name}.`
      this.#tell(note)
      return note
    } finally {
      await file.close()
    }
  }

  async #write(end: FileEnd, input: JournalInput): Promise<{ entry: JournalEntry; end: FileEnd }> {
    const { agent, machine, version, now } = this.#writer
    const line = formatLine({ ...input, seq: end.seq + 1, at: now(), agent, machine, version }, end.hash)
    const bytes = Buffer.from(`${line}\n`)
    const read = parseLine(bytes)
    // what could not be read back would end the journal
    if (read.kind !== 'good') throw new TypeError('this is no journal entry')
    const next = { seq: read.entry.seq, hash: hashOf(line), length: end.length + bytes.length }
    try {
      await writeLine(this.#places.file, end.length, bytes)
      await writeAtomically(this.#places.head, formatHead(next))
    } catch (error) {
      this.#upTo = await cutBack(this.#places.file, end.length).then(
        () => undefined,
        () => end.length
      )
      throw notWritten(journalFileName, error)
    }
    this.#upTo = undefined
    this.#length = next.length
    this.#keep(read.entry)
    return { entry: read.entry, end: next }
  }

  #keep(entry: JournalEntry): void {
    this.#recent.push(entry)
    const since = this.#writer.now() - keptMs
    while ((this.#recent[0]?.at ?? since) < since) this.#recent.shift()
  }

  #tell(remark: string): void {
    if (!this.#found.includes(remark)) this.#found.push(remark)
  }
}
