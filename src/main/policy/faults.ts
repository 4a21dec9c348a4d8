import { isLoopback } from '../../shared/api-host'
import type { Policy } from '../../shared/policy'
import { ticketPattern } from '../../shared/ticket-pattern'

/** What no schema sees and makes a policy unusable all the same, each as a sentence that names the field. */
export function policyFaults(policy: Policy): string[] {
  return [
    ...impossibleActions(policy),
    ...ticketFaults(policy.ticket),
    ...keyFaults(policy.bundles.trustedKeys),
    ...sinkFaults(policy.sink)
  ]
}

/** Nobody could ever do what needs more kinds of verification than there are. What is forbidden anyway may be impossible too. */
function impossibleActions({ allowed, byAction }: Policy): string[] {
  return allowed.flatMap((action) => {
    const { required, kinds } = byAction[action]
    if (action === 'create' && required > 0) {
      return ['“verification.byAction.create” must need none: who has no account yet cannot be verified.']
    }
    if (kinds.length >= required) return []
    const needs = required === 1 ? 'a verification' : `${required} verifications of different kinds`
    const left = kinds.length === 0 ? 'no kind' : `only ${kinds.join(', ')}`
    return [`“verification.byAction.${action}” needs ${needs}, and ${left} is left for it.`]
  })
}

function ticketFaults({ pattern, example }: Policy['ticket']): string[] {
  if (pattern === undefined) return []
  const rule = ticketPattern(pattern)
  if (!rule.ok) return [`“ticket.pattern” ${rule.problem}.`]
  // a pattern that does not know its own example knows no ticket of this organisation either
  return example === undefined || rule.matches(example)
    ? []
    : ['“ticket.example” does not match “ticket.pattern”.']
}

/** Base64 has idle bits at its end: a key that is written with others there is not the one that was meant. */
function keyFaults(keys: Policy['bundles']['trustedKeys']): string[] {
  return keys.flatMap(({ publicKey }, index) =>
    Buffer.from(publicKey, 'base64').toString('base64') === publicKey
      ? []
      : [`“bundles.trustedKeys[${index}].publicKey” is no public key.`]
  )
}

function sinkFaults(sink: string | undefined): string[] {
  if (sink === undefined) return []
  if (!URL.canParse(sink)) return ['“journal.sink” is not a web address.']
  const { protocol, hostname, username, password } = new URL(sink)
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(hostname))) {
    return ['“journal.sink” must be an HTTPS address; plain HTTP is only allowed to this computer.']
  }
  return username === '' && password === ''
    ? []
    : ['“journal.sink” must hold no user name and no password: every screen may show it.']
}
