// The whole benchmark: prepare, measure, report.
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { build } from '../build.mjs'
import { electronSwitches } from '../electron-switches.mjs'
import { hasDisplay, withDesktop } from '../headless.mjs'
import { findElectron } from '../setup/electron-runtime.mjs'
import { projectRoot } from '../setup/project.mjs'
import { measureLookUps } from './look-up.mjs'
import { measureAcross } from './look-up-across.mjs'
import { describeMachine } from './machine.mjs'
import { figuresOf } from './figures.mjs'
import { measureStarts } from './start.mjs'
import { table } from './table.mjs'

const RUNS = 11
const LOOK_UPS = 50
const TENANTS = 25

/**
 * Runs it all, prints the table and writes `artifacts/bench.json`.
 * @param {string[]} args `--runs N` starts of each kind, `--look-ups N` users looked up
 */
export async function bench(args) {
  const { runs, lookUps } = readOptions(args)
  const electron = findElectron()
  if (!electron) throw new Error('There is no Electron here yet: run `node scripts/setup.mjs`')
  if (!build().ok) throw new Error('The build failed: see above')
  const headless = !hasDisplay()
  const { switches, reasons } = electronSwitches({ headless, uid: process.getuid?.() })
  if (headless) say('no display: running under Xvfb')
  for (const reason of reasons) say(reason)
  const machine = describeMachine({ electron, headless, switches })

  const measured = await withDesktop({}, async (env) => {
    const starts = await measureStarts({
      electron: electron.path,
      switches,
      env,
      runs,
      onRound: progress(runs)
    })
    say(`looking up ${lookUps} users`)
    const oneByOne = await measureLookUps({ electron, env, count: lookUps })
    say(`looking up over ${TENANTS} tenants`)
    const across = await measureAcross({ electron, env, tenants: TENANTS, runs })
    return { starts, lookUps: oneByOne, across }
  })
  const result = { ...machine, runs, ...figuresOf(measured) }
  const file = path.join(projectRoot, 'artifacts', 'bench.json')
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`)
  console.log(`\n${table(result)}\n\nWritten to ${path.relative(projectRoot, file)}`)
}

function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: { runs: { type: 'string' }, 'look-ups': { type: 'string' } }
  })
  const number = (name, preset) => {
    const value = Number(values[name] ?? preset)
    if (Number.isInteger(value) && value > 0 && value <= 1000) return value
    throw new Error(`--${name} takes a whole number from 1 to 1000`)
  }
  return { runs: number('runs', RUNS), lookUps: number('look-ups', LOOK_UPS) }
}

const say = (line) => console.log(`[bench] ${line}`)
const progress = (runs) => (round) =>
  say(round === 0 ? 'starts: warm-up round' : `starts: round ${round} of ${runs}`)
