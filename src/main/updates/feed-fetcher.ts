import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type { Dispatcher } from 'undici'
import { AppFailure } from '../../shared/errors'
import { type Deadline, startDeadline, within } from './deadline'
import { addressOf, type Feed } from './feed-address'
import { codeOf, UpdateProblem } from './problem'

const ANSWER_MS = 30_000
/** how many ways of the settings, proxies mostly, one request tries */
const WAYS = 3

/** What a server that answers bit by bit is given; undici's own limits begin anew with each part of an answer. */
export interface FetchLimits {
  /** ms for a small file from the finding of a way to its last byte, and for a large one until its first */
  wholeMs: number
  /** of a large file at least `windowBytes` must come in each `windowMs` */
  windowMs: number
  windowBytes: number
}

// 35 kB/s: an installer within the working day, and an end to what is slower
const usualLimits: FetchLimits = { wholeMs: 60_000, windowMs: 60_000, windowBytes: 2 * 1024 * 1024 }

/** The connections to one origin, over the proxies and with the trust of the settings. */
export interface FeedPool {
  /** throws AppFailure where there is no way */
  dispatcher(): Promise<Dispatcher>
  /** the way may have changed: it is found anew for the next request */
  suspect(dispatcher: Dispatcher, deadEnd: boolean): void
  destroy(): Promise<void>
}

export interface WantedFile {
  /** a plain name in the feed's folder */
  name: string
  /** bytes, exactly */
  size: number
  /** base64 */
  sha512: string
  /** where it goes; what stands there is replaced */
  destination: string
  onBytes(bytes: number): void
}

/** Gets files of the feed's folder, and nothing else: no redirects, no other host, never more bytes than allowed. */
export interface FeedFetcher {
  /** A small file; undefined where there is none. Throws UpdateProblem: `unreachable`, or `signature` where it is longer. */
  bytes(name: string, limit: number): Promise<Buffer | undefined>
  /** Throws UpdateProblem: `unreachable`, or `damaged` where size or hash differ; the system's error where it cannot be written. */
  file(wanted: WantedFile): Promise<void>
  /** the next request finds its way anew, by the network settings as they are then */
  renew(): void
  /** waits; throws UpdateProblem (`unreachable`) once closed */
  pause(ms: number): Promise<void>
  /** ends what is under way */
  close(): Promise<void>
}

