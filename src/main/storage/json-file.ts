import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { removeLeftovers, writeAtomically } from './atomic-write'
import { createInTurn } from './in-turn'
import { formatContent, parseContent, type ContentRules } from './json-content'
import { codeOf, notSaved, notWritten } from './not-saved'
import { openPrivately } from './private-file'
import { copyAside, type SetAside } from './set-aside'

export interface JsonFileOptions<T extends object> extends ContentRules<T> {
  /** an absolute folder; made, for this user only, when missing */
  dir: string
  name: string
  /** the value where there is no file yet, or none that can be used */
  empty: T
  now?: (() => Date) | undefined
}

/** One versioned JSON file, held in memory: reading is free, each change is on the disk before it counts. */
export interface JsonFile<T> {
  value(): T
  /**
   * Applies a change to the latest value and writes it; changes run in the order of the calls. Throws an AppFailure
   * `not-saved` when it cannot be written: then the value stays as it was. What `change` throws passes; where it
   * answers the very value that it was given, nothing is written.
   */
  update(change: (value: T) => T): Promise<void>
  /** what was found unusable on opening */
  setAside(): SetAside[]
}

/**
 * Opens the file; it never fails and never overwrites what it could not use. Contents that do not parse are copied aside
 * first; a file that cannot be read at all, or only by a newer Tessera, stays, and changes are then refused. One process at
 * a time may have it open.
 */
export async function openJsonFile<T extends object>(options: JsonFileOptions<T>): Promise<JsonFile<T>> {
  const path = join(options.dir, options.name)
  const found = await load(path, options)
  const inTurn = createInTurn()
  let value = found.value
  return {
    value: () => value,
    update: (change) =>
      inTurn(async () => {
        const next = change(value)
        if (next === value) return
        if (found.barred !== undefined) throw notSaved(options.name, 'barred', found.barred)
        try {
          await writeAtomically(path, formatContent(options.version, next))
        } catch (error) {
          throw notWritten(options.name, error)
        }
        value = next
      }),
    setAside: () => [...found.aside]
  }
}

interface Loaded<T> {
  value: T
  aside: SetAside[]
  /** the reason for which the file may not be written to */
  barred?: string
}

async function load<T extends object>(path: string, options: JsonFileOptions<T>): Promise<Loaded<T>> {
  const { name, empty, dir } = options
  let text: string
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 })
    await removeLeftovers(path)
    text = await readPrivately(path)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT') return { value: empty, aside: [] }
    const reason = `Tessera cannot read it (${code}). It was left as it is, and nothing is saved until it can be read and Tessera is started again.`
    return { value: empty, aside: [{ fileName: name, reason }], barred: `it cannot be read (${code})` }
  }
  const content = parseContent(text, options)
  if (content.kind === 'good') return { value: content.value, aside: [] }
  if (content.kind === 'newer') {
    // not set aside: the newer Tessera finds it where it left it
    const reason =
      'A newer version of Tessera wrote it. It was left as it is, and nothing is saved to it until that version is used again.'
    return {
      value: empty,
      aside: [{ fileName: name, reason }],
      barred: 'a newer version of Tessera wrote it'
    }
  }
  const value = content.kind === 'part' ? content.value : empty
  try {
    const aside = [{ fileName: await copyAside(path, options.now?.() ?? new Date()), reason: content.reason }]
    // the copy is safe by now; where this fails, the next start only makes another copy
    const cleared =
      content.kind === 'part' ? writeAtomically(path, formatContent(options.version, value)) : rm(path)
    await cleared.catch(() => undefined)
    return { value, aside }
  } catch (error) {
    const barred = `it is damaged and could not be set aside (${codeOf(error)})`
    const reason = `${content.reason} It could not be set aside (${codeOf(error)}), so it was left as it is and nothing is saved.`
    return { value, aside: [{ fileName: name, reason }], barred }
  }
}

async function readPrivately(path: string): Promise<string> {
  const file = await openPrivately(path)
  try {
    return await file.readFile('utf8')
  } finally {
    await file.close()
  }
}
