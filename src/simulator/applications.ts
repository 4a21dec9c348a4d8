import type { Answer } from './http'
import { problem } from './problems'
import type { Call } from './router'

/** `GET /v1/applications/list`: every application of the tenant, without secrets (API.md §7). */
export function listApplications({ tenant }: Call): Answer {
  const result = [...tenant.apps.values()].map((app) => ({
    app_id: app.appId,
    tenant_id: tenant.id,
    app_name: app.name,
    app_description: app.description,
    application_type: 'basic'
  }))
  return { status: 200, body: { result } }
}

/** `GET /loginPreferences/{appId}` (API.md §5): a client of one application does not see another's. */
export function getLoginPreferences({ tenant, client, params }: Call): Answer {
  const app = tenant.apps.get(params[0] ?? '')
  if (!app || (!client.admin && client.appId !== app.appId)) throw problem(404, 'Application Not Found')
  return { status: 200, body: { result: { auth_methods: { ...app.otherMethods, password: app.policy } } } }
}
