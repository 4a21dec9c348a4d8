import type { SecretRef, SecretStore } from '../../../src/main/keychain/secret-store'
import type { LeftSecrets } from '../../../src/main/desk/left-secrets'
import { AppFailure } from '../../../src/shared/errors'

/** Notes nothing of what is left in the keychain. */
export const unnoted: LeftSecrets = { note: async () => undefined, settle: async () => undefined }

/** A keychain in memory that can be switched off, or made to wait. */
export class FakeSecrets implements SecretStore {
  readonly stored = new Map<string, string>()
  readonly session = new Map<string, string>()
  broken = false
  /** answers only once this is over */
  slow: Promise<void> = Promise.resolve()

  get = async (ref: SecretRef) => this.session.get(keyOf(ref)) ?? (await this.#open()).get(keyOf(ref)) ?? null
  set = async (ref: SecretRef, secret: string) => void (await this.#open()).set(keyOf(ref), secret)
  delete = async (ref: SecretRef) => {
    this.session.delete(keyOf(ref))
    if (ref.expected || !this.broken) (await this.#open()).delete(keyOf(ref))
  }
  status = async () => ({ status: 'none' as const })
  keepForSession = (ref: SecretRef, secret: string) => void this.session.set(keyOf(ref), secret)
  forgetSession = (ref: SecretRef) => void this.session.delete(keyOf(ref))
  stop = () => undefined

  /** Makes every call wait; answers what ends that. */
  hold(): () => void {
    let release = () => undefined as void
    this.slow = new Promise((resolve) => (release = resolve))
    return release
  }

  async #open(): Promise<Map<string, string>> {
    await this.slow
    if (this.broken)
      throw new AppFailure({ kind: 'keychain-unavailable', state: 'locked', fix: 'Unlock it.' })
    return this.stored
  }
}

export const keyOf = ({ profileId, origin, secretId = '' }: SecretRef) =>
  `${profileId} @ ${origin} # ${secretId}`
