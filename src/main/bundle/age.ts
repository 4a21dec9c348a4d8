import { Decrypter, Encrypter } from 'age-encryption'

/** age's own default: scrypt with N = 2^18, 256 MiB and about a second of one processor. */
const workFactor = 18

/** How a file of age to one passphrase begins (age-encryption.org/v1). */
const header = /^age-encryption\.org\/v1\n-> scrypt [A-Za-z0-9+/]{22} ([0-9]{1,2})\n/

export interface SealJob {
  do: 'encrypt' | 'decrypt'
  bytes: Uint8Array
  passphrase: string
}

/**
 * Encrypts to a passphrase, or decrypts: scrypt and ChaCha20-Poly1305. Answers undefined where it does not decrypt, whatever the
 * reason. `factor` is for tests, which do it often.
 */
export async function doSealJob(job: SealJob, factor = workFactor): Promise<Uint8Array | undefined> {
  const { bytes, passphrase } = job
  if (job.do === 'encrypt') {
    const encrypter = new Encrypter()
    encrypter.setPassphrase(passphrase)
    encrypter.setScryptWorkFactor(factor)
    return encrypter.encrypt(bytes)
  }
  // the library would take up to 2^20, and with it a gigabyte, because a file says so
  const factorAsked = header.exec(Buffer.from(bytes.subarray(0, 100)).toString('latin1'))?.[1]
  if (factorAsked === undefined || Number(factorAsked) > workFactor) return undefined
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  try {
    return await decrypter.decrypt(bytes)
  } catch {
    return undefined
  }
}
