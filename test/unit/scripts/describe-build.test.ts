import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeBuild } from '../../../scripts/dist/describe-build.mjs'
import { scratch } from './scratch'

const electron = { version: '45.4.1', source: 'official', path: '/somewhere' }
const deb = { file: 'tessera_1.0.0_amd64.deb', kind: 'deb', size: 3 }

it.each([[true], [false]])('build.json says what was asked for, and whether for tests (%s)', async (fast) => {
  const output = scratch({ [deb.file]: 'deb' })
  await describeBuild({
    output,
    version: '1.0.0',
    flavour: 'release',
    sources: { commit: 'c0ffee', dirty: false, date: '2026-11-26T17:18:04Z' },
    electron,
    targets: ['deb', 'rpm'],
    fast,
    artefacts: [deb]
  })
  expect(JSON.parse(readFileSync(join(output, 'build.json'), 'utf8'))).toEqual({
    version: '1.0.0',
    flavour: 'release',
    ...(fast && { fast: true }),
    commit: 'c0ffee',
    dirty: false,
    electron: { version: '45.4.1', source: 'official' },
    targets: ['deb', 'rpm'],
    artefacts: [{ ...deb, sha256: createHash('sha256').update('deb').digest('hex') }]
  })
})
