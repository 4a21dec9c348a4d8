import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { formatHead } from '../../../src/main/journal/head'
import { formatLine, hashOf, startHash } from '../../../src/main/journal/line'
import type { Tessera } from '../app'
import { headFile, journalFile } from './journal-files'

const run = promisify(execFile)
const megabytes = 64

/** A place for the app's files that can be made full, so that the system itself refuses to write there. */
export interface SmallDisk {
  /** `limit`: where nothing may be mounted, the system lets no file of the app's process grow beyond the journal as it is */
  kind: 'disk' | 'limit'
  /** the app's own folder, with a journal of so many lines */
  userData: string
  lines: number
  fill(tessera: Tessera): Promise<void>
  makeRoom(tessera: Tessera): Promise<void>
  /** once the app has ended */
  remove(): Promise<void>
}

/** Throws where this computer has neither way: a full disk is not tested by a disk that is not full. */
export async function openSmallDisk(): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'tessera-disk-'))
  const userData = join(folder, 'user-data')
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
    return { kind: 'limit', userData, lines: await writeLongJournal(userData), ...limits, remove }
  }
  const ballast = join(folder, 'ballast')
  return {
    kind: 'disk',
    userData,
    lines: 0,
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

const setLimit = ({ app }: Tessera, bytes: number | 'unlimited') =>
  run('prlimit', ['--pid', String(app.process().pid), `--fsize=${bytes}:`])

const limits: Pick<SmallDisk, 'fill' | 'makeRoom'> = {
  fill: async (tessera) => {
    const { size } = await stat(journalFile(tessera.userData))
    await setLimit(tessera, size)
  },
  makeRoom: async (tessera) => void (await setLimit(tessera, 'unlimited'))
}

/** Longer than any other file of the app and any memory that it shares with its page, which count towards the limit too. */
async function writeLongJournal(userData: string): Promise<number> {
  const at = Date.now() - 30 * 86_400_000
  const who = { agent: 'morgan', machine: 'desk-17', version: '0.0.9' }
  const lines: string[] = []
  let hash = startHash
  while (lines.length < 12_000) {
    const entry = {
      ...who,
      seq: lines.length + 1,
      at,
      phase: 'event',
      action: 'dial',
      note: 'x'.repeat(500)
    } as const
    const line = formatLine(entry, hash)
    hash = hashOf(line)
    lines.push(`${line}\n`)
  }
  await mkdir(userData, { recursive: true, mode: 0o700 })
  await writeFile(journalFile(userData), lines.join(''), { mode: 0o600 })
  await writeFile(headFile(userData), formatHead({ seq: lines.length, hash }), { mode: 0o600 })
  return lines.length
}
