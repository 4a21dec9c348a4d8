import { describe, expect, it } from 'vitest'
import { missingPackages, releaseNames } from '../../../scripts/setup/system-libraries.mjs'

const everything = {
  libraries: new Set([
    'libgtk-3.so.0',
    'libnss3.so',
    'libasound.so.2',
    'libgbm.so.1',
    'libatk-bridge-2.0.so.0',
    'libcups.so.2',
    'libsecret-1.so.0',
    'libXss.so.1',
    'libXtst.so.6',
    'libdrm.so.2'
  ]),
  hasCommand: () => true,
  hasFonts: true
}
const bare = { libraries: new Set<string>(), hasCommand: () => false, hasFonts: false }

describe('what is missing', () => {
  it('is nothing on a complete system', () => {
    expect(missingPackages(everything, true)).toEqual([])
  })

  it('is told by library, whatever the package is called', () => {
    const libraries = new Set([...everything.libraries].filter((name) => name !== 'libasound.so.2'))
    expect(missingPackages({ ...everything, libraries }, false)).toEqual(['libasound2'])
  })

  it('counts display, bus, keyring and font only for runs that need them, each once', () => {
    const forDesktop = missingPackages(bare, false)
    const forHeadless = missingPackages(bare, true)
    expect(forDesktop).toHaveLength(10)
    expect(forHeadless.slice(10)).toEqual([
      'xvfb',
      'dbus',
      'gnome-keyring',
      'fontconfig',
      'fonts-dejavu-core'
    ])
  })
})

describe('names of packages', () => {
  it('take their t64 form where apt has one', () => {
    const known = new Set(['libgtk-3-0t64', 'libnss3', 'libasound2t64'])
    expect(releaseNames(['libgtk-3-0', 'libnss3', 'libasound2'], known)).toEqual([
      'libgtk-3-0t64',
      'libnss3',
      'libasound2t64'
    ])
  })

  it('stay as they are where apt knows nothing yet', () => {
    expect(releaseNames(['libgtk-3-0'], new Set())).toEqual(['libgtk-3-0'])
  })
})
