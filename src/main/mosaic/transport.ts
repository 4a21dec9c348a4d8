import type { Dispatcher } from 'undici'

export interface WireRequest {
  origin: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** raw, with its values encoded; nothing on the way may parse and rebuild it */
  path: string
  headers: Record<string, string>
  body?: string | undefined
  headersMs: number
  bodyMs: number
  /** bytes; a longer answer is broken off */
  bodyLimit: number
}

export interface WireAnswer {
  status: number
  /** names in lower case; repeated ones joined */
  headers: Record<string, string>
  body: Buffer
}

/** No whole answer came. `sent` is false only where provably not a byte of the request was written. */
export class ExchangeFailure extends Error {
  readonly sent: boolean
  /** the status of an answer whose body did not come whole */
  readonly status: number | undefined
  constructor(cause: unknown, sent: boolean, status?: number) {
    super('no whole answer', { cause })
    this.name = 'ExchangeFailure'
    this.sent = sent
    this.status = status
  }
}

export class AnswerTooLong extends Error {
  constructor(limit: number) {
    super(`longer than ${limit} bytes`)
    this.name = 'AnswerTooLong'
  }
}

/** One request and its whole answer, once. Aborting the signal closes the socket. Fails with `ExchangeFailure`. */
export function exchange(
  dispatcher: Dispatcher,
  request: WireRequest,
  signal: AbortSignal
): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const handler = new Exchange(request.bodyLimit, resolve, reject)
    if (signal.aborted) return handler.stop(signal.reason)
    const stop = () => handler.stop(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    handler.onSettled = () => signal.removeEventListener('abort', stop)
    const { origin, method, path, headers, body, headersMs, bodyMs } = request
    const options = { origin, method, path, headers, headersTimeout: headersMs, bodyTimeout: bodyMs }
    try {
      dispatcher.dispatch({ ...options, body: body ?? null }, handler)
    } catch (error) {
      handler.stop(error)
    }
  })
}

/**
 * undici's own `request()` neither says whether anything was written nor can be cancelled while a connection is still
 * being made; `onRequestStart`, called just before the first byte, tells both.
 */
class Exchange implements Dispatcher.DispatchHandler {
  onSettled: () => void = () => {}
  readonly #limit: number
  readonly #resolve: (answer: WireAnswer) => void
  readonly #reject: (failure: ExchangeFailure) => void
  #controller: Dispatcher.DispatchController | undefined
  #settled = false
  #status: number | undefined
  #headers: Record<string, string> = {}
  #chunks: Buffer[] = []
  #length = 0

  constructor(
    limit: number,
    resolve: (answer: WireAnswer) => void,
    reject: (failure: ExchangeFailure) => void
  ) {
    this.#limit = limit
    this.#resolve = resolve
    this.#reject = reject
  }

  stop(reason: unknown): void {
    this.#fail(reason)
    this.#controller?.abort(reason instanceof Error ? reason : new Error('stopped'))
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // a second start would be undici sending the request again by itself: that is ours to decide
    if (this.#settled || this.#controller !== undefined) return controller.abort(new Error('not wanted'))
    this.#controller = controller
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Headers): void {
    if (status < 200) return
    this.#status = status
    for (const [name, value] of Object.entries(headers)) {
      if (value !== undefined) this.#headers[name] = Array.isArray(value) ? value.join(', ') : value
    }
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#length += chunk.length
    if (this.#length > this.#limit) return this.stop(new AnswerTooLong(this.#limit))
    this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    if (this.#settled || this.#status === undefined) return
    this.#settle()
    const answer = { status: this.#status, headers: this.#headers, body: Buffer.concat(this.#chunks) }
    // undici frees the connection one turn later: a caller that goes on at once would open a second one
    queueMicrotask(() => setImmediate(() => this.#resolve(answer)))
  }

  onResponseError(_: Dispatcher.DispatchController | undefined, error: Error): void {
    this.#fail(error)
  }

  #fail(cause: unknown): void {
    if (this.#settled) return
    this.#settle()
    this.#reject(new ExchangeFailure(cause, this.#controller !== undefined, this.#status))
  }

  #settle(): void {
    this.#settled = true
    this.onSettled()
  }
}

type Headers = Readonly<Record<string, string | string[] | undefined>>
