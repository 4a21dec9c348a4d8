import fc from 'fast-check'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { mergedProfile } from '../../../src/main/desk/bundle-merge'
import { changeOf, planOfImport, planOfManaged } from '../../../src/main/desk/bundle-plan'
import { applicationsOf } from '../../../src/main/tenants/applications'
import { AppFailure } from '../../../src/shared/errors'
import type { BundleApplication, BundleTenant } from '../../../src/shared/bundle'
import { BundleDesk, bundleWith, eu, type OpenedDesk, tenant, us } from './bundle-desk'

/** Few hosts, clients and ids, so that they meet. */
const host = fc.constantFrom(eu, us)
const clientId = fc.constantFrom('c1', 'c2', 'c3')
const further = fc.uniqueArray(fc.record({ id: fc.constantFrom('x', 'y'), clientId }), {
  selector: ({ id }) => id,
  maxLength: 2
})
const applications = fc
  .record({ main: clientId, further })
  .map(({ main, further: others }): BundleApplication[] => [
    { id: 'main', name: 'Main', clientId: main },
    ...others.map((one) => ({ ...one, name: one.id }))
  ])
  .filter((all) => new Set(all.map((one) => one.clientId)).size === all.length)
const anyTenant = fc
  .record({ id: fc.constantFrom('a', 'b'), apiHost: host, applications })
  .map(({ id, ...more }): BundleTenant => tenant(id, more))
const tenants = fc.uniqueArray(anyTenant, { selector: ({ id }) => id, maxLength: 2 })

const act = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('import' as const),
      bundleId: fc.constantFrom('one', 'two'),
      tenants,
      withSecrets: fc.boolean()
    })
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('install' as const),
      bundleId: fc.constantFrom('one', 'two'),
      tenants,
      withSecrets: fc.boolean()
    })
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('uninstall' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      id: fc.constantFrom('a', 'b'),
      apiHost: host,
      clientId,
      withSecret: fc.boolean()
    })
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), id: fc.constantFrom('a', 'b') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('restart' as const, 'lock' as const) }) }
)
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never

const leave = async () => undefined
const secretOf = (apiHost: string, client: string) => `the secret of ${apiHost} ${client}`
const secretsOf = (all: BundleTenant[]): [string, string, string][] =>
  all.flatMap(({ id, apiHost, applications: some }) =>
    some.map((one): [string, string, string] => [id, one.id, secretOf(apiHost, one.clientId)])
  )

it('whatever is imported, installed, edited and removed, no secret is bound to another host or client', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 9 }), async (acts) => {
      const folder = await mkdtemp(join(tmpdir(), 'tessera-bundles-'))
      try {
        expect(await play(folder, acts)).toEqual([])
      } finally {
        await rm(folder, { recursive: true, maxRetries: 3 })
      }
    }),
    { numRuns: 60 }
  )
}, 60_000)