export function createFeedFetcher(
  feed: Feed,
  openPool: (origin: string) => Promise<FeedPool>,
  limits: FetchLimits = usualLimits
): FeedFetcher {
  const { host, origin } = feed.base
  const closing = new AbortController()
  let opening: Promise<FeedPool> | undefined
  let last: { pool: FeedPool; dispatcher: Dispatcher } | undefined

  const unreachable = (name: string, why: string, cause?: unknown) =>
    new UpdateProblem('unreachable', `${name} at ${host}: ${why}`, { cause })
  const failed = (name: string, cause: unknown) =>
    unreachable(name, cause instanceof AppFailure ? cause.error.kind : codeOf(cause), cause)

  async function wayTo(signal: AbortSignal): Promise<{ pool: FeedPool; dispatcher: Dispatcher }> {
    opening ??= openPool(origin).catch((error: unknown) => {
      opening = undefined
      throw error
    })
    const pool = await within(signal, opening)
    return (last = { pool, dispatcher: await within(signal, pool.dispatcher()) })
  }

  /** Asks over one way after the other, for as long as there is another one and no answer at all. */
  async function get(name: string, signal: AbortSignal): Promise<Got> {
    const { pathname, search } = addressOf(feed, name)
    const path = `${pathname}${search}`
    let before: Dispatcher | undefined
    let problem: UpdateProblem | undefined
    for (let tries = 0; tries < WAYS; tries += 1) {
      let way: { pool: FeedPool; dispatcher: Dispatcher } | undefined
      try {
        way = await wayTo(signal)
        if (way.dispatcher === before) break
        const answer = await way.dispatcher.request({
          origin,
          path,
          method: 'GET',
          headers: { accept: '*/*', 'accept-encoding': 'identity', 'cache-control': 'no-cache' },
          headersTimeout: ANSWER_MS,
          bodyTimeout: ANSWER_MS,
          signal
        })
        const { pool, dispatcher } = way
        return { answer, broken: (cause) => (pool.suspect(dispatcher, false), failed(name, cause)) }
      } catch (error) {
        problem ??= failed(name, error)
        if (way === undefined) break
        // no answer at all: the next way of the settings may lead there
        way.pool.suspect(way.dispatcher, true)
        if (signal.aborted) break
        before = way.dispatcher
      }
    }
    throw problem ?? unreachable(name, 'no way')
  }

  return {
    async bytes(name, limit) {
      const deadline = startDeadline(closing.signal, limits.wholeMs)
      try {
        return await small(name, limit, deadline.signal)
      } finally {
        deadline.end()
      }
    },

    async file(wanted) {
      const deadline = startDeadline(closing.signal, limits.wholeMs)
      try {
        await large(wanted, deadline)
      } finally {
        deadline.end()
      }
    },

    renew() {
      last?.pool.suspect(last.dispatcher, false)
    },

    async pause(ms) {
      try {
        await pause(ms, undefined, { signal: closing.signal, ref: false })
      } catch (error) {
        throw failed('the feed', error)
      }
    },

    async close() {
      closing.abort()
      await (await opening?.catch(() => undefined))?.destroy()
    }
  }

  async function small(name: string, limit: number, signal: AbortSignal): Promise<Buffer | undefined> {
    const { answer, broken } = await get(name, signal)
    const { body, statusCode } = answer
    if (statusCode !== 200) {
      drop(body)
      // only a server that says so has none: a gateway’s page is no statement about the feed
      if (statusCode === 404) return undefined
      throw unreachable(name, `HTTP ${statusCode}`)
    }
    const parts: Buffer[] = []
    let length = 0
    try {
      for await (const part of body as AsyncIterable<Buffer>) {
        length += part.length
        if (length > limit) throw new UpdateProblem('signature', `${name} is longer than ${limit} bytes`)
        parts.push(part)
      }
    } catch (error) {
      drop(body)
      throw error instanceof UpdateProblem ? error : broken(error)
    }
    return Buffer.concat(parts)
  }

  async function large(wanted: WantedFile, deadline: Deadline): Promise<void> {
    const { name, size, sha512, destination, onBytes } = wanted
    const { answer, broken } = await get(name, deadline.signal)
    const { body, headers, statusCode } = answer
    const damaged = (why: string) => new UpdateProblem('damaged', `${name} at ${host}: ${why}`)
    if (statusCode !== 200) {
      drop(body)
      throw unreachable(name, `HTTP ${statusCode}`)
    }
    const announced = headers['content-length']
    if (announced !== undefined && Number(announced) !== size) {
      drop(body)
      throw damaged('another size than described')
    }
    const hash = createHash('sha512')
    let length = 0
    let counted = 0
    deadline.each(limits.windowMs, () => {
      const isSlow = length - counted < limits.windowBytes
      counted = length
      return isSlow
    })
    const checked = new Transform({
      transform(part: Buffer, _, done) {
        length += part.length
        if (length > size) return done(damaged('larger than described'))
        hash.update(part)
        onBytes(length)
        done(null, part)
      }
    })
    const written = createWriteStream(destination, { mode: 0o600 })
    // the first to fail takes the others with it
    let first: 'network' | 'disk' | undefined
    body.once('error', () => (first ??= 'network'))
    written.once('error', () => (first ??= 'disk'))
    try {
      await pipeline(body, checked, written)
    } catch (error) {
      throw error instanceof UpdateProblem || first === 'disk' ? error : broken(error)
    }
    if (length !== size) throw damaged('smaller than described')
    if (hash.digest('base64') !== sha512) throw damaged('another SHA-512 than described')
  }
}

interface Got {
  answer: Dispatcher.ResponseData
  /** what broke the answer off, as a problem; the next request finds its way anew */
  broken(cause: unknown): UpdateProblem
}

/** Closes the connection rather than reading what nobody wants. */
function drop(body: Dispatcher.ResponseData['body']): void {
  body.on('error', () => undefined)
  body.destroy()
}
