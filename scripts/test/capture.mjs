import { run } from '../headless/run.mjs'
import { projectRoot } from '../setup/project.mjs'

/** No stage may hang the gate; the longest is minutes below this. */
const STAGE_MS = 720_000

/** Runs a command in the project folder and answers its exit code and all that it printed. */
export async function capture(command, args, { env = process.env } = {}) {
  let output = ''
  const { code, timedOut } = await run(command, args, {
    cwd: projectRoot,
    env: { ...env, FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    timeoutMs: STAGE_MS,
    onOutput: (text) => (output += text)
  })
  if (timedOut) output += `\nended: it took longer than ${STAGE_MS / 60_000} minutes\n`
  return { code, output }
}
