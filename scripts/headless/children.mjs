// Helper processes that never outlive us: stopped on dispose, on a signal, and by the kernel when we are killed.
import { spawn } from 'node:child_process'
import { findCommand } from '../setup/project.mjs'

const GRACE_MS = 2_000

/**
 * The words that start `command` so that it is ended even when we are killed outright.
 * The kernel does it on Linux through setpriv, which every Debian has; elsewhere it is the plain command.
 */
export function bound(command, args) {
  const setpriv = process.platform === 'linux' ? findCommand('setpriv') : undefined
  return setpriv ? [setpriv, ['--pdeathsig', 'TERM', '--', command, ...args]] : [command, args]
}

/**
 * Starts a helper in a process group of its own. Answers the child with `stop()`, which ends the whole group and waits.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function startHelper(command, args, options) {
  const child = spawn(...bound(command, args), { ...options, detached: true })
  const gone = new Promise((resolve) => child.once('exit', resolve).once('error', resolve))
  const lastResort = () => signalGroup(child, 'SIGKILL')
  process.once('exit', lastResort)
  child.stop = async () => {
    signalGroup(child, 'SIGTERM')
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, GRACE_MS).unref())])
    // also those of the group that outlived their leader
    signalGroup(child, 'SIGKILL')
    await gone
    process.removeListener('exit', lastResort)
  }
  return child
}

/** Signals the group that `child` leads; it may be gone already. */
export function signalGroup(child, signal) {
  if (!child.pid) return
  try {
    process.kill(-child.pid, signal)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}
