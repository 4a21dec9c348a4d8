import { z } from 'zod'

const version = z.string().min(1).max(64)

/** What was last tried to be put in place; noted before, because nobody is left to tell of it afterwards. */
const attempt = z.object({
  /** the version that was to be installed */
  version,
  /** the version that tried it */
  from: version,
  tries: z.number().int().min(1).max(1_000_000)
})

const stored = z.object({ attempt: attempt.optional() })

export type Attempt = z.infer<typeof attempt>
export type StoredAttempts = z.infer<typeof stored>

/** How the note is kept, in the user-data folder. */
export const attemptsFile = { name: 'update-attempt.json', version: 1, schema: stored }

/** The file of the note, which main.ts opens. */
export interface AttemptsFile {
  value(): StoredAttempts
  /** throws where it cannot be written */
  update(change: (value: StoredAttempts) => StoredAttempts): Promise<void>
}

/** After so many the quitting tries no more: it would do the same work at each, for nothing. */
export const MOST_TRIES = 2

/** How often this version tried to become another one, and did not. */
export class Attempts {
  readonly #file: AttemptsFile
  readonly #installed: string

  constructor(file: AttemptsFile, installed: string) {
    this.#file = file
    this.#installed = installed
  }

  /** what was tried and did not come about; undefined where nothing was, or where it did */
  get failed(): Attempt | undefined {
    const { attempt: noted } = this.#file.value()
    return noted?.from === this.#installed ? noted : undefined
  }

  triesOf(wanted: string): number {
    return this.failed?.version === wanted ? this.failed.tries : 0
  }

  /** Notes one more; throws where it cannot be written. */
  async begin(wanted: string): Promise<void> {
    const next = { version: wanted, from: this.#installed, tries: this.triesOf(wanted) + 1 }
    await this.#file.update(() => ({ attempt: next }))
  }

  /** Forgets what is of no use: `wanted` is the only version that may still be put in place. Throws as `begin` does. */
  async keepOnly(wanted: string | undefined): Promise<void> {
    await this.#file.update((value) => {
      const { attempt: noted } = value
      return noted === undefined || (this.failed !== undefined && noted.version === wanted) ? value : {}
    })
  }
}
