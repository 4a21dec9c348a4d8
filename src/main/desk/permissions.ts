import type { TokenClaims } from '../mosaic/token-claims'

/** A management client, or one without a role: "an implicit role that grants global access" (API.md §1.3). */
export function isUnlimited(claims: TokenClaims): boolean {
  return claims.admin || (claims.roles.length === 0 && claims.permissions.length === 0)
}

/** A token that tells nothing of its client: what it may do cannot be known beforehand. */
export function isSilent({ admin, appId, permissions, roles }: TokenClaims): boolean {
  return !admin && appId === undefined && permissions.length === 0 && roles.length === 0
}

/**
 * Whether the token names that verb for one of the subjects, for all applications (`apps:read`) or for its own (`[appId]:read`): any
 * of these suffices, in either style and order of the names (API.md §1.3). One that names no permissions is given the benefit.
 */
export function mayDo(
  { admin, permissions, appId }: TokenClaims,
  subjects: readonly string[],
  verb: string
): boolean {
  if (admin || permissions.length === 0) return true
  const whose = ['app', '*', ...subjects, ...(appId === undefined ? [] : [appId.toLowerCase()])]
  // the client brings `read:…` of the guides into today's order and puts an s to it
  const known = new Set(whose.flatMap((one) => [one, `${one}s`]))
  const isIt = (subject = '', said = subject) => known.has(subject) && [verb, '*'].includes(said)
  return permissions.some((permission) => {
    const [first, second] = permission.toLowerCase().split(':')
    return isIt(first, second) || isIt(second, first)
  })
}
