import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { applicationsOf } from '../../../src/main/tenants/applications'
import { AppFailure } from '../../../src/shared/errors'
import type { TenantDraft } from '../../../src/shared/tenant'
import {
  type BundleDesk,
  bundleWith,
  eu,
  openBundleDesk,
  type OpenedDesk,
  type Ports,
  tenant,
  us
} from './bundle-desk'
import { failureOf } from './practice-desk'

const leave = async () => undefined
const mine: TenantDraft = {
  label: 'Mine',
  environment: 'production',
  apiHost: eu,
  clientId: 'mine',
  colour: 'green',
  defaultCountry: 'US'
}

let desk: BundleDesk
beforeEach(async () => {
  desk = await openBundleDesk()
  const app = await desk.open()
  await app.tenants.save(undefined, mine, 'own-secret', 'keychain', leave)
  await app.ports.settings.take({ defaults: { colour: 'blue' } })
  await desk.ownPolicy({ limits: { changesPerHour: 9 } })
  const first = await desk.seal(bundleWith([tenant('a'), tenant('b')]), [
    ['a', 'main', 'a-old'],
    ['b', 'main', 'b-old']
  ])
  await desk.import(app, first, { passphrase: 'passphrase' })
})

/** Changes, adds and removes profiles, brings and drops secrets, a policy and defaults. */
const second = () =>
  desk.seal(
    bundleWith([tenant('a', { apiHost: us }), tenant('c')], {
      serial: 2,
      policy: { version: 1, limits: { changesPerHour: 3 } },
      defaults: { colour: 'teal' }
    }),
    [
      ['a', 'main', 'a-new'],
      ['c', 'main', 'c-new']
    ]
  )

/** Everything that an import changes, without what is made anew each time. */
async function stateOf({ ports }: OpenedDesk) {
  const profiles = ports.profiles.list().map((profile) => {
    const { secretId: _id, secretSince: _since, ...shown } = profile
    return shown.id.length < 3 ? shown : { ...shown, id: 'mine' }
  })
  return {
    profiles,
    defaults: ports.settings.defaults(),
    policy: JSON.parse(await readFile(join(desk.user, 'policy.json'), 'utf8')) as unknown,
    series: ports.store.value().series?.map(({ serial }) => serial),
    secrets: [...desk.keychain.entries.values()].toSorted()
  }
}

/** The keychain holds what the profiles name, all of it and nothing else. */
function expectNoStrays({ ports }: OpenedDesk): void {
  const named = ports.profiles.list().flatMap((profile) =>
    applicationsOf(profile)
      .filter(({ secretStored }) => secretStored)
      .map(({ secretId }) => `${profile.id} @ ${profile.apiHost} # ${secretId}`)
  )
  expect([...desk.keychain.entries.keys()].toSorted()).toEqual(named.toSorted())
  expect(ports.store.value()).not.toHaveProperty('pending')
  expect(ports.store.value()).not.toHaveProperty('orphans')
}

type Fate = 'before' | 'after' | 'go on'

/** The ports with each write going through `fate`: the process may die just before it or just behind it. */
function interrupted(ports: Ports, fate: (call: string) => Fate, dead: () => Error): Ports {
  const guard =
    <Args extends unknown[], Value>(call: string, work: (...args: Args) => Promise<Value>) =>
    async (...args: Args): Promise<Value> => {
      const end = fate(call)
      if (end === 'before') throw dead()
      const value = await work(...args)
      if (end === 'after') throw dead()
      return value
    }
  const { store, profiles, settings, secrets } = ports
  return {
    store: { ...store, update: guard('store.update', store.update) },
    profiles: { ...profiles, apply: guard('profiles.apply', profiles.apply) },
    settings: {
      ...settings,
      take: guard('settings.take', settings.take),
      restore: guard('settings.restore', settings.restore)
    },
    secrets: {
      ...secrets,
      set: guard('secrets.set', secrets.set),
      delete: guard('secrets.delete', secrets.delete)
    }
  }
}

/** An import in an app whose n-th write, from 0, has that fate; answers how many there were. */
async function importWith(fate: (index: number) => Fate, dead: () => Error) {
  const calls: string[] = []
  let isOn = false
  const app = await desk.open((ports) =>
    interrupted(
      ports,
      (call) => {
        if (!isOn) return 'go on'
        calls.push(call)
        return fate(calls.length - 1)
      },
      dead
    )
  )
  const bundle = await second()
  const { previewId } = await desk.preview(app, bundle)
  isOn = true
  const outcome = await app.imported.apply({ previewId, passphrase: 'passphrase' }).then(
    (applied) => ({ applied, failed: undefined }),
    (failed: unknown) => ({ applied: undefined, failed })
  )
  isOn = false
  return { app, calls, ...outcome }
}

const steps = [
  'store.update', // the new entries are noted
  'secrets.set',
  'secrets.set',
  'store.update', // from here on it counts
  'settings.take',
  'profiles.apply',
  'store.update', // done
  'secrets.delete',
  'secrets.delete',
  'store.update' // nothing is left of the old
]
const cases = steps.flatMap((step, index) =>
  (['before', 'after'] as const).map((end) => [index, step, end] as const)
)

