import { createHash } from 'node:crypto'
import type { BundleFile } from '../../shared/bundle'
import { canonicalBytes } from './canonical'

/**
 * SHA-256 in hex of what a bundle says, whoever signed it: with the same serial number it tells the very same bundle from one
 * that was rewritten.
 */
export function bundleDigest(bundle: BundleFile): string {
  const { signature: _signature, ...said } = bundle
  return createHash('sha256').update(canonicalBytes(said)).digest('hex')
}
