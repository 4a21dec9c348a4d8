import type { Answer } from './http'
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
