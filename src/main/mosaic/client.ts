import { setMaxListeners } from 'node:events'
import { parseApiHost } from '../../shared/api-host'
import { AppFailure } from '../../shared/errors'
import { AccessTokens } from './access-token'
import { applicationsOf, type Applications } from './applications'
import { authenticatorsOf, type Authenticators } from './authenticators'
import { Calls, type CallOptions } from './calls'
import { directRoute, type ResolveRoute } from './connection'
import { linksOf, type Links } from './links'
import { OriginPool } from './origin-pool'
import { otpOf, type Otp } from './otp'
import { passwordsOf, type Passwords } from './passwords'
import { preferencesOf, type Preferences } from './preferences'
import type { RequestBudget } from './request-budget'
import { resetsOf, type Resets } from './resets'
import { sessionsOf, type Sessions } from './sessions'
import { defaultTiming, type Timing } from './settings'
import type { TokenClaims } from './token-claims'
import { usersOf, type Users } from './users'

export type { TokenClaims }

export interface MosaicClientOptions {
  /** `https://host[:port]`; plain HTTP only to loopback */
  origin: string
  clientId: string
  /** asked once a token is needed and not kept; may fail with `bad-credentials`/`missing` or `keychain-unavailable` */
  secret: () => Promise<string>
  /** told of each token that was got with the secret, what it says about itself */
  onToken?: ((claims: TokenClaims) => void) | undefined
  /** straight when absent */
  route?: ResolveRoute | undefined
  /** epoch ms */
  now?: (() => number) | undefined
  timeouts?: Partial<Timing> | undefined
  /** bounds all that this client sends */
  requestBudget?: RequestBudget | undefined
}

/** Mosaic's API as one application's client sees it. All failures are `AppFailure`; no operation returns a token. */
export interface MosaicClient {
  claims(options?: CallOptions): Promise<TokenClaims>
  users: Users
  passwords: Passwords
  authenticators: Authenticators
  otp: Otp
  links: Links
  resets: Resets
  sessions: Sessions
  preferences: Preferences
  applications: Applications
  /** cancels reads, lets writes that are under way end, and closes all connections */
  close(): Promise<void>
}

/** Connects nothing by itself. Throws `invalid-input` for an origin that is not HTTPS and not loopback. */
export function createMosaicClient(options: MosaicClientOptions): MosaicClient {
  const host = parseApiHost(options.origin)
  if (!host.ok || host.origin !== options.origin) {
    const problem = host.ok ? 'This is not an origin.' : host.problem
    throw new AppFailure({ kind: 'invalid-input', reason: 'form', fields: { apiHost: problem } })
  }
  const { clientId, onToken, secret, route = directRoute, now = Date.now } = options
  const timing = { ...defaultTiming, ...options.timeouts }
  const pool = new OriginPool(host.origin, route, timing.connectMs)
  const { requestBudget: budget } = options
  const wire = { origin: host.origin, host: new URL(host.origin).host, pool, budget }
  const closing = new AbortController()
  // each call under way listens, and a desk may have many
  setMaxListeners(0, closing.signal)
  const shared = { wire, timing, now, closing: closing.signal }
  const tokens = new AccessTokens({ ...shared, clientId, secret, onToken })
  const calls = new Calls({ ...shared, tokens })
  return {
    claims: async (callOptions) => (await calls.token(callOptions)).claims,
    users: usersOf(calls),
    passwords: passwordsOf(calls),
    authenticators: authenticatorsOf(calls),
    otp: otpOf(calls),
    links: linksOf(calls),
    resets: resetsOf(calls),
    sessions: sessionsOf(calls),
    preferences: preferencesOf(calls),
    applications: applicationsOf(calls),
    close: async () => {
      closing.abort()
      await calls.writesEnded()
      await pool.destroy()
    }
  }
}
