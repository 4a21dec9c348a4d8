import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Installation, installationOf, wayOf } from '../../../src/main/updates/way'

const bare: Installation = { platform: 'linux', appImage: undefined, packaged: false, uninstaller: false }
const appImage = { replaceable: true }

describe('who replaces an installation', () => {
  it.each<[string, Partial<Installation>, string]>([
    ['tar.gz', {}, 'outside'],
    ['deb or rpm', { packaged: true }, 'outside'],
    ['AppImage', { appImage }, 'self'],
    ['AppImage that somebody else owns', { appImage: { replaceable: false } }, 'outside'],
    ['deb, in a terminal of an AppImage', { appImage, packaged: true }, 'outside'],
    ['NSIS', { platform: 'win32', uninstaller: true }, 'self'],
    ['MSI', { platform: 'win32' }, 'outside'],
    ['macOS', { platform: 'darwin' }, 'self']
  ])('%s', (_, installation, way) => {
    expect(wayOf({ ...bare, ...installation }, true)).toBe(way)
    expect(wayOf({ ...bare, ...installation }, false)).toBe('none')
  })
})

describe('what an installation shows', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tessera-way-'))
    mkdirSync(join(folder, 'mounted'))
    mkdirSync(join(folder, 'apps'))
    writeFileSync(join(folder, 'apps', 'tessera.AppImage'), '')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const look = (more: { env?: Record<string, string>; platform?: NodeJS.Platform; execPath?: string } = {}) =>
    installationOf({
      platform: 'linux',
      env: { APPIMAGE: join(folder, 'apps', 'tessera.AppImage'), APPDIR: join(folder, 'mounted') },
      execPath: join(folder, 'mounted', 'tessera'),
      resourcesPath: folder,
      ...more
    })

  it('an AppImage by its variables', () => {
    expect(look()).toEqual({ ...bare, appImage: { replaceable: true } })
    expect(look({ env: {} }).appImage).toBeUndefined()
    expect(look({ env: { APPIMAGE: '/a' } }).appImage).toBeUndefined()
  })

  it('not by those of another program, out of which this one was started', () => {
    expect(look({ execPath: '/opt/Tessera/tessera' }).appImage).toBeUndefined()
    expect(look({ execPath: join(folder, 'mounted-not', 'tessera') }).appImage).toBeUndefined()
  })

  it('an AppImage that is not there or cannot be written cannot be replaced', () => {
    const env = { APPIMAGE: join(folder, 'gone', 'tessera.AppImage'), APPDIR: join(folder, 'mounted') }
    expect(look({ env }).appImage).toEqual({ replaceable: false })
    if (process.getuid?.() === 0) return
    chmodSync(join(folder, 'apps'), 0o500)
    expect(look().appImage).toEqual({ replaceable: false })
    chmodSync(join(folder, 'apps'), 0o700)
  })

  it('a package manager’s mark, and the uninstaller only on Windows', () => {
    writeFileSync(join(folder, 'package-type'), 'deb')
    writeFileSync(join(folder, 'Uninstall Tessera.exe'), '')
    const execPath = join(folder, 'Tessera.exe')
    expect(look()).toMatchObject({ packaged: true, uninstaller: false })
    expect(look({ platform: 'win32', execPath })).toEqual({ ...bare, platform: 'win32', uninstaller: true })
    rmSync(join(folder, 'Uninstall Tessera.exe'))
    expect(look({ platform: 'win32', execPath }).uninstaller).toBe(false)
    expect(look({ platform: 'win32', execPath: join(folder, 'gone', 'a.exe') }).uninstaller).toBe(false)
  })
})
