import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer as createHttpServer, type Server as HttpServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Dispatcher, Pool } from 'undici'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Ways } from '../../../src/main/mosaic/connection'
import { OriginPool } from '../../../src/main/mosaic/origin-pool'
import { createFeedFetcher, type FeedFetcher, type FeedPool } from '../../../src/main/updates/feed-fetcher'
import { type LoopbackFeed, startFeed } from './signed-feed'

const usual = { wholeMs: 20_000, windowMs: 20_000, windowBytes: 1_000 }
const impatient = { wholeMs: 600, windowMs: 1_500, windowBytes: 1_000 }
const content = Buffer.from('x'.repeat(100_000))
let feed: LoopbackFeed
let folder: string
const fetchers: FeedFetcher[] = []

beforeEach(async () => {
  feed = await startFeed()
  folder = mkdtempSync(join(tmpdir(), 'tessera-fetcher-'))
})
afterEach(async () => {
  await Promise.all(fetchers.splice(0).map((fetcher) => fetcher.close()))
  await feed.stop()
  rmSync(folder, { recursive: true, force: true })
})

function open(
  openPool: (origin: string) => Promise<FeedPool>,
  { base = new URL(feed.url), limits = usual } = {}
): FeedFetcher {
  const fetcher = createFeedFetcher({ base, keys: [], againMs: 0 }, openPool, limits)
  fetchers.push(fetcher)
  return fetcher
}

const direct = async (origin: string): Promise<FeedPool> => {
  const pool = new Pool(origin)
  return { dispatcher: async () => pool, suspect: () => undefined, destroy: () => pool.destroy() }
}
const over = (ways: () => Ways) => async (origin: string) =>
  new OriginPool(origin, async () => ({ ways: ways() }), 2_000)

const wanted = () => ({
  name: 'file',
  size: content.length,
  sha512: createHash('sha512').update(content).digest('base64'),
  destination: join(folder, 'file'),
  onBytes: () => undefined
})

/** Sends a byte now and then, for ever: no part of the answer takes long. */
function drip(response: ServerResponse): void {
  response.writeHead(200)
  response.write('x')
  const timer = setInterval(() => response.write('x'), 50)
  response.on('close', () => clearInterval(timer))
}

const slow = { why: 'unreachable', detail: expect.stringContaining('ETIMEDOUT') as string }

describe('what takes too long', () => {
  it('ends where a server answers bit by bit', async () => {
    feed.files.set('small', drip)
    feed.files.set('file', drip)
    const fetcher = open(direct, { limits: impatient })
    await Promise.all([
      expect(fetcher.bytes('small', 10_000)).rejects.toMatchObject(slow),
      expect(fetcher.file(wanted())).rejects.toMatchObject(slow)
    ])
  })

  it('is no download that goes on, however long it takes', async () => {
    feed.files.set('file', (response) => {
      response.writeHead(200, { 'content-length': content.length })
      let sent = 0
      const timer = setInterval(() => {
        response.write(content.subarray(sent, sent + 5_000))
        sent += 5_000
        if (sent >= content.length) {
          clearInterval(timer)
          response.end()
        }
      }, 50)
    })
    await expect(open(direct, { limits: impatient }).file(wanted())).resolves.toBeUndefined()
  })

  it('ends where no way is ever found', async () => {
    const never = new Promise<Dispatcher>(() => {})
    const pool = { dispatcher: () => never, suspect: () => undefined, destroy: async () => undefined }
    const bytes = (openPool: () => Promise<FeedPool>) =>
      open(openPool, { limits: impatient }).bytes('small', 10)
    await Promise.all([
      expect(bytes(async () => pool)).rejects.toMatchObject(slow),
      expect(bytes(() => new Promise(() => {}))).rejects.toMatchObject(slow)
    ])
    // nobody waits for these two
    fetchers.splice(0)
  })
})

describe('the ways of the settings', () => {
  /** An address where nothing listens. */
  async function deadProxy(): Promise<Ways[number]> {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    server.close()
    await once(server, 'close')
    return { kind: 'http', url: `http://127.0.0.1:${port}` }
  }

  /** A proxy that leads to the feed, whatever host is asked for. */
  async function liveProxy(): Promise<Ways[number]> {
    const proxy = createHttpServer().on('connect', (_, socket, head) => {
      const target = connect(Number(new URL(feed.url).port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
        target.write(head)
        target.pipe(socket).pipe(target)
      })
      for (const end of [socket, target]) end.on('error', () => undefined)
      target.on('close', () => socket.destroy())
    })
    proxy.listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    proxies.push(proxy)
    return { kind: 'http', url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` }
  }
  const proxies: HttpServer[] = []
  afterEach(() => proxies.splice(0).forEach((proxy) => proxy.close()))

  const base = new URL('http://updates.example/feed/')

  it('after a dead one the next one is taken at once', async () => {
    feed.files.set('small', Buffer.from('here'))
    const ways: Ways = [await deadProxy(), await deadProxy(), await liveProxy()]
    const got = await open(
      over(() => ways),
      { base }
    ).bytes('small', 10)
    expect(got?.toString()).toBe('here')
  })

  it('ends where all are dead, after three', async () => {
    const ways: Ways = [await deadProxy(), await deadProxy(), await deadProxy(), await liveProxy()]
    const looked = open(
      over(() => ways),
      { base }
    ).bytes('small', 10)
    await expect(looked).rejects.toMatchObject({ why: 'unreachable' })
    expect(feed.asked).toEqual([])
  })

  it('are those of the moment, once it is told to look for them anew', async () => {
    feed.files.set('small', Buffer.from('here'))
    let ways: Ways = [await liveProxy()]
    const fetcher = open(
      over(() => ways),
      { base }
    )
    await fetcher.bytes('small', 10)
    ways = [await deadProxy()]
    await fetcher.bytes('small', 10)
    fetcher.renew()
    await expect(fetcher.bytes('small', 10)).rejects.toMatchObject({ why: 'unreachable' })
  })
})
