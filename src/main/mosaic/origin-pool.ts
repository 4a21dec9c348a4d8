import type { Dispatcher } from 'undici'
import { AppFailure, type AppError } from '../../shared/errors'
import { openPool } from './agents'
import type { NetworkRoute, ResolveRoute } from './connection'
import { codeOf, isTlsCode } from './failure-codes'

interface Open {
  route: NetworkRoute
  /** which of the route's ways it takes */
  at: number
  dispatcher: Dispatcher
  deadEnd: boolean
}

/**
 * The pool to one origin. Its route is found on first use, and again after a connection could not be made. Where that was
 * the way's fault the route's next way is taken, and kept for as long as it works.
 */
export class OriginPool {
  readonly #origin: string
  readonly #resolve: ResolveRoute
  readonly #connectMs: number
  #opening: Promise<Open> | undefined
  #last: Open | undefined
  #closed = false

  constructor(origin: string, resolve: ResolveRoute, connectMs: number) {
    this.#origin = origin
    this.#resolve = resolve
    this.#connectMs = connectMs
  }

  /**
   * Fails with `unreachable` when the route cannot be found (`proxy`) or its extra CA cannot be used (`tls`), with
   * `cancelled` once closed.
   */
  async dispatcher(): Promise<Dispatcher> {
    if (this.#closed) throw new AppFailure({ kind: 'cancelled' })
    const opening = (this.#opening ??= this.#open())
    try {
      return (await opening).dispatcher
    } catch (error) {
      if (this.#opening === opening) this.#opening = undefined
      if (error instanceof AppFailure) throw error
      throw new AppFailure(noRoute(error, new URL(this.#origin).host), { cause: error })
    }
  }

  /**
   * The next request asks for the route anew: a laptop that moved may need a proxy now, or none. `deadEnd`: the way that
   * was taken led nowhere, so that nothing can have been sent on it.
   */
  suspect(dispatcher: Dispatcher, deadEnd: boolean): void {
    if (this.#last?.dispatcher !== dispatcher) return
    this.#opening = undefined
    this.#last.deadEnd ||= deadEnd
  }

  /** Closes every socket at once; what is still under way on them fails. */
  async destroy(): Promise<void> {
    this.#closed = true
    await this.#opening?.catch(() => undefined)
    await this.#last?.dispatcher.destroy()
  }

  async #open(): Promise<Open> {
    const route = await this.#resolve(this.#origin)
    const last = this.#last
    const known = last !== undefined && sameRoute(last.route, route) ? last : undefined
    const { ways, extraCa } = route
    // after the last way comes the first again: it may have come back
    const at = known === undefined ? 0 : (known.at + (known.deadEnd ? 1 : 0)) % ways.length
    if (known?.at === at) {
      known.deadEnd = false
      return known
    }
    const way = ways[at] ?? ways[0]
    const dispatcher = openPool(this.#origin, { way, extraCa, connectMs: this.#connectMs })
    this.#last = { route, at, dispatcher, deadEnd: false }
    // not awaited: what still runs on the old route may end there
    void last?.dispatcher.close()
    return this.#last
  }
}

function noRoute(error: unknown, host: string): AppError {
  return isTlsCode(codeOf(error))
    ? { kind: 'unreachable', cause: 'tls', host, detail: 'the extra CA file cannot be used' }
    : { kind: 'unreachable', cause: 'proxy', host, detail: 'the way to the host could not be found' }
}

function sameRoute(a: NetworkRoute, b: NetworkRoute): boolean {
  return listed(a) === listed(b) && a.extraCa === b.extraCa
}

function listed({ ways }: NetworkRoute): string {
  return ways.map((way) => (way.kind === 'http' ? way.url : way.kind)).join()
}
