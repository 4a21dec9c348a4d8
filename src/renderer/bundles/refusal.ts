import type { BundlePreview } from '../../shared/bundle-view'

/** Why it cannot be imported here; undefined where it can. A wrong signature is never let through, whatever else is said. */
export function refusalOf({ refusal, signature }: BundlePreview): string | undefined {
  if (refusal !== undefined) return refusal
  return signature.state === 'wrong' ? 'Its signature is wrong.' : undefined
}
