import type { BundleFile } from '../../shared/bundle'
import type { Policy } from '../../shared/policy'
import { plainLine } from '../../shared/plain-line'
import type { SeenBundle } from '../tenants/bundle-store'
import { type BundleProof, replayOf } from './bundle-judge'

export type ReadBundle = ({ ok: true } & BundleRead) | { ok: false; problem: string }

interface BundleRead {
  bundle: BundleFile
  digest: string
  /** what its signature was made over, where it was made once already */
  signed?: Buffer | undefined
}

/** The most bytes that a bundle may have; as the room has it, which most starts do not load. */
export const largestBundle = 25 * 1024 * 1024

/** Reads a bundle; the parser is loaded with the first one. Never fails. */
export async function readBundle(bytes: Uint8Array): Promise<ReadBundle> {
  const [{ parseBundle }, { canonicalTexts }] = await Promise.all([
    import('../bundle/parse'),
    import('../bundle/texts')
  ])
  const parsed = parseBundle(bytes)
  return parsed.ok ? { ...parsed, ...canonicalTexts(parsed.bundle) } : parsed
}

/** Who signed it by these keys, and whether one of its series was taken over before. */
export async function proofOf(
  { bundle, digest, signed }: BundleRead,
  { trustedKeys }: Policy['bundles'],
  series: readonly SeenBundle[] | undefined
): Promise<BundleProof> {
  const { verifyBundle } = await import('../bundle/signature')
  const found = verifyBundle(bundle, trustedKeys, signed)
  const isNamed = found.state === 'trusted' || found.state === 'wrong'
  const signature = isNamed ? { ...found, keyName: plainLine(found.keyName, 80) } : found
  const proof = { bundle, digest, signature }
  return { ...proof, replay: replayOf(proof, series, new Set(trustedKeys.map(({ keyId }) => keyId))) }
}
