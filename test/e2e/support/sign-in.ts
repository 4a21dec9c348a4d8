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
  let token = tokens.get(simulator)
  if (token === undefined) tokens.set(simulator, (token = fetchToken(simulator)))
  const response = await fetch(`${simulator.url}/cis/v1/auth/password/authenticate`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ username, password })
  })
  const body = (await response.json()) as { error_code?: unknown; message?: string }
  if (response.ok) return 'in'
  return typeof body.error_code === 'string' ? body.error_code : (body.message ?? String(response.status))
}

async function fetchToken({ url, clientId, clientSecret }: SimulatorProcess): Promise<string> {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }
  const response = await fetch(`${url}/oidc/token`, { method: 'POST', body: new URLSearchParams(form) })
  return ((await response.json()) as { access_token: string }).access_token
}
