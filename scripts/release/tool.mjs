// One way to call another program: its answer as text, without the secrets of a release in its environment.
import { spawnSync } from 'node:child_process'
import { withoutSecrets } from './secrets.mjs'

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, input?: string | Buffer, env?: NodeJS.ProcessEnv }} [options]
 * @returns {{ ok: boolean, missing: boolean, out: string, err: string }} `missing`: there is no such program here
 */
export function tool(command, args, { cwd, input, env = process.env } = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    input,
    // what is read of the answers is English
    env: { ...withoutSecrets(env), LC_ALL: 'C.UTF-8' },
    maxBuffer: 64 << 20
  })
  return {
    ok: status === 0,
    missing: error?.code === 'ENOENT',
    out: stdout?.toString('utf8') ?? '',
    err: stderr?.toString('utf8') ?? error?.message ?? ''
  }
}

/** As `tool`, but what fails throws: the first line that the program said, which names no secret. */
export function mustRun(command, args, options) {
  const answer = tool(command, args, options)
  if (answer.missing) throw new Error(`${command} is not installed`)
  if (!answer.ok) {
    const said = (answer.err || answer.out).trim().split('\n').at(-1)
    throw new Error(`${command} failed: ${said}`)
  }
  return answer
}
