import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync
} from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { hasPackagingTools } from '../../../scripts/setup/packaging-tools.mjs'
import { scratch } from './scratch'

const script = join(import.meta.dirname, '../../../scripts/dist/fpm-stand-in.mjs')

/** What electron-builder says, for an app of one program, one text and a link to the program. */
function makePackage(kind: 'deb' | 'rpm', ...more: string[]) {
  const folder = scratch({
    'app/program': '#!/bin/sh\n',
    'app/locales/en.pak': 'en',
    changelog: 'an-app (1.2.3) unstable; urgency=medium\n',
    'post.sh': '#!/bin/sh\necho "100%"\n',
    'postrm.sh': '#!/bin/sh\ntrue\n'
  })
  chmodSync(join(folder, 'app/program'), 0o700)
  chmodSync(join(folder, 'app/locales/en.pak'), 0o600)
  symlinkSync('/opt/An App/program', join(folder, 'link'))
  const file = join(folder, `made.${kind}`)
  const words = [
    ['-s', 'dir', '--force', '-t', kind, '-d', 'nss'],
    ['--architecture', 'amd64', '--name', 'an-app', '--version', '1.2.3', '--package', file],
    ['--after-install', join(folder, 'post.sh'), '--after-remove', join(folder, 'postrm.sh')],
    ['--description', 'Does 50% of it\n and the rest', '--maintainer', 'A <a@example.com>', '--vendor', 'A'],
    ['--url', 'https://example.com', '--category', 'admin', '--license', 'MIT'],
    kind === 'deb' ? ['-d', 'libc6 | libc', '--deb-priority=optional', '--deb-compression', 'none'] : [],
    kind === 'deb' ? [`--deb-changelog=${folder}/changelog`] : [],
    kind === 'rpm' ? ['--rpm-os', 'linux', '--rpm-compression', 'none', '--rpm-digest=sha256'] : [],
    kind === 'rpm' ? ['--directories=/opt/An App'] : [],
    more,
    [`${folder}/app/=/opt/An App`, `${folder}/link=/usr/bin/an-app`]
  ].flat()
  const { status, stderr } = spawnSync(process.execPath, [script, ...words], { encoding: 'utf8' })
  return { status, stderr, file, folder }
}

const said = (command: string, ...args: string[]) => execFileSync(command, args, { encoding: 'utf8' })

describe.runIf(process.platform === 'linux' && hasPackagingTools())('packages without fpm', () => {
  it('a deb has all files as root’s, with plain modes, sums, scripts and dependencies', () => {
    const { status, stderr, file, folder } = makePackage('deb')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const lines = said('dpkg-deb', '-c', file).trim().split('\n')
    expect(lines.every((line) => line.includes('root/root'))).toBe(true)
    expect(lines.map((line) => line.replace(/^(\S+) .*? (\.\/.*)$/, '$1 $2'))).toEqual([
      'drwxr-xr-x ./',
      'drwxr-xr-x ./opt/',
      'drwxr-xr-x ./opt/An App/',
      'drwxr-xr-x ./opt/An App/locales/',
      '-rw-r--r-- ./opt/An App/locales/en.pak',
      '-rwxr-xr-x ./opt/An App/program',
      'drwxr-xr-x ./usr/',
      'drwxr-xr-x ./usr/bin/',
      'drwxr-xr-x ./usr/share/',
      'drwxr-xr-x ./usr/share/doc/',
      'drwxr-xr-x ./usr/share/doc/an-app/',
      '-rw-r--r-- ./usr/share/doc/an-app/changelog.gz',
      'lrwxrwxrwx ./usr/bin/an-app -> /opt/An App/program'
    ])
    said('dpkg-deb', '-x', file, join(folder, 'unpacked'))
    const changelog = readFileSync(join(folder, 'unpacked/usr/share/doc/an-app/changelog.gz'))
    expect(gunzipSync(changelog).toString()).toBe('an-app (1.2.3) unstable; urgency=medium\n')
    const control = said('dpkg-deb', '-f', file)
    expect(control).toContain('Version: 1.2.3\nArchitecture: amd64\n')
    expect(control).toContain('Depends: nss, libc6 | libc\n')
    expect(control).toContain('Description: Does 50% of it\n and the rest\n')
    said('dpkg-deb', '-e', file, join(folder, 'control'))
    expect(readdirSync(join(folder, 'control')).toSorted()).toEqual([
      'control',
      'md5sums',
      'postinst',
      'postrm'
    ])
  })

  it('an rpm installs into an empty root and leaves nothing there', () => {
    const { status, file, folder } = makePackage('rpm', '-d', '(libXtst or libXtst6)')
    expect(status).toBe(0)
    expect(said('rpm', '-qp', '--qf', '%{NAME} %{VERSION} %{ARCH} %{SUMMARY}', file)).toBe(
      'an-app 1.2.3 x86_64 Does 50% of it and the rest'
    )
    expect(said('rpm', '-qp', '--requires', file)).toContain('(libXtst or libXtst6)\n')
    expect(said('rpm', '-qp', '--scripts', file)).toContain('echo "100%"')
    expect(said('rpm', '-qp', '--qf', '[%{FILEUSERNAME} %{FILEMODES:perms} %{FILENAMES}\n]', file)).toBe(
      [
        'root drwxr-xr-x /opt/An App',
        'root drwxr-xr-x /opt/An App/locales',
        'root -rw-r--r-- /opt/An App/locales/en.pak',
        'root -rwxr-xr-x /opt/An App/program',
        'root lrwxrwxrwx /usr/bin/an-app',
        ''
      ].join('\n')
    )
    expect(said('rpm', '-qp', '--qf', '%{FILEDIGESTALGO}', file)).toBe('8')
    const root = join(folder, 'root')
    const rpm = (...args: string[]) =>
      said('rpm', '--root', root, '--dbpath', '/db', '--nodeps', '--noscripts', ...args)
    rpm('-i', file)
    expect(readlinkSync(join(root, 'usr/bin/an-app'))).toBe('/opt/An App/program')
    expect(lstatSync(join(root, 'opt/An App/program')).mode & 0o777).toBe(0o755)
    rpm('-e', 'an-app')
    expect(existsSync(join(root, 'opt/An App'))).toBe(false)
    expect(existsSync(join(root, 'usr/bin/an-app'))).toBe(false)
  })

  it('an rpm owns the folders that are named and those in them, and no other', () => {
    const { status, file } = makePackage('rpm', '--directories', '/usr/bin')
    expect(status).toBe(0)
    const folders = said('rpm', '-qp', '--qf', '[%{FILEMODES:perms} %{FILENAMES}\n]', file).match(/^d.*$/gm)
    expect(folders).toEqual([
      'drwxr-xr-x /opt/An App',
      'drwxr-xr-x /opt/An App/locales',
      'drwxr-xr-x /usr/bin'
    ])
  })

  it.each([
    ['an option that it does not know', ['--prefix', '/usr']],
    ['a folder that there is not', ['--directories=/opt/Another']],
    ['a compression that there is not', ['--deb-compression', 'brotli']]
  ])('refuses %s, and makes nothing', (_name, more) => {
    const { status, file } = makePackage('deb', ...more)
    expect(status).toBe(1)
    expect(existsSync(file)).toBe(false)
  })
})
