import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Dispatcher } from 'undici'
import { AppFailure } from '../../shared/errors'
import { addressOf, type Feed } from './feed-address'
import { codeOf, UpdateProblem } from './problem'

const ANSWER_MS = 30_000

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
  /** ends what is under way */
  close(): Promise<void>
}

export function createFeedFetcher(feed: Feed, openPool: (origin: string) => Promise<FeedPool>): FeedFetcher {
  const { host, origin } = feed.base
  const closing = new AbortController()
  let opening: Promise<FeedPool> | undefined

  const unreachable = (name: string, why: string, cause?: unknown) =>
    new UpdateProblem('unreachable', `${name} at ${host}: ${why}`, { cause })

  async function get(name: string): Promise<{ answer: Dispatcher.ResponseData; failed: Failed }> {
    const pool = await (opening ??= openPool(origin))
    let dispatcher: Dispatcher | undefined
    const failed: Failed = (cause, deadEnd = false) => {
      if (dispatcher !== undefined) pool.suspect(dispatcher, deadEnd)
      return unreachable(name, cause instanceof AppFailure ? cause.error.kind : codeOf(cause), cause)
    }
    try {
      dispatcher = await pool.dispatcher()
      const { pathname, search } = addressOf(feed, name)
      const answer = await dispatcher.request({
        origin,
        path: `${pathname}${search}`,
        method: 'GET',
        headers: { accept: '*/*', 'accept-encoding': 'identity', 'cache-control': 'no-cache' },
        headersTimeout: ANSWER_MS,
        bodyTimeout: ANSWER_MS,
        signal: closing.signal
      })
      return { answer, failed }
    } catch (error) {
      // no answer at all: the next way of the settings may lead there
      throw failed(error, true)
    }
  }

  return {
    async bytes(name, limit) {
      const { answer, failed } = await get(name)
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
        throw error instanceof UpdateProblem ? error : failed(error)
      }
      return Buffer.concat(parts)
    },

    async file({ name, size, sha512, destination, onBytes }) {
      const { answer, failed } = await get(name)
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
      const counted = new Transform({
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
        await pipeline(body, counted, written)
      } catch (error) {
        throw error instanceof UpdateProblem || first === 'disk' ? error : failed(error)
      }
      if (length !== size) throw damaged('smaller than described')
      if (hash.digest('base64') !== sha512) throw damaged('another SHA-512 than described')
    },

    async close() {
      closing.abort()
      await (await opening?.catch(() => undefined))?.destroy()
    }
  }
}

type Failed = (cause: unknown, deadEnd?: boolean) => UpdateProblem

/** Closes the connection rather than reading what nobody wants. */
function drop(body: Dispatcher.ResponseData['body']): void {
  body.on('error', () => undefined)
  body.destroy()
}
