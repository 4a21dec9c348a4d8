import type { Answer } from './http'
import { Faults, type Fault, type FaultRule } from './faults'
import { badRequest, problem } from './problems'
import { openLink } from './open-link'
import { appIds, userFromSeed } from './seed'
import type { SeedUser } from './seed-types'
import type { Tenant } from './state'
import { sameSecret } from './token'
import type { JsonObject, PasswordPolicy, Settings } from './types'

export const controlPath = '/__control'

/** One request as the tenant saw it, secrets included: it is kept for tests only. */
export interface SeenRequest {
  method: string
  path: string
  query: string
  headers: string[]
  body: string
}

/** What tests may ask of the control endpoint, as the JSON body of a POST with the header `x-control-token`. */
export type ControlAction =
  | ({ action: 'fault' } & FaultRule)
  | { action: 'clear-faults' | 'clear-requests' | 'requests' | 'expire-tokens' }
  | { action: 'advance'; ms: number }
  | ({ action: 'set' } & Partial<Settings>)
  /** `policy: null` switches password sign-in off; else the fields given are changed, and those given as null are taken away. */
  | { action: 'policy'; appId?: string; policy: JsonObject | null }
  /** Changes another sign-in method, such as `sms`; `value: null` switches it off. */
  | { action: 'method'; appId?: string; name: string; value: JsonObject | null }
  | { action: 'inbox' }
  | { action: 'open-link'; messageId: string }
  | { action: 'add-user'; user: SeedUser }
  | { action: 'state'; userId: string }

const faultKinds: Fault['kind'][] = [
  'latency',
  'status',
  'html',
  'reset',
  'reset-after',
  'hang',
  'hang-after',
  'truncated',
  'malformed',
  'content-type'
]
const mostRequestsKept = 10_000

/** The tests' door into the tenant: faults, the requests seen, the clock, settings and state. */
export class Control {
  readonly faults = new Faults()
  readonly #tenant: Tenant
  readonly #token: string
  #seen: SeenRequest[] = []

  constructor(tenant: Tenant, token: string) {
    this.#tenant = tenant
    this.#token = token
  }

  saw(request: SeenRequest): void {
    if (this.#seen.length >= mostRequestsKept) this.#seen.shift()
    this.#seen.push(request)
  }

  /** Does one action. A wrong token is refused with 403, an unknown action with 400. */
  handle(token: string | string[] | undefined, body: string): Answer {
    if (typeof token !== 'string' || !sameSecret(token, this.#token)) throw problem(403, 'Forbidden resource')
    return { status: 200, body: this.#perform(parseAction(body)) }
  }

  #perform(action: ControlAction): unknown {
    const tenant = this.#tenant
    switch (action.action) {
      case 'fault':
        this.#addFault(action)
        return {}
      case 'clear-faults':
        this.faults.clear()
        return {}
      case 'requests':
        return { requests: this.#seen }
      case 'clear-requests':
        this.#seen = []
        return {}
      case 'expire-tokens':
        tenant.tokens.clear()
        return {}
      case 'advance':
        if (!Number.isFinite(action.ms)) throw badRequest('ms must be a number')
        tenant.advancedBy += action.ms
        return { now: tenant.now() }
      case 'set':
        return this.#set(action)
      case 'policy':
        return this.#setPolicy(action.appId ?? appIds.shop, action.policy)
      case 'method':
        return this.#setMethod(action.appId ?? appIds.shop, action.name, action.value)
      case 'inbox':
        return { messages: tenant.inbox.messages(tenant.now()) }
      case 'open-link':
        return openLink(tenant, action.messageId)
      case 'add-user':
        tenant.add(userFromSeed(tenant, action.user))
        return { userId: action.user.id }
      case 'state':
        return this.#stateOf(action.userId)
      default:
        throw badRequest('unknown action')
    }
  }

  #addFault({ match, times, fault }: FaultRule): void {
    if (!faultKinds.includes(fault?.kind))
      throw badRequest(`fault.kind must be one of: ${faultKinds.join(', ')}`)
    try {
      this.faults.add({ fault, ...(match && { match }), ...(times !== undefined && { times }) })
    } catch {
      throw badRequest('match.path must be a regular expression')
    }
  }

  #set(changes: Partial<Settings>): Settings {
    const { settings } = this.#tenant
    settings.authenticatorsShape = changes.authenticatorsShape ?? settings.authenticatorsShape
    settings.unlockByType = changes.unlockByType ?? settings.unlockByType
    settings.unlockById = changes.unlockById ?? settings.unlockById
    settings.tokenTtlSeconds = changes.tokenTtlSeconds ?? settings.tokenTtlSeconds
    // null is a value here
    if (changes.providerFails !== undefined) {
      if (![null, 'sms', 'email'].includes(changes.providerFails)) throw badRequest('unknown providerFails')
      settings.providerFails = changes.providerFails
    }
    return settings
  }

  #setPolicy(appId: string, changes: JsonObject | null): unknown {
    const app = this.#tenant.apps.get(appId)
    if (!app) throw badRequest('appId is not an application of this tenant')
    app.policy = changes === null ? undefined : withoutNulls({ ...app.policy, ...changes })
    return { policy: app.policy ?? null }
  }

  #setMethod(appId: string, name: string, value: JsonObject | null): unknown {
    const app = this.#tenant.apps.get(appId)
    if (!app) throw badRequest('appId is not an application of this tenant')
    const present = app.otherMethods[name] as JsonObject | undefined
    if (value === null) delete app.otherMethods[name]
    else app.otherMethods[name] = { ...present, ...value }
    return { method: app.otherMethods[name] ?? null }
  }

  /** A user's record as it is kept, without digests of passwords. */
  #stateOf(userId: string): unknown {
    const user = this.#tenant.users.get(userId)
    if (!user) throw problem(404, 'User not found')
    const withoutDigests = (key: string, value: unknown): unknown => {
      if (key === 'hash' || key === 'history') return undefined
      return value instanceof Map ? [...value.values()] : value
    }
    return { user: JSON.parse(JSON.stringify(user, withoutDigests)) as unknown }
  }
}

/** Older tenants lack fields of newer ones. */
function withoutNulls(policy: JsonObject): PasswordPolicy {
  return Object.fromEntries(Object.entries(policy).filter(([, value]) => value !== null))
}

function parseAction(body: string): ControlAction {
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value === 'object' && value !== null && 'action' in value) return value as ControlAction
  } catch {
    // answered below
  }
  throw badRequest('The body must be a JSON object with an action')
}
