import type { JournalPort } from '../../../src/main/desk/record'
import type { JournalEntry, JournalInput } from '../../../src/shared/journal'

/** The journal's lines in memory, for tests whose subject is not the disk. */
export class MemoryJournal implements JournalPort {
  readonly lines: JournalEntry[] = []
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  async append(input: JournalInput): Promise<JournalEntry> {
    const entry = {
      seq: this.lines.length + 1,
      at: this.#now(),
      agent: 'agent',
      machine: 'machine',
      version: '0',
      ...input
    }
    this.lines.push(entry)
    return entry
  }

  recent(since: number): JournalEntry[] {
    return this.lines.filter(({ at }) => at >= since)
  }

  /** the lines of one action, as `phase result` */
  of(action: string): string[] {
    return this.lines
      .filter((line) => line.action === action)
      .map(({ phase, result }) => (result === undefined ? phase : `${phase} ${result}`))
  }
}
