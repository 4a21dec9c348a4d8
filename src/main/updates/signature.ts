import { createPublicKey, type KeyObject, verify } from 'node:crypto'

// The release tool writes the same (scripts/release): one line a key, so that a key can be replaced in two releases.
const PREFIX = 'tessera update feed v1\n'
const LINES = 10
const line = /^ed25519 ([A-Za-z0-9+/]{43}=) ([A-Za-z0-9+/]{86}==)$/

/** What a signature of a feed's file is over: the file's name too, so that one platform's cannot stand in for another's. */
export function signedBytes(name: string, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${PREFIX}${name}\n`, 'utf8'), content])
}

/** Reads a public key's base64; undefined for what is not exactly 32 bytes of it. */
export function readPublicKey(base64: string): Buffer | undefined {
  const raw = Buffer.from(base64, 'base64')
  return raw.length === 32 && raw.toString('base64') === base64 ? raw : undefined
}

/**
 * True where one line of `signatures`, the text beside the file `name`, is a good signature by one of `keys` (raw, 32 bytes)
 * over its exact bytes. Lines of other keys do not count; a text that is not made of such lines is no signature. Never throws.
 */
export function isSigned(
  name: string,
  content: Uint8Array,
  signatures: string,
  keys: readonly Buffer[]
): boolean {
  const lines = signatures.replace(/\n$/, '').split('\n')
  const parsed = lines.map((text) => line.exec(text))
  if (lines.length > LINES || parsed.includes(null)) return false
  const bytes = signedBytes(name, content)
  return parsed.some((match) => {
    const publicKey = readPublicKey(match?.[1] ?? '')
    const value = match?.[2] ?? ''
    const signature = Buffer.from(value, 'base64')
    // base64 has idle bits in its last digit: another digit there is another text with the same bytes
    if (publicKey === undefined || signature.toString('base64') !== value) return false
    return keys.some((key) => key.equals(publicKey)) && isGood(bytes, publicKey, signature)
  })
}

function isGood(bytes: Buffer, publicKey: Buffer, signature: Buffer): boolean {
  try {
    return verify(null, bytes, keyObject(publicKey), signature)
  } catch {
    return false
  }
}

function keyObject(raw: Buffer): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' })
}
