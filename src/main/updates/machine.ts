import { AppFailure } from '../../shared/errors'
import type { UpdateMode, UpdateStep, UpdateView, UpdateWay } from '../../shared/updates'
import { Attempts, type AttemptsFile, MOST_TRIES } from './attempts'
import type { UpdateEngine } from './engine-port'
import { problemOf, UpdateProblem } from './problem'
import { startSchedule } from './schedule'
import type { Updates, UpdatesOptions } from './updates'

export interface MachineParts extends Pick<
  UpdatesOptions,
  'installed' | 'mode' | 'isBusy' | 'onChange' | 'log'
> {
  way: UpdateWay
  /** whether this system can install while the app quits */
  onQuit: boolean
  attempts: AttemptsFile
  /** loads it with the first need; not called where `way` is `none` */
  engine(): Promise<UpdateEngine>
  now(): number
  random(): number
  /** ms that quitting may take once it was asked for; 20 s where left out */
  leaveMs?: number
}

const LEAVE_MS = 20_000

type Failed = Extract<UpdateStep, { step: 'failed' }>

/** What is known of updates, and the one place that decides whether anything is looked for, fetched or installed. */
export class UpdateMachine implements Updates {
  readonly #parts: MachineParts
  #step: UpdateStep = { step: 'idle' }
  #checkedAt: number | undefined
  #engine: Promise<UpdateEngine> | undefined
  #looking: Promise<void> | undefined
  #fetching = false
  /** from the checking of what lies ready until the app is gone, or until it did not work */
  #installing = false
  #leaving: NodeJS.Timeout | undefined
  #stopped = false
  /** the version that the agent asked for */
  #asked: string | undefined
  readonly #attempts: Attempts
  #told: Promise<void> = Promise.resolve()
  #endSchedule: () => void = () => undefined

  constructor(parts: MachineParts) {
    this.#parts = parts
    this.#attempts = new Attempts(parts.attempts, parts.installed)
    const { failed } = this.#attempts
    // the start before could not tell
    if (parts.way === 'self' && failed !== undefined) {
      const detail = `version ${failed.version} was to be installed and was not (tries: ${failed.tries})`
      this.#step = { step: 'failed', why: 'install', version: failed.version, detail }
    }
  }

