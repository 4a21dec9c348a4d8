import { existsSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { build, isFresh } from '../../../scripts/build.mjs'
import { put, scratch } from './scratch'

const names = [
  'src/main/index.ts',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json'
]

/** A project that was built after its last change. */
function built(): string {
  const root = scratch(Object.fromEntries(names.map((name) => [name, '{}'])))
  put(join(root, 'out', '.built'), '')
  const later = new Date(Date.now() + 60_000)
  utimesSync(join(root, 'out', '.built'), later, later)
  return root
}

const afterwards = new Date(Date.now() + 120_000)

it('is fresh when nothing has changed since', () => {
  expect(isFresh(built())).toBe(true)
})

it('is stale without a build', () => {
  const root = built()
  rmSync(join(root, 'out'), { recursive: true })
  expect(isFresh(root)).toBe(false)
})

it.each(names)('is stale when %s has changed', (name) => {
  const root = built()
  utimesSync(join(root, name), afterwards, afterwards)
  expect(isFresh(root)).toBe(false)
})

it('is stale when a source file was removed, which only its folder tells', () => {
  const root = built()
  rmSync(join(root, 'src', 'main', 'index.ts'))
  utimesSync(join(root, 'src', 'main'), afterwards, afterwards)
  expect(isFresh(root)).toBe(false)
})

it('anew holds nothing that was in out/ before, however fresh that is', () => {
  const root = built()
  put(
    join(root, 'node_modules/electron-vite/bin/electron-vite.js'),
    "const fs = require('node:fs'); fs.mkdirSync('out', { recursive: true }); fs.writeFileSync('out/made.js', '')"
  )
  put(join(root, 'out/planted.js'), '')
  const stdio = 'pipe'
  expect(build({ root, stdio })).toEqual({ ok: true, output: '' })
  expect(existsSync(join(root, 'out/made.js'))).toBe(false)
  expect(build({ root, stdio, anew: true })).toEqual({ ok: true, output: '' })
  expect(readdirSync(join(root, 'out')).toSorted()).toEqual(['.built', 'made.js'])
})
