import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openProfileStore } from '../../../src/main/tenants/profile-store'
import { practiceTenantId } from '../../../src/shared/practice-tenant'
import { temporaryFolder } from '../storage/temporary-folder'
import { exampleProfile } from './example-profile'

const one = exampleProfile('one')
const two = exampleProfile('two', {
  environment: 'sandbox',
  apiHost: 'http://127.0.0.1:8080',
  secretStored: false
})

async function withFile(content: unknown) {
  const dir = await temporaryFolder()
  await writeFile(join(dir, 'tenants.json'), typeof content === 'string' ? content : JSON.stringify(content))
  return { dir, store: await openProfileStore(dir, { now: () => new Date('2026-11-23T22:41:05Z') }) }
}

async function stored(dir: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(dir, 'tenants.json'), 'utf8')) as Record<string, unknown>
}

describe('tenant profiles', () => {
  it('are none at first, with the practice tenant current', async () => {
    const store = await openProfileStore(await temporaryFolder())
    expect(store.list()).toEqual([])
    expect(store.currentId()).toBeUndefined()
  })

  it('are kept in the order in which they came, with the current one', async () => {
    const dir = await temporaryFolder()
    const store = await openProfileStore(dir)
    await Promise.all([store.save(one), store.save(two), store.select('two')])
    for (const each of [store, await openProfileStore(dir)]) {
      expect(each.list()).toEqual([one, two])
      expect(each.currentId()).toBe('two')
      expect([each.find('two'), each.find('three')]).toEqual([two, undefined])
    }
    if (process.platform !== 'win32') expect((await stat(join(dir, 'tenants.json'))).mode & 0o777).toBe(0o600)
  })

  it('are replaced in their place, also fields that are no longer there', async () => {
    const { store, dir } = await withFile({ version: 1, profiles: [one, two] })
    const {
      appId: _appId,
      appName: _appName,
      ...moved
    } = exampleProfile('one', { apiHost: 'https://api.eu.transmitsecurity.io' })
    await store.save(moved)
    expect((await openProfileStore(dir)).list()).toEqual([moved, two])
  })

  it('are put in another order at once, or not at all', async () => {
    const three = exampleProfile('three')
    const { store, dir } = await withFile({
      version: 1,
      currentId: 'two',
      profiles: [one, { ...two, region: 'eu-9' }, three]
    })
    await store.reorder(['three', 'one', 'two'])
    expect((await openProfileStore(dir)).list()).toEqual([three, one, two])
    expect(store.currentId()).toBe('two')
    expect((await stored(dir))['profiles']).toMatchObject([{}, {}, { region: 'eu-9' }])
    const wrong = [
      ['one', 'two'],
      ['one', 'two', 'three', 'four'],
      ['one', 'two', 'four'],
      ['one', 'two', 'two'],
      ['one', 'two', 'three', 'three'],
      []
    ]
    for (const ids of wrong) {
      await expect(store.reorder(ids)).rejects.toMatchObject({
        error: { kind: 'invalid-input', fields: { tenantIds: expect.any(String) as string } }
      })
    }
    expect(store.list()).toEqual([three, one, two])
  })

  it('are changed as they are when it is their turn, unknown fields kept', async () => {
    const { store, dir } = await withFile({ version: 1, profiles: [{ ...one, region: 'eu-9' }, two] })
    const saved = store.save({ ...one, label: 'Renamed' })
    const patched = store.patch('one', (latest) => ({ ...latest, secretStored: false }))
    await saved
    expect(await patched).toEqual({
      before: { ...one, label: 'Renamed' },
      after: { ...one, label: 'Renamed', secretStored: false }
    })
    expect(await stored(dir)).toMatchObject({
      profiles: [{ label: 'Renamed', secretStored: false, region: 'eu-9' }, two]
    })
  })

  it('that are gone when it is their turn are not changed and do not come back', async () => {
    const { store } = await withFile({ version: 1, profiles: [one, two] })
    const removed = store.remove('one')
    const patched = store.patch('one', (latest) => ({ ...latest, label: 'Back' }), { select: true })
    await removed
    expect(await patched).toBeUndefined()
    expect(store.list()).toEqual([two])
    expect(store.currentId()).toBeUndefined()
  })

  it('where nothing is to be changed are not written', async () => {
    const { store, dir } = await withFile({ version: 1, currentId: 'one', profiles: [one] })
    await rm(dir, { recursive: true })
    expect(await store.patch('one', (latest) => latest)).toEqual({ before: one, after: one })
    await store.select('one')
    await expect(store.patch('one', (latest) => ({ ...latest, label: 'New' }))).rejects.toThrow('written')
    expect(store.list()).toEqual([one])
  })

  it('are changed together in one write, one of them twice, and those that are gone passed over', async () => {
    const { store, dir } = await withFile({ version: 1, currentId: 'two', profiles: [one, two] })
    const named = (label: string) => (latest: typeof one) => ({
      ...latest,
      label: `${latest.label} ${label}`
    })
    await store.patchAll([
      { id: 'one', change: named('first') },
      { id: 'gone', change: named('never') },
      { id: 'two', change: (latest) => latest },
      { id: 'one', change: named('second') }
    ])
    for (const each of [store, await openProfileStore(dir)]) {
      expect(each.list()).toEqual([{ ...one, label: `${one.label} first second` }, two])
      expect(each.currentId()).toBe('two')
    }
    const { ino } = await stat(join(dir, 'tenants.json'))
    await store.patchAll([{ id: 'two', change: (latest) => latest }])
    expect((await stat(join(dir, 'tenants.json'))).ino).toBe(ino)
  })

  it('are saved, or changed, and made current in one write', async () => {
    const { store, dir } = await withFile({ version: 1, profiles: [one] })
    await store.save(two, { select: true })
    expect(store.currentId()).toBe('two')
    await store.patch('one', (latest) => ({ ...latest, label: 'New' }), { select: true })
    expect(await stored(dir)).toMatchObject({ currentId: 'one', profiles: [{ label: 'New' }, two] })
    await store.patch('two', (latest) => latest, { select: true })
    expect(store.currentId()).toBe('two')
  })

  it('when the current one is removed, the practice tenant is current; else nothing changes', async () => {
    const { store } = await withFile({ version: 1, currentId: 'one', profiles: [one, two] })
    await store.remove('two')
    expect(store.currentId()).toBe('one')
    await store.remove('one')
    expect(store.currentId()).toBeUndefined()
    expect(store.list()).toEqual([])
  })

  it.each([undefined, practiceTenantId])('select(%o) makes the practice tenant current', async (id) => {
    const { store, dir } = await withFile({ version: 1, currentId: 'one', profiles: [one] })
    await store.select(id)
    expect(store.currentId()).toBeUndefined()
    expect(await stored(dir)).not.toHaveProperty('currentId')
  })

  it('are saved and removed together in one write, in their places', async () => {
    const dir = await temporaryFolder()
    const store = await openProfileStore(dir)
    for (const id of ['a', 'b', 'c']) await store.save(exampleProfile(id))
    await store.select('b')
    await store.apply({
      saved: [exampleProfile('d'), exampleProfile('a', { label: 'Changed' })],
      removed: ['b', 'never there']
    })
    for (const each of [store, await openProfileStore(dir)]) {
      expect(each.list().map(({ id, label }) => [id, label])).toEqual([
        ['a', 'Changed'],
        ['c', exampleProfile('c').label],
        ['d', exampleProfile('d').label]
      ])
      expect(each.currentId()).toBeUndefined()
    }
    await store.select('c')
    await store.apply({ saved: [], removed: ['a'] })
    expect(store.currentId()).toBe('c')
  })

  it('that nobody has can be neither selected nor removed', async () => {
    const { store } = await withFile({ version: 1, currentId: 'one', profiles: [one] })
    await expect(store.select('two')).rejects.toMatchObject({ error: { kind: 'not-found' } })
    await expect(store.remove('two')).rejects.toMatchObject({ error: { kind: 'not-found' } })
    expect(store.currentId()).toBe('one')
  })

  it('never hold a secret, whatever a caller hands over', async () => {
    const { store, dir } = await withFile({ version: 1, profiles: [] })
    const careless = { ...one, secret: 'geheim', clientSecret: 'geheim' }
    await store.save(careless)
    expect(store.list()).toEqual([one])
    expect(JSON.stringify(await stored(dir))).not.toContain('geheim')
  })

  it('that are not valid are refused', async () => {
    const { store } = await withFile({ version: 1, profiles: [one] })
    await expect(store.save(exampleProfile(practiceTenantId))).rejects.toThrow('id')
    await expect(store.save(exampleProfile('x', { apiHost: 'http://api.example.com' }))).rejects.toThrow(
      'apiHost'
    )
    expect(store.list()).toEqual([one])
  })

  it('handed out are copies', async () => {
    const { store } = await withFile({ version: 1, profiles: [one] })
    const [first] = store.list()
    if (first) first.label = 'changed'
    expect(store.list()).toEqual([one])
  })

  it('keep what a newer Tessera wrote beside them, and show nothing of it', async () => {
    const profiles = [{ ...one, region: 'eu-9' }, two]
    const { store, dir } = await withFile({ version: 1, profiles, order: ['two', 'one'] })
    expect(store.setAside()).toEqual([])
    expect(store.list()).toEqual([one, two])
    await store.save({ ...one, label: 'Renamed' })
    await store.select('one')
    expect(await stored(dir)).toEqual({
      version: 1,
      order: ['two', 'one'],
      currentId: 'one',
      profiles: [{ ...one, label: 'Renamed', region: 'eu-9' }, two]
    })
  })

  it('with a current one that is gone open the practice tenant', async () => {
    const { store } = await withFile({ version: 1, currentId: 'gone', profiles: [one] })
    expect(store.currentId()).toBeUndefined()
    expect(store.setAside()).toEqual([])
  })
})

