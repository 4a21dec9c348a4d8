import type { FileHandle } from 'node:fs/promises'

const chunkBytes = 256 * 1024
const lineBreak = 0x0a

/** A whole line of a file and where it stands there. */
export interface RawLine {
  /** without the line break */
  bytes: Buffer
  start: number
  /** behind its line break */
  end: number
}

/**
 * The whole lines between two places of a file, in batches as they are read; what has no line break before `to` is none.
 * `from` must be the start of a line.
 */
export async function* rawLines(file: FileHandle, from: number, to: number): AsyncGenerator<RawLine[]> {
  let start = from
  let begun: Buffer[] = []
  for (let at = from; at < to;) {
    const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, to - at))
    const { bytesRead } = await file.read(chunk, 0, chunk.length, at)
    // somebody cut the file meanwhile
    if (bytesRead === 0) return
    const lines: RawLine[] = []
    let taken = 0
    for (;;) {
      const found = chunk.subarray(0, bytesRead).indexOf(lineBreak, taken)
      if (found === -1) break
      const rest = chunk.subarray(taken, found)
      const bytes = begun.length === 0 ? rest : Buffer.concat([...begun, rest])
      begun = []
      lines.push({ bytes, start, end: at + found + 1 })
      taken = found + 1
      start = at + taken
    }
    if (taken < bytesRead) begun.push(chunk.subarray(taken, bytesRead))
    at += bytesRead
    if (lines.length > 0) yield lines
  }
}
