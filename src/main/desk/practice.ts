import { mainApplicationId, type ApplicationSummary } from '../../shared/application'
import type { InboxMessage } from '../../shared/credentials'
import { AppFailure } from '../../shared/errors'

interface PracticeApplication {
  clientId: string
  clientSecret: string
  appId: string
  appName: string
  redirectUri: string
}

/** The part of the practice tenant's server that the desk needs; its own client is the main application's. */
export interface PracticeServer extends PracticeApplication {
  url: string
  secondApp: PracticeApplication
  /** what it "sent", newest first */
  inbox(): InboxMessage[]
  openLink(messageId: string): boolean
  stop(): Promise<void>
}

/** What is known of the practice tenant without starting it. */
export interface PracticeView {
  running: PracticeServer | undefined
  /** the one of its applications that is open */
  applicationId: string
}

const secondApplicationId = 'loyalty'

/** Said before it runs, too: what the window shows first does not move when it does. */
const names = { [mainApplicationId]: 'Contoso shop', [secondApplicationId]: 'Contoso loyalty' }

/** Its two applications; before it runs, their clients are not known. */
export function practiceApplications(server: PracticeServer | undefined): ApplicationSummary[] {
  return Object.entries(names).map(([id, name]) => {
    const known = server && practiceApplication(server, id)
    return {
      id,
      name,
      clientId: known?.clientId ?? '',
      ...(known && { appId: known.appId, appName: known.appName, redirectUri: known.redirectUri }),
      secretStored: false
    }
  })
}

/** Client and secret of that application; throws `not-found`. */
export function practiceApplication(server: PracticeServer, id: string): PracticeApplication {
  if (id === mainApplicationId) return server
  return id === secondApplicationId ? server.secondApp : noApplication()
}

function noApplication(): never {
  throw new AppFailure({ kind: 'not-found', what: 'This application', todo: 'Nothing was changed.' })
}

/** The embedded tenant: started when it is first needed, once; its secret is made anew each time and stays in memory. */
export class PracticeTenant implements PracticeView {
  readonly #start: () => Promise<PracticeServer>
  #server: Promise<PracticeServer> | undefined
  #running: PracticeServer | undefined
  #applicationId = mainApplicationId

  constructor(start: () => Promise<PracticeServer>) {
    this.#start = start
  }

  /** What is known of it without starting it. */
  get running(): PracticeServer | undefined {
    return this.#running
  }

  get applicationId(): string {
    return this.#applicationId
  }

  /** Opens that application until the app ends; false where it is open already. Throws `not-found`. */
  selectApplication(applicationId: string): boolean {
    if (applicationId !== mainApplicationId && applicationId !== secondApplicationId) noApplication()
    const isNews = this.#applicationId !== applicationId
    this.#applicationId = applicationId
    return isNews
  }

  async server(): Promise<PracticeServer> {
    this.#server ??= this.#start()
    try {
      this.#running = await this.#server
      return this.#running
    } catch (thrown) {
      this.#server = undefined
      throw thrown
    }
  }

  /** What it "sent", newest first; nothing before it was started. */
  inbox(): InboxMessage[] {
    return this.#running?.inbox() ?? []
  }

  /** Opens the link in a message, as the caller would; false where it is over. */
  openLink(messageId: string): boolean {
    return this.#running?.openLink(messageId) ?? false
  }

  async stop(): Promise<void> {
    const server = await this.#server?.catch(() => undefined)
    this.#server = undefined
    this.#running = undefined
    await server?.stop()
  }
}
