// Builds the app into out/, or does nothing where out/ is newer than everything it is made of.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectRoot } from './setup/project.mjs'

const INPUTS = ['src', 'electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json']
const STAMP = path.join('out', '.built')

/** Whether out/ was finished after the last change to any input. */
export function isFresh(root = projectRoot) {
  const stamp = path.join(root, STAMP)
  if (!fs.existsSync(stamp)) return false
  const built = fs.statSync(stamp).mtimeMs
  return INPUTS.every((name) => newest(path.join(root, name)) < built)
}

/**
 * Builds unless fresh. Answers whether out/ is usable now; what the tool printed has been shown. `anew`: out/ is emptied and built whatever
 * its stamp says, because a stamp does not tell what else came into out/ since.
 */
export function build({ root = projectRoot, stdio = 'inherit', anew = false } = {}) {
  if (anew) fs.rmSync(path.join(root, 'out'), { recursive: true, force: true })
  if (isFresh(root)) return { ok: true, output: '' }
  // The stamp bears the time of the start: what changes while it runs makes the next one stale.
  const started = new Date()
  fs.rmSync(path.join(root, STAMP), { force: true })
  const tool = path.join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio,
    encoding: 'utf8'
  })
  if (status === 0) {
    fs.writeFileSync(path.join(root, STAMP), '')
    fs.utimesSync(path.join(root, STAMP), started, started)
  }
  return { ok: status === 0, output: `${stdout ?? ''}${stderr ?? ''}` }
}

/** The last change below `file`, in ms since the epoch. Folders count too: theirs is when something was removed. */
function newest(file) {
  const stat = fs.statSync(file)
  if (!stat.isDirectory()) return stat.mtimeMs
  return fs
    .readdirSync(file)
    .reduce((last, name) => Math.max(last, newest(path.join(file, name))), stat.mtimeMs)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = build().ok ? 0 : 1
