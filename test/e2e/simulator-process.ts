import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { ControlAction } from '../../src/simulator/control'

/** What the practice tenant says of itself when it runs alone (`--json`). */
export interface SimulatorDetails {
  url: string
  clientId: string
  clientSecret: string
  appId: string
  appName: string
  managementClientId: string
  managementClientSecret: string
  limitedClientId: string
  limitedClientSecret: string
  secondAppId: string
  secondAppClientId: string
  secondAppClientSecret: string
  controlToken: string
}

export interface SimulatorProcess extends SimulatorDetails {
  process: ChildProcess
  /** asks the tests' door (faults, clock, seen requests, state); answers what it says */
  control(action: ControlAction): Promise<unknown>
  stop(): Promise<void>
}

const root = resolve(import.meta.dirname, '../..')

/** Starts the built practice tenant as a process of its own, on a free port. */
export async function startSimulator(options: { args?: string[] } = {}): Promise<SimulatorProcess> {
  const file = join(root, 'out/main/practice.js')
  const child = spawn(process.execPath, [file, '--json', ...(options.args ?? [])], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const details = JSON.parse(await firstLine(child)) as SimulatorDetails
  return {
    ...details,
    process: child,
    control: async (action) => {
      const response = await fetch(`${details.url}/__control`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-control-token': details.controlToken },
        body: JSON.stringify(action)
      })
      if (!response.ok) throw new Error(`control answered ${response.status}: ${await response.text()}`)
      return response.json()
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      // kill -9: a test may have stopped it (SIGSTOP), and nothing of it is kept
      child.kill('SIGKILL')
      await gone
    }
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The practice tenant has no output')
  const lines = createInterface(child.stdout)
  const exit = once(child, 'exit').then(() => {
    throw new Error('The practice tenant ended before it said where it is: is it built?')
  })
  const [line] = (await Promise.race([once(lines, 'line'), exit])) as [string]
  // what follows must not fill the pipe
  child.stdout.resume()
  exit.catch(() => undefined)
  return line
}
