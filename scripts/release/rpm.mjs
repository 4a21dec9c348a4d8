import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { mustRun, tool } from './tool.mjs'

/**
 * @param {string} file
 * @param {{ publicKey: string }} key armoured; the only one that rpm is given
 * @returns {string | undefined} what is wrong; undefined for a package whose header and payload are signed by the key
 */
export function rpmProblem(file, { publicKey }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tessera-rpm-'))
  try {
    const key = path.join(folder, 'key.asc')
    fs.writeFileSync(key, `${publicKey}\n`)
    const keyring = ['--dbpath', path.join(folder, 'db')]
    mustRun('rpmkeys', [...keyring, '--import', key])
    // by itself rpm is content with checksums
    return verdictOf(tool('rpmkeys', [...keyring, '--define', '_pkgverify_level all', '-Kv', file]))
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * What `rpmkeys -Kv` found. rpm 4 names the signing key by its id, rpm 6 by its fingerprint.
 * @param {{ ok: boolean, out: string }} answer
 * @returns {string | undefined} what is wrong
 */
export function verdictOf({ ok, out }) {
  const signatures = out.match(/signature, key (?:ID|fingerprint:) [0-9a-f]+: .*/gi)
  if (signatures === null) return 'is not signed'
  return ok && signatures.every((line) => line.endsWith(': OK'))
    ? undefined
    : 'has a signature that is not good, or not by the key of this release'
}
