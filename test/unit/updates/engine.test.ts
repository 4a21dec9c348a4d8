import fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { UpdateProblem } from '../../../src/main/updates/problem'
import { NsisInstaller } from '../../../src/main/updates/updaters'
import {
  adapterOf,
  type LoopbackEngine,
  type Machine,
  makeMachine,
  openLoopbackEngine
} from './loopback-engine'
import {
  type Description,
  descriptionOf,
  feedKey,
  type LoopbackFeed,
  ownName,
  signatureLine,
  startFeed
} from './signed-feed'

const key = feedKey()
const foreign = feedKey()
const release: Description = {
  version: '1.1.0',
  file: 'tessera-1.1.0.AppImage',
  content: Buffer.from(`program B ${'x'.repeat(100_000)}`)
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

function open(installed?: string): LoopbackEngine {
  const engine = openLoopbackEngine(machine, { url: feed.url, keys: [key.text] }, installed)
  engines.push(engine)
  return engine
}

/** Why it was stopped; undefined where it was not. */
const problem = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => {
      if (!(error instanceof UpdateProblem)) throw error
      // whoever reads it learns names and codes, and no address or folder
      expect(error.detail).not.toMatch(/\/|\?|password/)
      return error.why
    }
  )

const noPercent = () => undefined
const nothingBut = (name: string) => expect(feed.asked.filter((path) => !path.includes(name))).toEqual([])

describe('from A to B', () => {
  it('finds, gets, checks and puts in place, in one step and executable', async () => {
    feed.publish(release, key)
    const engine = open()
    expect(await engine.look()).toBe('1.1.0')
    nothingBut(ownName)
    const percents: number[] = []
    await engine.download((percent) => percents.push(percent))
    expect(percents.at(-1)).toBe(100)
    expect(machine.content()).toBe('program A')
    await engine.verify()
    engine.installNow()
    expect(machine.content()).toBe(release.content.toString())
    expect(statSync(machine.program).mode & 0o777).toBe(0o755)
    expect(readdirSync(dirname(machine.program))).toEqual(['tessera.AppImage'])
  })

  it('with the quitting, and only where that is wanted by then', async () => {
    feed.publish(release, key)
    const engine = open()
    await engine.look()
    await engine.download(noPercent)
    engine.quit()
    expect(machine.content()).toBe('program A')
    engine.installOnQuit(true)
    engine.quit(1)
    expect(machine.content()).toBe('program A')
    engine.quit()
    expect(machine.content()).toBe(release.content.toString())
  })

  it('by what an earlier run has downloaded, which is checked again', async () => {
    feed.publish(release, key)
    const first = open()
    await first.look()
    await first.download(noPercent)
    feed.asked.length = 0
    const second = open()
    await second.look()
    await second.download(noPercent)
    nothingBut(ownName)
    second.installNow()
    expect(machine.content()).toBe(release.content.toString())
  })

  it('sends nothing that tells this installation from others', async () => {
    feed.publish(release, key)
    await open().look()
    expect(feed.asked.toSorted()).toEqual([`/feed/${ownName}`, `/feed/${ownName}.sig`])
  })
})

describe('what is offered', () => {
  it.each<[string, string, string, string | undefined]>([
    ['a newer version', '1.0.0', '1.0.1', '1.0.1'],
    ['the same', '1.1.0', '1.1.0', undefined],
    ['the same in another build', '1.1.0', '1.1.0+2', undefined],
    ['a prerelease to a stable version', '1.0.0', '2.0.0-beta.1', undefined],
    ['a prerelease to a prerelease', '2.0.0-beta.1', '2.0.0-beta.2', '2.0.0-beta.2'],
    ['a stable version to a prerelease', '2.0.0-beta.1', '2.0.0', '2.0.0'],
    ['ten after nine', '1.9.0', '1.10.0', '1.10.0']
  ])('%s', async (_, installed, version, found) => {
    feed.publish({ ...release, version }, key)
    expect(await open(installed).look()).toBe(found)
  })

  it.each([
    ['1.1.0', '1.0.9'],
    ['1.0.0', '1.0.0-rc.1'],
    ['2.0.0-beta.2', '2.0.0-beta.1']
  ])('%s is never replaced by %s, and that is said', async (installed, version) => {
    feed.publish({ ...release, version }, key)
    const engine = open(installed)
    await expect(engine.look()).rejects.toMatchObject({ why: 'downgrade', version })
    expect(await problem(engine.download(noPercent))).toBe('install')
    nothingBut(ownName)
  })

  it('a kernel that is too old gets nothing', async () => {
    feed.publish({ ...release, more: 'minimumSystemVersion: 999.0.0\n' }, key)
    expect(await open().look()).toBeUndefined()
  })
})

