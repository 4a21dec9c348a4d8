// What the package put where, whose it is, and whether the system understands it.
import { listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { execFileSync, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statSync,
  truncateSync,
  utimesSync
} from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'playwright/test'
import { knownFuses, releaseFuses } from '../../build/fuses'
import { programFolder, whyNoPackage } from './support/machine'
import { asUser, findUser, testers } from './support/ordinary-user'

const reason = whyNoPackage()
test.skip(reason !== undefined, reason)

/** Every file, folder and link of the package, as dpkg knows them. */
const installed = (): string[] =>
  execFileSync('dpkg-query', ['-L', 'tessera'], { encoding: 'utf8' })
    .split('\n')
    .filter((path) => path !== '' && path !== '/.')

const program = join(programFolder, 'tessera')
const desktopFile = '/usr/share/applications/tessera.desktop'

/** The keys of a group of a desktop entry. */
function entry(text: string): Map<string, string> {
  const lines = text.split('\n').filter((line) => line.includes('='))
  return new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]))
}

/** Width and height of a PNG; throws when it is none. */
function sizeOfPng(file: string): [width: number, height: number] {
  const bytes = readFileSync(file)
  expect(bytes.subarray(0, 8)).toEqual(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))
  expect(bytes.subarray(12, 16).toString('latin1')).toBe('IHDR')
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
}

test('everything belongs to root and nobody else can write to it', () => {
  const wrong = installed().flatMap((path) => {
    const { mode, uid, gid } = lstatSync(path)
    const isLink = (mode & 0o170000) === 0o120000
    const isOpen = !isLink && (mode & 0o022) !== 0
    const isOfPackage = path.startsWith(`${programFolder}/`) || path === programFolder
    return uid !== 0 || gid !== 0 || (isOpen && isOfPackage)
      ? [`${path} ${mode.toString(8)} ${uid}:${gid}`]
      : []
  })
  expect(wrong).toEqual([])
  // no setuid where the kernel has user namespaces, and never another one
  const privileged = installed().filter(
    (path) => path.startsWith(programFolder) && (lstatSync(path).mode & 0o6000) !== 0
  )
  expect(privileged).toEqual([])
  expect(lstatSync(join(programFolder, 'chrome-sandbox')).mode & 0o7777).toBe(0o755)
})

test('nothing but the app is in it: one archive, one native module, the languages of the app', () => {
  const files = installed().filter((path) => path.startsWith(`${programFolder}/`) && lstatSync(path).isFile())
  const inside = files.map((path) => path.slice(programFolder.length + 1)).sort()
  expect(inside.filter((path) => path.endsWith('.asar'))).toEqual(['resources/app.asar'])
  expect(inside.filter((path) => path.endsWith('.node'))).toEqual([
    'resources/app.asar.unpacked/node_modules/keytar/prebuilds/linux-x64/keytar.node'
  ])
  expect(inside.filter((path) => path.startsWith('resources/app.asar.unpacked/'))).toHaveLength(1)
  expect(inside.filter((path) => path.startsWith('locales/'))).toEqual(['locales/en-US.pak'])
  // no sources and no tools, in the archive or beside it
  const packed = listPackage(join(programFolder, 'resources/app.asar'), { isPack: false })
  expect(packed.length).toBeGreaterThan(10)
  const leftOvers =
    /\.(?:map|[cm]?tsx?)$|default_app|\/(?:src|test|scripts)(?:\/|$)|node_modules\/(?!keytar(?:\/|$))/
  expect([...inside, ...packed].filter((path) => leftOvers.test(path))).toEqual([])
  // what is elsewhere
  const elsewhere = installed().filter(
    (path) => !path.startsWith(programFolder) && !lstatSync(path).isDirectory()
  )
  expect(elsewhere.filter((path) => !path.startsWith('/usr/share/icons/hicolor/')).sort()).toEqual([
    '/usr/bin/tessera',
    desktopFile,
    '/usr/share/doc/tessera/changelog.gz',
    '/usr/share/doc/tessera/copyright',
    '/usr/share/man/man1/tessera.1.gz'
  ])
})

