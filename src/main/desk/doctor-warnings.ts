import type { TokenClaims } from '../mosaic/token-claims'
import { isSilent, isUnlimited } from './permissions'

const yearMs = 365 * 24 * 3_600_000

export interface WarningsOf {
  claims: TokenClaims
  /** of the token's application, where it is known */
  appName?: string | undefined
  /** Mosaic's id of the application that the profile is for, where it says one */
  expected?: string | undefined
  expectedName?: string | undefined
  /** the profile's other applications whose clients belong to the same one of Mosaic, by name */
  twins?: readonly string[]
  /** epoch ms */
  secretSince?: number | undefined
  now: number
}

/** What whoever looks after this client should read first, the gravest thing first. */
export function doctorWarnings({
  claims,
  appName,
  expected,
  expectedName,
  twins = [],
  secretSince,
  now
}: WarningsOf): string[] {
  const { admin, appId } = claims
  const warnings: string[] = []
  if (expected !== undefined && appId !== undefined && appId !== expected) {
    warnings.push(
      `This client belongs to the application ${named(appId, appName)}, but the profile is for ${named(expected, expectedName)}.`
    )
  }
  for (const twin of twins.slice(0, mostTwins)) {
    warnings.push(
      `The client of ${short(twin)} in this profile belongs to the same Mosaic application: both change the same passwords. Enter another client in one of them.`
    )
  }
  if (admin) {
    warnings.push(
      'This is a management client: it may do everything in the whole tenant, and which application’s password it sets is not documented. Use the application’s own client.'
    )
  } else if (isSilent(claims)) {
    warnings.push('The token says nothing of its client, so what it may do cannot be told beforehand.')
  } else if (isUnlimited(claims)) {
    warnings.push(
      'This client has no role, so Mosaic lets it do everything. Give it a role with what a helpdesk needs.'
    )
  }
  if (secretSince !== undefined && now - secretSince > yearMs)
    warnings.push('The client secret was entered more than a year ago. Rotate it.')
  return warnings
}

/** More of them say nothing new. */
const mostTwins = 3

const named = (id: string, name: string | undefined): string =>
  name === undefined ? short(id) : `“${short(name)}” (${short(id)})`

/** Mosaic's names may be long, and a warning is a sentence. */
const short = (name: string): string => (name.length > 80 ? `${name.slice(0, 79)}…` : name)
