// The update feed's own signature. electron-updater's description of a version carries only a checksum, which whoever
// can write to the feed can write too; the app installs nothing without a signature by a key that was built into it.
//
// Beside `latest-linux.yml` lies `latest-linux.yml.sig`: lines of `ed25519 <public key> <signature>`, both in base64.
// Signed are a fixed first line, the description's name and its exact bytes, so that no signature fits anything else.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { writeWhole } from './checksums.mjs'

const MOST_LINES = 10
const LINE = /^ed25519 ([A-Za-z0-9+/]{43}=) ([A-Za-z0-9+/]{86}==)$/
/** What stands before the 32 raw bytes in an Ed25519 key's SPKI form (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex')

/** The bytes that are signed for a description. */
export const signedBytes = (name, description) =>
  Buffer.concat([Buffer.from(`tessera update feed v1\n${name}\n`, 'utf8'), description])

/**
 * Signs a feed description, and writes `<file>.sig` beside it.
 * @param {string} file for example `dist/latest-linux.yml`
 * @param {import('node:crypto').KeyObject | readonly import('node:crypto').KeyObject[]} keys several while one follows another
 * @returns {string} the signature's path
 */
export function signFeed(file, keys) {
  const list = Array.isArray(keys) ? keys : [keys]
  if (list.length === 0 || list.length > MOST_LINES) throw new Error(`1 to ${MOST_LINES} keys sign a feed`)
  const bytes = signedBytes(path.basename(file), fs.readFileSync(file))
  const lines = list.map(
    (key) => `ed25519 ${publicKeyOf(key)} ${sign(null, bytes, key).toString('base64')}\n`
  )
  return writeWhole(`${file}.sig`, lines.join(''))
}

/**
 * Whether a description is signed by one of the trusted keys, as strictly as the app judges it: a text with a line of another form is
 * no signature. Never throws.
 * @param {{ name: string, description: Buffer, signature: string, trusted: readonly string[] }} feed keys raw, in base64
 */
export function isSigned({ name, description, signature, trusted }) {
  const lines = signature
    .replace(/\n$/, '')
    .split('\n')
    .map((text) => LINE.exec(text))
  if (lines.length > MOST_LINES || lines.includes(null)) return false
  const bytes = signedBytes(name, description)
  return lines.some(([, key, value]) => {
    const [raw, given] = [key, value].map((text) => Buffer.from(text, 'base64'))
    // base64 has idle bits in its last digit: another digit there is another text of the same bytes
    if (raw.toString('base64') !== key || given.toString('base64') !== value || !trusted.includes(key))
      return false
    try {
      return verify(null, bytes, publicKeyFrom(raw), given)
    } catch {
      return false
    }
  })
}

const publicKeyFrom = (raw) =>
  createPublicKey({ key: Buffer.concat([SPKI_HEAD, raw]), format: 'der', type: 'spki' })

/** A private key's public half, as the app and the signature's lines name it: 32 raw bytes in base64. */
export const publicKeyOf = (key) =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(SPKI_HEAD.length).toString('base64')

/**
 * The private keys of `TESSERA_UPDATE_KEY`: PKCS#8 PEM, one block or several, or the path of a file that holds them.
 * @returns {import('node:crypto').KeyObject[]}
 * @throws an Error that never quotes the value: it may be a key whose first line was lost
 */
export function privateKeysFrom(value) {
  let text = value
  if (!value.includes('-----BEGIN')) {
    try {
      text = fs.readFileSync(value, 'utf8')
    } catch {
      throw new Error('TESSERA_UPDATE_KEY is neither a PEM key nor the path of a file that can be read')
    }
  }
  const blocks = text.match(/-----BEGIN PRIVATE KEY-----[\s\S]*?-----END PRIVATE KEY-----/g) ?? []
  const keys = blocks.map(parsed).filter((key) => key?.asymmetricKeyType === 'ed25519')
  if (keys.length === 0 || keys.length !== blocks.length) {
    throw new Error(
      'TESSERA_UPDATE_KEY holds something other than Ed25519 keys as PKCS#8 PEM without a passphrase'
    )
  }
  return keys
}

function parsed(pem) {
  try {
    return createPrivateKey(pem)
  } catch {
    return undefined
  }
}

/**
 * Makes a new key: the private half goes into `file`, which must not exist yet, readable by its owner alone.
 * @returns {string} the public half, raw, in base64
 */
export function createFeedKey(file) {
  const { privateKey } = generateKeyPairSync('ed25519')
  fs.writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' })
  return publicKeyOf(privateKey)
}
