// Cold starts and idle memory: Tessera, the bare window, and Tessera with marks, in turns.
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectRoot } from '../setup/project.mjs'
import { memoryOf } from './memory.mjs'
import { startMeasured } from './measured-app.mjs'

const IDLE_MS = 5_000
/** Marks come from a second run of the same build, so that the figure itself is of the app as it is. */
const MARKS_MS = 800

const apps = {
  tessera: projectRoot,
  bare: path.join(projectRoot, 'test', 'bench', 'bare'),
  timed: path.join(projectRoot, 'test', 'bench', 'timed')
}

/**
 * Starts each app once a round, one after the other, with files in the system's cache and a user-data folder that is new.
 * The first round warms up and does not count.
 * @returns {Promise<Record<'tessera' | 'bare' | 'timed', { readyMs: number, marks: object, memory?: object }[]>>}
 */
export async function measureStarts({ runs, onRound, ...launch }) {
  const measured = { tessera: [], bare: [], timed: [] }
  for (let round = 0; round <= runs; round += 1) {
    onRound(round)
    for (const [name, app] of Object.entries(apps)) {
      const one = await measureStart({ ...launch, app, idle: round > 0 && name !== 'timed' })
      if (round > 0) measured[name].push(one)
    }
  }
  return measured
}

async function measureStart({ idle, ...launch }) {
  const { pid, readyMs, marks, stop } = await startMeasured(launch)
  try {
    if (!idle) await sleep(MARKS_MS)
    if (!idle || process.platform !== 'linux') return { readyMs, marks }
    await sleep(IDLE_MS)
    return { readyMs, marks, memory: memoryOf(pid) }
  } finally {
    await stop()
  }
}
