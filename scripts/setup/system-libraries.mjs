// The system's own packages: what Electron loads, and what a run without a display needs.
// They are looked up by file, because newer Debian releases rename the packages (`…t64`).
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { findCommand, say, SetupError } from './project.mjs'

/** Debian package → the shared library in it */
const LIBRARIES = {
  'libgtk-3-0': 'libgtk-3.so.0',
  libnss3: 'libnss3.so',
  libasound2: 'libasound.so.2',
  libgbm1: 'libgbm.so.1',
  'libatk-bridge2.0-0': 'libatk-bridge-2.0.so.0',
  libcups2: 'libcups.so.2',
  'libsecret-1-0': 'libsecret-1.so.0',
  libxss1: 'libXss.so.1',
  libxtst6: 'libXtst.so.6',
  libdrm2: 'libdrm.so.2'
}

/** The command → the Debian package that it comes with */
const HEADLESS_COMMANDS = {
  Xvfb: 'xvfb',
  'dbus-daemon': 'dbus',
  'dbus-send': 'dbus',
  'gnome-keyring-daemon': 'gnome-keyring',
  'fc-list': 'fontconfig'
}

const FONTS = '/usr/share/fonts'

/** What the system has: looked up once, handed to the pure rules below. */
export function lookAround() {
  const cache = findCommand('ldconfig')
  const { stdout } = cache ? spawnSync(cache, ['-p'], { encoding: 'utf8' }) : { stdout: '' }
  return {
    libraries: new Set((stdout ?? '').split('\n').map((line) => line.trim().split(' ')[0])),
    hasCommand: (name) => findCommand(name) !== undefined,
    hasFonts: fs.existsSync(FONTS) && fs.readdirSync(FONTS).length > 0
  }
}

/** The Debian names of what is missing; `headless` adds the display, the session bus, the keyring and a font. */
export function missingPackages({ libraries, hasCommand, hasFonts }, headless) {
  const missing = Object.keys(LIBRARIES).filter((name) => !libraries.has(LIBRARIES[name]))
  if (!headless) return missing
  const commands = Object.keys(HEADLESS_COMMANDS).filter((name) => !hasCommand(name))
  missing.push(...commands.map((name) => HEADLESS_COMMANDS[name]))
  if (!hasFonts) missing.push('fonts-dejavu-core')
  return [...new Set(missing)]
}

/** Each name as this release calls it; `known` are the packages that apt has, of these names and their t64 forms. */
export const releaseNames = (names, known) =>
  names.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name))

/** Installs what is missing where that is possible, else says how and stops. Does nothing but on Linux. */
export function ensureLibraries({ headless }) {
  if (process.platform !== 'linux') return
  const missing = missingPackages(lookAround(), headless)
  if (missing.length === 0) return
  if (!findCommand('apt-get')) {
    say(`these may be missing, by their Debian names: ${missing.join(' ')}`)
    return
  }
  if (process.getuid() !== 0) {
    const names = releaseNames(missing, knownToApt(missing)).join(' ')
    throw new SetupError(
      `System packages are missing. Run this, then try again:\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names}`
    )
  }
  aptInstall(missing)
  const still = missingPackages(lookAround(), headless)
  if (still.length > 0) throw new SetupError(`apt-get ran, but these are still missing: ${still.join(' ')}`)
}

/** Installs Debian packages, by the names that this release has for them. As root. @throws {SetupError} */
export function aptInstall(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) =>
    spawnSync('apt-get', ['-qq', ...args], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  say(`apt-get install ${missing.join(' ')}`)
  const update = apt('update')
  const names = releaseNames(missing, knownToApt(missing))
  const { status, stderr } = apt('install', '-y', '--no-install-recommends', ...names)
  if (status === 0) return
  throw new SetupError(`apt-get could not install ${names.join(' ')}:\n${update.stderr}${stderr}`.trim())
}

/** Which of `names` and their t64 forms apt can install here. */
function knownToApt(names) {
  const asked = names.flatMap((name) => [name, `${name}t64`])
  const { stdout } = spawnSync('apt-cache', ['show', '--no-all-versions', ...asked], { encoding: 'utf8' })
  return new Set([...(stdout ?? '').matchAll(/^Package: (\S+)$/gm)].map((match) => match[1]))
}
