import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect } from 'playwright/test'
import type { Desktop } from './desktop'
import { asUser } from './ordinary-user'

export const command = '/usr/bin/tessera'

export interface Ended {
  /** null where a signal ended it */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  /** of the main process */
  readonly pid: number
  stdout(): string
  stderr(): string
  readonly ended: Promise<Ended>
  kill(signal?: NodeJS.Signals): void
}

export interface Start {
  /** by default the installed one, as it stands on the path */
  program?: string
  env?: Record<string, string>
}

/** Starts the installed app as the desktop's user. The app replaces every command that leads to it, so that the process is its own. */
export function start(desktop: Desktop, args: readonly string[] = [], options: Start = {}): Running {
  const words = [options.program ?? command, ...args]
  const child = spawn(...asUser(desktop.user, { ...desktop.env, ...options.env }, words), {
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (part: string) => (said[name] += part))
  if (child.pid === undefined) throw new Error(`${words[0]} cannot be started`)
  return {
    pid: child.pid,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    ended: once(child, 'close').then(([code, signal]) => ({
      ...said,
      code: code as number | null,
      signal: signal as NodeJS.Signals | null
    })),
    kill: (signal = 'SIGKILL') => void child.kill(signal)
  }
}

/** Waits until its window can be used. */
export async function ready(app: Running): Promise<void> {
  await expect
    .poll(() => app.stdout() + app.stderr(), { timeout: 30_000, intervals: [50] })
    .toMatch(/^Tessera is ready: /m)
}

/** Starts it and waits until it has ended by itself; after 30 seconds it is killed, which is an answer too. */
export async function runToItsEnd(
  desktop: Desktop,
  args: readonly string[],
  options: Start = {}
): Promise<Ended> {
  const app = start(desktop, args, options)
  const timer = setTimeout(() => app.kill(), 30_000)
  return app.ended.finally(() => clearTimeout(timer))
}
