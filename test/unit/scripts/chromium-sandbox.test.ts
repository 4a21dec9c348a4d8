import { describe, expect, it } from 'vitest'
import { sandboxComplaint } from '../../../scripts/setup/chromium-sandbox.mjs'

const apparmor = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns'
const debian = '/proc/sys/kernel/unprivileged_userns_clone'
const limit = '/proc/sys/user/max_user_namespaces'

const plain = { uid: 1000, mode: 0o100755 }
const ready = { uid: 0, mode: 0o104755 }

interface Machine {
  switches?: Record<string, string>
  helper?: { uid: number; mode: number } | undefined
  uid?: number
  dist?: string
}

/** The complaint on a machine with these switches, for a user whose Electron has this helper. */
const complaint = ({ switches = {}, helper = plain, uid = 1000, dist = '/home/ana/electron' }: Machine) =>
  sandboxComplaint(dist, uid, {
    read: (file: string) => switches[file],
    stat: (file: string) => (file === `${dist}/chrome-sandbox` ? helper : undefined)
  })

describe('an ordinary user', () => {
  it.each([
    ['a kernel without such switches', {}],
    ['AppArmor that lets everybody', { [apparmor]: '0' }],
    ['a Debian that lets everybody', { [debian]: '1', [limit]: '63432' }]
  ])('needs nothing on %s', (_, switches) => {
    expect(complaint({ switches })).toBeUndefined()
  })

  it.each([
    ['AppArmor restricts', apparmor, '1'],
    ['AppArmor does not show what it does', apparmor, 'hidden'],
    ['Debian restricts', debian, '0'],
    ['there may be no namespaces', limit, '0']
  ])('needs the helper where %s, and is told the one command', (_, file, value) => {
    const open = { [apparmor]: '0', [debian]: '1', [limit]: '63432' }
    const told = complaint({ switches: { ...open, [file]: value } })
    expect(told).toContain(file)
    const helper = "'/home/ana/electron/chrome-sandbox'"
    expect(told?.split('\n').slice(1)).toEqual([
      `  sudo chown root:root ${helper} && sudo chmod 4755 ${helper}`
    ])
    expect(told).not.toContain('--no-sandbox')
  })

  it.each([
    ['is in place', ready, false],
    ['may be run by its group only', { ...ready, mode: 0o104750 }, true],
    ['is not setuid', { ...ready, mode: 0o100755 }, true],
    ['is setuid, but somebody else’s', { ...ready, uid: 1000 }, true]
  ])('with a helper that %s: told is %s', (_, helper, told) => {
    expect(complaint({ switches: { [apparmor]: '1' }, helper }) !== undefined).toBe(told)
  })

  it('is told of a helper that is missing, without a command that could not work', () => {
    const dist = '/opt/electron'
    const told = sandboxComplaint(dist, 1000, { read: () => '1', stat: () => undefined })
    expect(told).toContain('there is no /opt/electron/chrome-sandbox')
    expect(told).not.toContain('sudo')
  })

  it('can paste the command whatever the folder is called', () => {
    const told = complaint({ switches: { [apparmor]: '1' }, dist: "/home/ana/it's $HOME" })
    expect(told).toContain(String.raw`sudo chmod 4755 '/home/ana/it'\''s $HOME/chrome-sandbox'`)
  })
})

it('root is told nothing: Chromium has no sandbox there', () => {
  expect(complaint({ switches: { [apparmor]: '1', [limit]: '0' }, uid: 0 })).toBeUndefined()
})
