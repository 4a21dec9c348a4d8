import { existsSync, utimesSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { UpdateProblem } from '../../../src/main/updates/problem'
import { type LoopbackEngine, type Machine, makeMachine, openLoopbackEngine } from './loopback-engine'
import { type Description, feedKey, type LoopbackFeed, ownName, startFeed } from './signed-feed'

const key = feedKey()
const foreign = feedKey()
const release: Description = {
  version: '1.1.0',
  file: 'tessera-1.1.0.AppImage',
  content: Buffer.from('program B')
}

let feed: LoopbackFeed
let machine: Machine
const engines: LoopbackEngine[] = []

beforeEach(async () => {
  feed = await startFeed()
  machine = makeMachine()
})
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.close()))
  await feed.stop()
  machine.remove()
  vi.unstubAllEnvs()
})

function open(againMs?: number): LoopbackEngine {
  const engine = openLoopbackEngine(machine, { url: feed.url, keys: [key.text] }, '1.0.0', againMs)
  engines.push(engine)
  return engine
}

/** Why it was stopped; undefined where it was not. */
const problem = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof UpdateProblem ? error.why : error)
  )

const noPercent = () => undefined

describe('a description and a signature that do not fit for a moment', () => {
  const old: Description = { ...release, version: '1.0.0', file: 'tessera-1.0.0.AppImage' }

  it.each<[string, () => void]>([
    ['are asked for again', () => feed.publish(release, key)],
    ['also where the signature was missing', () => void feed.files.delete(`${ownName}.sig`)]
  ])('%s', async (_, spoil) => {
    feed.publish(old, key)
    const [before, signature] = [feed.files.get(ownName), feed.files.get(`${ownName}.sig`)]
    spoil()
    const after = [...feed.files]
    if (before === undefined || signature === undefined) throw new Error('nothing published')
    // the new signature lies beside the old description, as in the middle of an upload
    feed.files.set(ownName, (response) => {
      for (const [name, file] of after) feed.files.set(name, file)
      if (!feed.files.has(`${ownName}.sig`)) {
        feed.files.set(`${ownName}.sig`, (late) => {
          feed.publish(release, key)
          late.writeHead(404).end()
        })
      }
      response.end(before)
    })
    expect(await open().look()).toBe('1.1.0')
    expect(feed.asked).toEqual([0, 1].flatMap(() => [`/feed/${ownName}`, `/feed/${ownName}.sig`]))
  })

  it('are asked for twice and no more', async () => {
    feed.publish(release, foreign)
    expect(await problem(open().look())).toBe('signature')
    expect(feed.asked).toHaveLength(4)
  })

  it('and the waiting ends with the app', async () => {
    feed.publish(release, foreign)
    const engine = open(3_600_000)
    const looking = problem(engine.look())
    await vi.waitFor(() => expect(feed.asked).toHaveLength(2))
    await engine.close()
    expect(await looking).toBe('unreachable')
  })
})

it('a version that is published anew, with another file: only the latest one is installed', async () => {
  feed.publish(release, key)
  const engine = open()
  await engine.look()
  await engine.download(noPercent)
  const better = { ...release, content: Buffer.from('program C') }
  feed.publish(better, key)
  expect(await engine.look()).toBe('1.1.0')
  expect(await problem(engine.verify())).toBe('damaged')
  expect(() => engine.installNow()).toThrow('damaged')
  expect(machine.content()).toBe('program A')
  await engine.download(noPercent)
  engine.installNow()
  expect(machine.content()).toBe('program C')
})

it('what a killed process left beside the program goes, and what is at work there stays', async () => {
  feed.publish(release, key)
  const [left, young, foreignFile] = ['0123456789ab.new', 'ba9876543210.new', 'new'].map(
    (end) => `${machine.program}.${end}`
  ) as [string, string, string]
  for (const path of [left, young, foreignFile]) writeFileSync(path, 'half')
  const longAgo = new Date(Date.now() - 2 * 3_600_000)
  for (const path of [left, foreignFile]) utimesSync(path, longAgo, longAgo)
  const engine = open()
  await engine.look()
  await engine.download(noPercent)
  engine.installNow()
  expect(machine.content()).toBe(release.content.toString())
  expect([left, young, foreignFile].map((path) => existsSync(path))).toEqual([false, true, true])
})
