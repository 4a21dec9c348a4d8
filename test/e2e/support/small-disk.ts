import { execFile } from 'node:child_process'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Tessera } from '../app'

const run = promisify(execFile)
const megabytes = 64

/** A place for the app's files that can be made full, so that the system itself refuses to write there. */
export interface SmallDisk {
  /** `limit`: where nothing may be mounted, the system refuses the app's process each byte that makes a file longer */
  kind: 'disk' | 'limit'
  /** below it the app may have its folder */
  folder: string
  fill(tessera: Tessera): Promise<void>
  makeRoom(tessera: Tessera): Promise<void>
  /** once the app has ended */
  remove(): Promise<void>
}

/** Throws where this computer has neither way: a full disk is not tested by a disk that is not full. */
export async function openSmallDisk(): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'tessera-disk-'))
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 })
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tessera-test', folder])
  } catch (cannotMount) {
    try {
      await run('prlimit', ['--version'])
    } catch (error) {
      await remove()
      throw new Error(`No small disk can be made: ${String(cannotMount)}; ${String(error)}`, { cause: error })
    }
    return { kind: 'limit', folder, ...limited(), remove }
  }
  const ballast = join(folder, 'ballast')
  return {
    kind: 'disk',
    folder,
    fill: () => fillWith(ballast),
    makeRoom: () => rm(ballast),
    remove: async () => {
      await run('umount', [folder])
      await remove()
    }
  }
}

async function fillWith(path: string): Promise<void> {
  const file = await open(path, 'a')
  try {
    // the last page too
    for (const bytes of [1_048_576, 65_536, 4_096, 1]) {
      const block = Buffer.alloc(bytes, 0x2e)
      while (await written(() => file.write(block)));
    }
  } finally {
    await file.close()
  }
}

/** Whether a write was taken, at least in part. Throws what is no full disk. */
async function written(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write()
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false
    throw error
  }
}

/** As a full disk does, a limit of 0 lets the system take nothing more, but files that are there stay. */
function limited(): Pick<SmallDisk, 'fill' | 'makeRoom'> {
  const limit = (tessera: Tessera, bytes: string) =>
    run('prlimit', ['--pid', String(tessera.app.process().pid), `--fsize=${bytes}`])
  return {
    fill: async (tessera) => void (await limit(tessera, '0:')),
    makeRoom: async (tessera) => void (await limit(tessera, 'unlimited:'))
  }
}
