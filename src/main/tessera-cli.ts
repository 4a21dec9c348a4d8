// Entry of `tessera` in plain Node; see scripts/tessera.mjs. The packaged app does the same through index.ts.
import { join } from 'node:path'
import { runCommandLine } from './command-line'

const words = process.argv.slice(2)
if (words[0] === 'bundle') {
  process.exitCode = await runCommandLine(words, join(import.meta.dirname, 'seal-worker.js'))
} else {
  process.stderr.write('tessera bundle --help says what there is.\n')
  process.exitCode = 2
}
