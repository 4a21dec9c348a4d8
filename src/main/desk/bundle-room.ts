import type { BundleFile } from '../../shared/bundle'
import type { Policy } from '../../shared/policy'
import { plainLine } from '../../shared/plain-line'
import type { SeenBundle } from '../tenants/bundle-store'
import { type BundleProof, replayOf } from './bundle-judge'

export type ReadBundle = { ok: true; bundle: BundleFile; digest: string } | { ok: false; problem: string }

/** The most bytes that a bundle may have; as the room has it, which most starts do not load. */
export const largestBundle = 25 * 1024 * 1024

/** Reads a bundle; the parser is loaded with the first one. Never fails. */
export async function readBundle(bytes: Uint8Array): Promise<ReadBundle> {
  const [{ parseBundle }, { bundleDigest }] = await Promise.all([
    import('../bundle/parse'),
    import('../bundle/digest')
  ])
  const parsed = parseBundle(bytes)
  return parsed.ok ? { ...parsed, digest: bundleDigest(parsed.bundle) } : parsed
}

/** Who signed it by these keys, and whether one of its series was taken over before. */
export async function proofOf(
  { bundle, digest }: { bundle: BundleFile; digest: string },
  { trustedKeys }: Policy['bundles'],
  series: readonly SeenBundle[] | undefined
): Promise<BundleProof> {
  const { verifyBundle } = await import('../bundle/signature')
  const signature = verifyBundle(bundle, trustedKeys)
  const isNamed = signature.state === 'trusted' || signature.state === 'wrong'
  return {
    bundle,
    digest,
    signature: isNamed ? { ...signature, keyName: plainLine(signature.keyName, 80) } : signature,
    replay: replayOf(bundle, digest, series)
  }
}
