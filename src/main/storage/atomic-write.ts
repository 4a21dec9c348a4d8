import { randomBytes } from 'node:crypto'
import { open, readdir, realpath, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const windowsRetriesMs = [20, 60, 200, 500]

/**
 * Replaces the file with `contents`, mode 0600 unless another one is asked for: readers see the old state or the new one, also after kill -9 or a power cut.
 * Throws the system's error, and then the old file stands as it was. A full disk is such an error: every byte is
 * accounted for before the rename (write-file-atomic 7 takes a short write for a whole one).
 */
export async function writeAtomically(
  path: string,
  contents: string | Uint8Array,
  mode?: number
): Promise<void> {
  // a link stays a link: its target is what gets replaced
  const target = await realpath(path).catch(() => path)
  const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(contents)
      // not at the making, where the umask would take from it
      if (mode !== undefined) await file.chmod(mode)
      await file.sync()
    } finally {
      await file.close()
    }
    await replace(temporary, target)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw error
  }
  await syncFolder(dirname(target))
}

/** Removes temporary files that a killed process left beside `path`. Only safe where no other process writes to it. */
export async function removeLeftovers(path: string): Promise<void> {
  const target = await realpath(path).catch(() => path)
  const start = `${basename(target)}.`
  const names = await readdir(dirname(target)).catch(() => [])
  const left = names.filter(
    (name) => name.startsWith(start) && /^[0-9a-f]{12}\.tmp$/.test(name.slice(start.length))
  )
  await Promise.all(
    left.map((name) => rm(join(dirname(target), name), { force: true }).catch(() => undefined))
  )
}

/** Windows refuses the rename for as long as a virus scanner or an indexer has the old file open. */
async function replace(from: string, to: string): Promise<void> {
  const waits = process.platform === 'win32' ? windowsRetriesMs : []
  for (const ms of waits) {
    try {
      return await rename(from, to)
    } catch (error) {
      if (!['EPERM', 'EACCES', 'EBUSY'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
      await pause(ms)
    }
  }
  await rename(from, to)
}

/** Makes a rename or a new name durable. Some file systems and Windows cannot: the file itself is synced already. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r').catch(() => undefined)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}
