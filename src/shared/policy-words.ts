import { counted } from './count'
import type { DeskAction } from './desk-action'
import { actionNames, kindNames } from './desk-words'
import { plainLine } from './plain-line'
import type { Policy } from './policy'
import type { VerificationKind } from './verification'

const kindsWords = (kinds: readonly VerificationKind[]) =>
  kinds.length === 0 ? 'none' : kinds.map((kind) => kindNames[kind]).join(', ')

/** Rules in sentences, in the order in which a call meets them. */
export interface PolicyWords {
  allowed: string
  forbidden: string | undefined
  verification: string[]
  kinds: string
  contacts: string
  ticket: string
  temporaryPassword: string
  permanentPasswords: string
  privileged: string
  limits: string
  passwordSettings: string
  bundles: string
  /** of these the rules alone, without the keys */
  bundleRules: string
  sink: string
  updates: string
  links: string
}

export function policyWords(policy: Policy): PolicyWords {
  const actions = Object.keys(actionNames) as DeskAction[]
  const forbidden = actions.filter((action) => !policy.allowed.includes(action))
  return {
    allowed: forbidden.length === 0 ? 'Everything' : namesOf(policy.allowed) || 'Nothing',
    forbidden: forbidden.length === 0 ? undefined : namesOf(forbidden),
    verification: actions
      .filter((action) => policy.allowed.includes(action))
      .map((action) => ruleWords(action, policy)),
    kinds: `${kindsWords(policy.kinds)}. Each counts for ${counted(policy.lifeMinutes, 'minute')}.`,
    contacts: contactWords(policy),
    ticket: ticketWords(policy.ticket),
    temporaryPassword: temporaryWords(policy.temporaryPassword),
    permanentPasswords: policy.permanentPasswords
      ? 'Allowed'
      : 'Not allowed: a password must be changed at the first sign-in.',
    privileged: privilegedWords(policy.privileged),
    limits: `${counted(policy.limits.changesPerHour, 'change')} an hour by one agent, ${counted(policy.limits.resetsPerUserPerDay, 'reset')} of one user within 24 hours.`,
    passwordSettings: settingsWords[policy.passwordSettings],
    bundles: bundleWords(policy.bundles),
    bundleRules: bundleRuleWords(policy.bundles),
    sink: policy.sink === undefined ? 'Kept on this computer only' : `Also sent to ${hostOf(policy.sink)}`,
    updates: updateWords[policy.updates],
    links: policy.links
      ? 'tessera:// links open a search; they change nothing.'
      : 'tessera:// links are not followed.'
  }
}

const namesOf = (actions: readonly DeskAction[]) => actions.map((action) => actionNames[action]).join(', ')

function ruleWords(action: DeskAction, policy: Policy): string {
  const { required, kinds, lifeMinutes } = policy.byAction[action]
  const name = actionNames[action]
  if (required === 0) return `${name}: none`
  const isUsual = kinds.length === policy.kinds.length && kinds.every((kind) => policy.kinds.includes(kind))
  return [
    `${name}: ${required === 1 ? 'one' : 'two of different kinds'}`,
    isUsual ? undefined : `by ${kindsWords(kinds)}`,
    `within ${counted(lifeMinutes, 'minute')}`
  ]
    .filter((part) => part !== undefined)
    .join(', ')
}

function contactWords({ allowUnverifiedContact, allowRecentlyChanged }: Policy): string {
  const unverified = allowUnverifiedContact ? 'may be used' : 'are not used'
  const changed = allowRecentlyChanged ? 'may be used' : 'are not used'
  return `Unverified ones ${unverified}; ones changed within 24 hours ${changed}.`
}

function ticketWords({ required, pattern, example }: Policy['ticket']): string {
  return [
    required ? 'A number is required.' : 'A number may be left out.',
    pattern === undefined ? undefined : `It has to match ${pattern}.`,
    example === undefined ? undefined : `For example ${example}.`
  ]
    .filter((part) => part !== undefined)
    .join(' ')
}

function temporaryWords({ delivery, groups, alphabet }: Policy['temporaryPassword']): string {
  if (delivery === 'send') return 'Never shown: agents send resets instead.'
  const letters = alphabet === 'readable' ? 'without look-alikes' : 'of all letters and digits'
  return `Shown to the agent, ${groups} groups of four characters, ${letters}.`
}

function privilegedWords({ groupIds, userIds, customData }: Policy['privileged']): string {
  const parts = [
    groupIds.length > 0 && counted(groupIds.length, 'group'),
    userIds.length > 0 && counted(userIds.length, 'named user'),
    customData.length > 0 && counted(customData.length, 'custom data flag')
  ].filter((part) => part !== false)
  return parts.length === 0
    ? 'Nobody needs a second verification.'
    : `Two verifications for users of ${parts.join(', ')}.`
}

const settingsWords: Record<Policy['passwordSettings'], string> = {
  always: 'May be changed by agents.',
  practice: 'May be changed in the practice tenant only.',
  never: 'May not be changed.'
}

const updateWords: Record<Policy['updates'], string> = {
  automatic:
    'New versions are downloaded by themselves and installed when Tessera quits; on macOS the agent installs them.',
  tell: 'Agents are told of new versions and decide.',
  off: 'New versions are never looked for.'
}

/** A key by the name that the policy gives it, which is anybody's to give, and by its id, which is not. */
export const trustedKeyWords = ({ name, keyId }: { name: string; keyId: string }): string =>
  `“${plainLine(name, 80)}” (key ID ${keyId})`

function bundleWords(bundles: Policy['bundles']): string {
  const keys = bundles.trustedKeys.map(trustedKeyWords).join(', ')
  return `${keys === '' ? 'No key is trusted.' : `Trusted: ${keys}.`} ${bundleRuleWords(bundles)}`
}

function bundleRuleWords({ requireSignature, exportSecrets }: Policy['bundles']): string {
  const signed = requireSignature ? 'Unsigned ones are refused.' : 'Unsigned ones may be imported.'
  return `${signed} Client secrets ${exportSecrets ? 'may' : 'may not'} be exported.`
}

/** The host alone: the rest of the address may be a secret. */
export const hostOf = (address: string): string =>
  URL.parse(address)?.host ?? 'an address that cannot be read'
