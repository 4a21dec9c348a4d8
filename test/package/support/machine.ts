// The machine on which the package is installed, and what of it the package may not have touched in the end.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { findCommand } from '../../fakes/keyring/available'
import { testers } from './ordinary-user'

export const projectRoot = resolve(import.meta.dirname, '../../..')
export const packageName = 'tessera'
export const programFolder = '/opt/Tessera'
export const stateVariable = 'TESSERA_PACKAGE_STATE'

/** What reads the window and works the keyboard, and what judges the package's own files; by their Debian names. */
export const tools = 'at-spi2-core, python3-gi, gir1.2-atspi-2.0, xdotool, desktop-file-utils, man-db'

const commands = 'apt-get dpkg dpkg-deb setpriv useradd userdel Xvfb dbus-run-session gnome-keyring-daemon'

/** Why no package can be installed and driven here; undefined where it can. */
export function whyNoPackage(): string | undefined {
  if (process.platform !== 'linux') return 'a deb is installed on Debian and its kin'
  if (process.getuid?.() !== 0) return 'not root: packages are installed by root'
  const missing = commands.split(' ').filter((command) => findCommand(command) === undefined)
  if (missing.length > 0) return `not installed: ${missing.join(', ')}`
  const [somebody] = peopleWithData()
  return somebody && `${somebody} has files of Tessera, which the purge of the package would remove`
}

/** The people of this machine, but for our own, who use Tessera. */
function peopleWithData(): string[] {
  const { stdout } = spawnSync('getent', ['passwd'], { encoding: 'utf8' })
  return stdout.split('\n').flatMap((line) => {
    const [name = '', , uid, , , home = ''] = line.split(':')
    const isPerson = Number(uid) >= 1_000 && !testers.some((tester) => tester === name)
    return isPerson && existsSync(join(home, '.config', 'Tessera')) ? [name] : []
  })
}

/** The file of this run below the folder that all files of it share. */
export function stateFile(name: string): string {
  const folder = process.env[stateVariable]
  if (folder === undefined) throw new Error(`${stateVariable} is set by playwright.config.ts`)
  return join(folder, name)
}

/** The deb that the gate made of this version. */
export function debFile(): string {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    version: string
  }
  const file = join(projectRoot, 'dist', 'fast', `${packageName}_${version}_amd64.deb`)
  if (!existsSync(file))
    throw new Error(`no package yet: run \`npm run dist -- --fast --targets deb\`, which makes ${file}`)
  return file
}

/** Runs apt-get without questions; answers what it said, throws with that where it failed. */
export function apt(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(
    'apt-get',
    ['-y', '-q', '-o', 'DPkg::Lock::Timeout=60', ...args],
    {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' },
      encoding: 'utf8'
    }
  )
  if (status !== 0) throw new Error(`apt-get ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`)
  return `${stdout}${stderr}`
}

/** Installs what of these dependencies, written as in a control file, is missing; without a network where nothing is. */
export function satisfy(dependencies: string): void {
  const wanted = ['satisfy', '--no-install-recommends', dependencies]
  try {
    apt(...wanted)
  } catch {
    // a fresh machine has no lists yet, or old ones
    apt('update')
    apt(...wanted)
  }
}

/** As dpkg knows it: `installed`, `config-files` after a removal, undefined when it was never there or is purged. */
export function packageState(): string | undefined {
  const asked = ['-W', '-f', '${db:Status-Status}', packageName]
  const { status, stdout } = spawnSync('dpkg-query', asked, { encoding: 'utf8' })
  return status === 0 && stdout !== 'not-installed' ? stdout : undefined
}

const places = ['/opt', '/usr', '/etc', '/var/lib', '/var/cache', '/var/log', '/var/spool', '/srv', '/boot']

// What the system rebuilds from whatever is installed, and its own book-keeping.
const caches = [
  /^\/etc\/(?:ld\.so\.cache|mailcap)$/,
  /^\/usr\/share\/applications\/mimeinfo\.cache$/,
  /^\/usr\/share\/icons\/hicolor\/icon-theme\.cache$/,
  /^\/var\/lib\/(?:dpkg|apt)(?:\/|$)/,
  /^\/var\/cache\/(?:apt|man|debconf|ldconfig)(?:\/|$)/,
  /^\/var\/log\/(?:apt(?:\/|$)|dpkg\.log|alternatives\.log)/,
  // of whatever Python ran meanwhile
  /\/__pycache__(?:\/|$)/
]

/** Every file and folder where packages put things, with kind, rights, owner, and what a link or file holds by size and date. */
export function lookAround(): Map<string, string> {
  const there = places.filter((place) => existsSync(place))
  // a folder's own date and size change with what comes and goes in it
  const format = [
    '(',
    '-type',
    'd',
    '-printf',
    '%p\\t%y %m %U:%G\\0',
    ')',
    '-o',
    '-printf',
    '%p\\t%y %m %U:%G %s %T@ %l\\0'
  ]
  const out = execFileSync('find', [...there, '-xdev', ...format], {
    maxBuffer: 512 * 1024 * 1024,
    encoding: 'utf8',
    // something may go while it is looked at
    stdio: ['ignore', 'pipe', 'ignore']
  })
  const entries = out.split('\0').filter((entry) => entry !== '')
  return new Map(
    entries
      .map((entry) => entry.split('\t') as [string, string])
      .filter(([path]) => !caches.some((cache) => cache.test(path)))
  )
}

/** Those of the paths that no package, or only ours, lays claim to: others may come and go meanwhile. */
function nobodys(paths: string[]): string[] {
  if (paths.length === 0) return []
  const { stdout } = spawnSync('dpkg-query', ['-S', ...paths], { encoding: 'utf8' })
  const lines = stdout.split('\n').filter((line) => !line.startsWith(`${packageName}:`))
  const others = new Set(lines.map((line) => line.slice(line.indexOf(': ') + 2)))
  return paths.filter((path) => !others.has(path))
}

/** What came, went or is another now; `+ path`, `- path`, `~ path`. */
export function differences(before: Map<string, string>, after: Map<string, string>): string[] {
  return [
    ...nobodys([...after.keys()].filter((path) => !before.has(path))).map((path) => `+ ${path}`),
    ...[...before].filter(([path]) => !after.has(path)).map(([path]) => `- ${path}`),
    ...[...after]
      .filter(([path, is]) => before.has(path) && before.get(path) !== is)
      .map(([path]) => `~ ${path}`)
  ].sort()
}