  async view(): Promise<UpdateView> {
    const { installed, way } = this.#parts
    const mode = await this.#mode()
    return {
      installed,
      way,
      mode,
      ...(this.#checkedAt !== undefined && { checkedAt: this.#checkedAt }),
      state: this.#shown(mode)
    }
  }

  async check(): Promise<UpdateView> {
    if (this.#parts.way !== 'none') {
      await this.#refuseWhenOff()
      await this.#look()
    }
    return this.view()
  }

  async install(): Promise<UpdateView> {
    const { way } = this.#parts
    await this.#refuseWhenOff()
    if (way === 'outside') throw new AppFailure({ kind: 'conflict', reason: 'installed-by-others' })
    this.#refuseDuringCall()
    const step = this.#step
    if (!('version' in step) || step.version === undefined || step.step === 'failed')
      throw new AppFailure({ kind: 'conflict', reason: 'no-update' })
    this.#asked = step.version
    if (step.step === 'available') void this.#fetch(step.version)
    else if (step.step === 'ready') await this.#installReady(step.version)
    return this.view()
  }

  start(): void {
    const { way, isBusy, random, log } = this.#parts
    if (way === 'none') return
    if (this.#step.step === 'failed') log(`update stopped: ${this.#step.why}: ${this.#step.detail}`)
    if (this.#attempts.failed === undefined) void this.#forget()
    this.#endSchedule()
    const look = async () => (await this.#mode()) !== 'off' && this.#look()
    this.#endSchedule = startSchedule({ look, isBusy, random })
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#endSchedule()
    const engine = await this.#engine?.catch(() => undefined)
    if (engine === undefined) return
    // else it is in place already
    if (this.#leaving === undefined) {
      engine.installOnQuit(false)
      await this.#arm(engine)
    }
    clearTimeout(this.#leaving)
    await engine.close()
  }

  /** Has the quitting install what lies ready, where everything allows it, and notes that first. */
  async #arm(engine: UpdateEngine): Promise<void> {
    const allowed = async (): Promise<string | undefined> => {
      const mode = await this.#mode()
      return this.#step.step === 'ready' &&
        !this.#parts.isBusy() &&
        this.#quitInstalls(mode, this.#step.version)
        ? this.#step.version
        : undefined
    }
    const version = await allowed()
    if (version === undefined) return
    try {
      await this.#attempts.begin(version)
    } catch {
      return this.#parts.log('update not installed: its note cannot be written')
    }
    // a look that was under way may have taken it back
    if (this.#isReady(version)) engine.installOnQuit(true)
  }

  #quitInstalls(mode: UpdateMode, version: string): boolean {
    const wanted = mode === 'automatic' || (mode === 'tell' && this.#asked === version)
    return this.#parts.onQuit && wanted && this.#attempts.triesOf(version) < MOST_TRIES
  }

  #isReady(version: string): boolean {
    return this.#step.step === 'ready' && this.#step.version === version
  }

  #shown(mode: UpdateMode): UpdateStep {
    const step = this.#step
    if (step.step !== 'ready') return step
    const tries = this.#attempts.triesOf(step.version)
    return {
      ...step,
      ...(!this.#quitInstalls(mode, step.version) && { byButton: true as const }),
      ...(tries > 0 && { tries })
    }
  }

  /** One look at a time, and none while something is fetched or put in place. */
  #look(): Promise<void> {
    if (this.#fetching || this.#installing || this.#stopped) return Promise.resolve()
    return (this.#looking ??= this.#lookOnce().finally(() => {
      this.#looking = undefined
    }))
  }

  async #lookOnce(): Promise<void> {
    const held = this.#step.step === 'ready' ? this.#step.version : undefined
    if (held === undefined) this.#become({ step: 'checking', ...lastFailure(this.#step) })
    let found: string | undefined
    try {
      found = await (await this.#open()).look()
    } catch (error) {
      const problem = problemOf(error, 'unreachable')
      // what lies ready was signed and checked: it does not get worse while the feed is out of reach
      if (held === undefined || problem.why !== 'unreachable') await this.#fail(problem)
      return
    }
    this.#checkedAt = this.#parts.now()
    await this.#forget(found)
    // another process may have used it up; then it is fetched once more
    if (found !== undefined && found === held && (await this.#isWhole())) return this.#become(this.#step)
    // what was ready is offered no longer
    if (held !== undefined) (await this.#open()).installOnQuit(false)
    if (found === undefined) return this.#become({ step: 'current' })
    this.#become({ step: 'available', version: found })
    if (this.#parts.way === 'self' && (await this.#mode()) === 'automatic') void this.#fetch(found)
  }

  async #fetch(version: string): Promise<void> {
    if (this.#fetching || this.#installing || this.#stopped) return
    this.#fetching = true
    this.#become({ step: 'downloading', version, percent: 0 })
    try {
      await (
        await this.#open()
      ).download((percent) => {
        if (this.#step.step === 'downloading' && percent > this.#step.percent)
          this.#become({ step: 'downloading', version, percent: Math.min(percent, 100) })
      })
      this.#become({ step: 'ready', version })
    } catch (error) {
      await this.#fail(problemOf(error, 'install'), version)
    } finally {
      this.#fetching = false
    }
  }

  async #installReady(version: string): Promise<void> {
    // what a look under way finds counts
    while (this.#looking !== undefined) await this.#looking.catch(() => undefined)
    if (this.#installing || this.#fetching) return
    if (!this.#isReady(version)) throw new AppFailure({ kind: 'conflict', reason: 'no-update' })
    this.#installing = true
    try {
      const engine = await this.#open()
      await engine.verify()
      await this.#refuseLate(version)
      await engine.prepare()
      await this.#attempts
        .begin(version)
        .catch(() => this.#parts.log('the note of the update was not written'))
      await this.#refuseLate(version)
      engine.installNow()
      const { leaveMs = LEAVE_MS } = this.#parts
      this.#leaving = setTimeout(() => void this.#stay(version), leaveMs)
      this.#leaving.unref()
    } catch (error) {
      this.#installing = false
      if (error instanceof AppFailure) throw error
      await this.#fail(problemOf(error, 'install'), version)
    }
  }

  /** A call may have come in, the policy may have changed, and the app may be quitting, while something took its time. */
  async #refuseLate(version: string): Promise<void> {
    await this.#refuseWhenOff()
    this.#refuseDuringCall()
    if (this.#stopped || !this.#isReady(version))
      throw new AppFailure({ kind: 'conflict', reason: 'no-update' })
  }

  /** It was put in place or handed over, and yet the app goes on: something stopped the quitting. */
  async #stay(version: string): Promise<void> {
    this.#leaving = undefined
    this.#installing = false
    await this.#fail(new UpdateProblem('install', 'the restart did not come about'), version)
  }

  async #fail({ why, detail, version: about }: UpdateProblem, version = about): Promise<void> {
    this.#parts.log(`update stopped: ${why}: ${detail}`)
    this.#become({ step: 'failed', why, detail, ...(version !== undefined && { version }) })
    ;(await this.#engine?.catch(() => undefined))?.installOnQuit(false)
  }

  /** Of what was noted only `wanted` may still be put in place. */
  async #forget(wanted?: string): Promise<void> {
    await this.#attempts.keepOnly(wanted).catch(() => undefined)
  }

  async #isWhole(): Promise<boolean> {
    const engine = await this.#open()
    return engine.verify().then(
      () => true,
      () => false
    )
  }

  #open(): Promise<UpdateEngine> {
    this.#engine ??= this.#parts.engine()
    const opening = this.#engine
    opening.catch(() => {
      if (this.#engine === opening) this.#engine = undefined
    })
    return opening
  }

  #become(step: UpdateStep): void {
    this.#step = step
    // one after the other, each with what is true by then: the last one told is the last one
    this.#told = this.#told.then(async () => this.#parts.onChange(await this.view())).catch(() => undefined)
  }

  /** A policy that cannot be read allows nothing. */
  #mode(): Promise<UpdateMode> {
    return this.#parts.mode().catch((): UpdateMode => 'off')
  }

  async #refuseWhenOff(): Promise<void> {
    if ((await this.#mode()) === 'off') throw new AppFailure({ kind: 'policy-refused', rule: 'updates.mode' })
  }

  #refuseDuringCall(): void {
    if (this.#parts.isBusy()) throw new AppFailure({ kind: 'conflict', reason: 'call-open' })
  }
}

/** What the look before ended with stays said while the next one is under way. */
function lastFailure(step: UpdateStep): { failed?: Failed } {
  if (step.step === 'failed') return { failed: step }
  return step.step === 'checking' && step.failed !== undefined ? { failed: step.failed } : {}
}
