// Entry of `tessera` in plain Node; see scripts/tessera.mjs. The packaged app does the same through index.ts.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, runCommandLine } from './command-line'

const folder = import.meta.dirname

function commandOf(words: string[]): Command {
  const [first = ''] = words
  if (first === 'bundle') return { kind: 'bundle', words }
  if (first === '--help' || first === '-h' || first === 'help') return { kind: 'help' }
  if (first === '--version' || first === '-v') return { kind: 'version' }
  if (/^--diagnose(=|$)/.test(first)) return { kind: 'diagnose' }
  return { kind: 'refused', problem: 'There is no such command.' }
}

process.exitCode = await runCommandLine(commandOf(process.argv.slice(2)), {
  // read only for who asks for it
  get version() {
    const text = readFileSync(join(folder, '../../package.json'), 'utf8')
    return (JSON.parse(text) as { version: string }).version
  },
  versions: process.versions,
  sealWorker: join(folder, 'seal-worker.js')
})
