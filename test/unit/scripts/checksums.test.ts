import { spawnSync } from 'node:child_process'
import { appendFileSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CHECKSUMS, parseChecksums, writeChecksums } from '../../../scripts/dist/checksums.mjs'
import { scratch } from './scratch'

const files = { 'tessera_1.0.0_amd64.deb': 'a deb', 'Tessera Setup 1.0.0.exe': 'an exe', 'a.cdx.json': '' }

function folder(): string {
  const dist = scratch(files)
  writeChecksums({ dist, files: Object.keys(files) })
  return dist
}

const sha256sum = (dist: string) =>
  spawnSync('sha256sum', ['--check', '--strict', CHECKSUMS], { cwd: dist, encoding: 'utf8' })

describe('SHA256SUMS', () => {
  it('is what sha256sum takes, sorted, with nothing left beside it', () => {
    const dist = folder()
    expect(sha256sum(dist)).toMatchObject({ status: 0 })
    expect([...parseChecksums(readFileSync(join(dist, CHECKSUMS), 'utf8')).keys()]).toEqual(
      Object.keys(files).toSorted()
    )
    expect(readdirSync(dist).toSorted()).toEqual([CHECKSUMS, ...Object.keys(files)].toSorted())
  })

  it('tells a file that has changed', () => {
    const dist = folder()
    appendFileSync(join(dist, 'tessera_1.0.0_amd64.deb'), '!')
    expect(sha256sum(dist)).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^tessera_1.*FAILED$/m) as string
    })
  })

  it.each(['../x', 'a/b', 'a\nb', String.raw`a\b`, '', '.hidden'])('does not take the name %j', (name) => {
    expect(() => writeChecksums({ dist: scratch(), files: [name] })).toThrow('not a plain file name')
  })

  it('is not written over a file that is missing', () => {
    const dist = scratch()
    expect(() => writeChecksums({ dist, files: ['missing.deb'] })).toThrow('ENOENT')
    expect(readdirSync(dist)).toEqual([])
  })
})

const sum = 'a'.repeat(64)
it.each([
  ['empty', ''],
  ['without an end', `${sum}  one`],
  ['one name twice', `${sum}  one\n${sum}  one\n`],
  ['a path', `${sum}  ../one\n`],
  ['a short sum', `${sum.slice(1)}  one\n`],
  ['the form for binaries', `${sum} *one\n`],
  ['an empty line', `${sum}  one\n\n${sum}  two\n`]
])('a list is refused: %s', (_name, text) => {
  expect(() => parseChecksums(text)).toThrow(/line|empty/)
})
