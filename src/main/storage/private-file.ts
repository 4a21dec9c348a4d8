import { open, type FileHandle } from 'node:fs/promises'

/** Opens a file for reading, once nobody but its owner may read it. Throws the system's error. */
export async function openPrivately(path: string): Promise<FileHandle> {
  const file = await open(path, 'r')
  try {
    const found = await file.stat()
    // some systems show an empty file there
    if (found.isDirectory()) throw Object.assign(new Error('this is a folder'), { code: 'EISDIR' })
    // not ours to change on a file of somebody else, and no reason not to read it
    if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
      await file.chmod(0o600).catch(() => undefined)
    }
    return file
  } catch (error) {
    await file.close()
    throw error
  }
}
