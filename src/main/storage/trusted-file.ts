import { constants, type BigIntStats } from 'node:fs'
import { type FileHandle, lstat, open, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf } from './not-saved'

/** Some file systems keep times in steps of two seconds: younger contents are read again, they may change within one. */
const settledAfterMs = 2_000
/** May write: the group or everybody. */
const othersMayWrite = 0o022n

export interface TrustedFileRules<T> {
  /** bytes; a larger file is refused unread */
  largest: number
  /** With an owner, the file and its folder must belong to that user and be writable by nobody else, or it is not trusted. */
  owner?: number | undefined
  /** what is made of its contents; must not fail */
  read(bytes: Uint8Array): T | Promise<T>
  /** what is made of a file that cannot be read or trusted; the problem is a sentence */
  refuse(problem: string): T
}

/** What a look found; `since`: when it first looked like that, on a clock that nobody sets. */
interface Seen<T> {
  signature: string
  found: T
  since: number
  settled: boolean
}

/**
 * Watches a file that Tessera does not write itself: each call of the answered function looks at it and reads it where it changed
 * since; the very same object is answered while it did not. `none` where there is no such file; a link that leads nowhere is a file
 * that cannot be read, for what it leads to may be a share that is not there yet. Never throws.
 */
export function trustedFileAt<T>(path: string, rules: TrustedFileRules<T>): () => Promise<T | 'none'> {
  const { largest, owner, read, refuse } = rules
  let seen: Seen<T> | undefined
  let failed: { problem: string; found: T } | undefined
  const settle = (file: BigIntStats, folder: BigIntStats | undefined, found: T): Seen<T> => {
    const signature = signatureOf(file, folder)
    const now = performance.now()
    const since = seen?.signature === signature ? seen.since : now
    const changedAt = Math.max(Number(file.mtimeMs), Number(file.ctimeMs))
    // one that is dated in the future is at rest too once it stayed as it was for so long
    const settled = Date.now() - changedAt > settledAfterMs || now - since > settledAfterMs
    return { signature, found, since, settled }
  }
  /** the very same refusal for the same problem: what did not change is no news */
  const failing = (problem: string): T => {
    seen = undefined
    if (failed?.problem !== problem) failed = { problem, found: refuse(problem) }
    return failed.found
  }
  const within = async (bytes: Uint8Array): Promise<T> =>
    bytes.length > largest ? refuse(tooLarge(largest)) : read(bytes)

  /** What counts is the file that was opened, whatever lies at its path by then. */
  async function readNow(folder: BigIntStats | undefined) {
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      // looked at before it is read: a change from here on makes the next look differ
      const file = await handle.stat({ bigint: true })
      const odd = oddity(file, largest) ?? distrust(file, folder, owner)
      const found = odd === undefined ? await within(await bytesOf(handle, file, largest)) : refuse(odd)
      return settle(file, folder, found)
    } finally {
      await handle.close()
    }
  }

  return async () => {
    try {
      const folder = owner === undefined ? undefined : await stat(dirname(path), { bigint: true })
      const file = await stat(path, { bigint: true })
      if (seen?.settled === true && seen.signature === signatureOf(file, folder)) return seen.found
      // what opens for ever, such as a pipe, is not opened
      const odd = oddity(file, largest) ?? distrust(file, folder, owner)
      seen = odd === undefined ? await readNow(folder) : settle(file, folder, refuse(odd))
      failed = undefined
      return seen.found
    } catch (error) {
      const code = codeOf(error)
      if (code !== 'ENOENT') return failing(`Tessera cannot read it (${code}).`)
      if (await isLink(path)) return failing('It is a link to a file that is not there.')
      seen = undefined
      failed = undefined
      return 'none'
    }
  }
}

const isLink = (path: string): Promise<boolean> =>
  lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false
  )

/** All that tells one state of a file from another; `ctime` also changes with its owner and rights. */
function signatureOf(file: BigIntStats, folder: BigIntStats | undefined): string {
  const { dev, ino, size, mtimeNs, ctimeNs } = file
  return [dev, ino, size, mtimeNs, ctimeNs, folder?.uid, folder?.mode].join(' ')
}

function oddity(file: BigIntStats, largest: number): string | undefined {
  if (!file.isFile()) return 'It is not a file.'
  return file.size > largest ? tooLarge(largest) : undefined
}

const tooLarge = (largest: number) => `It is larger than ${largest / 1024} KiB.`

/** Whoever may write to the folder can put another file in the place of this one. */
function distrust(
  file: BigIntStats,
  folder: BigIntStats | undefined,
  owner: number | undefined
): string | undefined {
  if (owner === undefined || folder === undefined) return undefined
  const who = owner === 0 ? 'root' : `the user ${owner}`
  if (file.uid !== BigInt(owner)) return `It does not belong to ${who}, so it is not trusted.`
  if ((file.mode & othersMayWrite) !== 0n)
    return 'Others than its owner may write to it, so it is not trusted.'
  if (folder.uid !== BigInt(owner)) return `Its folder does not belong to ${who}, so it is not trusted.`
  return (folder.mode & othersMayWrite) === 0n
    ? undefined
    : 'Others than its owner may write to its folder, so it is not trusted.'
}

/** At most one byte more than is accepted, however much it grew since. */
async function bytesOf(handle: FileHandle, { size }: BigIntStats, largest: number): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let length = 0
  // most files have the size that they had a moment ago: one part, and an empty read behind it
  for (let next = Number(size) + 1; ; next = 64 * 1024) {
    const part = Buffer.alloc(Math.min(next, largest + 1 - length))
    const { bytesRead } = await handle.read(part, 0, part.length)
    parts.push(part.subarray(0, bytesRead))
    length += bytesRead
    if (bytesRead === 0 || length > largest) return Buffer.concat(parts, length)
  }
}
