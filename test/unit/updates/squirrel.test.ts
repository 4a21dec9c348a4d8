import { EventEmitter } from 'node:events'
import type { Server } from 'node:http'
import { createRequire } from 'node:module'
import { Pool } from 'undici'
import { expect, it, vi } from 'vitest'
import { createEngine } from '../../../src/main/updates/engine'
import type { UpdateEngine } from '../../../src/main/updates/engine-port'
import { readFeed } from '../../../src/main/updates/feed-address'
import { createFeedFetcher } from '../../../src/main/updates/feed-fetcher'
import { handToSquirrel } from '../../../src/main/updates/squirrel'
import { MacInstaller } from '../../../src/main/updates/updaters'
import { installsOnQuit } from '../../../src/main/updates/way'
import { adapterOf, makeMachine } from './loopback-engine'
import { descriptionOf, type FeedKey, feedKey, signatureLine, startFeed } from './signed-feed'

class FakeSquirrel extends EventEmitter {
  setFeedURL = vi.fn<() => void>()
  checkForUpdates = vi.fn<() => void>()
  quitAndInstall = vi.fn<() => void>()
}

it('waits until it is staged, and leaves nothing behind', async () => {
  const squirrel = new FakeSquirrel()
  const handed = handToSquirrel(squirrel, 60_000)
  expect(squirrel.checkForUpdates).toHaveBeenCalledOnce()
  squirrel.emit('update-downloaded')
  await handed
  expect(squirrel.eventNames()).toEqual([])
  expect(squirrel.quitAndInstall).not.toHaveBeenCalled()
})

it.each<[string, (squirrel: FakeSquirrel) => void, string]>([
  [
    'an error, by its domain and number',
    (squirrel) =>
      squirrel.emit(
        'error',
        Object.assign(new Error('/Users/agent: not signed'), {
          domain: 'SQRLCodeSignatureErrorDomain',
          code: -1
        })
      ),
    'Squirrel: SQRLCodeSignatureErrorDomain -1'
  ],
  [
    'an error without either',
    (squirrel) => squirrel.emit('error', new Error('/x')),
    'Squirrel: unknown failure'
  ],
  ['nothing new', (squirrel) => squirrel.emit('update-not-available'), 'Squirrel found nothing to install']
])('says %s', async (_, happen, detail) => {
  const squirrel = new FakeSquirrel()
  const handed = handToSquirrel(squirrel, 60_000)
  happen(squirrel)
  await expect(handed).rejects.toMatchObject({ why: 'install', detail })
  expect(squirrel.eventNames()).toEqual([])
})

it('says that it does not answer, and that it cannot be asked', async () => {
  await expect(handToSquirrel(new FakeSquirrel(), 10)).rejects.toMatchObject({
    detail: 'Squirrel did not answer'
  })
  const broken = new FakeSquirrel()
  broken.checkForUpdates.mockImplementation(() => {
    throw Object.assign(new Error('x'), { code: 'NOT_SIGNED' })
  })
  await expect(handToSquirrel(broken, 60_000)).rejects.toMatchObject({ detail: 'Squirrel: NOT_SIGNED' })
})

it('gets the file for "restart" alone: not with the download, and not with the quitting', async () => {
  const platforms: NodeJS.Platform[] = ['darwin', 'win32', 'linux']
  expect(platforms.map(installsOnQuit)).toEqual([false, true, true])
  const [key, feed, machine] = [feedKey(), await startFeed(), makeMachine()]
  const { squirrel, restore } = withElectron()
  const release = { version: '1.1.0', file: 'tessera-1.1.0.zip', content: Buffer.from('a zip') }
  const description = descriptionOf(release)
  feed.files.set('latest-mac.yml', description)
  feed.files.set('latest-mac.yml.sig', Buffer.from(signatureLine(key, 'latest-mac.yml', description)))
  feed.files.set(release.file, release.content)
  const updater = new MacInstaller(adapterOf(machine, '1.0.0', () => undefined))
  const engine = openEngineOver(updater, feed.url, key)
  try {
    await expect(updater.stage()).rejects.toMatchObject({ detail: 'nothing was downloaded' })
    expect(await engine.look()).toBe('1.1.0')
    await engine.download(() => undefined)
    engine.installOnQuit(true)
    expect(updater.autoInstallOnAppQuit).toBe(false)
    expect(squirrel.checkForUpdates).not.toHaveBeenCalled()
    expect(() => engine.installNow()).toThrow('nothing was staged')

    squirrel.checkForUpdates.mockImplementation(() => void squirrel.emit('error', new Error('x')))
    await expect(engine.prepare()).rejects.toMatchObject({ why: 'install' })
    squirrel.checkForUpdates.mockImplementation(() => void squirrel.emit('update-downloaded'))
    await engine.prepare()
    // it has it by now
    await engine.prepare()
    expect(squirrel.checkForUpdates).toHaveBeenCalledTimes(2)
    expect(squirrel.quitAndInstall).not.toHaveBeenCalled()
    engine.installNow()
    expect(squirrel.quitAndInstall).toHaveBeenCalledOnce()
  } finally {
    restore()
    await engine.close()
    ;(updater as unknown as { server?: Server }).server?.close()
    await feed.stop()
    machine.remove()
  }
})

function openEngineOver(updater: MacInstaller, url: string, key: FeedKey): UpdateEngine {
  const feed = readFeed({ feed: { url, keys: [key.text] }, flavour: 'test' }, {})
  if (feed === undefined) throw new Error('no feed')
  const fetcher = createFeedFetcher(feed, async (origin) => {
    const pool = new Pool(origin)
    return { dispatcher: async () => pool, suspect: () => undefined, destroy: () => pool.destroy() }
  })
  return createEngine({
    updater,
    feed,
    fetcher,
    platform: 'darwin',
    arch: 'x64',
    installed: '1.0.0',
    cacheName: 'test-updater',
    onQuit: installsOnQuit('darwin'),
    prepare: () => updater.stage(),
    installNow: () => updater.restart(),
    log: () => undefined
  })
}

/** electron-updater asks Electron for Squirrel, which outside of Electron is no more than a path. */
function withElectron() {
  const require = createRequire(import.meta.url)
  const name = require.resolve('electron')
  const before = require.cache[name]
  const squirrel = new FakeSquirrel()
  const stand = { id: name, filename: name, loaded: true, exports: { autoUpdater: squirrel } }
  require.cache[name] = stand as unknown as NonNullable<typeof before>
  return {
    squirrel,
    restore() {
      if (before === undefined) delete require.cache[name]
      else require.cache[name] = before
    }
  }
}
