import { AppFailure } from '../../shared/errors'
import type { UpdateMode, UpdateStep, UpdateView, UpdateWay } from '../../shared/updates'
import type { UpdateEngine } from './engine-port'
import { problemOf, type UpdateProblem } from './problem'
import { startSchedule } from './schedule'
import type { Updates, UpdatesOptions } from './updates'

export interface MachineParts extends Pick<
  UpdatesOptions,
  'installed' | 'mode' | 'isBusy' | 'onChange' | 'log'
> {
  way: UpdateWay
  /** loads it with the first need; not called where `way` is `none` */
  engine(): Promise<UpdateEngine>
  now(): number
  random(): number
}

/** What is known of updates, and the one place that decides whether anything is looked for, fetched or installed. */
export class UpdateMachine implements Updates {
  readonly #parts: MachineParts
  #step: UpdateStep = { step: 'idle' }
  #checkedAt: number | undefined
  #engine: Promise<UpdateEngine> | undefined
  #looking: Promise<void> | undefined
  #fetching = false
  #installing = false
  #told: Promise<void> = Promise.resolve()
  #endSchedule: () => void = () => undefined

  constructor(parts: MachineParts) {
    this.#parts = parts
  }

  async view(): Promise<UpdateView> {
    const { installed, way } = this.#parts
    const mode = await this.#mode()
    return {
      installed,
      way,
      mode,
      ...(this.#checkedAt !== undefined && { checkedAt: this.#checkedAt }),
      state: this.#step
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
    const { step } = this.#step
    if (step === 'available') void this.#fetch(this.#step.version)
    else if (step === 'ready') await this.#installReady(this.#step.version)
    else if (step !== 'downloading') throw new AppFailure({ kind: 'conflict', reason: 'no-update' })
    return this.view()
  }

  start(): void {
    const { way, isBusy, random } = this.#parts
    if (way === 'none') return
    this.#endSchedule()
    const look = async () => (await this.#mode()) !== 'off' && this.#look()
    this.#endSchedule = startSchedule({ look, isBusy, random })
  }

  async stop(): Promise<void> {
    this.#endSchedule()
    const engine = await this.#engine?.catch(() => undefined)
    if (engine === undefined) return
    if (!this.#installing) {
      const allowed = this.#step.step === 'ready' && !this.#parts.isBusy()
      engine.installOnQuit(false)
      if (allowed && (await this.#mode()) !== 'off') engine.installOnQuit(this.#step.step === 'ready')
    }
    await engine.close()
  }

  /** One look at a time, and none while something is fetched or put in place. */
  #look(): Promise<void> {
    if (this.#fetching || this.#installing) return Promise.resolve()
    return (this.#looking ??= this.#lookOnce().finally(() => {
      this.#looking = undefined
    }))
  }

  async #lookOnce(): Promise<void> {
    const held = this.#step.step === 'ready' ? this.#step.version : undefined
    if (held === undefined) this.#become({ step: 'checking' })
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
    // another process may have used it up; then it is fetched once more
    if (found !== undefined && found === held && (await this.#isWhole())) return this.#become(this.#step)
    // what was ready is offered no longer
    if (held !== undefined) (await this.#open()).installOnQuit(false)
    if (found === undefined) return this.#become({ step: 'current' })
    this.#become({ step: 'available', version: found })
    if (this.#parts.way === 'self' && (await this.#mode()) === 'automatic') void this.#fetch(found)
  }

  async #fetch(version: string): Promise<void> {
    if (this.#fetching) return
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
    if (this.#installing) return
    this.#installing = true
    try {
      const engine = await this.#open()
      await engine.verify()
      // a call may have come in, and the policy may have changed, while the file was read
      await this.#refuseWhenOff()
      this.#refuseDuringCall()
      engine.installNow()
    } catch (error) {
      this.#installing = false
      if (error instanceof AppFailure) throw error
      await this.#fail(problemOf(error, 'install'), version)
    }
  }

  async #fail({ why, detail, version: about }: UpdateProblem, version = about): Promise<void> {
    this.#parts.log(`update stopped: ${why}: ${detail}`)
    this.#become({ step: 'failed', why, detail, ...(version !== undefined && { version }) })
    ;(await this.#engine?.catch(() => undefined))?.installOnQuit(false)
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
