import { practiceTenantId } from '../../shared/practice-tenant'
import type { MosaicClient, MosaicClientOptions } from '../mosaic/client'
import type { NetworkRoute } from '../mosaic/connection'
import { practiceApplication, practiceApplications, type PracticeTenant } from './practice'
import type { OpenApplication, TenantSession } from './tenant-session'
import type { Learnt, Tenants } from './tenants'

export interface OpenerOptions {
  tenants: Tenants
  practice: PracticeTenant
  openClient: (options: MosaicClientOptions) => Promise<MosaicClient>
  route: (origin: string) => Promise<NetworkRoute>
  /** a token told something of its application that the profile did not say */
  onLearnt: () => void
}

/** How a client's stored secret is come by. */
export interface SecretSource {
  read(): Promise<string>
  /** the keychain is not asked for it */
  isAtHand(): boolean
}

export type ClientOptions = Partial<Omit<MosaicClientOptions, 'origin' | 'clientId' | 'route'>> & {
  /** who must know when the keychain is asked stands in between */
  secretThrough?: ((source: SecretSource) => () => Promise<string>) | undefined
  /** takes what tokens say, and brings it to `learn`; at once where absent */
  onSaid?: ((said: Learnt) => void) | undefined
}

/** What can be asked of an application, without the life of a session. */
export type OpenedTenant = Omit<TenantSession, 'closed'>

/** Knows which application is open, and makes the clients of all of them. */
export class TenantOpener {
  readonly #options: OpenerOptions

  constructor(options: OpenerOptions) {
    this.#options = options
  }

  current(): OpenApplication {
    const tenantId = this.#options.tenants.currentId
    return { tenantId, applicationId: this.openApplicationId(tenantId) }
  }

  /** The application of the tenant that is open when the tenant is; throws `not-found`. */
  openApplicationId(tenantId: string): string {
    const { practice, tenants } = this.#options
    return tenantId === practiceTenantId ? practice.applicationId : tenants.openApplication(tenantId).id
  }

  /** Opens that application of the tenant from now on; false where it is open already. Throws `not-found`. */
  async selectApplication(tenantId: string, applicationId: string): Promise<boolean> {
    const { practice, tenants } = this.#options
    return tenantId === practiceTenantId
      ? practice.selectApplication(applicationId)
      : tenants.selectApplication(tenantId, applicationId)
  }

  /**
   * A client of that application, of the open one where none is named; whoever asks closes it. `more` may bring a secret to be tried
   * in place of the stored one. Throws `not-found`; that there is no secret is said by the first call.
   */
  async open(
    tenantId: string,
    applicationId = this.openApplicationId(tenantId),
    { secretThrough = straight, onSaid = (said) => void this.learn([said]), ...more }: ClientOptions = {}
  ): Promise<OpenedTenant> {
    if (tenantId === practiceTenantId) return this.#openPractice(applicationId, more)
    const { openClient, route, tenants } = this.#options
    const { apiHost, defaultCountry } = tenants.profile(tenantId)
    const { appId, appName, clientId, name, redirectUri } = tenants.application(tenantId, applicationId)
    const clientOf = { apiHost, clientId }
    const client = await openClient({
      origin: apiHost,
      clientId,
      secret: secretThrough({
        read: () => tenants.secretOf(tenantId, applicationId, clientOf),
        isAtHand: () => tenants.isAtHand(tenantId, applicationId)
      }),
      route,
      // a secret that is only tried says nothing of the stored one
      ...(more.secret === undefined && {
        onToken: (said) => onSaid({ tenantId, applicationId, client: clientOf, said, stored: true })
      }),
      ...more
    })
    const applicationName = name ?? appName
    return { tenantId, applicationId, applicationName, defaultCountry, redirectUri, appId, client, clientOf }
  }

  /**
   * Remembers what tokens of the stored secrets said, in one write. Never throws: a file that cannot be written must not stop what the
   * tokens were fetched for; it is said where something is saved.
   */
  async learn(learnt: readonly Learnt[]): Promise<void> {
    if (learnt.length === 0) return
    const { onLearnt, tenants } = this.#options
    const isNews = await tenants.learnAll(learnt).catch(() => false)
    if (isNews) onLearnt()
  }

  async #openPractice(applicationId: string, more: Partial<MosaicClientOptions>): Promise<OpenedTenant> {
    const { openClient, practice } = this.#options
    const server = await practice.server()
    const { appId, appName, clientId, clientSecret, redirectUri } = practiceApplication(server, applicationId)
    const name = practiceApplications(server).find(({ id }) => id === applicationId)?.name
    const secret = async () => clientSecret
    const client = await openClient({ origin: server.url, clientId, secret, ...more })
    return {
      tenantId: practiceTenantId,
      applicationId,
      applicationName: name ?? appName,
      defaultCountry: 'US',
      redirectUri,
      appId,
      client,
      clientOf: { apiHost: server.url, clientId }
    }
  }
}

const straight = ({ read }: SecretSource): (() => Promise<string>) => read
