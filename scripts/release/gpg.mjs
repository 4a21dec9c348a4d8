// GPG with a home of its own: the key from the environment is in it for as long as one thing is done, then all of it is gone.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { given } from './secrets.mjs'
import { mustRun, tool } from './tool.mjs'

const PRIVATE = '-----BEGIN PGP PRIVATE KEY BLOCK-----'
const PUBLIC = '-----BEGIN PGP PUBLIC KEY BLOCK-----'

/**
 * @typedef {object} Gpg
 * @property {string} home GNUPGHOME
 * @property {string} fingerprint of the primary key, 40 hex digits
 */

/**
 * Runs `use` with the signing key of `TESSERA_GPG_KEY`: an armoured private key without a passphrase, or the id of a key
 * that the user's own agent holds.
 * @template T
 * @param {NodeJS.ProcessEnv} env
 * @param {(gpg: Gpg) => T} use
 * @returns {T}
 * @throws when the variable is not set, or holds no such key; never with the key in the message
 */
export function withSigningKey(env, use) {
  const key = given(env, 'TESSERA_GPG_KEY')
  if (key === undefined) throw new Error('TESSERA_GPG_KEY is not set')
  if (key.startsWith(PRIVATE)) return withKey(key, 'TESSERA_GPG_KEY', '--list-secret-keys', use)
  const home = env.GNUPGHOME ?? path.join(os.homedir(), '.gnupg')
  return use({ home, fingerprint: fingerprintIn(home, 'TESSERA_GPG_KEY', '--list-secret-keys', keyId(key)) })
}

/**
 * Runs `use` with a keyring that holds nothing but the public key that releases are signed with: `TESSERA_GPG_PUBLIC_KEY`
 * (armoured, or the path of such a file), else the public half of `TESSERA_GPG_KEY`. What another key signed is not signed.
 * @template T
 * @param {NodeJS.ProcessEnv} env
 * @param {(gpg: Gpg & { publicKey: string }) => T} use `publicKey`: armoured
 * @returns {T}
 */
export function withPublicKey(env, use) {
  const key = publicKeyOf(env)
  return withKey(key, 'TESSERA_GPG_PUBLIC_KEY', '--list-keys', (gpg) => use({ ...gpg, publicKey: key }))
}

function publicKeyOf(env) {
  const stated = given(env, 'TESSERA_GPG_PUBLIC_KEY')
  if (stated === undefined) {
    return withSigningKey(
      env,
      ({ home, fingerprint }) => mustRun('gpg', [...base(home), '--armor', '--export', fingerprint]).out
    )
  }
  if (stated.startsWith(PUBLIC)) return stated
  try {
    return fs.readFileSync(stated, 'utf8').trim()
  } catch {
    throw new Error(
      'TESSERA_GPG_PUBLIC_KEY is neither an armoured public key nor the path of a file that can be read'
    )
  }
}

function withKey(key, variable, list, use) {
  // the agent's socket has a short limit to its path
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'gpg-'))
  try {
    fs.chmodSync(home, 0o700)
    // debsigs asks gpg for OpenPGP's oldest defaults, which are SHA-1
    fs.writeFileSync(path.join(home, 'gpg.conf'), 'digest-algo SHA512\n')
    if (!tool('gpg', [...base(home), '--import'], { input: `${key}\n` }).ok) {
      throw new Error(`${variable} holds no key that gpg can import`)
    }
    return use({ home, fingerprint: fingerprintIn(home, variable, list) })
  } finally {
    tool('gpgconf', ['--homedir', home, '--kill', 'all'])
    fs.rmSync(home, { recursive: true, force: true })
  }
}

function keyId(value) {
  if (/^(?:0x)?[0-9A-Fa-f]{16,40}$/.test(value)) return value
  throw new Error('TESSERA_GPG_KEY is neither an armoured private key nor a key id of 16 to 40 hex digits')
}

/** The one primary key's fingerprint. */
function fingerprintIn(home, variable, list, id) {
  const { out } = tool('gpg', [...base(home), '--with-colons', list, ...(id === undefined ? [] : [id])])
  const lines = out.split('\n').map((line) => line.split(':'))
  const primary = lines.flatMap(([kind], at) => (kind === 'pub' || kind === 'sec' ? [lines[at + 1]] : []))
  if (primary.length !== 1 || primary[0]?.[0] !== 'fpr')
    throw new Error(`${variable} must be exactly one key`)
  return primary[0][9]
}

const base = (home) => ['--homedir', home, '--batch', '--no-tty', '--quiet']

/** Writes a detached armoured signature of `file` to `<file>.asc`. */
export function signDetached(file, { home, fingerprint }) {
  const half = `${file}.asc.part`
  const options = ['--yes', '--armor', '--local-user', fingerprint, '--output', half]
  mustRun('gpg', [...base(home), ...options, '--detach-sign', file])
  fs.renameSync(half, `${file}.asc`)
  return `${file}.asc`
}

/**
 * Whether `signature` is a good one over `file` by this key; an expired or revoked key's is not, nor one over SHA-1.
 * @param {string} signature path
 * @param {string} file path
 * @param {Gpg} gpg
 */
export function isSignedBy(signature, file, { home, fingerprint }) {
  const weak = ['SHA1', 'RIPEMD160'].flatMap((name) => ['--weak-digest', name])
  const { ok, out } = tool('gpg', [...base(home), ...weak, '--status-fd', '1', '--verify', signature, file])
  // VALIDSIG ends with the primary key's fingerprint
  const valid = new RegExp(`^\\[GNUPG:\\] VALIDSIG .*\\b${fingerprint}$`, 'm')
  return ok && /^\[GNUPG:\] GOODSIG /m.test(out) && valid.test(out)
}
