// npm test [-- stage…]: the whole gate in one command, or only the stages that are named.
// Every stage runs, whatever became of the one before; what a failed one printed is shown whole. With TESSERA_NO_SKIPS=1 it fails
// where a test was skipped.
import { exitCode, total, verdict } from './test/counts.mjs'
import { stages } from './test/stages.mjs'

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !stages.some((stage) => stage.name === name))
if (unknown.length > 0) {
  console.error(
    `No such stage: ${unknown.join(', ')}. There are: ${stages.map(({ name }) => name).join(', ')}`
  )
  process.exit(2)
}

const results = new Map()
for (const stage of stages.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  results.set(stage.name, await runStage(stage))
}
const { passed, failed, skipped } = total([...results.values()])
if (skipped > 0)
  console.log(
    `${skipped} skipped${process.env.TESSERA_NO_SKIPS === '1' ? ', and nothing may be (TESSERA_NO_SKIPS)' : ''}`
  )
console.log(verdict({ passed, failed }))
process.exitCode = exitCode({ passed, failed, skipped }, process.env)

/** Runs one stage, prints its line and, where it failed, its output; answers its counts. */
async function runStage({ name, after, run }) {
  const started = Date.now()
  const { counts, output } =
    results.get(after)?.failed > 0
      ? { counts: { passed: 0, failed: 1, skipped: 0 }, output: `not run, because ${after} failed` }
      : await run().catch((error) => ({ counts: { passed: 0, failed: 1, skipped: 0 }, output: error.stack }))
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
  console.log(`${name.padEnd(10)} ${verdict(counts)}${skipped} (${seconds} s)`)
  if (counts.failed > 0) console.log(`${output.trimEnd()}\n`)
  return counts
}
