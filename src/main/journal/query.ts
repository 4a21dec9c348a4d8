import type { JournalFilter, JournalPage, JournalRow } from '../../shared/journal'
import { parseLine } from './line'
import type { RawLine } from './raw-lines'
import { createSelection, type Item } from './selection'

/** One page of rows, newest first; `before` is the number of the row that the page before ended with. */
export async function queryLines(
  batches: AsyncIterable<RawLine[]>,
  filter: JournalFilter,
  page: { before?: number | undefined; limit: number }
): Promise<JournalPage> {
  const { before = Infinity, limit } = page
  const select = createSelection<Item>(filter)
  const actions = new Set<string>()
  const agents = new Set<string>()
  /** oldest first, never more than the page holds */
  const rows: JournalRow[] = []
  let matching = 0
  for await (const batch of batches) {
    for (const raw of batch) {
      const line = parseLine(raw.bytes)
      if (line.kind !== 'good') continue
      actions.add(line.entry.action)
      agents.add(line.entry.agent)
      const { row, outcome } = select(line)
      if (row && row.entry.seq < before) {
        matching++
        insert(rows, { entry: row.entry })
        if (rows.length > limit) rows.shift()
      }
      if (outcome) {
        const of = rows.findLast(({ entry }) => entry.phase === 'attempt' && entry.seq === outcome.entry.of)
        if (of) of.outcome = outcome.entry
      }
    }
  }
  return {
    rows: rows.reverse(),
    more: matching - rows.length,
    actions: [...actions].sort(),
    agents: [...agents].sort()
  }
}

/** A row that only its outcome brought to light stands where its attempt was written. */
function insert(rows: JournalRow[], row: JournalRow): void {
  let at = rows.length
  while (at > 0 && (rows[at - 1]?.entry.seq ?? 0) > row.entry.seq) at--
  rows.splice(at, 0, row)
}
