import { problem } from './problems'
import type { Route } from './router'
import type { Client } from './types'

/**
 * Refuses a client that has none of a route's permissions. What Mosaic answers is not documented (API.md §1.3):
 * 403 is assumed. Management clients need no permission.
 */
export function requirePermission({ permissions }: Route, client: Client): void {
  if (client.admin) return
  const allowed =
    permissions !== 'admin' &&
    permissions.some((name) => client.permissions.includes(name.replace('[appId]', client.appId)))
  if (!allowed) throw problem(403, 'Forbidden resource')
}
