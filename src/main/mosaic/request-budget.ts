import { AppFailure, type AppError } from '../../shared/errors'

/** Who must know what a client does meanwhile. */
export interface Watch {
  /** its first request goes out */
  begins?(): void
  /** nothing is under way: it waits before it tries again */
  rests?(): void
  /** resolves when it may go on after that */
  resumes?(): Promise<void>
}

/**
 * The HTTP requests that one client may send in all, tokens and retries counted. With the last one gone nothing is tried again,
 * and what was not asked yet fails: it is never taken for an answer.
 */
export class RequestBudget {
  readonly #most: number
  readonly #watch: Watch
  #left: number
  #underWay = 0
  #pauses = 0
  #resting = false
  #resuming: Promise<void> | undefined
  /** why the last request had to be repeated: that is where the others went */
  #why: AppError | undefined

  constructor(most: number, watch: Watch = {}) {
    this.#most = most
    this.#left = most
    this.#watch = watch
  }

  get spent(): boolean {
    return this.#left === 0
  }

  /** What the last repeated request failed with. */
  get why(): AppError | undefined {
    return this.#why
  }

  /** Sends one request. Throws `AppFailure` with the reason why none is left, and sends nothing then. */
  async request<T>(send: () => Promise<T>): Promise<T> {
    if (this.#left === 0) throw new AppFailure(this.#nothingLeft())
    if (this.#left === this.#most) this.#watch.begins?.()
    this.#left -= 1
    this.#underWay += 1
    try {
      return await send()
    } finally {
      this.#underWay -= 1
      this.#look()
    }
  }

  /** The request that failed with that error is about to be repeated. */
  repeats(error: AppError): void {
    this.#why = error
  }

  /** The time until a request is repeated; who else waits for a turn gets it meanwhile. */
  async pause(wait: () => Promise<void>): Promise<void> {
    this.#pauses += 1
    this.#look()
    try {
      await wait()
    } finally {
      this.#pauses -= 1
    }
    await this.ready()
  }

  /** Resolves at once, unless the client rests: then when it may go on. */
  async ready(): Promise<void> {
    if (!this.#resting) return
    this.#resuming ??= this.#resume()
    await this.#resuming
  }

  #look(): void {
    if (this.#resting || this.#underWay > 0 || this.#pauses === 0) return
    this.#resting = true
    this.#watch.rests?.()
  }

  async #resume(): Promise<void> {
    await this.#watch.resumes?.()
    this.#resting = false
    this.#resuming = undefined
  }

  #nothingLeft(): AppError {
    const step = `Not everything could be asked: there are at most ${this.#most} requests for it.`
    return { ...(this.#why ?? { kind: 'internal', detail: 'no request is left' }), step }
  }
}
