import { useRef, useState } from 'react'
import { type AppError, toAppError } from '../../shared/errors'

export interface Steps {
  /** what runs now, by the name of its button */
  busy: string | undefined
  failure: { doing: string; error: AppError } | undefined
  /** does one thing after the other: nothing is begun while another step runs */
  run: <Value>(doing: string, work: () => Promise<Value>, done: (value: Value) => void) => void
  /** tells of a failure that no step had */
  fail: (doing: string, thrown: unknown) => void
  clear: () => void
}

/** The steps of a dialog: one at a time, and how the last one failed. */
export function useSteps(onFailure?: (error: AppError) => void): Steps {
  const [busy, setBusy] = useState<string>()
  const [failure, setFailure] = useState<Steps['failure']>()
  // two clicks may come before the next render
  const running = useRef(false)

  const fail = (doing: string, thrown: unknown) => {
    const error = toAppError(thrown)
    setFailure({ doing, error })
    onFailure?.(error)
  }
  const step = async <Value>(doing: string, work: () => Promise<Value>, done: (value: Value) => void) => {
    running.current = true
    setBusy(doing)
    setFailure(undefined)
    try {
      done(await work())
    } catch (thrown) {
      fail(doing, thrown)
    } finally {
      running.current = false
      setBusy(undefined)
    }
  }
  return {
    busy,
    failure,
    run: (doing, work, done) => {
      if (!running.current) void step(doing, work, done)
    },
    fail,
    clear: () => setFailure(undefined)
  }
}
