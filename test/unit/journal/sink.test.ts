import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { openJournal, type Journal } from '../../../src/main/journal/journal'
import { startSink, type Sink, type SinkOptions } from '../../../src/main/journal/sink'
import { temporaryFolder } from '../storage/temporary-folder'
import { startReceiver, type Answer, type Receiver } from './fake-receiver'
import { event, file, fill, linesOf, openIn } from './open-in'

const quick = { firstMs: 2, longestMs: 8, postMs: 5_000 }
const running: { sinks: Sink[]; receivers: Receiver[] } = { sinks: [], receivers: [] }

afterEach(async () => {
  await Promise.all(running.sinks.splice(0).map((sink) => sink.stop()))
  await Promise.all(running.receivers.splice(0).map((receiver) => receiver.close()))
})

async function receiver(answer: (nth: number, seq: unknown) => Answer = () => 204): Promise<Receiver> {
  const started = await startReceiver(answer)
  running.receivers.push(started)
  return started
}

async function post(url: string, json: string, signal: AbortSignal): Promise<number> {
  const response = await fetch(url, { method: 'POST', body: json, signal })
  await response.arrayBuffer()
  return response.status
}

function sinkTo(url: string, dir: string, journal: Journal, more: Partial<SinkOptions> = {}): Sink {
  const sink = startSink({ dir, url, post, settled: () => journal.settled(), pace: quick, ...more })
  running.sinks.push(sink)
  return sink
}

const numbers = ({ taken }: Receiver) => taken.map((record) => record['seq'])
const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 5 })

async function journalOf(users: string[]): Promise<{ dir: string; journal: Journal }> {
  const dir = await temporaryFolder()
  const journal = await openIn(dir)
  await fill(journal, users)
  return { dir, journal }
}

describe('a sink', () => {
  it('posts what is there and what comes, in order, each with its hash', async () => {
    const { dir, journal } = await journalOf(['u1'])
    const to = await receiver()
    const sink = sinkTo(to.url, dir, journal)
    await until(() => expect(numbers(to)).toEqual([1, 2]))
    await journal.append(event('three'))
    sink.poke()
    await until(() => expect(sink.state()).toEqual({ delivered: 3, behind: false }))
    expect(numbers(to)).toEqual([1, 2, 3])
    for (const [index, line] of (await linesOf(dir)).entries()) {
      const hash = createHash('sha256').update(line).digest('hex')
      expect(to.texts[index]).toBe(`${line.slice(0, -1)},"hash":"${hash}"}`)
    }
  })

  it.each<[string, Answer]>([
    ['answers 500', 500],
    ['answers 429', 429],
    ['answers 408', 408],
    ['answers 400', 400],
    ['answers 404', 404],
    ['sends it elsewhere', 302],
    ['breaks the connection', 'cut']
  ])(
    'tries again where the receiver %s, until it takes the record, and loses none',
    async (_what, answer) => {
      const { dir, journal } = await journalOf(['u1', 'u2'])
      const to = await receiver((nth) => (nth % 3 === 0 ? 200 : answer))
      // redirects are not followed
      const strictly: SinkOptions['post'] = async (url, json, signal) =>
        (await fetch(url, { method: 'POST', body: json, signal, redirect: 'manual' })).status
      const sink = sinkTo(to.url, dir, journal, { post: strictly })
      await until(() => expect(sink.state()).toEqual({ delivered: 4, behind: false }))
      expect(numbers(to)).toEqual([1, 2, 3, 4])
      expect(to.posted.map(({ seq }) => seq)).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4])
    }
  )

  it('gives up on an answer that does not come, and asks again', async () => {
    const { dir, journal } = await journalOf(['u1'])
    const to = await receiver((nth) => (nth === 1 ? 'hang' : 200))
    const deaf: SinkOptions['post'] = (url, json) => post(url, json, new AbortController().signal)
    sinkTo(to.url, dir, journal, { post: deaf, pace: { ...quick, postMs: 60 } })
    await until(() => expect(numbers(to)).toEqual([1, 2]))
  })

  it('says that it fails and when it tries again, without the words of what was thrown', async () => {
    const { dir, journal } = await journalOf(['u1'])
    const slow = { firstMs: 60_000, longestMs: 600_000, postMs: 5_000 }
    const tell = async (answer: () => Promise<number>) => {
      const sink = sinkTo('https://x.example/', dir, journal, {
        post: answer,
        pace: slow,
        now: () => 1_000,
        random: () => 0.5
      })
      await until(() => expect(sink.state().failing).toBeDefined())
      return sink.state()
    }
    expect(await tell(() => Promise.reject(new Error('s3cret')))).toEqual({
      behind: true,
      delivered: undefined,
      failing: { status: undefined, since: 1_000, next: 1_000 + 45_000 }
    })
    const after = async (status: number) => (await tell(() => Promise.resolve(status))).failing
    expect(await after(503)).toEqual({ status: 503, since: 1_000, next: 46_000 })
    // for what somebody has to mend it waits its longest at once
    expect(await after(403)).toEqual({ status: 403, since: 1_000, next: 451_000 })
  })

  it('never keeps an append waiting', async () => {
    const { dir, journal } = await journalOf(['u1'])
    const to = await receiver(() => 'hang')
    const sink = sinkTo(to.url, dir, journal)
    await until(() => expect(to.posted).toHaveLength(1))
    await fill(journal, ['u2', 'u3'])
    sink.poke()
    expect(await journal.verify()).toMatchObject({ ok: true, lines: 6 })
    expect(to.posted).toHaveLength(1)
  })

  it('goes on after a restart where it was, and sends again what it was not told to be taken', async () => {
    const { dir, journal } = await journalOf(['u1', 'u2'])
    const to = await receiver((nth) => (nth === 3 ? 'hang' : 200))
    const first = sinkTo(to.url, dir, journal)
    await until(() => expect(to.posted).toHaveLength(3))
    await first.stop()
    await journal.append(event('meanwhile'))
    sinkTo(to.url, dir, journal)
    await until(() => expect(numbers(to)).toEqual([1, 2, 3, 4, 5]))
    expect(to.posted.map(({ seq }) => seq)).toEqual([1, 2, 3, 3, 4, 5])
  })

  it('gives another receiver everything, and keeps no URL on the disk', async () => {
    const { dir, journal } = await journalOf(['u1'])
    const [one, other] = [await receiver(), await receiver()]
    const first = sinkTo(one.url, dir, journal)
    await until(() => expect(first.state().behind).toBe(false))
    await first.stop()
    const stored = await readFile(join(dir, 'journal.sink.json'), 'utf8')
    expect(stored).not.toMatch(/127\.0\.0\.1|s3cret/)
    sinkTo(other.url, dir, journal)
    await until(() => expect(numbers(other)).toEqual([1, 2]))
    expect(numbers(one)).toEqual([1, 2])
  })

  it('stops at once, in a post or in a pause, and posts no more', async () => {
    const { dir, journal } = await journalOf(['u1'])
    const hanging = await receiver(() => 'hang')
    const inPost = sinkTo(hanging.url, dir, journal)
    await until(() => expect(hanging.posted).toHaveLength(1))
    await inPost.stop()
    const failing = await receiver(() => 500)
    const inPause = sinkTo(failing.url, dir, journal, { pace: { ...quick, firstMs: 1e8, longestMs: 1e8 } })
    await until(() => expect(inPause.state().failing?.status).toBe(500))
    await inPause.stop()
    inPause.poke()
    await journal.append(event('later'))
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect([hanging.posted.length, failing.posted.length]).toEqual([1, 1])
  })
})

