import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { placesIn } from './places'
import { rawLines, type RawLine } from './raw-lines'
import { openSinkCursor, type SinkCursor } from './sink-cursor'
import { sinkRecord } from './sink-record'

export interface SinkOptions {
  dir: string
  url: string
  /** Answers the HTTP status. The signal ends one that takes too long, or that is under way when the sink stops. */
  post: (url: string, json: string, signal: AbortSignal) => Promise<number>
  /** how far the file counts: what is behind may still be taken back */
  settled: () => number
  pace?: SinkPace | undefined
  now?: (() => number) | undefined
  /** answers from 0 to below 1 */
  random?: (() => number) | undefined
}

export interface SinkPace {
  firstMs: number
  longestMs: number
  postMs: number
}

export interface SinkState {
  /** the number of the last record that was taken since the start */
  delivered?: number | undefined
  /** records wait to be sent */
  behind: boolean
  /** while it fails: the last status, absent where no answer came, since when, and when it is tried again */
  failing?: { status?: number | undefined; since: number; next: number } | undefined
}

export interface Sink {
  /** says that there may be new records; returns at once */
  poke(): void
  /** resolves when nothing of it runs any more; what was under way then is sent again by the next sink */
  stop(): Promise<void>
  state(): SinkState
}

const usualPace: SinkPace = { firstMs: 2_000, longestMs: 5 * 60_000, postMs: 30_000 }

/**
 * Posts the journal's lines in their order to a receiver, each until it is taken, at least once. It reads the file itself, so
 * nothing is lost by a restart, a full queue or a receiver that is away for weeks, and no append waits for it.
 */
export function startSink(options: SinkOptions): Sink {
  const { dir, url, post, settled } = options
  const { pace = usualPace, now = Date.now, random = Math.random } = options
  const stopped = new AbortController()
  let wake: () => void = () => undefined
  let poked = true
  let state: SinkState = { behind: true }

  async function run(): Promise<void> {
    const cursor = await openSinkCursor(dir, url)
    for (;;) {
      await wakened()
      if (stopped.signal.aborted) return
      poked = false
      state = { delivered: state.delivered, behind: true, failing: state.failing }
      await untilDone(() => sendAll(cursor))
      state = { delivered: state.delivered, behind: poked }
    }
  }

  async function wakened(): Promise<void> {
    if (poked || stopped.signal.aborted) return
    await new Promise<void>((resolve) => (wake = resolve))
  }

  /** One pass over what is settled by now. The file may be missing or not readable for a while. */
  async function sendAll(cursor: SinkCursor): Promise<undefined> {
    const to = settled()
    if (to === 0) return
    const file = await open(placesIn(dir).file, 'r')
    try {
      for await (const lines of rawLines(file, await cursor.from(file), to)) {
        for (const line of lines) {
          if (stopped.signal.aborted) return
          await send(line, cursor)
        }
      }
    } finally {
      await file.close()
    }
  }

  async function send(line: RawLine, cursor: SinkCursor): Promise<void> {
    const { json, seq } = sinkRecord(line)
    await untilDone(() => postOnce(json))
    if (stopped.signal.aborted) return
    state = { delivered: seq ?? state.delivered, behind: true }
    await cursor.moveTo(line)
  }

  /** Answers undefined once it is taken, else the status. */
  async function postOnce(json: string): Promise<number | undefined> {
    const over = new AbortController()
    const end = () => over.abort()
    const timer = setTimeout(end, pace.postMs)
    stopped.signal.addEventListener('abort', end)
    try {
      // whether or not `post` heeds the signal
      const ended = once(over.signal, 'abort').then(() => undefined)
      const status = await Promise.race([post(url, json, over.signal), ended])
      if (status === undefined) throw new Error('no answer in time')
      return status >= 200 && status < 300 ? undefined : status
    } finally {
      clearTimeout(timer)
      stopped.signal.removeEventListener('abort', end)
    }
  }

  async function untilDone(act: () => Promise<number | undefined>): Promise<void> {
    for (let tried = 1; !stopped.signal.aborted; tried++) {
      let status: number | undefined
      try {
        status = await act()
        if (status === undefined) return
      } catch {
        // what was thrown may hold the URL and its key
      }
      if (stopped.signal.aborted) return
      const wait = waitAfter(status, tried, pace) * (0.5 + random() / 2)
      state = {
        ...state,
        failing: { status, since: state.failing?.since ?? now(), next: now() + wait }
      }
      await pause(wait, undefined, { signal: stopped.signal, ref: false }).catch(() => undefined)
    }
  }

  const ended = run().catch(() => undefined)
  return {
    poke: () => {
      poked = true
      wake()
    },
    stop: async () => {
      stopped.abort()
      wake()
      await ended
    },
    state: () => state
  }
}

/** A receiver that refuses a record has to be mended by somebody: it is asked seldom, but no record is passed over. */
function waitAfter(status: number | undefined, tried: number, pace: SinkPace): number {
  const refused = status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429
  return refused ? pace.longestMs : Math.min(pace.longestMs, pace.firstMs * 2 ** (tried - 1))
}
