import { UpdateProblem } from './problem'
import { isSigned } from './signature'

/** Bytes of a feed's description and of the signatures beside it; what is longer is none of ours. */
export const DESCRIPTION_BYTES = 256 * 1024
export const SIGNATURE_BYTES = 8 * 1024

/** The name of the signatures that lie beside a description. */
export const signatureName = (name: string): string => `${name}.sig`

/**
 * Throws UpdateProblem (`signature`) unless `signatures`, what lies beside the description or undefined where there is nothing, is
 * good by one of `keys` (raw, public).
 */
export function checkSigned(
  name: string,
  content: Uint8Array,
  signatures: Buffer | undefined,
  keys: readonly Buffer[]
): void {
  if (signatures === undefined) throw new UpdateProblem('signature', `${name} has no signature`)
  if (!isSigned(name, content, signatures.toString('latin1'), keys))
    throw new UpdateProblem('signature', `${name} is not signed by a key of this build`)
}
