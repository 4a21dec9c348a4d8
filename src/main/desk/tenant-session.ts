import { AppFailure } from '../../shared/errors'
import type { MosaicClient } from '../mosaic/client'
import type { ClientOf } from './tenants'

/** Everything that lives only as long as one tenant is open: its client, and the calls under way. */
export interface TenantSession {
  tenantId: string
  defaultCountry: string
  /** where Mosaic's e-mail links lead; no links are sent without one */
  redirectUri?: string | undefined
  /** the application, where it is known */
  appId?: string | undefined
  client: MosaicClient
  /** whose host and client ID that client has, whatever the profile says by now */
  clientOf: ClientOf
  /** fires when another tenant is opened or this one's profile changes */
  closed: AbortSignal
}

export type OpenTenant = () => Promise<Omit<TenantSession, 'closed'>>

/**
 * Holds the one open tenant. Calls name the tenant they were made for and are refused when it is not open any more, so that
 * nothing is shown or changed under the wrong one.
 */
export class TenantSessions {
  readonly #open: OpenTenant
  readonly #currentId: () => string
  #session: Promise<TenantSession> | undefined
  #life = new AbortController()

  constructor(currentId: () => string, open: OpenTenant) {
    this.#currentId = currentId
    this.#open = open
  }

  /** The session of that tenant; throws `conflict` when another one is open. */
  async for(tenantId: string): Promise<TenantSession> {
    if (tenantId !== this.#currentId()) throw tenantChanged()
    const life = this.#life
    this.#session ??= this.#open().then((opened) => ({ ...opened, closed: life.signal }))
    const mine = this.#session
    try {
      const session = await mine
      if (life.signal.aborted || session.tenantId !== tenantId) throw tenantChanged()
      return session
    } catch (thrown) {
      // A keychain that was locked a moment ago may be open at the next try.
      if (this.#session === mine) this.#session = undefined
      throw thrown
    }
  }

  /**
   * Ends the open session: reads under way are cancelled, the client's token and sockets are dropped. Writes under way end by
   * themselves; nobody waits for them.
   */
  async close(): Promise<void> {
    const session = this.#session
    this.#session = undefined
    this.#life.abort()
    this.#life = new AbortController()
    const opened = await session?.catch(() => undefined)
    opened?.client.close().catch(() => undefined)
  }
}

const tenantChanged = (): AppFailure => new AppFailure({ kind: 'conflict', reason: 'tenant-changed' })
