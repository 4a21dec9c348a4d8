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
  const file = path.join(projectRoot, 'out', 'main', 'practice.js')
  const child = startHelper(process.execPath, [file, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] })
  const details = JSON.parse(await firstLine(child, child.stdout, 'The practice tenant'))
  const control = async (action) => {
    const response = await fetch(`${details.url}/__control`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-control-token': details.controlToken },
      body: JSON.stringify(action)
    })
    if (!response.ok) throw new Error(`the practice tenant refused ${action.action}: ${response.status}`)
    return response.json()
  }
  return { ...details, control, stop: child.stop }
}
