import type { BundleFile } from '../../shared/bundle'
import { canonicalTexts } from './texts'

/**
 * SHA-256 in hex of what a bundle says, whoever signed it: with the same serial number it tells the very same bundle from one
 * that was rewritten.
 */
export const bundleDigest = ({ signature: _signature, ...said }: BundleFile): string =>
  canonicalTexts(said).digest