/** Answers what went wrong. */
async function play(folder: string, acts: Act[]): Promise<string[]> {
  const desk = new BundleDesk(folder)
  await mkdir(desk.user, { mode: 0o700 })
  await mkdir(desk.machine, { mode: 0o755 })
  const wrong: string[] = []
  let serial = 0
  let wasLocked = false
  let app = await desk.open()
  for (const one of acts) {
    serial += 1
    const managedBefore = managedIds(app)
    const ownBefore = ownProfiles(app)
    await perform(one).catch((thrown: unknown) => {
      // read-only, gone, or the keychain is locked
      if (!(thrown instanceof AppFailure)) throw thrown
    })
    if (one.do === 'install' || one.do === 'uninstall') {
      const lost = ownBefore.filter(
        ({ id, bundleId }) =>
          !(bundleId === (one.do === 'install' ? one.bundleId : undefined) && bundleId !== undefined) &&
          !ownProfiles(app).some((own) => own.id === id)
      )
      if (lost.length > 0) wrong.push('an own profile was lost')
    }
    if (one.do === 'import' && managedBefore.some((id) => !managedIds(app).includes(id))) {
      wrong.push('an import changed a managed profile')
    }
    if (one.do === 'lock') {
      wasLocked = true
      continue
    }
    desk.keychain.state = 'healthy'
    wrong.push(...(await strays(app)))
  }
  // what a locked keychain kept goes with the next start
  desk.keychain.state = 'healthy'
  app = await desk.open()
  for (let tries = 0; app.ports.store.value().orphans !== undefined && tries < 100; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  const named = app.ports.profiles.list().flatMap((profile) => {
    return applicationsOf(profile).map(({ secretId }) => `${profile.id} @ ${profile.apiHost} # ${secretId}`)
  })
  const stray = [...desk.keychain.entries.keys()].filter((account) => !named.includes(account))
  // an edit under a locked keychain tells that the old secret may still be there
  if (!wasLocked && stray.length > 0) wrong.push(`left behind: ${stray.join(', ')}`)
  app.ports.secrets.stop()
  return wrong

  async function perform(one: Act): Promise<void> {
    switch (one.do) {
      case 'import': {
        const bare = bundleWith(one.tenants, { bundleId: one.bundleId, serial })
        const sealing = one.withSecrets && one.tenants.length > 0
        const bundle = sealing ? await desk.seal(bare, secretsOf(one.tenants)) : bare
        await desk.import(app, bundle, { passphrase: 'passphrase', acceptOlder: true })
        return
      }
      case 'install': {
        const bare = bundleWith(one.tenants, { bundleId: one.bundleId, serial })
        const sealing = one.withSecrets && one.tenants.length > 0
        await desk.install(sealing ? await desk.seal(bare, secretsOf(one.tenants)) : bare)
        await desk.look(app)
        if (sealing) await app.managed.takeSecrets('passphrase')
        return
      }
      case 'uninstall':
        await desk.install(undefined).catch(() => undefined)
        await desk.look(app)
        await desk.look(app)
        return
      case 'edit': {
        const isThere = app.ports.profiles.list().some(({ id }) => id === one.id)
        const draft = {
          label: 'Edited',
          environment: 'sandbox',
          apiHost: one.apiHost,
          clientId: one.clientId,
          colour: 'green',
          defaultCountry: 'US'
        } as const
        const secret = one.withSecret ? secretOf(one.apiHost, one.clientId) : undefined
        if (isThere) await app.tenants.save(one.id, draft, secret, 'keychain', leave)
        else {
          // an own profile that happens to have the id
          const made = await app.tenants.save(undefined, draft, undefined, 'keychain', leave)
          const profile = app.tenants.profile(made.tenantId)
          await app.tenants.remove(made.tenantId, leave)
          await app.ports.profiles.save({ ...profile, id: one.id })
          if (secret !== undefined) await app.tenants.secrets.set(one.id, 'main', secret, 'keychain', leave)
        }
        return
      }
      case 'remove':
        await app.tenants.remove(one.id, leave)
        return
      case 'restart':
        app.ports.secrets.stop()
        app = await desk.open()
        return
      case 'lock':
        desk.keychain.state = 'locked'
    }
  }
}

const managedIds = ({ ports }: OpenedDesk) =>
  ports.profiles.list().flatMap(({ id, managed }) => (managed === true ? [id] : []))
const ownProfiles = ({ ports }: OpenedDesk) => ports.profiles.list().filter(({ managed }) => managed !== true)

/** Secrets that would be sent to others than they were entered for. */
async function strays(app: OpenedDesk): Promise<string[]> {
  const wrong: string[] = []
  for (const profile of app.ports.profiles.list()) {
    for (const { id, clientId: client, secretStored } of applicationsOf(profile)) {
      const of = { apiHost: profile.apiHost, clientId: client }
      const secret = await app.tenants.secretOf(profile.id, id, of).catch(() => undefined)
      if (secret !== undefined && secret !== secretOf(profile.apiHost, client)) {
        wrong.push(`${profile.apiHost} ${client} would get ${secret}`)
      }
      if (secret === undefined && secretStored) wrong.push(`${profile.id} ${id} has lost its secret`)
    }
  }
  return wrong
}

it('a bundle that is merged again changes nothing', () => {
  fc.assert(
    fc.property(tenants, tenants, fc.boolean(), (first, second, managed) => {
      const as = (id: string) => ({ id, bundleId: 'contoso', managed })
      const before = first.map((one) => mergedProfile(undefined, one, as(one.id)))
      const plan = managed ? planOfManaged : planOfImport
      const bundle = bundleWith(second)
      const after = plan(bundle, before).flatMap((planned) => planned.after ?? [])
      const again = plan(bundle, after)
      expect(again.map(changeOf)).toEqual(second.map(() => 'same'))
    })
  )
})
