import { constants } from 'node:fs'
import { chmod, copyFile, open, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { syncFolder } from './atomic-write'

/** A file that could not be used as it was found, for the notice to the user. */
export interface SetAside {
  /** where the untouched contents are now, without the folder */
  fileName: string
  /** why, in plain words: one or two sentences */
  reason: string
}

/**
 * Copies a file beside itself as `name.broken-2026-11-23T22-41-05Z`, or `…Z-2` where that name is taken; nothing is
 * ever overwritten. Answers the copy's file name once it is on the disk. Throws the system's error.
 */
export async function copyAside(path: string, now: Date): Promise<string> {
  const name = await underFreeName(`${basename(path)}.broken`, now, (name) =>
    copyFile(path, join(dirname(path), name), constants.COPYFILE_EXCL)
  )
  const copy = join(dirname(path), name)
  await chmod(copy, 0o600)
  await sync(copy)
  return name
}

/** The same for a part of a file: keeps the bytes as `start-2026-11-23T22-41-05Z` in the folder. */
export async function keepAside(dir: string, start: string, bytes: Uint8Array, now: Date): Promise<string> {
  const name = await underFreeName(start, now, async (name) => {
    const file = await open(join(dir, name), 'wx', 0o600)
    try {
      await file.writeFile(bytes)
    } catch (error) {
      // a half copy is none
      await rm(join(dir, name), { force: true }).catch(() => undefined)
      throw error
    } finally {
      await file.close()
    }
  })
  await sync(join(dir, name))
  return name
}

async function underFreeName(
  start: string,
  now: Date,
  make: (name: string) => Promise<void>
): Promise<string> {
  const stamp = `${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z`
  for (let attempt = 1; ; attempt++) {
    const name = `${start}-${stamp}${attempt === 1 ? '' : `-${attempt}`}`
    try {
      await make(name)
      return name
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

async function sync(path: string): Promise<void> {
  // opened for writing because Windows syncs no other handle
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
  await syncFolder(dirname(path))
}