describe('a sink sends', () => {
  it('nothing that is not settled', async () => {
    const { dir, journal } = await journalOf(['u1'])
    const to = await receiver()
    const half = (await linesOf(dir))[0]!.length + 1
    const sink = sinkTo(to.url, dir, journal, { settled: () => half })
    await until(() => expect(sink.state()).toEqual({ delivered: 1, behind: false }))
    expect(numbers(to)).toEqual([1])
  })

  it('a damaged line as evidence, and the lines behind it', async () => {
    const { dir } = await journalOf(['u1', 'u2'])
    const lines = (await linesOf(dir)).with(1, 'nonsense')
    await writeFile(file(dir), `${lines.join('\n')}\n`)
    const to = await receiver()
    sinkTo(to.url, dir, await openIn(dir))
    await until(() => expect(numbers(to)).toEqual([1, undefined, 3, 4, 5]))
    expect(to.taken[1]).toEqual({
      damaged: 'nonsense',
      hash: createHash('sha256').update('nonsense').digest('hex')
    })
  })

  it('everything again where the file before its place is not what it sent', async () => {
    const { dir, journal } = await journalOf(['u1'])
    const to = await receiver()
    const first = sinkTo(to.url, dir, journal)
    await until(() => expect(first.state().behind).toBe(false))
    await first.stop()
    const lines = await linesOf(dir)
    await writeFile(file(dir), `${lines.with(1, lines[1]!.replace('done', 'gone')).join('\n')}\n`)
    sinkTo(to.url, dir, await openIn(dir))
    await until(() => expect(numbers(to)).toEqual([1, 2, 1, 2, 3]))
    expect(to.taken.map((record) => record['result'])).toEqual([
      undefined,
      'done',
      undefined,
      'gone',
      undefined
    ])
  })

  it.each([['damaged'], ['{"version":9}']])('everything where its cursor is %s', async (text) => {
    const { dir, journal } = await journalOf(['u1'])
    await writeFile(join(dir, 'journal.sink.json'), text)
    const to = await receiver()
    const sink = sinkTo(to.url, dir, journal)
    await until(() => expect(numbers(to)).toEqual([1, 2]))
    await journal.append(event('three'))
    sink.poke()
    // also where the cursor cannot be written it goes on, and not from the start
    await until(() => expect(numbers(to)).toEqual([1, 2, 3]))
  })

  it('as soon as the file can be read again', async () => {
    const { dir, journal } = await journalOf(['u1'])
    await rename(file(dir), `${file(dir)}.away`)
    await mkdir(file(dir))
    const to = await receiver()
    const sink = sinkTo(to.url, dir, journal)
    await until(() => expect(sink.state().failing).toBeDefined())
    await rm(file(dir), { recursive: true })
    await rename(`${file(dir)}.away`, file(dir))
    await until(() => expect(numbers(to)).toEqual([1, 2]))
  })

  it('from an empty journal nothing, until there is something', async () => {
    const dir = await temporaryFolder()
    const journal = await openJournal({ dir, agent: 'ada', machine: 'm', version: '1' })
    const to = await receiver()
    const sink = sinkTo(to.url, dir, journal)
    await until(() => expect(sink.state()).toEqual({ behind: false }))
    for (let number = 1; number <= 20; number++) {
      await journal.append(event(`${number}`))
      sink.poke()
    }
    await until(() => expect(numbers(to)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1)))
  })
})
