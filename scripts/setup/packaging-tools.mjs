// What the tests of packages need of the system beside what the app does: tools that make, sign, verify and drive packages.
import { findCommand, SetupError } from './project.mjs'
import { aptInstall } from './system-libraries.mjs'

/** The command → the Debian package that it comes with */
const COMMANDS = {
  '7za': 'p7zip-full',
  'debsig-verify': 'debsig-verify',
  debsigs: 'debsigs',
  gpg: 'gnupg',
  makensis: 'nsis',
  openssl: 'openssl',
  osslsigncode: 'osslsigncode',
  rpmbuild: 'rpm',
  rpmsign: 'rpm',
  xdotool: 'xdotool'
}

/** The Debian packages whose commands are not here, each once. */
export const missingTools = (hasCommand) =>
  [
    ...new Set(Object.entries(COMMANDS).flatMap(([command, name]) => (hasCommand(command) ? [] : [name])))
  ].toSorted()

/**
 * Installs what is missing where that is possible: as root on a system with apt. Elsewhere it says what is missing and stops.
 * Does nothing but on Linux.
 * @throws {SetupError}
 */
export function ensurePackagingTools() {
  if (process.platform !== 'linux') return
  const missing = missingTools(isHere)
  if (missing.length === 0) return
  if (!findCommand('apt-get') || process.getuid() !== 0) {
    throw new SetupError(`The tests of packages need these, by their Debian names: ${missing.join(' ')}`)
  }
  aptInstall(missing)
  const still = missingTools(isHere)
  if (still.length > 0) throw new SetupError(`apt-get ran, but these are still missing: ${still.join(' ')}`)
}

const isHere = (command) => findCommand(command) !== undefined
