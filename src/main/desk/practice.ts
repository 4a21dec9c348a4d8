import type { InboxMessage } from '../../shared/credentials'

/** The part of the practice tenant's server that the desk needs. */
export interface PracticeServer {
  url: string
  clientId: string
  clientSecret: string
  appId: string
  appName: string
  redirectUri: string
  /** what it "sent", newest first */
  inbox(): InboxMessage[]
  openLink(messageId: string): boolean
  stop(): Promise<void>
}

/** The embedded tenant: started when it is first needed, once; its secret is made anew each time and stays in memory. */
export class PracticeTenant {
  readonly #start: () => Promise<PracticeServer>
  #server: Promise<PracticeServer> | undefined
  #running: PracticeServer | undefined

  constructor(start: () => Promise<PracticeServer>) {
    this.#start = start
  }

  /** What is known of it without starting it. */
  get running(): PracticeServer | undefined {
    return this.#running
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