describe('a roll-out', () => {
  const offered = async (percentage: number) => {
    feed.publish({ ...release, more: `stagingPercentage: ${percentage}\n` }, key)
    const found = await open().look()
    return found !== undefined
  }

  it('reaches nobody at 0 and everybody at 100', async () => {
    expect([await offered(0), await offered(100)]).toEqual([false, true])
  })

  it('stays with an installation: who is in at a percentage is in at every higher one', async () => {
    expect(await offered(50)).toBe(await offered(50))
    const id = readFileSync(join(machine.userData, '.updaterId'), 'utf8')
    const percentages = fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(fc.uuid({ version: 5 }), percentages, async (installation, some) => {
        writeFileSync(join(machine.userData, '.updaterId'), installation)
        const inside: boolean[] = []
        for (const percentage of some.toSorted((a, b) => a - b)) inside.push(await offered(percentage))
        expect(inside).toEqual(inside.toSorted((a, b) => Number(a) - Number(b)))
      }),
      { numRuns: 10 }
    )
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('a description that is not ours', () => {
  const content = descriptionOf(release)
  const signatures = (text: string) => Buffer.from(text)

  it.each<[string, string, () => void]>([
    ['has no signature', 'signature', () => feed.files.delete(`${ownName}.sig`)],
    ['is signed by a foreign key', 'signature', () => feed.publish(release, foreign)],
    [
      'was changed',
      'signature',
      () => feed.files.set(ownName, Buffer.from(content.toString().replace('1.1.0', '9.9.9')))
    ],
    [
      'is signed for another platform',
      'signature',
      () => feed.files.set(`${ownName}.sig`, signatures(signatureLine(key, 'latest.yml', content)))
    ],
    ['is too long', 'signature', () => feed.files.set(ownName, Buffer.alloc(256 * 1024 + 1))],
    [
      'has too long a signature',
      'signature',
      () => feed.files.set(`${ownName}.sig`, signatures(signatureLine(key, ownName, content).repeat(60)))
    ],
    ['is not there', 'unreachable', () => feed.files.delete(ownName)],
    [
      'cannot be had',
      'unreachable',
      () => feed.files.set(ownName, (response) => response.writeHead(503).end())
    ],
    ['breaks off', 'unreachable', () => feed.files.set(ownName, (response) => response.destroy())],
    [
      'lies elsewhere',
      'unreachable',
      () =>
        feed.files.set(ownName, (response) => response.writeHead(302, { location: `${feed.url}other` }).end())
    ]
  ])('%s', async (_, why, spoil) => {
    feed.publish(release, key)
    feed.files.set('other', content)
    spoil()
    const engine = open()
    expect(await problem(engine.look())).toBe(why)
    // nothing was taken from it, and the next look tries anew
    expect(await problem(engine.download(noPercent))).toBe('install')
    nothingBut(ownName)
    feed.publish(release, key)
    expect(await engine.look()).toBe('1.1.0')
  })

  it('and a feed that is down', async () => {
    const engine = open()
    await feed.stop()
    expect(await problem(engine.look())).toBe('unreachable')
    feed = await startFeed()
  })
})

describe('a file that is not the one described', () => {
  const { content, file } = release

  it.each<[string, string, () => void]>([
    ['has another hash', 'damaged', () => feed.files.set(file, Buffer.from(content).fill('y', 0, 1))],
    ['is truncated', 'damaged', () => feed.files.set(file, content.subarray(0, 50_000))],
    ['is longer', 'damaged', () => feed.files.set(file, Buffer.concat([content, content]))],
    [
      'is truncated without saying its length',
      'damaged',
      () => feed.files.set(file, (response) => response.end(content.subarray(0, 50_000)))
    ],
    [
      'has no end',
      'damaged',
      () => feed.files.set(file, (response) => response.end(Buffer.concat([content, content])))
    ],
    [
      'breaks off',
      'unreachable',
      () =>
        feed.files.set(file, (response) => {
          response.writeHead(200, { 'content-length': content.length })
          response.write(content.subarray(0, 50_000), () => response.destroy())
        })
    ],
    ['is not there', 'unreachable', () => feed.files.delete(file)]
  ])('%s', async (_, why, spoil) => {
    feed.publish(release, key)
    spoil()
    const engine = open()
    expect(await engine.look()).toBe('1.1.0')
    expect(await problem(engine.download(noPercent))).toBe(why)
    engine.installOnQuit(true)
    engine.quit()
    expect(() => engine.installNow()).toThrow('install')
    expect(machine.content()).toBe('program A')
    // and the next look tries anew
    feed.publish(release, key)
    expect(await engine.look()).toBe('1.1.0')
    await engine.download(noPercent)
    engine.installNow()
    expect(machine.content()).toBe(content.toString())
  })

  it('was changed on the disk before the installing', async () => {
    feed.publish(release, key)
    const engine = open()
    const tamper = () => writeFileSync(join(machine.pending, file), 'evil', { mode: 0o755 })
    await engine.look()
    await engine.download(noPercent)
    tamper()
    expect(await problem(engine.verify())).toBe('damaged')
    expect(existsSync(join(machine.pending, file))).toBe(false)
    await engine.look()
    await engine.download(noPercent)
    tamper()
    // also where nobody looked before
    expect(() => engine.installNow()).toThrow('damaged')
    await engine.look()
    await engine.download(noPercent)
    tamper()
    engine.installOnQuit(true)
    engine.quit()
    expect(machine.content()).toBe('program A')
    expect(engine.logged).toEqual(['update stopped: damaged: the downloaded file was changed or removed'])
    expect(readdirSync(dirname(machine.program))).toEqual(['tessera.AppImage'])
  })

  it('cannot be put in place where the old one is gone', async () => {
    feed.publish(release, key)
    const engine = open()
    await engine.look()
    await engine.download(noPercent)
    machine.remove()
    expect(() => engine.installNow()).toThrow('install: ENOENT')
  })
})

it('on Windows an installer that cannot be started is said', () => {
  const updater = new NsisInstaller(adapterOf(machine, '1.0.0', () => undefined))
  updater.logger = null
  expect(() => updater.installAndQuit()).toThrow('No update filepath provided')
})

it('two at once over one folder end with the whole file or with a said failure', async () => {
  const content = randomBytes(3_000_000)
  // slow enough that they meet
  const release3 = { ...release, content }
  feed.publish(release3, key)
  feed.files.set(release.file, (response) => {
    response.writeHead(200, { 'content-length': content.length })
    response.write(content.subarray(0, 1_000_000))
    setTimeout(() => response.end(content.subarray(1_000_000)), Math.random() * 60)
  })
  for (let round = 0; round < 3; round += 1) {
    const both = [open(), open()]
    const ends = await Promise.all(
      both.map(async (engine) => {
        await engine.look()
        return problem(engine.download(noPercent).then(() => engine.verify()))
      })
    )
    expect(ends.every((why) => why === undefined || why === 'damaged' || why === 'install')).toBe(true)
    for (const engine of both) {
      try {
        engine.installNow()
      } catch (error) {
        expect(error).toBeInstanceOf(UpdateProblem)
      }
      expect(['program A', content.toString()]).toContain(machine.content())
    }
  }
})
