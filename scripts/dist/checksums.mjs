// SHA256SUMS, in the form that `sha256sum -c` reads.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

export const CHECKSUMS = 'SHA256SUMS'

/** SHA-256 of a file in hex, read piece by piece: packages are a hundred megabytes. */
export function sha256Of(file) {
  const hash = createHash('sha256')
  const handle = fs.openSync(file, 'r')
  try {
    const piece = Buffer.alloc(1 << 20)
    for (let read; (read = fs.readSync(handle, piece)) > 0;) hash.update(piece.subarray(0, read))
  } finally {
    fs.closeSync(handle)
  }
  return hash.digest('hex')
}

/**
 * Writes `SHA256SUMS` into `dist`, sorted by name, so that the same files give the same list.
 * @param {{ dist: string, files: readonly string[] }} what names of files in `dist`
 * @returns {string} the list's path
 * @throws when a file is missing, or has a name that the list cannot hold
 */
export function writeChecksums({ dist, files }) {
  const names = [...new Set(files)].toSorted()
  const bad = names.find((name) => !isPlainName(name))
  if (bad !== undefined) throw new Error(`not a plain file name: ${JSON.stringify(bad)}`)
  const lines = names.map((name) => `${sha256Of(path.join(dist, name))}  ${name}\n`)
  return writeWhole(path.join(dist, CHECKSUMS), lines.join(''))
}

/**
 * @param {string} text of a SHA256SUMS file
 * @returns {Map<string, string>} file name → SHA-256 in hex
 * @throws at a line of another form, or a name that occurs twice
 */
export function parseChecksums(text) {
  const sums = new Map()
  for (const line of text.split('\n').slice(0, -1)) {
    const [, sum, name] = /^([0-9a-f]{64})  (.+)$/.exec(line) ?? []
    if (sum === undefined || name === undefined || !isPlainName(name) || sums.has(name)) {
      throw new Error(`a line that is not "sum  name": ${JSON.stringify(line.slice(0, 120))}`)
    }
    sums.set(name, sum)
  }
  if (sums.size === 0 || !text.endsWith('\n')) throw new Error('empty, or without an end')
  return sums
}

// sha256sum escapes backslashes and line ends by a rule of its own; no package of ours has any
/** Whether the list can hold such a name; it leads nowhere but into its own folder. */
export const isPlainName = (name) => /^[\w.+ @~-]+$/.test(name) && !name.startsWith('.')

/** Written beside and renamed, so that nobody ever reads half of it. Answers the path. */
export function writeWhole(file, content, mode = 0o644) {
  const half = `${file}.${process.pid}.part`
  fs.writeFileSync(half, content, { mode })
  fs.renameSync(half, file)
  return file
}
