// Runs one command to its end and never leaves a child of it behind.
import { spawn } from 'node:child_process'
import os from 'node:os'
import { bound, signalGroup } from './children.mjs'

const FORWARDED = ['SIGHUP', 'SIGINT', 'SIGTERM']
const GRACE_MS = 4_000
const DRAIN_MS = 2_000

/**
 * Runs a command and answers its exit code (128 + the number where a signal ended it) and whether time ran out.
 * Signals sent to us are passed on; what does not heed them, or is still there after the command's own end, is killed.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { timeoutMs?: number, onOutput?: (text: string) => void }} options
 *   as for spawn; output is shared unless `stdio` pipes it, then `onOutput` gets it
 * @returns {Promise<{ code: number, timedOut: boolean }>}
 */
export function run(command, args, { timeoutMs, onOutput, ...options } = {}) {
  const groups = process.platform !== 'win32'
  // A group of its own, so that all of a command's children can be reached at its end.
  const child = spawn(...bound(command, args), { stdio: 'inherit', ...options, detached: groups })
  const signal = (name) => (groups ? signalGroup(child, name) : child.kill(name))
  const kill = () => signal('SIGKILL')
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', onOutput)
  let timedOut = false
  const timers = []
  const after = (ms, action) => timers.push(setTimeout(action, ms))
  if (timeoutMs) after(timeoutMs, () => ((timedOut = true), kill()))
  const forward = (name) => {
    signal(name)
    after(GRACE_MS, kill)
  }
  process.once('exit', kill)
  for (const name of FORWARDED) process.on(name, forward)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, name) => {
      kill()
      const answer = () => resolve({ code: code ?? 128 + os.constants.signals[name], timedOut })
      // The last output comes before `close`; a stray process that holds the pipe must not keep us.
      child.once('close', answer)
      after(DRAIN_MS, answer)
    })
  }).finally(() => {
    timers.forEach(clearTimeout)
    process.removeListener('exit', kill)
    for (const name of FORWARDED) process.removeListener(name, forward)
  })
}
