import type { BundlePreview, SignatureState } from '../../shared/bundle-view'
import { plainLine } from '../../shared/plain-line'
import type { Policy } from '../../shared/policy'
import { hostOf, trustedKeyWords } from '../../shared/policy-words'

type Key = Policy['bundles']['trustedKeys'][number]

/** So many keys are a sentence that is not cut. */
const keysOfSentence = 8

/**
 * Keys that would be trusted only because this bundle says so, and nothing proves who made it: the agent has to agree. `inForce`: the
 * keys that count on this computer already.
 */
export function unvouchedKeys(
  signature: SignatureState,
  after: readonly Key[],
  inForce: readonly Key[]
): BundlePreview['newKeys'] {
  if (signature.state === 'trusted') return []
  return without(after, inForce).map(({ name, keyId }) => ({ name: plainLine(name, 80), keyId }))
}

/** What else a policy does that nobody would look for among its rules: whom bundles are taken from, and who reads the journal. */
export function trustWarnings(before: Policy, after: Policy): string[] {
  const { requireSignature } = after.bundles
  return [
    ...keyWarnings(before.bundles.trustedKeys, after.bundles.trustedKeys),
    ...(before.bundles.requireSignature && !requireSignature
      ? ['After it, bundles no longer need a signature on this computer.']
      : []),
    ...(!before.bundles.requireSignature && requireSignature
      ? [
          'After it, this computer takes only bundles that are signed with a trusted key. That counts for a bundle of your organisation, too.'
        ]
      : []),
    ...sinkWarnings(before.sink, after.sink)
  ]
}

function keyWarnings(before: readonly Key[], after: readonly Key[]): string[] {
  const [added, removed] = [without(after, before), without(before, after)]
  const nameOf = ({ name }: Key): string => plainLine(name, 80)
  const swaps = removed.flatMap((old) => {
    const other = added.find((key) => nameOf(key) === nameOf(old))
    return other === undefined
      ? []
      : [
          `Under the name “${nameOf(old)}” another key would be trusted: ${other.keyId} in the place of ${old.keyId}.`
        ]
  })
  return [
    ...swaps,
    ...sentences(added, (keys) => `Bundles signed with these keys would be trusted: ${keys}.`),
    ...sentences(removed, (keys) => `These keys would not be trusted any more: ${keys}.`)
  ]
}

function sinkWarnings(before: string | undefined, after: string | undefined): string[] {
  if (before === after) return []
  if (after === undefined) return [`The journal would not be sent to ${hostOf(before ?? '')} any more.`]
  return [
    `Each record of the journal, with users’ names and what was done, would also be sent to ${hostOf(after)}${
      before === undefined ? '' : `, and no more to the earlier address at ${hostOf(before)}`
    }.`
  ]
}

function sentences(keys: readonly Key[], sentence: (keys: string) => string): string[] {
  const count = Math.ceil(keys.length / keysOfSentence)
  return Array.from({ length: count }, (_, index) =>
    sentence(
      keys
        .slice(index * keysOfSentence, (index + 1) * keysOfSentence)
        .map(trustedKeyWords)
        .join(', ')
    )
  )
}

const without = (keys: readonly Key[], others: readonly Key[]): Key[] =>
  keys.filter(({ publicKey }) => !others.some((other) => other.publicKey === publicKey))
