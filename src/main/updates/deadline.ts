export interface Deadline {
  readonly signal: AbortSignal
  /** from now on another one: each so many ms it is asked whether it has come */
  each(ms: number, isOver: () => boolean): void
  end(): void
}

/** Aborts after so many ms, or with `closing`. Not AbortSignal.any: with Node 20 what nobody else holds may be collected unfired. */
export function startDeadline(closing: AbortSignal, ms: number): Deadline {
  const own = new AbortController()
  const close = () => own.abort(closing.reason)
  const over = () => own.abort(Object.assign(new Error('too slow'), { code: 'ETIMEDOUT' }))
  if (closing.aborted) close()
  closing.addEventListener('abort', close)
  let timer: NodeJS.Timeout = setTimeout(over, ms)
  return {
    signal: own.signal,
    each(windowMs, isOver) {
      clearTimeout(timer)
      timer = setInterval(() => isOver() && over(), windowMs)
    },
    end() {
      clearTimeout(timer)
      closing.removeEventListener('abort', close)
    }
  }
}

/** Ends the waiting, though not what is waited for. */
export function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
