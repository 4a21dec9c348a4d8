import { randomUUID } from 'node:crypto'
import { createInTurn } from '../storage/in-turn'
import type { KeychainAnswer, KeychainRequest, KeychainValue } from './protocol'
import { openLine, type WorkerLine } from './worker-line'
import type { StartKeychainWorker } from './worker-port'

export interface CallTimes {
  /** until a keychain that does not answer counts as frozen */
  timeoutMs: number
  /** how long a person gets to answer the system's own unlock window */
  promptMs: number
  /** after which an unused worker is ended, to save its memory */
  idleMs: number
}

export const defaultTimes: CallTimes = { timeoutMs: 4_000, promptMs: 30_000, idleMs: 20_000 }

/** How a call ended. `unanswered`: the keychain waits for a person who did not come. `died`: the worker did. */
export type CallOutcome =
  | { kind: 'value'; value: KeychainValue }
  | { kind: 'error'; message: string }
  | { kind: 'no-library'; message: string }
  | { kind: 'frozen' | 'unanswered' | 'died' | 'stopped' }

export interface KeychainCalls {
  /**
   * Waits for its turn, starts a worker where none runs, and always ends. Never rejects. One call is in flight; only beside one
   * that hangs a second worker looks something up, once and for a moment, to tell whether the keychain waits for a person.
   */
  call(request: KeychainRequest): Promise<CallOutcome>
  /** Kills what runs, at once; every call, also later ones, ends as `stopped`. */
  stop(): void
}

/**
 * One call in flight, each within its time; a worker that overran is killed and the next call gets a new one. The one exception
 * is the look-up that tells a keychain which waits for a person from a frozen one: it runs beside the call that hangs.
 */
export function createKeychainCalls(
  start: StartKeychainWorker,
  times: CallTimes = defaultTimes
): KeychainCalls {
  const inTurn = createInTurn()
  const open = new Set<WorkerLine>()
  let line: WorkerLine | undefined
  let idle: NodeJS.Timeout | undefined
  let stopped = false

  const newLine = () => {
    const made = openLine(start)
    open.add(made)
    return made
  }
  const drop = (old: WorkerLine | undefined) => {
    if (old === undefined) return
    open.delete(old)
    old.close()
  }

  /**
   * Looking up what is not there needs no unlocking: a locked keychain answers it even while it shows its unlock window
   * for the call that hangs, a frozen one does not. This is a second worker beside the one that hangs, since one keytar is not
   * for parallel calls; it changes nothing, its account is nobody's, and it is ended with its answer or its time.
   */
  async function isWaitingForPerson(withinMs: number): Promise<boolean> {
    const second = newLine()
    const answer = await within(withinMs, second.ask({ op: 'get', account: `probe ${randomUUID()}` }))
    drop(second)
    return answer !== 'late' && answer?.ok === true
  }

  async function attempt(request: KeychainRequest): Promise<CallOutcome> {
    if (!line?.isOpen()) {
      drop(line)
      line = newLine()
    }
    const current = line
    const asked = current.ask(request)
    const checkMs = times.timeoutMs * 0.4
    let answer = await within(times.timeoutMs - checkMs, asked)
    let waits = false
    if (answer === 'late' && !stopped) {
      waits = await isWaitingForPerson(checkMs)
      answer = await within(waits ? times.promptMs : 0, asked)
    }
    const outcome = stopped ? ({ kind: 'stopped' } as const) : outcomeOf(answer, waits)
    if (outcome.kind !== 'value') drop(current)
    return outcome
  }

  async function call(request: KeychainRequest): Promise<CallOutcome> {
    if (stopped) return { kind: 'stopped' }
    clearTimeout(idle)
    const reused = line?.isOpen() === true
    let outcome = await attempt(request)
    // libsecret holds on to the daemon that it first met: where that one was restarted, only a new process finds the new one
    if (outcome.kind === 'error' && reused) outcome = await attempt(request)
    if (line?.isOpen()) idle = setTimeout(() => drop(line), times.idleMs).unref()
    return outcome
  }

  return {
    call: (request) => inTurn(() => call(request)),
    stop: () => {
      stopped = true
      clearTimeout(idle)
      for (const each of open) drop(each)
    }
  }
}

function outcomeOf(answer: KeychainAnswer | 'late' | undefined, waits: boolean): CallOutcome {
  if (answer === undefined) return { kind: 'died' }
  if (answer === 'late') return { kind: waits ? 'unanswered' : 'frozen' }
  if (answer.ok) return { kind: 'value', value: answer.value }
  return { kind: answer.library ? 'no-library' : 'error', message: answer.message }
}

/** The promise's value, or 'late' after that many milliseconds. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
