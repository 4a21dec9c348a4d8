/** The part of the practice tenant's server that the desk needs. */
export interface PracticeServer {
  url: string
  clientId: string
  clientSecret: string
  appId: string
  appName: string
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

  async stop(): Promise<void> {
    const server = await this.#server?.catch(() => undefined)
    this.#server = undefined
    this.#running = undefined
    await server?.stop()
  }
}
