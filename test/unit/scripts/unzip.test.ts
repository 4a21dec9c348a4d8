import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { plainName } from '../../../scripts/setup/electron-fallback.mjs'
import { unzip } from '../../../scripts/setup/unzip.mjs'
import { put, scratch } from './scratch'
import { zip } from './zip-writer'

function unpack(archive: Uint8Array, rename?: (name: string) => string | null): string {
  const folder = scratch()
  put(join(folder, 'a.zip'), archive)
  unzip(join(folder, 'a.zip'), join(folder, 'out'), rename)
  return join(folder, 'out')
}

const long = 'tile '.repeat(5000)

it('unpacks stored and deflated entries, folders, and the executable bit', () => {
  const out = unpack(
    zip([
      { name: 'folder/', content: '', stored: true },
      { name: 'folder/deep/text', content: long },
      { name: 'empty', content: '' },
      { name: 'tool', content: '#!/bin/sh', mode: 0o100755, stored: true }
    ])
  )
  expect(readFileSync(join(out, 'folder/deep/text'), 'utf8')).toBe(long)
  expect(readFileSync(join(out, 'empty'), 'utf8')).toBe('')
  expect(statSync(join(out, 'tool')).mode & 0o111).not.toBe(0)
  expect(statSync(join(out, 'folder/deep/text')).mode & 0o111).toBe(0)
})

it('renames and leaves out what it is told to', () => {
  const out = unpack(
    zip([
      { name: 'Cypress/Cypress', content: 'binary' },
      { name: 'Cypress/resources/app/index.js', content: 'theirs' },
      { name: 'Cypress/browser_v8_context_snapshot.bin', content: 'theirs' },
      { name: 'Cypress/LICENSE.electron.txt', content: 'MIT' },
      { name: 'elsewhere', content: 'not ours' }
    ]),
    plainName
  )
  expect(readFileSync(join(out, 'electron'), 'utf8')).toBe('binary')
  expect(readFileSync(join(out, 'LICENSE'), 'utf8')).toBe('MIT')
  for (const name of ['resources', 'browser_v8_context_snapshot.bin', 'elsewhere']) {
    expect(existsSync(join(out, name))).toBe(false)
  }
})

it.each(['../outside', 'a/../../outside', '/outside'])('refuses the name %s', (name) => {
  expect(() => unpack(zip([{ name, content: 'x' }]))).toThrow('unsafe name')
})

it('refuses an entry whose content is not what its checksum says', () => {
  expect(() => unpack(zip([{ name: 'a', content: 'x', crc: 1 }]))).toThrow('damaged')
})

it('refuses an archive that was cut off anywhere', () => {
  const whole = zip([{ name: 'a', content: long, stored: true }])
  expect(() => unpack(whole.subarray(0, 1000))).toThrow('not a zip file')
  expect(() => unpack(whole.subarray(5000))).toThrow('truncated')
})
