import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lookAtApp } from '../../../src/main/diagnose/app-part'
import { packageKind, type PackageTraces } from '../../../src/main/diagnose/package-kind'
import { sandboxFindings, type SandboxFacts } from '../../../src/main/diagnose/sandbox-part'
import { environmentFindings, sessionType } from '../../../src/main/diagnose/system-part'
import type { Installation } from '../../../src/main/updates/way'
import { temporaryFolder } from '../storage/temporary-folder'

const bare = { appImage: undefined, packaged: false, uninstaller: false }
const on = (platform: NodeJS.Platform, changes: Partial<Installation> = {}) => ({
  installation: { platform, ...bare, ...changes }
})
const installed = {
  ...on('linux'),
  isPackaged: true,
  execPath: '/opt/Tessera/tessera',
  env: {},
  packageType: undefined
}
const programs = { env: { ProgramFiles: 'C:\\Program Files' } }
const appImage = { replaceable: true }

describe('the kind of package', () => {
  it.each<[string, Partial<PackageTraces>]>([
    ['not packaged: runs from its checkout', { isPackaged: false }],
    ['deb', { ...on('linux', { packaged: true }), packageType: 'deb\n' }],
    ['deb', { ...on('linux', { packaged: true, appImage }), packageType: 'deb' }],
    ['rpm', { ...on('linux', { packaged: true }), packageType: 'rpm' }],
    ['a package, whose kind cannot be read', { ...on('linux', { packaged: true }), packageType: '<script>' }],
    ['archive (unpacked by hand)', {}],
    ['AppImage', on('linux', { appImage })],
    ['AppImage, which this user may not replace', on('linux', { appImage: { replaceable: false } })],
    ['NSIS installer', { ...on('win32', { uninstaller: true }), ...programs }],
    ['MSI', { ...on('win32'), ...programs, execPath: 'c:\\program files\\Tessera\\Tessera.exe' }],
    ['archive (unpacked by hand)', { ...on('win32'), ...programs, execPath: 'D:\\Tessera\\Tessera.exe' }],
    [
      'application in /Applications',
      { ...on('darwin'), execPath: '/Applications/Tessera.app/Contents/MacOS/Tessera' }
    ]
  ])('%s', (kind, changes) => {
    expect(packageKind({ ...installed, ...changes })).toBe(kind)
  })

  it('is not that of the AppImage which it was started out of', async () => {
    const resourcesPath = await temporaryFolder()
    const env = { APPIMAGE: '/home/ann/Other.AppImage', APPDIR: '/tmp/.mount_other' }
    const context = {
      platform: 'linux' as const,
      arch: 'x64',
      version: '0.1.0',
      versions: {},
      build: { flavour: 'release' as const, updates: undefined },
      isPackaged: true,
      execPath: '/opt/Tessera/tessera',
      resourcesPath,
      env
    }
    const kind = () => lookAtApp(context).find(({ label }) => label === 'Package')?.value
    expect(kind()).toBe('archive (unpacked by hand)')
    await writeFile(join(resourcesPath, 'package-type'), 'deb')
    expect(kind()).toBe('deb')
  })
})

const usual: SandboxFacts = {
  isRoot: false,
  hasNoSandbox: false,
  maxUserNamespaces: '15000',
  unprivilegedClone: '1',
  appArmorRestricts: undefined,
  appArmorProfile: undefined,
  helper: 'missing'
}
const valueOf = (facts: SandboxFacts, label: string) =>
  sandboxFindings(facts).find((finding) => finding.label === label)?.value

describe('the sandbox', () => {
  it.each<[string, Partial<SandboxFacts>, 'good' | 'attention', RegExp]>([
    ['by user namespaces', {}, 'good', /in use/],
    ['switched off', { hasNoSandbox: true }, 'attention', /--no-sandbox/],
    ['for root', { isRoot: true }, 'attention', /ordinary user/],
    [
      'switched off where none could work',
      { hasNoSandbox: true, maxUserNamespaces: '0' },
      'attention',
      /could not start/
    ],
    [
      'switched off where the helper would do',
      { hasNoSandbox: true, maxUserNamespaces: '0', helper: 'good' },
      'attention',
      /needs$/
    ]
  ])('%s', (_, changes, state, words) => {
    const [first] = sandboxFindings({ ...usual, ...changes })
    expect(first).toMatchObject({ label: 'State', state, value: expect.stringMatching(words) as string })
  })

  it('says what keeps user namespaces back', () => {
    const kept = (changes: Partial<SandboxFacts>) => valueOf({ ...usual, ...changes }, 'User namespaces')
    expect(kept({})).toBe('may be made')
    expect(kept({ maxUserNamespaces: '0' })).toContain('user.max_user_namespaces')
    expect(kept({ unprivilegedClone: '0' })).toContain('kernel.unprivileged_userns_clone')
    expect(kept({ appArmorRestricts: '1', appArmorProfile: 'unconfined' })).toContain('AppArmor')
    expect(kept({ appArmorRestricts: '1', appArmorProfile: 'tessera (unconfined)' })).toBe('may be made')
    expect(
      valueOf({ ...usual, appArmorRestricts: '0', appArmorProfile: 'unconfined' }, 'AppArmor')
    ).toContain(': none')
  })
})

describe('the system', () => {
  it('names the displays of the session', () => {
    expect(sessionType({})).toBe('no display')
    expect(sessionType({ DISPLAY: ':0' })).toBe('X11')
    expect(sessionType({ WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0', XDG_SESSION_TYPE: 'wayland' })).toBe(
      'Wayland and X11 (XDG_SESSION_TYPE is wayland)'
    )
  })

  it('says which variables are set and never to what', () => {
    const findings = environmentFindings({
      https_proxy: 'http://ann:hunter2@proxy',
      NO_PROXY: 'x.example',
      OTHER: '1'
    })
    expect(findings).toEqual([{ label: 'Environment', value: 'set: HTTPS_PROXY, NO_PROXY', state: 'fact' }])
  })

  it('warns of those that weaken TLS', () => {
    const findings = environmentFindings({ NODE_TLS_REJECT_UNAUTHORIZED: '0', SSLKEYLOGFILE: '/tmp/k' })
    expect(findings.filter(({ state }) => state === 'attention')).toHaveLength(2)
    expect(environmentFindings({ NODE_TLS_REJECT_UNAUTHORIZED: '1' })).toHaveLength(1)
  })
})
