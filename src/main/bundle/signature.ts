import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { BundleFile } from '../../shared/bundle'
import type { SignatureState } from '../../shared/bundle-view'
import { keyIdOf } from '../storage/key-id'
import { signedBytes } from './texts'

/** A key as the policy's `bundles.trustedKeys` has it. */
export interface TrustedKey {
  /** for people to read */
  name: string
  /** the 32 bytes of an Ed25519 public key in base64 */
  publicKey: string
}

/** The 32 bytes of an Ed25519 key, of a private one those of its public half. */
export function rawPublicKey(key: KeyObject): Buffer {
  const half = key.type === 'private' ? createPublicKey(key) : key
  const { x } = half.export({ format: 'jwk' })
  if (half.asymmetricKeyType !== 'ed25519' || x === undefined) throw new TypeError('This is no Ed25519 key.')
  return Buffer.from(x, 'base64url')
}

/** Reads a public key's base64; undefined for what is not exactly 32 bytes of it. */
export function readPublicKey(base64: string): Buffer | undefined {
  const raw = Buffer.from(base64, 'base64')
  return raw.length === 32 && raw.toString('base64') === base64 ? raw : undefined
}

/** The bundle with a new signature in the place of an older one. */
export function signBundle(bundle: BundleFile, privateKey: KeyObject): BundleFile {
  const head = { algorithm: 'Ed25519', keyId: keyIdOf(rawPublicKey(privateKey)) } as const
  const value = sign(null, signedBytes(bundle, head), privateKey).toString('base64')
  return { ...bundle, signature: { ...head, value } }
}

/**
 * What its signature says about a bundle, to somebody who trusts these keys. `signed`: its bytes, where `canonicalTexts` made them
 * already. Never throws for a bundle that was parsed.
 */
export function verifyBundle(
  bundle: BundleFile,
  trustedKeys: readonly TrustedKey[],
  signed?: Buffer
): SignatureState {
  const { signature } = bundle
  if (signature === undefined) return { state: 'none' }
  const { algorithm, keyId, value } = signature
  const keys = trustedKeys.flatMap(({ name, publicKey }) => {
    const raw = readPublicKey(publicKey)
    return raw !== undefined && keyIdOf(raw) === keyId ? [{ name, raw }] : []
  })
  const [first] = keys
  if (first === undefined) return { state: 'unknown-key', keyId }
  const bytes = signed ?? signedBytes(bundle, { algorithm, keyId })
  const good = keys.find(({ raw }) => isGood(bytes, raw, value))
  return good === undefined
    ? { state: 'wrong', keyId, keyName: first.name }
    : { state: 'trusted', keyId, keyName: good.name }
}

function isGood(bytes: Buffer, publicKey: Buffer, value: string): boolean {
  const signature = Buffer.from(value, 'base64')
  // base64 has idle bits in its last digit: another digit there is another file with the same 64 bytes
  return signature.toString('base64') === value && verify(null, bytes, keyObject(publicKey), signature)
}

function keyObject(raw: Buffer): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' })
}
