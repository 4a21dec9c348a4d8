import type { FileHandle } from 'node:fs/promises'
import { z } from 'zod'
import { openJsonFile } from '../storage/json-file'
import { hashOf } from './line'
import type { RawLine } from './raw-lines'

export const sinkFileName = 'journal.sink.json'

const sent = z.object({
  start: z.number().int().min(0),
  end: z.number().int().min(0),
  hash: z.string()
})

const cursorSchema = z.object({
  /** the hash of the URL, which may bear a key of its own */
  target: z.string(),
  /** the last line that was taken there; absent before the first */
  last: sent.optional()
})

/** How far a receiver has the journal. */
export interface SinkCursor {
  /** where in the file to go on */
  from(file: FileHandle): Promise<number>
  /** Remembers that this line was taken. Where that cannot be written, it is sent again after a restart. */
  moveTo(line: RawLine): Promise<void>
}

/**
 * Bound to its URL: another receiver gets the whole journal from its first line on. It may get what its predecessor has
 * already, and can drop that by hash; the other way, what the predecessor never took would be lost.
 */
export async function openSinkCursor(dir: string, url: string): Promise<SinkCursor> {
  const target = hashOf(url)
  const file = await openJsonFile({
    dir,
    name: sinkFileName,
    version: 1,
    schema: cursorSchema,
    empty: { target }
  })
  const stored = file.value()
  let last = stored.target === target ? stored.last : undefined
  return {
    from: async (journal) => (last !== undefined && (await isThere(journal, last)) ? last.end : 0),
    moveTo: async ({ start, end, bytes }) => {
      last = { start, end, hash: hashOf(bytes) }
      const value = { target, last }
      await file.update(() => value).catch(() => undefined)
    }
  }
}

/** Else somebody changed the file, and everything in it is worth sending again. */
async function isThere(file: FileHandle, { start, end, hash }: z.infer<typeof sent>): Promise<boolean> {
  const { size } = await file.stat()
  if (end > size || start >= end) return false
  const bytes = Buffer.alloc(end - start)
  const { bytesRead } = await file.read(bytes, 0, bytes.length, start)
  return bytesRead === bytes.length && bytes.at(-1) === 0x0a && hashOf(bytes.subarray(0, -1)) === hash
}
