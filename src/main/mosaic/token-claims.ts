import { fieldsOf, textOf, wordsOf, type Fields } from './fields'

/** What our own access token says about itself (API.md §1.2). */
export interface TokenClaims {
  appId?: string | undefined
  appName?: string | undefined
  tenantId?: string | undefined
  /** in the style of the OpenAPI files, `users:read`; empty when the token does not say */
  permissions: string[]
  roles: string[]
  /** a management client, which may do everything in the tenant */
  admin: boolean
  /** epoch ms, by this computer's clock */
  expiresAt: number
}

/**
 * The payload of a JWT, or undefined when it is none. Its signature is not checked: the token came straight from
 * Mosaic over TLS, Mosaic alone decides by it, and here it only labels the window and words a few messages.
 */
export function readPayload(token: string): Fields | undefined {
  try {
    return fieldsOf(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')))
  } catch {
    return undefined
  }
}

export function readClaims(payload: Fields | undefined, expiresAt: number): TokenClaims {
  const claims = payload ?? {}
  const kinds = ['role', 'roles'].flatMap((name) => wordsOf(claims[name]))
  return {
    appId: textOf(claims['app_id']),
    appName: textOf(claims['app_name']),
    tenantId: textOf(claims['tid']),
    permissions: unique(wordsOf(claims['ts_permissions']).map(currentStyle)),
    roles: unique([...kinds, ...wordsOf(claims['ts_roles'])]),
    // `ts_roles` are the client's own roles, whose names the tenant makes up
    admin: kinds.some((role) => role.toLowerCase() === 'admin'),
    expiresAt
  }
}

/** Guides write `read:user` and `auth:invoke`, the API files `users:read` and `auth:execute` (API.md §1.3). */
function currentStyle(permission: string): string {
  if (permission === 'auth:invoke') return 'auth:execute'
  const [, verb, noun] = /^(read|list|create|edit|update|delete):([\w-]+)$/.exec(permission) ?? []
  if (verb === undefined || noun === undefined) return permission
  const today = noun.endsWith('s') || noun === 'config' ? noun : `${noun}s`
  return `${today}:${verb === 'update' ? 'edit' : verb}`
}

function unique(words: string[]): string[] {
  return [...new Set(words)]
}

/** True when the token lists its permissions and none of `names` is there; a silent token is given the benefit. */
export function lacksAll(claims: TokenClaims, names: readonly string[]): boolean {
  if (claims.admin || claims.permissions.length === 0) return false
  return !names.some((name) => claims.permissions.includes(name))
}
