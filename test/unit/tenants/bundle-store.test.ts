import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openBundleStore, type SeenBundle, withSeen } from '../../../src/main/tenants/bundle-store'
import { temporaryFolder } from '../storage/temporary-folder'

const seen = (serial: number, more: Partial<SeenBundle> = {}): SeenBundle => ({
  bundleId: 'contoso',
  serial,
  digest: `of ${serial}`,
  at: serial,
  issuer: 'Contoso IT',
  ...more
})

it('remembers the newest bundle of each series', () => {
  const both = withSeen(withSeen({}, seen(5)), seen(1, { bundleId: 'other' }))
  expect(both.series).toEqual([seen(5), seen(1, { bundleId: 'other' })])
  // an older one that was agreed to does not make it forget the newer
  expect(withSeen(both, seen(4))).toBe(both)
  expect(withSeen(both, seen(5, { digest: 'rewritten' })).series).toContainEqual(
    seen(5, { digest: 'rewritten' })
  )
  expect(withSeen(both, seen(6)).series).toHaveLength(2)
  expect(withSeen(both, undefined)).toBe(both)
})

it('keeps what a newer Tessera wrote, and what it holds across restarts', async () => {
  const dir = await temporaryFolder()
  await writeFile(join(dir, 'bundles.json'), '{"version":1,"more":{"of":"it"}}')
  const store = await openBundleStore(dir)
  await store.update((stored) => withSeen(stored, seen(5)))
  const text: unknown = JSON.parse(await readFile(join(dir, 'bundles.json'), 'utf8'))
  expect(text).toEqual({ version: 1, more: { of: 'it' }, series: [seen(5)] })
  expect((await openBundleStore(dir)).value().series).toEqual([seen(5)])
})
