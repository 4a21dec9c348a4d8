import type { BundleFile } from '../../shared/bundle'
import type { BundlePreview } from '../../shared/bundle-view'
import { AppFailure } from '../../shared/errors'
import { plainLine } from '../../shared/plain-line'
import type { SealedSecret } from '../bundle/payload'
import type { Sealer } from '../bundle/seal'
import type { BundleProof } from './bundle-judge'

export const orphansLeft =
  'Client secrets that belong to no tenant any more could not be deleted from the keychain. Tessera tries again at the next start.'

/** What was entered is not accepted: which field, and why in a sentence. */
export const invalid = (field: string, problem: string): AppFailure =>
  new AppFailure({ kind: 'invalid-input', reason: 'form', fields: { [field]: problem } })

/** What was shown or chosen is no more. */
export const gone = (what: string, todo: string): AppFailure =>
  new AppFailure({ kind: 'not-found', what, todo })

/** Nothing without a passphrase: the rest can be imported all the same. */
export async function unsealed(
  sealer: Sealer,
  bundle: BundleFile,
  passphrase: string | undefined
): Promise<SealedSecret[]> {
  if (passphrase === undefined || bundle.secrets === undefined) return []
  const opened = await sealer.unseal(bundle, passphrase)
  if (!opened.ok) throw invalid('passphrase', opened.problem)
  return opened.secrets
}

/** A record's note is short. */
const mostKeysNamed = 12

/** Who made it, and the keys that the agent agreed to trust, as the journal has it. */
export function noteOf({ bundle, signature }: BundleProof, newKeys: BundlePreview['newKeys'] = []): string {
  const by =
    signature.state === 'trusted' ? `signed by “${signature.keyName}”` : signatureWords[signature.state]
  const from = `“${plainLine(bundle.issuer, 80)}”, number ${bundle.serial} of the series ${bundle.bundleId}, ${by}.`
  if (newKeys.length === 0) return from
  const ids = newKeys.slice(0, mostKeysNamed).map(({ keyId }) => keyId)
  const more = newKeys.length > ids.length ? ' …' : ''
  return `${from} The agent agreed to trust new keys, ${newKeys.length} in all: ${ids.join(', ')}${more}.`
}

const signatureWords = {
  none: 'not signed',
  'unknown-key': 'signed with a key that is not trusted',
  wrong: 'with a wrong signature'
}
