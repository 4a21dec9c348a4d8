import { trustedFileAt } from '../storage/trusted-file'
import { parsePolicy, type ParsedPolicy } from './parse'

/** Far more than any policy needs; bytes. */
export const largestPolicy = 1024 * 1024

export type FoundPolicy = ParsedPolicy | 'none'

/** Watches one policy file; with an `owner`, one that others may write is not trusted. Never throws. */
export function policyFileAt(path: string, owner?: number): () => Promise<FoundPolicy> {
  return trustedFileAt(path, {
    largest: largestPolicy,
    owner,
    read: parsePolicy,
    refuse: (problem): ParsedPolicy => ({ ok: false, problem })
  })
}
