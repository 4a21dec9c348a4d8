import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { uploadOrder } from '../../../scripts/release/collect.mjs'
import { merge } from '../../../scripts/release/merge.mjs'
import { scratch } from './scratch'

const common = {
  version: '1.0.0',
  commit: 'a'.repeat(40),
  dirty: false,
  flavour: 'release',
  electron: { version: '45.4.1', source: 'official' as const },
  feedUrl: 'https://updates.tessera.app/',
  feedKeys: ['key']
}
const artefact = (file: string, kind: string, content = kind) => ({
  file,
  kind,
  size: content.length,
  sha256: createHash('sha256').update(content).digest('hex')
})
const folder = (files: Record<string, string>, artefacts: object[], change: object = {}) =>
  scratch({
    'build.json': JSON.stringify({ ...common, ...change, artefacts }),
    'tessera-1.0.0.cdx.json': 'sbom',
    SHA256SUMS: 'of one system',
    ...files
  })
const linux = (change: object = {}, files: Record<string, string> = {}) =>
  folder({ 'a.deb': 'deb', 'latest-linux.yml': 'linux', ...files }, [artefact('a.deb', 'deb')], change)
const windows = (change: object = {}, files: Record<string, string> = {}) =>
  folder(
    { 'b.exe': 'exe', 'b.exe.blockmap': 'map', 'latest.yml': 'windows', ...files },
    [artefact('b.exe', 'nsis', 'exe')],
    change
  )

it('one build of what several systems made, with checksums of all', () => {
  const dist = join(scratch(), 'dist')
  expect(merge([linux(), windows()], dist)).toEqual(['a.deb', 'b.exe'])
  expect(readdirSync(dist).toSorted((one, other) => one.localeCompare(other))).toEqual([
    'a.deb',
    'b.exe',
    'build.json',
    'latest-linux.yml',
    'latest.yml',
    'SHA256SUMS',
    'tessera-1.0.0.cdx.json'
  ])
  expect(readFileSync(join(dist, 'SHA256SUMS'), 'utf8')).toMatch(
    /^[0-9a-f]{64} {2}a\.deb\n[0-9a-f]{64} {2}b\.exe\n[0-9a-f]{64} {2}tessera-1\.0\.0\.cdx\.json\n$/
  )
  expect(() => merge([linux()], dist)).toThrow('There is a build')
})

it.each<[string, () => string, string]>([
  ['another commit', () => windows({ commit: 'b'.repeat(40) }), 'they differ in "commit"'],
  ['another version', () => windows({ version: '1.0.1' }), 'they differ in "version"'],
  ['other keys', () => windows({ feedKeys: ['other'] }), 'they differ in "feedKeys"'],
  ['another Electron', () => windows({ electron: { version: '44.0.0', source: 'official' } }), '"electron"'],
  [
    'another SBOM',
    () => windows({}, { 'tessera-1.0.0.cdx.json': 'other' }),
    'disagree about tessera-1.0.0.cdx.json'
  ],
  ['the same package', () => linux(), 'a package of the same name'],
  ['a fast build', () => windows({ fast: true }), 'they differ in "fast"'],
  ['a package that was swapped', () => windows({}, { 'b.exe': 'evil' }), 'b.exe is not what build.json says'],
  [
    'a name that leads elsewhere',
    () => folder({}, [artefact('../b.exe', 'nsis', 'exe')]),
    'is no plain file name'
  ]
])('is refused: %s', (_name, other, message) => {
  const dist = join(scratch(), 'dist')
  expect(() => merge([linux(), other()], dist)).toThrow(message)
  expect(existsSync(join(dist, 'build.json'))).toBe(false)
})

it('what is described last is uploaded last, with its signature before it', () => {
  const artefacts = [
    artefact('c.zip', 'zip'),
    artefact('b.exe', 'nsis'),
    artefact('a.AppImage', 'AppImage')
  ].map((one) => ({ ...one }))
  expect(uploadOrder({ ...common, artefacts })).toEqual([
    'a.AppImage',
    'b.exe',
    'c.zip',
    'tessera-1.0.0.cdx.json',
    'SHA256SUMS',
    'SHA256SUMS.asc',
    'latest-linux.yml.sig',
    'latest-linux.yml',
    'latest.yml.sig',
    'latest.yml',
    'latest-mac.yml.sig',
    'latest-mac.yml'
  ])
})
