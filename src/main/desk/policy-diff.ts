import { isDeepStrictEqual } from 'node:util'
import type { BundleDifference } from '../../shared/bundle-view'
import { plainLine } from '../../shared/plain-line'
import type { Policy } from '../../shared/policy'
import { policyWords, type PolicyWords } from '../../shared/policy-words'

const of =
  (...parts: (keyof Policy)[]) =>
  (policy: Policy) =>
    parts.map((part) => policy[part])

/** Each rule by its name in Settings, with what of the policy it stands for. */
const rules: readonly (readonly [keyof PolicyWords, string, (policy: Policy) => unknown])[] = [
  ['allowed', 'Allowed', of('allowed')],
  ['verification', 'Verifications', of('byAction')],
  ['kinds', 'Kinds', of('kinds', 'lifeMinutes')],
  ['contacts', 'Contacts', of('allowUnverifiedContact', 'allowRecentlyChanged')],
  ['ticket', 'Ticket', of('ticket')],
  ['temporaryPassword', 'Temporary password', of('temporaryPassword')],
  ['permanentPasswords', 'Permanent passwords', of('permanentPasswords')],
  ['privileged', 'Privileged users', of('privileged')],
  ['limits', 'Limits', of('limits')],
  ['passwordSettings', 'Password settings', of('passwordSettings')],
  ['bundleRules', 'Bundles', ({ bundles: { trustedKeys: _keys, ...others } }) => others],
  ['sink', 'Journal', of('sink')],
  ['updates', 'Updates', of('updates')],
  ['links', 'Links', of('links')]
]

/** What changes of the rules, in the words of Settings; also where the words are the same, such as other groups of the same number. */
export function policyDifferences(before: Policy, after: Policy): BundleDifference[] {
  const [was, is] = [policyWords(before), policyWords(after)]
  const ofRules = rules.flatMap(([rule, what, partOf]) => {
    if (isDeepStrictEqual(partOf(before), partOf(after))) return []
    const [old, now] = [lineOf(was[rule]), lineOf(is[rule])]
    return [{ what, before: old, after: now === old ? `${plainLine(now, 1_900)} (with other values)` : now }]
  })
  return [...ofRules, ...keyDifferences(before, after)]
}

/** A line for each key, because fifty of them in one would be cut; by its id, because the names of two keys may be the same. */
function keyDifferences({ bundles: before }: Policy, { bundles: after }: Policy): BundleDifference[] {
  const keys = new Map([...before.trustedKeys, ...after.trustedKeys].map((key) => [key.publicKey, key.keyId]))
  return [...keys].flatMap(([publicKey, keyId]) => {
    const [was, is] = [before, after].map(({ trustedKeys }) => namesOf(trustedKeys, publicKey))
    return was === is
      ? []
      : [{ what: `Trusted key ${keyId}`, before: was ?? 'Not trusted', after: is ?? 'Not trusted' }]
  })
}

/** The same key may stand there twice, under two names. */
function namesOf(keys: Policy['bundles']['trustedKeys'], publicKey: string): string | undefined {
  const names = keys
    .filter((key) => key.publicKey === publicKey)
    .map(({ name }) => `“${plainLine(name, 80)}”`)
  return names.length === 0 ? undefined : plainLine(names.join(', '), 2_000)
}

const lineOf = (words: string | readonly string[] | undefined): string =>
  plainLine(typeof words === 'string' ? words : (words ?? []).join('; '), 2_000)