describe('a damaged tenants.json', () => {
  const fileName = 'tenants.json.broken-2026-11-23T22-41-05Z'

  it.each([
    [
      'one bad profile',
      [one, { ...two, apiHost: 'http://api.example.com' }],
      [one],
      '1 of its 2 tenant profiles (“Tenant two”) could not be read; the others were kept.'
    ],
    [
      'a profile that is no object',
      [null, two],
      [two],
      '1 of its 2 tenant profiles could not be read; the others were kept.'
    ],
    [
      'the id of the practice tenant',
      [{ ...one, id: practiceTenantId }, two],
      [two],
      '1 of its 2 tenant profiles (“Tenant one”) could not be read; the others were kept.'
    ],
    [
      'one id twice',
      [one, { ...two, id: 'one' }],
      [one],
      '1 of its 2 tenant profiles (“Tenant two”) could not be read; the others were kept.'
    ],
    ['only bad profiles', [{ label: 'A' }, 7], [], 'None of its tenant profiles (“A”) could be read.']
  ])(
    'with %s is copied aside whole, the good ones stay, and the user is told',
    async (_what, profiles, good, reason) => {
      const content = { version: 1, currentId: 'one', profiles }
      const { store, dir } = await withFile(content)
      expect(store.list()).toEqual(good)
      expect(store.currentId()).toBe(good.some(({ id }) => id === 'one') ? 'one' : undefined)
      expect(store.setAside()).toEqual([{ fileName, reason }])
      expect(JSON.parse(await readFile(join(dir, fileName), 'utf8'))).toEqual(content)
      expect((await stored(dir))['profiles']).toEqual(good)
      expect((await openProfileStore(dir)).setAside()).toEqual([])
    }
  )

  it('with a current id that is no text keeps every profile', async () => {
    const { store } = await withFile({ version: 1, currentId: 7, profiles: [one, two] })
    expect(store.list()).toEqual([one, two])
    expect(store.setAside()).toEqual([
      { fileName, reason: 'A part of it was damaged; all tenant profiles were kept.' }
    ])
  })

  it.each(['not JSON', '{"version":1}', '{"version":1,"profiles":{}}', '{"version":0,"profiles":[]}'])(
    'such as %s is set aside, and the store starts anew',
    async (text) => {
      const { store, dir } = await withFile(text)
      expect(store.setAside()).toMatchObject([{ fileName }])
      await store.save(one)
      expect(await readFile(join(dir, fileName), 'utf8')).toBe(text)
      expect((await openProfileStore(dir)).list()).toEqual([one])
    }
  )
})

describe('a tenants.json of a newer Tessera', () => {
  const text = '{"version":2,"profiles":[{"id":"one","shape":"new"}]}'

  it('stays as it is and where it is, the user is told, and nothing is saved over it', async () => {
    const { store, dir } = await withFile(text)
    expect(store.setAside()).toEqual([
      {
        fileName: 'tenants.json',
        reason: expect.stringMatching(/^A newer version of Tessera wrote it\./) as string
      }
    ])
    expect(store.list()).toEqual([])
    await expect(store.save(one)).rejects.toMatchObject({ error: { kind: 'not-saved', reason: 'barred' } })
    expect(await readFile(join(dir, 'tenants.json'), 'utf8')).toBe(text)
    expect(await readdir(dir)).toEqual(['tenants.json'])
  })

  it('does not hinder the practice tenant', async () => {
    const { store } = await withFile(text)
    await store.select(practiceTenantId)
    expect(store.currentId()).toBeUndefined()
  })
})
