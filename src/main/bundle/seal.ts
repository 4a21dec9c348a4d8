import type { BundleFile } from '../../shared/bundle'
import type { SealJob } from './age'
import { type NamedSecret, payloadText, type SealedSecret, secretsIn } from './payload'
import { doInThread } from './seal-thread'

export type SealedSecrets = NonNullable<BundleFile['secrets']>

/** The problem is a sentence for the user. A wrong passphrase and changed secrets are one and the same. */
export type Unsealed = { ok: true; secrets: SealedSecret[] } | { ok: false; problem: string }

export interface Sealer {
  /**
   * Encrypts secrets to a passphrase, for this bundle and this serial number alone; the answer is its `secrets`. Throws a
   * RangeError where they do not belong to the bundle, are none or too many, or name an application twice.
   */
  seal(bundle: BundleFile, secrets: readonly NamedSecret[], passphrase: string): Promise<SealedSecrets>
  /** Decrypts what a bundle carries; a bundle without secrets has an empty list. Throws only where the thread dies. */
  unseal(bundle: BundleFile, passphrase: string): Promise<Unsealed>
}

/** As the schema has it: characters of base64. */
const longestPayload = 20_000_000

/**
 * Seals in a thread of its own, because the key takes about a second of one processor. `worker`: where the built
 * `seal-worker.js` lies, an absolute path or a URL.
 */
export const createSealer = (worker: string | URL): Sealer =>
  createSealerWith((job) => doInThread(worker, job))

/** `work` answers undefined where it does not decrypt. */
export function createSealerWith(work: (job: SealJob) => Promise<Uint8Array | undefined>): Sealer {
  return {
    async seal(bundle, secrets, passphrase) {
      const bytes = new TextEncoder().encode(payloadText(bundle, secrets))
      const sealed = await work({ do: 'encrypt', bytes, passphrase: typed(passphrase) })
      const payload = Buffer.from(sealed ?? []).toString('base64')
      if (payload.length > longestPayload) throw new RangeError('These are too many secrets for one bundle.')
      return { encoding: 'age', count: secrets.length, payload }
    },
    async unseal(bundle, passphrase) {
      if (bundle.secrets === undefined) return { ok: true, secrets: [] }
      const bytes = bytesOf(bundle.secrets.payload)
      const opened = bytes && (await work({ do: 'decrypt', bytes, passphrase: typed(passphrase) }))
      const secrets = opened && secretsIn(opened, bundle)
      if (secrets !== undefined) return { ok: true, secrets }
      return { ok: false, problem: 'The passphrase is wrong, or the client secrets were changed.' }
    }
  }
}

/** An accented letter is one character or two, as the keyboard has it. */
const typed = (passphrase: string): string => passphrase.normalize('NFC')

/** Exactly one text stands for the same bytes. */
function bytesOf(base64: string): Uint8Array | undefined {
  const bytes = Buffer.from(base64, 'base64')
  return bytes.toString('base64') === base64 ? bytes : undefined
}
