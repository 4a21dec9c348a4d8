// The npm packages, exactly as the lock file names them.
import fs from 'node:fs'
import path from 'node:path'
import { npm } from './npm.mjs'
import { projectRoot, say, SetupError } from './project.mjs'

/**
 * Whether node_modules holds what package-lock.json asks for. npm's own record of what it installed is compared with the lock
 * file, so a checkout that changed the lock, an interrupted `npm ci` and a stray package all count as no.
 */
export function packagesAreCurrent(root = projectRoot) {
  const wanted = readPackages(path.join(root, 'package-lock.json'))
  const installed = readPackages(path.join(root, 'node_modules', '.package-lock.json'))
  if (!wanted || !installed) return false
  const names = new Set([...Object.keys(wanted), ...Object.keys(installed)])
  // the project itself
  names.delete('')
  return [...names].every((name) => {
    const want = wanted[name]
    const have = installed[name]
    // Packages for other platforms are in the lock file only.
    if (want && !have) return want.optional === true
    return want?.version === have.version && want?.integrity === have.integrity
  })
}

/** Runs `npm ci` unless everything is there. */
export function ensurePackages(root = projectRoot) {
  if (packagesAreCurrent(root)) return
  say('npm ci')
  // Nothing here needs an install script; NODE_ENV=production must not leave the tools out.
  const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  const { status, error } = npm([...args, '--loglevel=error'], { cwd: root, stdio: 'inherit' })
  if (status !== 0) {
    throw new SetupError(
      `npm ci failed${error ? ` (${error.message})` : ''}: see above. ` +
        'Check the connection, the proxy or the registry, and that the folder can be written to; then try again.'
    )
  }
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages
  } catch {
    // missing or cut short: both mean that npm has to run
    return undefined
  }
}
