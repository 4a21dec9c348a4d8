// Writes lines until it is killed, and tells its parent the number of each one that is on the disk. They are long, so that
// the system is caught in the middle of one.
import { openJournal } from '../../../src/main/journal/journal'

const [dir = '', length = '0'] = process.argv.slice(2)
const journal = await openJournal({ dir, agent: 'ada', machine: 'desk-17', version: '0.1.0' })
process.on('disconnect', () => process.exit())
for (;;) {
  const { seq } = await journal.append({ phase: 'event', action: 'dial', user: 'u'.repeat(Number(length)) })
  process.send?.(seq)
}
