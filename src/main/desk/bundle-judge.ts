import type { BundleFile } from '../../shared/bundle'
import type { ReplayState, SignatureState } from '../../shared/bundle-view'
import type { Policy } from '../../shared/policy'
import type { SeenBundle } from '../tenants/bundle-store'

/** What is known of a bundle besides what it says. */
export interface BundleProof {
  bundle: BundleFile
  /** of what it says, without its signature; hex */
  digest: string
  signature: SignatureState
  replay: ReplayState | undefined
}

/**
 * Which bundle of this series was taken over before. What a trusted key signed is compared with what trusted keys signed: else
 * anybody could use up the numbers of the organisation's series. `trustedIds`: the keys that are trusted now.
 */
export function replayOf(
  { bundle, digest, signature }: Omit<BundleProof, 'replay'>,
  series: readonly SeenBundle[] = [],
  trustedIds: ReadonlySet<string> = new Set()
): ReplayState | undefined {
  const all = series.filter(({ bundleId }) => bundleId === bundle.bundleId)
  if (signature.state !== 'trusted') return replayAmong(all, bundle, digest)
  const proved = all.filter(({ trust }) => trust !== undefined && trustedIds.has(trust))
  if (proved.length > 0) return replayAmong(proved, bundle, digest)
  const noted = all.filter(({ trust }) => trust === undefined)
  const replay = replayAmong(noted, bundle, digest)
  return replay === undefined || replay.state === 'same' ? replay : { ...replay, unproved: true }
}

function replayAmong(
  series: readonly SeenBundle[],
  { serial }: BundleFile,
  digest: string
): ReplayState | undefined {
  const greatest = Math.max(...series.map((one) => one.serial))
  const newest = series.filter((one) => one.serial === greatest)
  const seen = newest.find((one) => one.digest === digest) ?? newest[0]
  if (seen === undefined || seen.serial < serial) return undefined
  if (seen.serial > serial) return { state: 'older', seenSerial: seen.serial, seenAt: seen.at }
  return seen.digest === digest
    ? { state: 'same', seenAt: seen.at }
    : { state: 'rewritten', seenSerial: seen.serial, seenAt: seen.at }
}

/** What is to be remembered of it; `at` in epoch ms. */
export function seenOf({ bundle, digest, signature }: BundleProof, at: number): SeenBundle {
  const { bundleId, serial, issuer } = bundle
  const trust = signature.state === 'trusted' ? signature.keyId : 'untrusted'
  return { bundleId, serial, digest, at, issuer, trust }
}

/** Why a bundle is refused whatever is in it, as a sentence; undefined where it is not. */
export function refusalOf(
  { signature, replay }: Pick<BundleProof, 'signature' | 'replay'>,
  { requireSignature }: Pick<Policy['bundles'], 'requireSignature'>
): string | undefined {
  if (signature.state === 'wrong') {
    return 'Its signature is wrong: it was changed after it was signed, or it was never signed with that key.'
  }
  if (!requireSignature) return undefined
  if (signature.state === 'none') return 'It is not signed, and the policy demands a signature.'
  if (signature.state === 'unknown-key') {
    return `It is signed with the key ${signature.keyId}, which the policy does not trust.`
  }
  // nobody knows whether that one was signed: a question, or a remark
  if (replay?.state !== 'same' && replay?.unproved === true) return undefined
  if (replay?.state === 'older') {
    return `It is older than number ${replay.seenSerial} of its series, which was taken over before. Where the policy demands signatures, an older one is refused.`
  }
  if (replay?.state === 'rewritten') {
    return 'Another bundle with the same serial number was taken over before. Where the policy demands signatures, a number is used once.'
  }
  return undefined
}

/** What makes a bundle odd without being a reason to refuse it, as a sentence. */
export function oddityOf({
  signature,
  replay
}: Pick<BundleProof, 'signature' | 'replay'>): string | undefined {
  if (replay?.state === 'older') {
    return `It is older than number ${replay.seenSerial} of its series, which was taken over before.`
  }
  if (replay?.state === 'rewritten') {
    return 'Another bundle with the same serial number was taken over before.'
  }
  return signature.state === 'unknown-key'
    ? `It is signed with the key ${signature.keyId}, which no policy file names.`
    : undefined
}
