import { open, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf } from '../storage/not-saved'
import { syncFolder } from '../storage/atomic-write'

/**
 * Writes at that place of the file and makes it the file's end, on the disk when this resolves. Throws the system's
 * error; how much was written is then not known.
 */
export async function writeLine(path: string, at: number, line: Uint8Array): Promise<void> {
  const { file, made } = await openForWriting(path, at)
  try {
    // a full disk takes a part of a write first and refuses the rest
    for (let done = 0; done < line.length;) {
      const { bytesWritten } = await file.write(line, done, line.length - done, at + done)
      done += bytesWritten
    }
    // a torn line may have been longer than the one that takes its place
    const { size } = await file.stat()
    if (size > at + line.length) await file.truncate(at + line.length)
    await file.sync()
  } finally {
    await file.close()
  }
  if (made) await syncFolder(dirname(path))
}

/** Takes away what a failed write may have left behind that place. Throws the system's error. */
export async function cutBack(path: string, at: number): Promise<void> {
  let file: FileHandle
  try {
    file = await open(path, 'r+')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  try {
    if ((await file.stat()).size <= at) return
    await file.truncate(at)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function openForWriting(path: string, at: number): Promise<{ file: FileHandle; made: boolean }> {
  try {
    // not for appending: Windows cuts no file that is open for that
    return { file: await open(path, 'r+'), made: false }
  } catch (error) {
    // a file that vanished is not begun anew in its middle
    if (codeOf(error) !== 'ENOENT' || at > 0) throw error
    return { file: await open(path, 'wx', 0o600), made: true }
  }
}
