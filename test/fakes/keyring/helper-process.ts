import { spawn, type ChildProcess } from 'node:child_process'
import { findCommand } from './available'

export interface Helper {
  child: ChildProcess
  /** what it wrote to stderr so far */
  complaint(): string
  ended(): boolean
  /** Kills it and everything in its process group, frozen or not, and waits for its end. */
  kill(): Promise<void>
}

/** Starts a helper that never outlives this process. `input` is written to its stdin. */
export function startHelper(command: string, args: string[], env: NodeJS.ProcessEnv, input = ''): Helper {
  // where setpriv is there, the kernel ends the helper even when this process is killed
  const guard = findCommand('setpriv')
  const line = guard ? [guard, '--pdeathsig', 'KILL', '--', command, ...args] : [command, ...args]
  const child = spawn(line[0] ?? command, line.slice(1), {
    env,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe']
  })
  let complaint = ''
  child.stderr.on('data', (part) => (complaint += String(part)))
  child.stdout.resume()
  let ended = false
  const gone = new Promise<void>((resolve) => {
    const end = () => {
      ended = true
      resolve()
    }
    child.once('exit', end)
    child.once('error', (error) => {
      complaint += error.message
      end()
    })
  })
  const killGroup = () => {
    if (child.pid === undefined) return
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      // it is gone
    }
  }
  process.once('exit', killGroup)
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  return {
    child,
    complaint: () => complaint,
    ended: () => ended,
    kill: async () => {
      killGroup()
      await gone
      process.removeListener('exit', killGroup)
    }
  }
}

/** Waits until `check` says yes. Throws with the helper's own words when it ends before or takes longer than 15 s. */
export async function untilReady(helper: Helper, name: string, check: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 15_000
  while (!(await check())) {
    if (helper.ended() || Date.now() > until) {
      await helper.kill()
      throw new Error(`${name} did not start\n${helper.complaint()}`.trim())
    }
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
