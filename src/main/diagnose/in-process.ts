import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { attention, fact, type Report } from './finding'
import { formatReport } from './format'

/** All parts have shorter times of their own; this is for a process that hangs as a whole. */
const withinMs = 25_000
/** Until a process that was killed is gone. */
const killedMs = 2_000

/** A process that looks at everything. */
export interface Examination {
  /** resolves when the process is gone, also where it did not even start */
  ended: Promise<void>
  kill(): void
}

/**
 * Has another process look at everything and answers its report, within half a minute and whatever becomes of it. What that
 * process wrote for itself is removed.
 */
export async function reportOf(
  start: (into: string, temporary: string) => Examination,
  version: string,
  times = { withinMs }
): Promise<Report | 'interrupted'> {
  const folder = await mkdtemp(join(tmpdir(), 'tessera-diagnosis-'))
  const into = join(folder, 'report.json')
  let stop: (() => void) | undefined
  let timer: NodeJS.Timeout | undefined
  try {
    const examination = start(into, join(folder, 'chromium'))
    const end = await Promise.race([
      examination.ended.then(() => 'ended' as const),
      new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), times.withinMs))),
      new Promise<'interrupted'>((resolve) => {
        stop = () => resolve('interrupted')
        for (const name of signals) process.once(name, stop)
      })
    ])
    examination.kill()
    if (end !== 'ended') await Promise.race([examination.ended, pause(killedMs)])
    if (end === 'interrupted') return end
    return (await readReport(into)) ?? noReport(version, end)
  } finally {
    clearTimeout(timer)
    if (stop !== undefined) for (const name of signals) process.removeListener(name, stop)
    await removeForGood(folder)
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Chromium's other processes end a moment after the one that was killed, and may still write meanwhile. */
async function removeForGood(folder: string): Promise<void> {
  const until = performance.now() + killedMs
  do {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined)
    await pause(50)
  } while (existsSync(folder) && performance.now() < until)
}

async function readReport(path: string): Promise<Report | undefined> {
  try {
    const { text, attention } = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>
    return typeof text === 'string' && typeof attention === 'number' ? { text, attention } : undefined
  } catch {
    return undefined
  }
}

function noReport(version: string, end: 'ended' | 'late'): Report {
  const why =
    end === 'late'
      ? 'Tessera did not come to an end with it and was stopped'
      : 'Tessera could not be started to look at everything'
  const findings = [fact('Version', version), attention('Diagnosis', why)]
  return formatReport([{ title: 'Tessera', findings }], { at: new Date(), home: homedir() })
}
