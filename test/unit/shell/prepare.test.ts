import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { BuildInfo } from '../../../src/main/shell/build-info'

const release: BuildInfo = { flavour: 'release', updates: undefined }
const folder = mkdtempSync(join(tmpdir(), 'tessera-prepare-'))
let userData = join(folder, 'Tessera')
let switches: string[] = []
const app = {
  commandLine: { hasSwitch: (name: string) => switches.includes(name) },
  setName: vi.fn<(name: string) => void>(),
  setPath: vi.fn<(name: string, path: string) => void>(),
  getPath: () => userData,
  requestSingleInstanceLock: vi.fn<() => boolean>(() => true)
}
const registerSchemesAsPrivileged = vi.fn<(schemes: object[]) => void>()
const showErrorBox = vi.fn<(title: string, content: string) => void>()
vi.mock('electron', () => ({ app, dialog: { showErrorBox }, protocol: { registerSchemesAsPrivileged } }))
const { prepare } = await import('../../../src/main/shell/prepare')

beforeEach(() => {
  vi.clearAllMocks()
  userData = join(folder, 'Tessera')
  switches = ['user-data-dir']
  app.requestSingleInstanceLock.mockReturnValue(true)
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('before Electron is ready', () => {
  it.each(['--remote-debugging-port=0', '/Remote-Debugging-Port=0', '--inspect'])(
    'a package does not start with %s, nor take the lock',
    (word) => {
      expect(prepare([word], release)).toBe(1)
      expect(app.requestSingleInstanceLock).not.toHaveBeenCalled()
      expect(registerSchemesAsPrivileged).not.toHaveBeenCalled()
    }
  )

  it.each(['development', 'test', 'release'] as const)(
    '%s does not start where a word stands behind a link, nor take the lock',
    (flavour) => {
      expect(prepare(['tessera://find/x', '--practice'], { ...release, flavour })).toBe(1)
      expect(app.requestSingleInstanceLock).not.toHaveBeenCalled()
      expect(prepare(['--practice', 'tessera://find/x'], { ...release, flavour })).toBeUndefined()
    }
  )

  it.each(['development', 'test'] as const)('%s does, because tests attach there', (flavour) => {
    expect(prepare(['--inspect=0'], { ...release, flavour })).toBeUndefined()
  })

  it('a release opens no window outside of Chromium’s sandbox; where tests run as root they do', () => {
    switches.push('no-sandbox')
    expect(prepare([], release)).toBe(1)
    expect(showErrorBox).toHaveBeenCalledWith('Tessera cannot start', expect.stringContaining('--no-sandbox'))
    expect(app.requestSingleInstanceLock).not.toHaveBeenCalled()
    expect(prepare([], { ...release, flavour: 'test' })).toBeUndefined()
  })

  it('a debugger’s switch that is written so that only Chromium takes it for one is refused', () => {
    switches.push('remote-debugging-port')
    expect(prepare(['?'], release)).toBe(1)
  })

  it('what is packaged for tests meets neither the files nor the lock of a release', () => {
    prepare([], { ...release, flavour: 'test' })
    expect(app.setName).toHaveBeenCalledWith('Tessera Test')
  })

  it('registers the one scheme with the fewest privileges', () => {
    expect(prepare([], release)).toBeUndefined()
    expect(registerSchemesAsPrivileged.mock.calls).toEqual([
      [[{ scheme: 'app', privileges: { standard: true, secure: true } }]]
    ])
  })

  it('a second start ends at once; a smoke run that could not run has failed', () => {
    app.requestSingleInstanceLock.mockReturnValue(false)
    expect(prepare([], release)).toBe(0)
    expect(prepare(['--smoke'], release)).toBe(1)
  })

  it('makes the folder of its files, for its user alone', () => {
    userData = join(folder, 'new', 'Tessera')
    expect(prepare([], release)).toBeUndefined()
    expect(statSync(userData).mode & 0o777).toBe(0o700)
  })

  it('says so where that folder cannot be written, rather than that it runs already', () => {
    writeFileSync(join(folder, 'file'), '')
    userData = join(folder, 'file', 'Tessera')
    expect(prepare([], release)).toBe(1)
    expect(showErrorBox).toHaveBeenCalledWith('Tessera cannot start', expect.stringContaining('ENOTDIR'))
    expect(prepare(['--smoke'], release)).toBe(1)
    expect(showErrorBox).toHaveBeenCalledTimes(1)
    expect(app.requestSingleInstanceLock).not.toHaveBeenCalled()
  })
})