it('takes these steps', async () => {
  const { app, calls, applied } = await importWith(
    () => 'go on',
    () => new Error()
  )
  expect(calls).toEqual(steps)
  expect(applied).toMatchObject({ added: 1, changed: 1, removed: 1, secrets: 2, problems: [] })
  expect(await stateOf(app)).toMatchObject({
    profiles: [{ id: 'mine' }, { id: 'a', apiHost: us, secretStored: true }, { id: 'c' }],
    defaults: { colour: 'teal' },
    policy: { limits: { changesPerHour: 3 } },
    series: [2],
    secrets: ['a-new', 'c-new', 'own-secret']
  })
  expectNoStrays(app)
})

describe('killed', () => {
  it.each(cases)('at step %i, %s, %s it: all or nothing after the next start', async (index, _step, end) => {
    const before = await stateOf(await desk.open())
    await importWith(
      (call) => (call < index ? 'go on' : call === index ? end : 'before'),
      () => new Error('the process is gone')
    )
    const again = await desk.open()
    await vi.waitFor(() => expectNoStrays(again))
    const state = await stateOf(again)
    // the third write counts
    const isDone = index > 3 || (index === 3 && end === 'after')
    if (!isDone) expect(state).toEqual(before)
    else {
      expect(state).toMatchObject({
        profiles: [{ id: 'mine' }, { id: 'a', apiHost: us, secretStored: true }, { id: 'c' }],
        defaults: { colour: 'teal' },
        policy: { limits: { changesPerHour: 3 } },
        series: [2],
        secrets: ['a-new', 'c-new', 'own-secret']
      })
    }
  })
})

describe('a disk or a keychain that fails', () => {
  const notSaved = () => new AppFailure({ kind: 'not-saved', fileName: 'x.json', reason: 'disk-full' })

  it.each(steps.map((step, index) => [index, step] as const))(
    'once, at step %i, %s: nothing or all of it, and it is said which',
    async (index) => {
      const before = await stateOf(await desk.open())
      const { app, failed } = await importWith((call) => (call === index ? 'before' : 'go on'), notSaved)
      if (index <= 5) {
        expect(failed).toBeInstanceOf(AppFailure)
        expect(await stateOf(app)).toEqual(before)
        expectNoStrays(app)
        // and the very same can be tried again
        const { applied } = await importWith(() => 'go on', notSaved)
        expect(applied).toMatchObject({ added: 1, secrets: 2 })
      } else {
        expect(failed).toBeUndefined()
        expect(await stateOf(app)).toMatchObject({ defaults: { colour: 'teal' }, profiles: { length: 3 } })
      }
      const again = await desk.open()
      await vi.waitFor(() => expectNoStrays(again))
      expect((await stateOf(again)).secrets).toEqual(['a-new', 'c-new', 'own-secret'])
    }
  )

  it('that fails in the middle and cannot be taken back says so, and the import is finished at the next start', async () => {
    const { failed } = await importWith((call) => (call < 5 ? 'go on' : 'before'), notSaved)
    expect((failed as AppFailure).error).toMatchObject({
      kind: 'not-saved',
      step: expect.stringContaining('Tessera finishes it as soon as it can.')
    })
    const again = await desk.open()
    await vi.waitFor(() => expectNoStrays(again))
    expect(await stateOf(again)).toMatchObject({
      profiles: [{ id: 'mine' }, { id: 'a', apiHost: us }, { id: 'c' }],
      secrets: ['a-new', 'c-new', 'own-secret']
    })
  })

  it('what came after an import that could not be noted as done is not overwritten by it', async () => {
    const { app, applied } = await importWith((call) => (call === 6 ? 'before' : 'go on'), notSaved)
    expect(applied?.problems[0]).toMatch(/^The import is done/)
    await app.tenants.save('c', { ...mine, label: 'Changed since' }, undefined, 'keychain', leave)
    await desk.import(app, bundleWith([], { bundleId: 'another' }))
    expect(app.tenants.profile('c').label).toBe('Changed since')
    expect(app.ports.store.value()).not.toHaveProperty('pending')
  })

  it('a locked keychain stops an import with secrets, and none without', async () => {
    const app = await desk.open()
    const before = await stateOf(app)
    const bundle = await second()
    desk.keychain.state = 'locked'
    expect(await failureOf(desk.import(app, bundle, { passphrase: 'passphrase' }))).toMatchObject({
      kind: 'keychain-unavailable'
    })
    expect(await stateOf(app)).toEqual(before)
    const { problems } = await desk.import(app, bundle)
    expect(problems).toEqual([expect.stringContaining('could not be deleted from the keychain')])
    desk.keychain.state = 'healthy'
    const again = await desk.open()
    await vi.waitFor(() => expectNoStrays(again))
    expect((await stateOf(again)).secrets).toEqual(['own-secret'])
  })

  it('a journal that cannot be written stops it before it starts', async () => {
    const app = await desk.open()
    const before = await stateOf(app)
    const bundle = await second()
    vi.spyOn(desk.journal, 'append').mockRejectedValue(notSaved())
    expect(await failureOf(desk.import(app, bundle, { passphrase: 'passphrase' }))).toMatchObject({
      kind: 'not-saved'
    })
    expect(await stateOf(app)).toEqual(before)
    expectNoStrays(app)
  })
})
