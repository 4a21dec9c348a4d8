import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Bundle } from '../../fakes/bundle'
import { whyNoKeyring } from '../../fakes/keyring/available'
import { buildWorker, forkWorker } from '../../fakes/keyring/fork-worker'
import { startKeyring } from '../../fakes/keyring/keyring'
import { application, bundleWith, eu, openBundleDesk, tenant, us } from './bundle-desk'
import { failureOf } from './practice-desk'

const unable = whyNoKeyring()
const skipped = unable ? ` (skipped: ${unable})` : ''

describe.skipIf(unable !== undefined)(
  `bundles and a real gnome-keyring${skipped}`,
  { timeout: 30_000 },
  () => {
    let worker: Bundle
    beforeAll(async () => {
      worker = await buildWorker()
    })
    afterAll(() => worker?.remove())

    async function setUp() {
      const keyring = await startKeyring()
      onTestFinished(() => keyring.stop())
      const desk = await openBundleDesk(() => forkWorker(worker.path, keyring.env))
      return { keyring, desk, app: await desk.open() }
    }

    it('an import’s secrets arrive there, a later bundle’s take their place, and nothing is left behind', async () => {
      const { keyring, desk, app } = await setUp()
      const first = await desk.seal(
        bundleWith([tenant('a', { applications: [application('main'), application('x')] }), tenant('b')]),
        [
          ['a', 'main', 'a-main'],
          ['a', 'x', 'a-x'],
          ['b', 'main', 'b-main']
        ]
      )
      expect(await desk.import(app, first, { passphrase: 'passphrase' })).toMatchObject({ secrets: 3 })
      const of = (id: string, applicationId: string, apiHost: string) =>
        app.tenants.secretOf(id, applicationId, { apiHost, clientId: `client-${applicationId}` })
      expect(await of('a', 'x', eu)).toBe('a-x')
      expect(await keyring.accounts('Tessera')).toHaveLength(3)

      const second = await desk.seal(bundleWith([tenant('a', { apiHost: us })], { serial: 2 }), [
        ['a', 'main', 'a-new']
      ])
      expect(await desk.import(app, second, { passphrase: 'passphrase' })).toMatchObject({ problems: [] })
      expect(await of('a', 'main', us)).toBe('a-new')
      const { secretId } = app.tenants.profile('a')
      expect(await keyring.accounts('Tessera')).toEqual([`a @ ${us} # ${secretId}`])
    })

    it('a locked one stops an import with secrets: nothing is changed', async () => {
      const { keyring, desk, app } = await setUp()
      const bundle = await desk.seal(bundleWith([tenant('a')]), [['a', 'main', 's3cret']])
      await desk.import(app, bundle, { passphrase: 'passphrase' })
      await keyring.lock()
      const next = await desk.seal(bundleWith([tenant('a', { label: 'New' })], { serial: 2 }), [
        ['a', 'main', 'new']
      ])
      expect(await failureOf(desk.import(app, next, { passphrase: 'passphrase' }))).toMatchObject({
        kind: 'keychain-unavailable',
        state: 'locked'
      })
      expect(app.tenants.profile('a').label).toBe('Tenant a')
      await keyring.restart()
      expect(await app.tenants.secretOf('a', 'main', { apiHost: eu, clientId: 'client-main' })).toBe('s3cret')
    })

    it('a machine-wide bundle’s secrets arrive there, and go with it', async () => {
      const { keyring, desk, app } = await setUp()
      await desk.install(await desk.seal(bundleWith([tenant('a')]), [['a', 'main', 's3cret']]))
      await desk.look(app)
      await app.managed.takeSecrets('passphrase')
      expect(await keyring.accounts('Tessera')).toHaveLength(1)
      await desk.install(undefined)
      await desk.look(app)
      await desk.look(app)
      await vi.waitFor(async () => expect(await keyring.accounts('Tessera')).toEqual([]), 10_000)
    })
  }
)
