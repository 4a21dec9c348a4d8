import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from '../storage/atomic-write'
import { keyIdOf } from '../storage/key-id'
import { rawPublicKey } from './signature'

/** A new pair for signing bundles. */
export interface SigningKey {
  privateKey: KeyObject
  /** base64 of the 32 bytes, as the policy's `bundles.trustedKeys` takes it */
  publicKey: string
  keyId: string
}

export type ReadKey =
  | { ok: true; privateKey: KeyObject }
  /** `locked`: it needs a passphrase; `wrong-passphrase` is also what damage behind one looks like */
  | { ok: false; why: 'locked' | 'wrong-passphrase' | 'no-key' }

export function makeSigningKey(): SigningKey {
  const { privateKey } = generateKeyPairSync('ed25519')
  const raw = rawPublicKey(privateKey)
  return { privateKey, publicKey: raw.toString('base64'), keyId: keyIdOf(raw) }
}

/** PKCS#8 in PEM, which OpenSSL reads too; with a passphrase encrypted by PBES2 (PBKDF2, AES-256-CBC). */
export function privateKeyPem(privateKey: KeyObject, passphrase?: string): string {
  const plain = { type: 'pkcs8', format: 'pem' } as const
  const pem = privateKey.export(
    passphrase === undefined ? plain : { ...plain, cipher: 'aes-256-cbc', passphrase }
  )
  return pem.toString()
}

export function readPrivateKey(pem: string, passphrase?: string): ReadKey {
  const locked = pem.includes('-----BEGIN ENCRYPTED PRIVATE KEY-----')
  if (locked && passphrase === undefined) return { ok: false, why: 'locked' }
  try {
    const privateKey = createPrivateKey({
      key: pem,
      format: 'pem',
      ...(locked && passphrase !== undefined && { passphrase })
    })
    return privateKey.asymmetricKeyType === 'ed25519'
      ? { ok: true, privateKey }
      : { ok: false, why: 'no-key' }
  } catch {
    return { ok: false, why: locked ? 'wrong-passphrase' : 'no-key' }
  }
}

/** Writes a new file that its owner alone may read. Throws the system's error: EEXIST where there is one already. */
export async function writePrivateKey(path: string, pem: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(pem)
    await file.sync()
  } catch (error) {
    // half a key is none
    await rm(path, { force: true }).catch(() => undefined)
    throw error
  } finally {
    await file.close()
  }
  await syncFolder(dirname(path))
}
