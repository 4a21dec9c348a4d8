import type { Answer } from './http'
import { preferencesIn } from './login-preferences-input'
import { problem } from './problems'
import type { Call } from './router'
import type { App, JsonObject } from './types'

/** `GET /loginPreferences/{appId}` (API.md §5). */
export function getLoginPreferences(call: Call): Answer {
  return answerMethods(appOf(call))
}

/**
 * `PUT /loginPreferences/{appId}/authMethods` (API.md §5): each method that is given replaces the present one whole. That the
 * others stay as they are is implied there, not stated.
 */
export function putLoginPreferences(call: Call): Answer {
  const app = appOf(call)
  const { password, ...others } = preferencesIn(call.body, app.policy)
  if (password) app.policy = password
  Object.assign(app.otherMethods, others)
  return answerMethods(app)
}

/** A client of one application does not see another's. */
function appOf({ tenant, client, params }: Call): App {
  const app = tenant.apps.get(params[0] ?? '')
  if (!app || (!client.admin && client.appId !== app.appId)) throw problem(404, 'Application Not Found')
  return app
}

function answerMethods({ otherMethods, policy }: App): Answer {
  const methods: JsonObject = { ...otherMethods, password: policy }
  return { status: 200, body: { result: { auth_methods: methods } } }
}
