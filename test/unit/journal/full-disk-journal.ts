// Runs in a process whose file size is limited by ulimit: the system then takes a part of a line, as a full disk does.
import { openJournal } from '../../../src/main/journal/journal'
import { toAppError } from '../../../src/shared/errors'

const [dir = ''] = process.argv.slice(2)
const journal = await openJournal({ dir, agent: 'ada', machine: 'desk-17', version: '0.1.0' })
const append = () => journal.append({ phase: 'event', action: 'dial', note: 'x'.repeat(500) })
let written = 0
let failure: unknown
while (failure === undefined)
  await append().then(
    () => written++,
    (error: unknown) => (failure = error)
  )
const again = await append().catch((error: unknown) => error)
const check = await journal.verify()
process.stdout.write(JSON.stringify({ written, errors: [failure, again].map(toAppError), check }))
