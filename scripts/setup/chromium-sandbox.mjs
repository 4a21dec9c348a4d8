// Chromium's sandbox for an ordinary user on Linux stands on user namespaces. Where the system keeps these to root, Electron
// starts only with its setuid helper in place: that takes root once, and is never a reason to go without the sandbox.
import fs from 'node:fs'
import path from 'node:path'
import { SetupError } from './project.mjs'

/** The kernel's switch → its value that takes user namespaces from ordinary users. */
const RESTRICTIONS = {
  // Ubuntu since 23.10
  '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': '1',
  // Debian's own
  '/proc/sys/kernel/unprivileged_userns_clone': '0',
  '/proc/sys/user/max_user_namespaces': '0'
}

/** Ubuntu 23.10 shows its switch to root alone. */
const HIDDEN = 'hidden'
const SETUID = 0o4000
const OTHERS_EXECUTE = 0o001

/** Stops with the one command to run where the Electron in `dist` could not start its sandbox. Does nothing but on Linux. */
export function ensureSandbox(dist) {
  if (process.platform !== 'linux') return
  const complaint = sandboxComplaint(dist, process.getuid())
  if (complaint) throw new SetupError(complaint)
}

/**
 * What keeps the Electron in `dist` from starting its sandbox for the user `uid`, with the command that mends it, or undefined.
 * `read` answers a switch's value and `stat` whose a file is and its mode; both undefined for what is not there.
 * @param {string} dist
 * @param {number} uid
 * @param {{ read?: (file: string) => string | undefined, stat?: (file: string) => { uid: number, mode: number } | undefined }} [system]
 */
export function sandboxComplaint(dist, uid, { read = readSwitch, stat = statIfThere } = {}) {
  // Chromium has no sandbox as root: electron-switches.mjs
  if (uid === 0) return undefined
  const restriction = Object.keys(RESTRICTIONS).find((file) =>
    [RESTRICTIONS[file], HIDDEN].includes(read(file))
  )
  if (!restriction) return undefined
  const helper = path.join(dist, 'chrome-sandbox')
  const found = stat(helper)
  if (found && isSetuidRoot(found)) return undefined
  const why = `Chromium's sandbox cannot start: ${restriction} keeps user namespaces to root`
  if (!found) return `${why}, and there is no ${helper} to start it instead`
  const file = quoted(helper)
  return `${why}. Run this once, then try again:\n  sudo chown root:root ${file} && sudo chmod 4755 ${file}`
}

/** As Chromium itself asks. */
const isSetuidRoot = ({ uid, mode }) => uid === 0 && (mode & SETUID) !== 0 && (mode & OTHERS_EXECUTE) !== 0

/** One word to the shell, whatever is in it. */
const quoted = (text) => `'${text.replaceAll("'", String.raw`'\''`)}'`

function readSwitch(file) {
  try {
    return fs.readFileSync(file, 'utf8').trim()
  } catch (error) {
    return error.code === 'EACCES' ? HIDDEN : undefined
  }
}

const statIfThere = (file) => fs.statSync(file, { throwIfNoEntry: false })
