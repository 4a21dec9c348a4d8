import { hashOf, parseLine } from './line'
import type { RawLine } from './raw-lines'

/**
 * What is posted of a line: the line itself with its `hash` as last field, by which the receiver can drop what it has already.
 * Without that field its text is what was hashed. A line that cannot be read is evidence and is sent too, as `damaged`.
 */
export function sinkRecord({ bytes }: Pick<RawLine, 'bytes'>): { json: string; seq?: number } {
  const text = bytes.toString('utf8')
  const hash = hashOf(bytes)
  const line = parseLine(bytes)
  return line.kind === 'good' && text.endsWith('}')
    ? { json: `${text.slice(0, -1)},"hash":"${hash}"}`, seq: line.entry.seq }
    : { json: JSON.stringify({ damaged: text, hash }) }
}
