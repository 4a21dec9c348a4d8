import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'

/** What is at a path. Nothing is changed there: no rights are set, nothing is set aside, as the app itself would do. */
export type Quiet = { kind: 'none' } | { kind: 'unreadable'; why: string } | { kind: 'read'; bytes: Buffer }

/** Reads a whole file. Never throws. */
export async function readQuietly(path: string, largest: number): Promise<Quiet> {
  let file: FileHandle | undefined
  try {
    file = await openQuietly(path)
    if (file === undefined) return { kind: 'none' }
    const { size } = await file.stat()
    if (size > largest) return { kind: 'unreadable', why: `it is larger than ${largest / 1024 / 1024} MiB` }
    return { kind: 'read', bytes: await file.readFile() }
  } catch (error) {
    return { kind: 'unreadable', why: whyOf(error) }
  } finally {
    await file?.close()
  }
}

/** Undefined where there is none. Throws the system's error, and `ENOTFILE` for what is none. */
export async function openQuietly(path: string): Promise<FileHandle | undefined> {
  try {
    // what opens for ever, such as a pipe, is not waited for
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    if ((await file.stat()).isFile()) return file
    await file.close()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  throw Object.assign(new Error('no file'), { code: 'ENOTFILE' })
}

/** In words, with the system's name for it. */
export function whyOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOTFILE' || code === 'EISDIR') return 'it is no file'
  if (code === 'EACCES' || code === 'EPERM') return `it may not be read (${code})`
  return `it cannot be read (${code ?? 'unknown error'})`
}
