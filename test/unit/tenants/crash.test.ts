import { fork } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { openProfileStore } from '../../../src/main/tenants/profile-store'
import { bundle } from '../../fakes/bundle'
import { temporaryFolder } from '../storage/temporary-folder'
import { exampleProfile } from './example-profile'

const rounds = 30
const others = Array.from({ length: 40 }, (_, index) => exampleProfile(`other-${index}`))

it('kill -9 in the middle of writes loses no profile', { timeout: 60_000 }, async () => {
  const dir = await temporaryFolder()
  const before = await openProfileStore(dir)
  for (const profile of [...others, exampleProfile('counter', { label: 'Tenant 0' })])
    await before.save(profile)
  await before.select('counter')
  const writer = await bundle('test/unit/tenants/crash-writer.ts')
  let last = 0
  let leftovers = 0
  try {
    for (let round = 0; round < rounds; round++) {
      last = await writeUntilKilled(writer.path, dir, last + 1, round % 2 === 0)
      leftovers += (await readdir(dir)).length - 1
      const store = await openProfileStore(dir)
      expect(store.setAside()).toEqual([])
      expect(store.list()).toHaveLength(others.length + 1)
      expect(store.list().slice(0, -1)).toEqual(others)
      expect(store.currentId()).toBe('counter')
      const found = Number(store.list().at(-1)?.label.replace('Tenant ', ''))
      expect(found).toBeGreaterThanOrEqual(last)
      expect(await readdir(dir)).toEqual(['tenants.json'])
      last = found
    }
  } finally {
    await writer.remove()
  }
  // else no kill ever met a write and nothing was shown
  expect(leftovers).toBeGreaterThan(0)
  expect(last).toBeGreaterThan(rounds)
})

/** The last number that the writer said is on the disk, once it was killed: at a random moment, or just then in a write. */
async function writeUntilKilled(path: string, dir: string, first: number, inWrite: boolean): Promise<number> {
  const child = fork(path, [dir, String(first)], { execArgv: [] })
  let last = first - 1
  child.on('message', (number) => (last = Number(number)))
  const gone = once(child, 'exit')
  await Promise.race([once(child, 'message'), gone])
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 25))
  const until = Date.now() + 500
  while (inWrite && readdirSync(dir).length < 2 && Date.now() < until);
  child.kill('SIGKILL')
  const [code] = (await gone) as [number | null]
  // it must have been writing to its end, and not have failed by itself
  expect(code).toBeNull()
  return last
}
