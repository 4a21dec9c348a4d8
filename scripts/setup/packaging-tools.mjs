// What packages and their tests need of the system beside what the app does: tools that make, sign, verify and drive packages.
import { findCommand, say, SetupError } from './project.mjs'
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
 * Installs what is missing where that is possible: as root on a system with apt. Elsewhere it says what is missing, and the tests
 * that need it are skipped. Does nothing but on Linux.
 * @throws {SetupError} where apt fails
 */
export function ensurePackagingTools() {
  if (process.platform !== 'linux') return
  const missing = missingTools(isHere)
  if (missing.length === 0) return
  if (!findCommand('apt-get') || process.getuid() !== 0) {
    say(`for packages and their tests these may be missing, by their Debian names: ${missing.join(' ')}`)
    return
  }
  aptInstall(missing)
  const still = missingTools(isHere)
  if (still.length > 0) throw new SetupError(`apt-get ran, but these are still missing: ${still.join(' ')}`)
}

/** Whether all of them are there. */
export const hasPackagingTools = () => missingTools(isHere).length === 0

const isHere = (command) => findCommand(command) !== undefined
