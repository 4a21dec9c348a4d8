/** What whoever works may do with its turn. */
export interface Turn {
  /** gives it to another for now */
  rests(): void
  /** resolves when it has one again */
  resumes(): Promise<void>
}

/**
 * Lets so many work at once, in the order of asking. Who pauses gives its turn to another; when it comes back it goes before
 * those who have not begun.
 */
export class Turns {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(atOnce: number) {
    this.#free = atOnce
  }

  /** Waits for a turn, and has it until the work is done. */
  async run<T>(work: (turn: Turn) => Promise<T>): Promise<T> {
    let held = true
    let over = false
    await this.#take('last')
    const rests = () => {
      if (held) this.#give()
      held = false
    }
    const resumes = async () => {
      await this.#take('first')
      // it may have been stopped while it waited
      if (over) this.#give()
      else held = true
    }
    try {
      return await work({ rests, resumes })
    } finally {
      over = true
      rests()
    }
  }

  async #take(place: 'first' | 'last'): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1
      return
    }
    await new Promise<void>((resolve) => {
      if (place === 'first') this.#waiting.unshift(resolve)
      else this.#waiting.push(resolve)
    })
  }

  #give(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#free += 1
    else next()
  }
}
