import { describe, expect, it } from 'vitest'
import { packageKind } from '../../../src/main/diagnose/package-kind'
import { sandboxFindings, type SandboxFacts } from '../../../src/main/diagnose/sandbox-part'
import { environmentFindings, sessionType } from '../../../src/main/diagnose/system-part'

const installed = {
  platform: 'linux' as NodeJS.Platform,
  isPackaged: true,
  execPath: '/opt/Tessera/tessera',
  resourcesPath: '/opt/Tessera/resources',
  env: {},
  read: () => undefined,
  exists: () => false
}
const onWindows = {
  ...installed,
  platform: 'win32' as const,
  resourcesPath: '',
  env: { ProgramFiles: 'C:\\Program Files' }
}

describe('the kind of package', () => {
  it.each<[string, Partial<Parameters<typeof packageKind>[0]>]>([
    ['not packaged: runs from its checkout', { isPackaged: false }],
    ['deb', { read: (path) => (path === '/opt/Tessera/resources/package-type' ? 'deb\n' : undefined) }],
    ['rpm', { read: () => 'rpm' }],
    ['archive (unpacked by hand)', { read: () => '<script>' }],
    ['archive (unpacked by hand)', {}],
    ['AppImage', { env: { APPIMAGE: '/home/ann/Tessera.AppImage' } }],
    [
      'NSIS installer',
      {
        ...onWindows,
        execPath: 'C:\\Program Files\\Tessera\\Tessera.exe',
        exists: (path) => path === 'C:\\Program Files\\Tessera\\Uninstall Tessera.exe'
      }
    ],
    ['MSI', { ...onWindows, execPath: 'c:\\program files\\Tessera\\Tessera.exe' }],
    ['archive (unpacked by hand)', { ...onWindows, execPath: 'D:\\Tessera\\Tessera.exe' }],
    [
      'application in /Applications',
      { platform: 'darwin', execPath: '/Applications/Tessera.app/Contents/MacOS/Tessera' }
    ]
  ])('%s', (kind, changes) => {
    expect(packageKind({ ...installed, ...changes })).toBe(kind)
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
