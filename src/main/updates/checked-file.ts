import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  createReadStream,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { UpdateProblem } from './problem'

const CHUNK = 1024 * 1024
const LEFT_MS = 3_600_000

export interface CheckedFile {
  path: string
  /** base64 */
  sha512: string
}

/** Throws UpdateProblem (`damaged`) where the file is another one by now or gone; it is removed, so that the next look gets it anew. */
export async function checkFile({ path, sha512 }: CheckedFile): Promise<void> {
  const hash = createHash('sha512')
  const found = await pipeline(createReadStream(path, { highWaterMark: CHUNK }), hash).then(
    () => hash.digest('base64'),
    () => undefined
  )
  if (found !== sha512) throw changed(path)
}

/** The same while the app is quitting, where nothing can be awaited. */
export function checkFileNow({ path, sha512 }: CheckedFile): void {
  if (hashNow(path) !== sha512) throw changed(path)
}

/**
 * Puts the file in the place of another, an AppImage. It is checked where it will lie, before it takes the place in one step: at
 * every moment there is the old program or the new one, and no other. Throws UpdateProblem or the system's error, and then the
 * old one stands.
 */
export function replaceProgram(file: CheckedFile, program: string): void {
  const place = realpathSync(program)
  sweep(place)
  const beside = `${place}.${randomBytes(6).toString('hex')}.new`
  try {
    // a file or link that waits there is not written through
    copyFileSync(file.path, beside, constants.COPYFILE_EXCL)
    chmodSync(beside, (statSync(place).mode & 0o777) | 0o500)
    if (hashNow(beside) !== file.sha512) throw changed(file.path)
    flush(beside)
    renameSync(beside, place)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
  rmSync(file.path, { force: true })
}

/** Removes what a killed process left beside the program. What is young may be another process’s, at work. */
function sweep(place: string): void {
  const [folder, start] = [dirname(place), `${basename(place)}.`]
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(start) || !/^[0-9a-f]{12}\.new$/.test(name.slice(start.length))) continue
    const path = join(folder, name)
    try {
      if (Date.now() - lstatSync(path).mtimeMs > LEFT_MS) rmSync(path)
    } catch {
      // it only takes space
    }
  }
}

function changed(path: string): UpdateProblem {
  rmSync(path, { force: true })
  return new UpdateProblem('damaged', 'the downloaded file was changed or removed')
}

function hashNow(path: string): string | undefined {
  let file: number | undefined
  try {
    file = openSync(path, 'r')
    const hash = createHash('sha512')
    const buffer = Buffer.alloc(CHUNK)
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer))
      hash.update(buffer.subarray(0, read))
    return hash.digest('base64')
  } catch {
    return undefined
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

function flush(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
