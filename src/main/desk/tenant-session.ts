import { AppFailure } from '../../shared/errors'
import type { MosaicClient } from '../mosaic/client'
import { type ClientOf, isSameClient } from './profile-secrets'

/** Names an application of a tenant. */
export interface OpenApplication {
  tenantId: string
  applicationId: string
}

/** Everything that lives only as long as one application of a tenant is open: its client, and the calls under way. */
export interface TenantSession extends OpenApplication {
  defaultCountry: string
  /** how agents call the application; Mosaic's name for it, or none, where it is the main one */
  applicationName?: string | undefined
  /** where Mosaic's e-mail links lead; no links are sent without one */
  redirectUri?: string | undefined
  /** Mosaic's id of the application, where it is known */
  appId?: string | undefined
  client: MosaicClient
  /** whose host and client ID that client has, whatever the profile says by now */
  clientOf: ClientOf
  /** fires when another tenant or application is opened or this one's profile changes */
  closed: AbortSignal
}

/** Host and client of an application as its profile has them now; undefined where that cannot be said. */
export type ClientNow = (open: OpenApplication) => ClientOf | undefined

export type OpenTenant = () => Promise<Omit<TenantSession, 'closed'>>

/**
 * Holds the one application that is open. Calls name the tenant, and the application where the window shows one, that they were made
 * for; they are refused when it is not open any more, so that nothing is shown or changed under the wrong one.
 */
export class TenantSessions {
  readonly #open: OpenTenant
  readonly #current: () => OpenApplication
  readonly #clientNow: ClientNow
  #session: Promise<TenantSession> | undefined
  #life = new AbortController()

  constructor(current: () => OpenApplication, open: OpenTenant, clientNow: ClientNow = () => undefined) {
    this.#clientNow = clientNow
    this.#current = current
    this.#open = open
  }

  /** The session of that tenant; throws `conflict` when another one, or another application of it, is open. */
  async for(tenantId: string, applicationId?: string): Promise<TenantSession> {
    const current = this.#current()
    if (tenantId !== current.tenantId) throw tenantChanged()
    if (applicationId !== undefined && applicationId !== current.applicationId) throw tenantChanged()
    const life = this.#life
    this.#session ??= this.#open().then((opened) => ({ ...opened, closed: life.signal }))
    const mine = this.#session
    const session = await mine.catch((thrown: unknown) => {
      // A keychain that was locked a moment ago may be open at the next try.
      if (this.#session === mine) this.#session = undefined
      throw thrown
    })
    if (isSame(session, current) && !this.#isMoved(session) && !life.signal.aborted) return session
    // what is open no more ends, whether or not whoever changed that has come to it
    if (this.#session === mine) await this.close()
    throw tenantChanged()
  }

  /** Its profile has another host or client by now, which whoever changed that may not have come to say. */
  #isMoved({ tenantId, applicationId, clientOf }: TenantSession): boolean {
    const now = this.#clientNow({ tenantId, applicationId })
    return now !== undefined && !isSameClient(now, clientOf)
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

const isSame = (one: OpenApplication, other: OpenApplication): boolean =>
  one.tenantId === other.tenantId && one.applicationId === other.applicationId

/** What a call meets that was made for another tenant or application than the open one. */
export const tenantChanged = (): AppFailure => new AppFailure({ kind: 'conflict', reason: 'tenant-changed' })
