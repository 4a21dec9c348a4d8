import type { SimulatorProcess } from '../simulator-process'

const tokens = new WeakMap<SimulatorProcess, Promise<string>>()

/**
 * What the caller meets who signs in with that password: `in`, or the practice tenant's word for why not, such as
 * `temporary_password`, `auth_locked` or `auth_invalid_credentials`.
 */
export async function signIn(
  simulator: SimulatorProcess,
  username: string,
  password: string
): Promise<string> {
  const response = await send(simulator, 'POST', '/v1/auth/password/authenticate', { username, password })
  const body = (await response.json()) as { error_code?: unknown; message?: string }
  if (response.ok) return 'in'
  return typeof body.error_code === 'string' ? body.error_code : (body.message ?? String(response.status))
}

/** Suspends somebody from elsewhere, as another agent would, without the app. */
export async function suspendElsewhere(simulator: SimulatorProcess, userId: string): Promise<void> {
  const response = await send(simulator, 'PUT', `/v1/users/${userId}`, { status: 'Disabled' })
  if (!response.ok) throw new Error(`not suspended: ${response.status}`)
}

/** Asks the practice tenant something with a token of its own. */
export async function send(
  simulator: SimulatorProcess,
  method: string,
  path: string,
  body: object
): Promise<Response> {
  let token = tokens.get(simulator)
  if (token === undefined) tokens.set(simulator, (token = fetchToken(simulator)))
  return fetch(`${simulator.url}/cis${path}`, {
    method,
    headers: { authorization: `Bearer ${await token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body)
  })
}

async function fetchToken({ url, clientId, clientSecret }: SimulatorProcess): Promise<string> {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }
  const response = await fetch(`${url}/oidc/token`, { method: 'POST', body: new URLSearchParams(form) })
  return ((await response.json()) as { access_token: string }).access_token
}
