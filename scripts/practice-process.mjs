// The built practice tenant as a process of its own, for scripts that drive the app against it.
import path from 'node:path'
import { startHelper } from './headless/children.mjs'
import { firstLine } from './headless/first-line.mjs'
import { projectRoot } from './setup/project.mjs'

/**
 * Starts it on a free port with its control endpoint open. Answers what it says of itself (`url`, `clientId`,
 * `clientSecret`, …), `control(action)` for faults, the clock and more users, and `stop()`.
 */
export async function startPractice() {
  const { told, stop } = await startBuilt([])
  return { ...withControl(told), stop }
}

/** The same for so many tenants in one process, with nobody in them. */
export async function startPractices(count) {
  const { told, stop } = await startBuilt(['--empty', '--count', String(count)])
  return { all: told.map(withControl), stop }
}

async function startBuilt(args) {
  const file = path.join(projectRoot, 'out', 'main', 'practice.js')
  const child = startHelper(process.execPath, [file, '--json', ...args], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const told = JSON.parse(await firstLine(child, child.stdout, 'The practice tenant'))
  return { told, stop: child.stop }
}

function withControl(details) {
  const control = async (action) => {
    const response = await fetch(`${details.url}/__control`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-control-token': details.controlToken },
      body: JSON.stringify(action)
    })
    if (!response.ok) throw new Error(`the practice tenant refused ${action.action}: ${response.status}`)
    return response.json()
  }
  return { ...details, control }
}
