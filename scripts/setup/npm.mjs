// Calls the npm that called us, so that a version manager's choice holds; else the one on PATH.
import { spawnSync } from 'node:child_process'
import { projectRoot } from './project.mjs'

/** Runs npm with `args` in the project folder and waits. Options as for spawnSync. */
export function npm(args, options = {}) {
  const env = { ...process.env, npm_config_update_notifier: 'false' }
  const cli = process.env.npm_execpath
  // pnpm and yarn set npm_execpath too
  if (cli && /npm-cli\.c?js$/.test(cli)) {
    return spawnSync(process.execPath, [cli, ...args], { cwd: projectRoot, env, ...options })
  }
  const shell = process.platform === 'win32'
  return spawnSync('npm', args, { cwd: projectRoot, env, shell, ...options })
}
