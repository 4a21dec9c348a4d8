import { constants } from 'node:fs'
import { chmod, copyFile, open } from 'node:fs/promises'
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
  const stamp = `${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z`
  for (let attempt = 1; ; attempt++) {
    const name = `${basename(path)}.broken-${stamp}${attempt === 1 ? '' : `-${attempt}`}`
    const copy = join(dirname(path), name)
    try {
      await copyFile(path, copy, constants.COPYFILE_EXCL)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue
      throw error
    }
    await chmod(copy, 0o600)
    await sync(copy)
    return name
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
