import { createHash } from 'node:crypto'
import type { BundleFile } from '../../shared/bundle'
import { canonicalText } from './canonical'

/** What is made of a bundle's canonical form. */
export interface CanonicalTexts {
  /** as `bundleDigest` */
  digest: string
  /** what its signature is made over; absent where it has none */
  signed?: Buffer
}

/** Both of one making: the canonical form of a large bundle takes long. Throws a TypeError where it has none. */
export function canonicalTexts(bundle: BundleFile): CanonicalTexts {
  const { signature, ...said } = bundle
  const texts = membersOf(said)
  const digest = createHash('sha256').update(objectOf(texts)).digest('hex')
  if (signature === undefined) return { digest }
  const { algorithm, keyId } = signature
  return { digest, signed: signedBytes(bundle, { algorithm, keyId }, texts) }
}

/** The whole document but the signature's value: which algorithm and which key is signed too. */
export function signedBytes(
  { signature: _signature, ...said }: BundleFile,
  head: { algorithm: 'Ed25519'; keyId: string },
  texts: ReadonlyMap<string, string> = membersOf(said)
): Buffer {
  return Buffer.from(objectOf(new Map([...texts, ['signature', canonicalText(head)]])), 'utf8')
}

/** Each member in its canonical form, under its name. */
function membersOf(said: Omit<BundleFile, 'signature'>): Map<string, string> {
  const members = Object.entries(said).filter(([, value]) => value !== undefined)
  return new Map(members.map(([name, value]) => [name, canonicalText(value)]))
}

/** An object of members that are canonical already: RFC 8785 sorts them by UTF-16 code units, as `sort` does. */
function objectOf(texts: ReadonlyMap<string, string>): string {
  const names = [...texts.keys()].sort()
  return `{${names.map((name) => `${JSON.stringify(name)}:${texts.get(name) ?? ''}`).join(',')}}`
}
