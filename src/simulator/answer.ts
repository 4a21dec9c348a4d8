import { requirePermission } from './access'
import { parseJson, splitTarget, type Answer } from './http'
import { resetPassword } from './reset-tokens'
import { problem } from './problems'
import type { Router } from './router'
import type { Tenant } from './state'
import { clientOf, issueToken } from './token'

/** A request that was read to its end. */
export interface Received {
  method: string
  /** The raw target: path and query. */
  target: string
  body: string
  contentType: string | undefined
  authorization: string | undefined
}

/**
 * What the tenant answers to a request. Throws a `Problem` for every error answer. An unknown route is told before
 * a bad token, a bad token before a missing permission, and that before a bad body.
 */
export function answer(tenant: Tenant, router: Router, received: Received): Answer {
  const { method, target, body, contentType, authorization } = received
  const { path, query } = splitTarget(target)
  // both addresses are documented (API.md §1.2)
  if (path === '/oidc/token' || path === '/cis/oidc/token') {
    if (method !== 'POST') throw problem(404, `Cannot ${method} ${path}`)
    return issueToken(tenant, body, contentType)
  }
  // the one operation that the user's own browser calls, without a client's token
  if (method === 'POST' && path === '/cis/v1/auth/password/reset') {
    return resetPassword(tenant, parseJson(body, contentType))
  }
  const { route, params } = router.find(method, path)
  const client = clientOf(tenant, authorization)
  requirePermission(route, client)
  return route.handler({ tenant, client, params, query, body: parseJson(body, contentType) })
}
