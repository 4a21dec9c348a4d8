/** Why a call was ended before its own end; it is the `reason` of the call's signal. */
export class CallEnded extends Error {
  readonly why: 'cancelled' | 'deadline'
  constructor(why: 'cancelled' | 'deadline') {
    super(why)
    this.name = 'CallEnded'
    this.why = why
  }
}

/**
 * What bounds one call with all its retries: one overall deadline and the signals that cancel it. `end()` must be
 * called when the call is over. Time is monotonic, so that a corrected clock neither cuts nor stretches a call.
 */
export class CallLimits {
  readonly #controller = new AbortController()
  readonly #followed: (() => void)[] = []
  #endsAt: number
  #timer: NodeJS.Timeout | undefined

  constructor(milliseconds: number, signals: readonly (AbortSignal | undefined)[]) {
    this.#endsAt = performance.now() + milliseconds
    this.#setTimer()
    for (const signal of signals) if (signal !== undefined) this.#follow(signal)
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  remaining(): number {
    return this.#endsAt - performance.now()
  }

  /** The promise's result, or a rejection with `CallEnded` as soon as the call must end. */
  race<T>(promise: Promise<T>): Promise<T> {
    const { signal } = this
    if (signal.aborted) {
      // nobody waits for it any more, so its own failure is nobody's
      promise.catch(() => undefined)
      return Promise.reject(signal.reason)
    }
    return new Promise((resolve, reject) => {
      const stop = () => reject(signal.reason)
      signal.addEventListener('abort', stop, { once: true })
      promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
    })
  }

  /** The same with the clock stopped: a person unlocking the keychain does not use up Mosaic's time. */
  async raceUntimed<T>(promise: Promise<T>): Promise<T> {
    const left = this.remaining()
    clearTimeout(this.#timer)
    try {
      return await this.race(promise)
    } finally {
      this.#endsAt = performance.now() + left
      this.#setTimer()
    }
  }

  async wait(milliseconds: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    try {
      await this.race(new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds))))
    } finally {
      clearTimeout(timer)
    }
  }

  end(): void {
    clearTimeout(this.#timer)
    for (const unfollow of this.#followed) unfollow()
  }

  #setTimer(): void {
    clearTimeout(this.#timer)
    if (this.signal.aborted) return
    this.#timer = setTimeout(() => this.#stop('deadline'), Math.max(0, this.remaining()))
  }

  #follow(signal: AbortSignal): void {
    if (signal.aborted) return this.#stop('cancelled')
    const stop = () => this.#stop('cancelled')
    signal.addEventListener('abort', stop, { once: true })
    this.#followed.push(() => signal.removeEventListener('abort', stop))
  }

  #stop(why: CallEnded['why']): void {
    clearTimeout(this.#timer)
    this.#controller.abort(new CallEnded(why))
  }
}
