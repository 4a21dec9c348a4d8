import { isDeepStrictEqual } from 'node:util'
import type { BundleDifference } from '../../shared/bundle-view'
import { plainLine } from '../../shared/plain-line'
import type { Policy } from '../../shared/policy'
import { policyWords, type PolicyWords } from '../../shared/policy-words'

/** Each rule by its name in Settings, with the parts of the policy that it stands for. */
const rules: readonly (readonly [keyof PolicyWords, string, readonly (keyof Policy)[]])[] = [
  ['allowed', 'Allowed', ['allowed']],
  ['verification', 'Verifications', ['byAction']],
  ['kinds', 'Kinds', ['kinds', 'lifeMinutes']],
  ['contacts', 'Contacts', ['allowUnverifiedContact', 'allowRecentlyChanged']],
  ['ticket', 'Ticket', ['ticket']],
  ['temporaryPassword', 'Temporary password', ['temporaryPassword']],
  ['permanentPasswords', 'Permanent passwords', ['permanentPasswords']],
  ['privileged', 'Privileged users', ['privileged']],
  ['limits', 'Limits', ['limits']],
  ['passwordSettings', 'Password settings', ['passwordSettings']],
  ['bundles', 'Bundles', ['bundles']],
  ['sink', 'Journal', ['sink']]
]

/** What changes of the rules, in the words of Settings; also where the words are the same, such as other groups of the same number. */
export function policyDifferences(before: Policy, after: Policy): BundleDifference[] {
  const [was, is] = [policyWords(before), policyWords(after)]
  return rules.flatMap(([rule, what, parts]) => {
    if (parts.every((part) => isDeepStrictEqual(before[part], after[part]))) return []
    const [old, now] = [lineOf(was[rule]), lineOf(is[rule])]
    return [{ what, before: old, after: now === old ? `${plainLine(now, 1_900)} (with other values)` : now }]
  })
}

const lineOf = (words: string | readonly string[] | undefined): string =>
  plainLine(typeof words === 'string' ? words : (words ?? []).join('; '), 2_000)
