import { constants, type BigIntStats } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { parsePolicy, type ParsedPolicy } from './parse'

/** Far more than any policy needs. */
export const largestPolicy = 1024 * 1024
/** Some file systems keep times in steps of two seconds: younger contents are read again, they may change within one. */
const settledAfterMs = 2_000
/** May write: the group or everybody. */
const othersMayWrite = 0o022n

export type FoundPolicy = ParsedPolicy | 'none'

/**
 * Watches one policy file: each call of the answered function looks at it and reads it where it changed since. Never throws.
 * With an `owner`, the file and its folder must belong to that user and be writable by nobody else, or it is not trusted.
 */
export function policyFileAt(path: string, owner?: number): () => Promise<FoundPolicy> {
  let seen: { signature: string; found: ParsedPolicy; settled: boolean } | undefined
  return async () => {
    try {
      const folder = owner === undefined ? undefined : await stat(dirname(path), { bigint: true })
      const file = await stat(path, { bigint: true })
      if (seen?.settled === true && seen.signature === signatureOf(file, folder)) return seen.found
      // what opens for ever, such as a pipe, is not opened
      const odd = oddity(file) ?? distrust(file, folder, owner)
      seen = odd === undefined ? await readNow(path, folder, owner) : settle(file, folder, problem(odd))
      return seen.found
    } catch (error) {
      seen = undefined
      const { code } = error as NodeJS.ErrnoException
      return code === 'ENOENT' ? 'none' : problem(`Tessera cannot read it (${code ?? 'unknown error'}).`)
    }
  }
}

/** What counts is the file that was opened, whatever lies at its path by then. */
async function readNow(path: string, folder: BigIntStats | undefined, owner: number | undefined) {
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    // looked at before it is read: a change from here on makes the next look differ
    const file = await handle.stat({ bigint: true })
    const odd = oddity(file) ?? distrust(file, folder, owner)
    return settle(file, folder, odd === undefined ? parseWithin(await bytesOf(handle)) : problem(odd))
  } finally {
    await handle.close()
  }
}

function settle(file: BigIntStats, folder: BigIntStats | undefined, found: ParsedPolicy) {
  const changedAt = Math.max(Number(file.mtimeMs), Number(file.ctimeMs))
  return {
    signature: signatureOf(file, folder),
    found,
    settled: Date.now() - changedAt > settledAfterMs
  }
}

const problem = (words: string): ParsedPolicy => ({ ok: false, problem: words })

/** All that tells one state of a file from another; `ctime` also changes with its owner and rights. */
function signatureOf(file: BigIntStats, folder: BigIntStats | undefined): string {
  const { dev, ino, size, mtimeNs, ctimeNs } = file
  return [dev, ino, size, mtimeNs, ctimeNs, folder?.uid, folder?.mode].join(' ')
}

function oddity(file: BigIntStats): string | undefined {
  if (!file.isFile()) return 'It is not a file.'
  return file.size > largestPolicy ? tooLarge : undefined
}

const tooLarge = `It is larger than ${largestPolicy / 1024} KiB.`

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
async function bytesOf(handle: FileHandle): Promise<Uint8Array> {
  const buffer = Buffer.alloc(largestPolicy + 1)
  let length = 0
  for (;;) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length)
    length += bytesRead
    if (bytesRead === 0 || length === buffer.length) return buffer.subarray(0, length)
  }
}

const parseWithin = (bytes: Uint8Array): ParsedPolicy =>
  bytes.length > largestPolicy ? problem(tooLarge) : parsePolicy(bytes)