test('the command, the desktop entry, the link scheme and the icons are found by the system', () => {
  expect(realpathSync('/usr/bin/tessera')).toBe(program)
  expect(readlinkSync('/usr/bin/tessera')).toBe(program)

  const checked = spawnSync('desktop-file-validate', [desktopFile], { encoding: 'utf8' })
  expect(checked.stdout + checked.stderr).toBe('')
  expect(checked.status).toBe(0)
  const keys = entry(readFileSync(desktopFile, 'utf8'))
  expect(Object.fromEntries(keys)).toMatchObject({
    Type: 'Application',
    Name: 'Tessera',
    // whatever a link holds, it is no switch
    Exec: `${program} -- %u`,
    Terminal: 'false',
    Icon: 'tessera',
    StartupWMClass: 'tessera'
  })
  // it opens no kind of file
  expect(keys.get('MimeType')).toBe('x-scheme-handler/tessera;')
  expect(keys.get('Categories')).toBe('Office;')
  expect(installed().filter((path) => path.startsWith('/usr/share/mime/'))).toEqual([])
  const known = readFileSync('/usr/share/applications/mimeinfo.cache', 'utf8')
  expect(known).toContain('x-scheme-handler/tessera=tessera.desktop;')

  const icons = installed().filter((path) => /^\/usr\/share\/icons\/hicolor\/.*\.png$/.test(path))
  expect(icons.length).toBeGreaterThanOrEqual(6)
  for (const icon of icons) {
    const side = Number(/\/(\d+)x\1\/apps\/tessera\.png$/.exec(icon)?.[1])
    expect(sizeOfPng(icon), icon).toEqual([side, side])
  }
})

test('manual, licences and copyright are there; the control file says what it needs', () => {
  const page = spawnSync('man', ['--warnings', '-l', '/usr/share/man/man1/tessera.1.gz'], {
    encoding: 'utf8',
    env: { ...process.env, MANPAGER: 'cat', MANWIDTH: '100', LC_ALL: 'C.UTF-8' }
  })
  expect(page.stderr).toBe('')
  for (const words of ['NAME', 'SYNOPSIS', '--help', '--version', '--diagnose', 'tessera://'])
    expect(page.stdout).toContain(words)
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) {
    const file = readdirSync(programFolder).find((one) => one.startsWith(name))
    expect(file, name).toBeDefined()
  }
  expect(readFileSync('/usr/share/doc/tessera/copyright', 'utf8')).toContain('Tessera')
  const changelog = gunzipSync(readFileSync('/usr/share/doc/tessera/changelog.gz')).toString('utf8')
  const field = (name: string) =>
    spawnSync('dpkg-query', ['-W', '-f', `\${${name}}`, 'tessera'], { encoding: 'utf8' }).stdout
  expect(changelog).toContain(`tessera (${field('Version')}) unstable; urgency=medium\n`)
  expect(changelog).toContain(` -- ${field('Maintainer')}  `)
  expect(field('Maintainer')).toMatch(/^.+ <[^@\s]+@[^@\s]+>$/)
  expect(field('Homepage')).toMatch(/^https:/)
  expect(field('Depends')).toContain('libsecret-1-0')
  expect(field('Conffiles')).toBe('')
})

test('an AppArmor profile comes along, and is put in force only where AppArmor is', () => {
  const profile = readFileSync(join(programFolder, 'resources/apparmor-profile'), 'utf8')
  expect(profile).toContain(`profile "tessera" "${program}" flags=(unconfined)`)
  expect(profile).toMatch(/^\s*userns,$/m)
  // an AppArmor that is too old to know of user namespaces does not restrict them either
  const checks = ['--skip-kernel-load', '--debug', join(programFolder, 'resources/apparmor-profile')]
  const isOn =
    spawnSync('apparmor_status', ['--enabled']).status === 0 &&
    spawnSync('apparmor_parser', checks).status === 0
  expect(
    readdirSync('/etc').includes('apparmor.d') && readdirSync('/etc/apparmor.d').includes('tessera')
  ).toBe(isOn)
})

test('every fuse of the installed program is as the table says', async () => {
  const wire = await getCurrentFuseWire(program)
  const known = knownFuses(releaseFuses, wire)
  // the development runtime is older than the newest fuse
  expect(Object.keys(known).length).toBeGreaterThanOrEqual(8)
  for (const [fuse, isOn] of Object.entries(known)) {
    const name = FuseV1Options[Number(fuse)]
    expect(wire[Number(fuse) as FuseV1Options], name).toBe(isOn ? FuseState.ENABLE : FuseState.DISABLE)
  }
})

test('Linux does not check the archive: only root can change it, and dpkg tells that it was', () => {
  const archive = join(programFolder, 'resources/app.asar')
  const { size, atime, mtime } = statSync(archive)
  const verify = () => spawnSync('dpkg', ['--verify', 'tessera'], { encoding: 'utf8' }).stdout
  expect(verify()).toBe('')
  const user = findUser(testers[0])
  for (const attempt of [
    `: >> '${archive}'`,
    `mkdir '${programFolder}/resources/app'`,
    `mv '${archive}' /tmp`
  ])
    expect(spawnSync(...asUser(user, {}, ['sh', '-c', attempt])).status, attempt).not.toBe(0)
  try {
    appendFileSync(archive, 'changed')
    expect(verify()).toContain(archive)
  } finally {
    truncateSync(archive, size)
    utimesSync(archive, atime, mtime)
  }
  expect(verify()).toBe('')
})
