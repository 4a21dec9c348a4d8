import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { type OwnPolicy, ownPolicyIn } from '../../../src/main/policy/own-policy'
import { parsePolicy } from '../../../src/main/policy/parse'
import { failureOf } from '../desk/practice-desk'
import { temporaryFolder } from '../storage/temporary-folder'

const imported = { version: 1, limits: { changesPerHour: 7 } } as const
const now = new Date('2026-11-23T22:41:05Z')

let folder: string
let file: string
let own: OwnPolicy
beforeEach(async () => {
  folder = await temporaryFolder()
  file = join(folder, 'policy.json')
  own = ownPolicyIn(folder)
})

it('writes what is read back as that policy, for its owner alone', async () => {
  await own.write(imported)
  expect(parsePolicy(await readFile(file))).toMatchObject({ ok: true, file: imported })
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600)
})

it('puts back byte by byte what was there before, and nothing where nothing was', async () => {
  const before = Buffer.from('\uFEFF{"version":1}\r\n', 'utf16le')
  await writeFile(file, before)
  const kept = await own.bytes()
  await own.write(imported)
  await own.restore(kept)
  expect(await readFile(file)).toEqual(before)
  await own.restore(undefined)
  expect(await readdir(folder)).toEqual([])
  expect(await own.bytes()).toBeUndefined()
  await own.restore(undefined)
})

it('keeps a copy of a file that is no policy, and of no other', async () => {
  expect(await own.setAside(now)).toBeUndefined()
  await own.write(imported)
  expect(await own.setAside(now)).toBeUndefined()
  await writeFile(file, '{ "version": 1, "mine": true }')
  const copy = await own.setAside(now)
  expect(copy).toBe('policy.json.broken-2026-11-23T22-41-05Z')
  expect(await readFile(join(folder, copy ?? ''), 'utf8')).toBe('{ "version": 1, "mine": true }')
})

it('says that it could not be written, and replaces nothing that is no file', async () => {
  await mkdir(file)
  for (const act of [() => own.write(imported), own.bytes, () => own.setAside(now)]) {
    expect(await failureOf(act())).toMatchObject({ kind: 'not-saved', fileName: 'policy.json' })
  }
  expect((await stat(file)).isDirectory()).toBe(true)
})
