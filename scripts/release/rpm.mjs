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
    const { ok, out } = tool('rpmkeys', [...keyring, '--define', '_pkgverify_level all', '-Kv', file])
    if (ok && /Signature, key ID [0-9a-f]+: OK/i.test(out)) return undefined
    return /Signature, key ID/i.test(out)
      ? 'has a signature that is not good, or not by the key of this release'
      : 'is not signed'
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
