import type { UpdateInfo } from 'electron-updater'
import { Provider, type ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js'
import { descriptionName, parseDescription } from './description'
import { addressOf, type Feed } from './feed-address'
import type { FeedFetcher } from './feed-fetcher'
import { UpdateProblem } from './problem'
import { checkSigned, DESCRIPTION_BYTES, SIGNATURE_BYTES, signatureName } from './signed-description'

export interface SignedProviderOptions {
  feed: Feed
  fetcher: FeedFetcher
  platform: NodeJS.Platform
  arch: string
  /** negative where the version is below the installed one */
  compare(version: string): number
}

/** electron-updater's view of the feed: it never sees a description that is not signed by a key of this build. */
export class SignedProvider extends Provider<UpdateInfo> {
  readonly #options: SignedProviderOptions

  constructor(options: SignedProviderOptions, runtime: ProviderRuntimeOptions) {
    super(runtime)
    this.#options = options
  }

  override async getLatestVersion(): Promise<UpdateInfo> {
    const { feed, fetcher, platform, arch, compare } = this.#options
    const name = descriptionName(platform, arch)
    fetcher.renew()
    const content = await this.#signed(name).catch(async (error: unknown) => {
      if (!(error instanceof UpdateProblem) || error.why !== 'signature') throw error
      // the two are separate objects: while a release is uploaded, or behind caches, they do not fit for a moment
      await fetcher.pause(feed.againMs)
      return this.#signed(name)
    })
    const info = parseDescription(name, content)
    const { version } = info
    if (compare(version) < 0)
      throw new UpdateProblem('downgrade', `${name} offers version ${version}`, { version })
    return info
  }

  /** The description, with a good signature; throws UpdateProblem. One after the other, over one connection. */
  async #signed(name: string): Promise<Buffer> {
    const { feed, fetcher } = this.#options
    const content = await fetcher.bytes(name, DESCRIPTION_BYTES)
    if (content === undefined)
      throw new UpdateProblem('unreachable', `${name} at ${feed.base.host}: HTTP 404`)
    const signatures = await fetcher.bytes(signatureName(name), SIGNATURE_BYTES)
    checkSigned(name, content, signatures, feed.keys)
    return content
  }

  override resolveFiles({ files }: UpdateInfo) {
    return files.map((info) => ({ url: addressOf(this.#options.feed, info.url), info }))
  }
}
