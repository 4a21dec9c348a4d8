import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packagesAreCurrent } from '../../../scripts/setup/npm-packages.mjs'
import { put, scratch } from './scratch'

const react = { version: '19.0.0', integrity: 'sha512-react' }
const windowsOnly = { version: '1.0.0', integrity: 'sha512-win', optional: true, os: ['win32'] }
const project = { name: 'tessera' }

const cases = [
  { when: 'what is installed is what is locked', installed: { 'node_modules/react': react }, current: true },
  { when: 'a package is missing', installed: {}, current: false },
  {
    when: 'a version differs',
    installed: { 'node_modules/react': { ...react, version: '18.0.0' } },
    current: false
  },
  {
    when: 'the same version has other content',
    installed: { 'node_modules/react': { ...react, integrity: 'sha512-other' } },
    current: false
  },
  {
    when: 'a package is there that the lock file does not know',
    installed: { 'node_modules/react': react, 'node_modules/stray': react },
    current: false
  }
]

it.each(cases)('$when: current is $current', ({ installed, current }) => {
  const root = scratch({
    'package-lock.json': JSON.stringify({
      packages: { '': project, 'node_modules/react': react, 'node_modules/win': windowsOnly }
    }),
    'node_modules/.package-lock.json': JSON.stringify({ packages: installed })
  })
  expect(packagesAreCurrent(root)).toBe(current)
})

it('is not current without node_modules, nor after an npm that was cut short', () => {
  const root = scratch({ 'package-lock.json': JSON.stringify({ packages: { '': project } }) })
  expect(packagesAreCurrent(root)).toBe(false)
  put(join(root, 'node_modules', '.package-lock.json'), '{ "packages": {')
  expect(packagesAreCurrent(root)).toBe(false)
})
