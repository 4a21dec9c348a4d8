// From what was measured to figures: medians, ratios, and whether the goals are met.
import { median, summaries, summary } from './statistics.mjs'

export const goals = {
  /** start to a usable search box ÷ start of the bare window */
  startRatio: 1.35,
  /** ms that a look-up through the window may take beyond the raw request */
  lookUpOverRawMs: 5,
  /** idle PSS ÷ that of the bare window */
  memoryRatio: 1.3,
  /** a look-up over many tenants ÷ asking the same ones one after the other, both with a network's latency */
  acrossRatio: 0.35
}

/**
 * @param {object} measured what `measureStarts`, `measureLookUps` and `measureAcross` answer
 * @returns figures with their summaries, each with `goal`, what it is held against, and `met`
 */
export function figuresOf({ starts, lookUps, across }) {
  return {
    start: startFigures(starts),
    lookUp: lookUpFigures(lookUps),
    across: acrossFigures(across),
    memory: memoryFigures(starts)
  }
}

function startFigures({ tessera, bare, timed }) {
  const ready = (runs) => runs.map(({ readyMs }) => readyMs)
  const ratios = tessera.map(({ readyMs }, index) => readyMs / bare[index].readyMs)
  return {
    unit: 'ms',
    tessera: summary(ready(tessera)),
    bare: summary(ready(bare)),
    ...held(median(ready(tessera)) / median(ready(bare)), goals.startRatio),
    ratioByRound: summary(ratios),
    marks: {
      tessera: summaries(timed.map((run) => ({ ...run.marks, ready: run.readyMs }))),
      bare: summaries(bare.map((run) => ({ ...run.marks, ready: run.readyMs })))
    }
  }
}

function lookUpFigures(lookUps) {
  const { window, raw, ...others } = lookUps
  return {
    unit: 'ms',
    window: summary(window),
    raw: summary(raw),
    ...held(median(window) - median(raw), goals.lookUpOverRawMs),
    others: Object.fromEntries(Object.entries(others).map(([name, values]) => [name, summary(values)]))
  }
}

function acrossFigures({ tenants, latencyMs, late, local }) {
  const ratio = ({ window, raw }) => median(window) / median(raw)
  const figures = ({ window, bridge, raw }) => ({
    window: summary(window),
    bridge: summary(bridge),
    raw: summary(raw)
  })
  return {
    unit: 'ms',
    tenants,
    latencyMs,
    ...figures(late),
    ...held(ratio(late), goals.acrossRatio),
    local: { ...figures(local), value: ratio(local) }
  }
}

/** Undefined where this system does not tell PSS. */
function memoryFigures({ tessera, bare }) {
  const runs = { tessera: tessera.flatMap(memoryIn), bare: bare.flatMap(memoryIn) }
  if (runs.tessera.length === 0 || runs.bare.length === 0) return undefined
  const totals = (name) => runs[name].map(({ total }) => total)
  const byType = (name) => summaries(runs[name].map((memory) => memory.byType))
  return {
    unit: 'MB',
    tessera: summary(totals('tessera')),
    bare: summary(totals('bare')),
    ...held(median(totals('tessera')) / median(totals('bare')), goals.memoryRatio),
    byType: { tessera: byType('tessera'), bare: byType('bare') }
  }
}

const memoryIn = ({ memory }) => (memory ? [memory] : [])
const held = (value, goal) => ({ value, goal, met: value <= goal })
