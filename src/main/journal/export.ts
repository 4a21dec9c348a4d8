import type { JournalEntry, JournalFilter } from '../../shared/journal'
import { csvRecord } from './csv'
import { parseLine } from './line'
import type { RawLine } from './raw-lines'
import { createSelection, type Item } from './selection'

interface Picked extends Item {
  place: number
  raw: RawLine
}

/**
 * The lines that a filter asks for, oldest first. JSON lines are the very bytes of the file, so that the chain of a whole
 * export can be verified elsewhere; without a filter they hold what cannot be read too.
 */
export async function exportLines(
  batches: AsyncIterable<RawLine[]>,
  format: 'csv' | 'jsonl',
  filter: JournalFilter
): Promise<{ text: string; lines: number }> {
  const all = Object.values(filter).every((value) => value === undefined)
  const select = createSelection<Picked>(filter)
  const found: { place: number; text: string }[] = []
  const textOf = format === 'csv' ? csvLine : jsonLine
  let place = 0
  for await (const batch of batches) {
    for (const raw of batch) {
      place++
      const line = parseLine(raw.bytes)
      if (line.kind === 'good') {
        const { row, outcome } = select({ entry: line.entry, place, raw })
        for (const picked of [row, outcome]) {
          if (picked) found.push({ place: picked.place, text: textOf(picked) })
        }
      } else if (all && format === 'jsonl') {
        found.push({ place, text: jsonLine({ raw }) })
      }
    }
  }
  found.sort((one, other) => one.place - other.place)
  const header = format === 'csv' ? csvRecord(columns.map(([name]) => name)) : ''
  return { text: header + found.map(({ text }) => text).join(''), lines: found.length }
}

function jsonLine({ raw }: Pick<Picked, 'raw'>): string {
  return `${raw.bytes.toString('utf8')}\n`
}

function csvLine({ entry }: Picked): string {
  return csvRecord(columns.map(([, value]) => String(value(entry) ?? '')))
}

const columns: [string, (entry: JournalEntry) => string | number | undefined][] = [
  ['seq', (entry) => entry.seq],
  ['time', (entry) => iso(entry.at)],
  ['phase', (entry) => entry.phase],
  ['of', (entry) => entry.of],
  ['agent', (entry) => entry.agent],
  ['machine', (entry) => entry.machine],
  ['version', (entry) => entry.version],
  ['tenant', (entry) => entry.tenant],
  ['user', (entry) => entry.user],
  ['action', (entry) => entry.action],
  ['verification', (entry) => entry.verification?.join(' ')],
  ['ticket', (entry) => entry.ticket],
  ['result', (entry) => entry.result],
  ['rule', (entry) => entry.rule],
  ['status', (entry) => entry.status],
  ['correlationId', (entry) => entry.correlationId],
  ['note', (entry) => entry.note],
  ['expiresAt', (entry) => iso(entry.expiresAt)],
  ['application', (entry) => entry.application]
]

function iso(time: number | undefined): string | undefined {
  if (time === undefined) return undefined
  const date = new Date(time)
  // a line may hold any number
  return Number.isNaN(date.getTime()) ? String(time) : date.toISOString()
}
