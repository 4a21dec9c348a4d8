import { AppFailure } from '../../shared/errors'
import { createInTurn } from '../storage/in-turn'
import type { SecretSource } from './tenant-opener'

/**
 * The client secrets of one look-up, each read once. The keychain is asked for one at a time, so that nothing waits behind its unlock
 * window; where it cannot be asked once, it is not asked for the others: each would bring up that window again.
 */
export class LookUpSecrets {
  readonly #inTurn = createInTurn()
  readonly #signal: AbortSignal
  #unavailable: AppFailure | undefined

  constructor(signal: AbortSignal) {
    this.#signal = signal
  }

  /** How a client of this look-up comes by its secret. */
  readonly through = ({ isAtHand, read }: SecretSource): (() => Promise<string>) => {
    let secret: Promise<string> | undefined
    return () => (secret ??= isAtHand() ? read() : this.#inTurn(() => this.#ask(read)))
  }

  async #ask(read: () => Promise<string>): Promise<string> {
    // whoever stopped the look-up is not asked to unlock anything for it
    if (this.#signal.aborted) throw new AppFailure({ kind: 'cancelled' })
    if (this.#unavailable !== undefined) throw this.#unavailable
    try {
      return await read()
    } catch (thrown) {
      if (thrown instanceof AppFailure && thrown.error.kind === 'keychain-unavailable')
        this.#unavailable = thrown
      throw thrown
    }
  }
}
