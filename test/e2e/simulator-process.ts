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

export interface Simulated extends SimulatorDetails {
  /** asks the tests' door (faults, clock, seen requests, state); answers what it says */
  control(action: ControlAction): Promise<unknown>
}

export interface SimulatorProcess extends Simulated {
  process: ChildProcess
  stop(): Promise<void>
}

/** Many tenants in one process, which is cheap to start. */
export interface ManySimulators {
  all: Simulated[]
  stop(): Promise<void>
}

const root = resolve(import.meta.dirname, '../..')

/** Starts the built practice tenant as a process of its own, on a free port. */
export async function startSimulator(options: { args?: string[] } = {}): Promise<SimulatorProcess> {
  const { child, line, stop } = await startBuilt(options.args ?? [])
  return { ...simulated(JSON.parse(line) as SimulatorDetails), process: child, stop }
}

/** Starts so many built practice tenants in one process, with nobody in them. */
export async function startSimulators(count: number): Promise<ManySimulators> {
  const { line, stop } = await startBuilt(['--empty', '--count', String(count)])
  return { all: (JSON.parse(line) as SimulatorDetails[]).map(simulated), stop }
}

function simulated(details: SimulatorDetails): Simulated {
  return {
    ...details,
    control: async (action) => {
      const response = await fetch(`${details.url}/__control`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-control-token': details.controlToken },
        body: JSON.stringify(action)
      })
      if (!response.ok) throw new Error(`control answered ${response.status}: ${await response.text()}`)
      return response.json()
    }
  }
}

async function startBuilt(
  args: string[]
): Promise<{ child: ChildProcess; line: string; stop(): Promise<void> }> {
  const file = join(root, 'out/main/practice.js')
  const child = spawn(process.execPath, [file, '--json', ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  return {
    child,
    line: await firstLine(child),
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
