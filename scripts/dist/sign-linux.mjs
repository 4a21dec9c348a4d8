// Signatures inside the Linux packages, and beside the checksums.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { debProblem } from '../release/deb.mjs'
import { signDetached, withSigningKey } from '../release/gpg.mjs'
import { given } from '../release/secrets.mjs'
import { mustRun } from '../release/tool.mjs'
import { findCommand } from '../setup/project.mjs'
import { CHECKSUMS } from './checksums.mjs'

/**
 * Signs a deb (debsigs, role "origin") or an rpm (rpmsign) in place; other files have no place for a signature
 * and are covered by SHA256SUMS.asc.
 * @param {string} file
 * @param {NodeJS.ProcessEnv} [env] with `TESSERA_GPG_KEY`
 * @returns {boolean} false where nothing was signed: another kind of file, or no key
 * @throws when there is a key and signing failed
 */
export function signPackage(file, env = process.env) {
  const sign = { '.deb': signDeb, '.rpm': signRpm }[path.extname(file)]
  if (sign === undefined || given(env, 'TESSERA_GPG_KEY') === undefined) return false
  withSigningKey(env, (gpg) => sign(file, gpg, env))
  return true
}

/**
 * electron-builder's `artifactBuildCompleted`: signs the package, and says anew what the update feed tells of it, which was measured
 * before.
 * @param {{ file: string, updateInfo?: { sha512?: string, size?: number } }} event
 * @param {NodeJS.ProcessEnv} [env]
 */
export function signArtefact({ file, updateInfo }, env = process.env) {
  if (!signPackage(file, env) || !updateInfo) return
  const bytes = fs.readFileSync(file)
  Object.assign(updateInfo, {
    sha512: createHash('sha512').update(bytes).digest('base64'),
    size: bytes.length
  })
}

/** debsigs reads no passphrase, and takes GNUPGHOME with its settings as it finds it. */
function signDeb(file, gpg, env) {
  const { home, fingerprint } = gpg
  mustRun('debsigs', ['--sign=origin', `--default-key=${fingerprint}`, file], {
    env: { ...env, GNUPGHOME: home }
  })
  const problem = debProblem(file, gpg)
  if (problem !== undefined)
    throw new Error(`what debsigs signed ${problem}: has gpg.conf "digest-algo SHA512"?`)
}

function signRpm(file, { home, fingerprint }, env) {
  // by its path: rpm does not look for it
  const macros = { _gpg_name: fingerprint, _gpg_path: home, __gpg: findCommand('gpg', env) ?? 'gpg' }
  const defines = Object.entries(macros).flatMap(([name, value]) => ['--define', `${name} ${value}`])
  mustRun('rpmsign', [...defines, '--addsign', file], { env: { ...env, GNUPGHOME: home } })
}

/** Writes `SHA256SUMS.asc` beside `SHA256SUMS`. @throws without `TESSERA_GPG_KEY`, or before there are checksums */
export function signChecksums({ dist, env = process.env }) {
  const file = path.join(dist, CHECKSUMS)
  if (!fs.existsSync(file)) throw new Error(`There is no ${CHECKSUMS}: run \`npm run dist\` first.`)
  return withSigningKey(env, (gpg) => signDetached(file, gpg))
}
