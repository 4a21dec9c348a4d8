import type { UpdateInfo } from 'electron-updater'
import { Provider, type ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js'
import { descriptionName, parseDescription } from './description'
import { addressOf, type Feed } from './feed-address'
import type { FeedFetcher } from './feed-fetcher'
import { UpdateProblem } from './problem'
import { isSigned } from './signature'

const DESCRIPTION_BYTES = 256 * 1024
const SIGNATURE_BYTES = 8 * 1024

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
    const [content, signatures] = await Promise.all([
      fetcher.bytes(name, DESCRIPTION_BYTES),
      fetcher.bytes(`${name}.sig`, SIGNATURE_BYTES)
    ])
    if (content === undefined)
      throw new UpdateProblem('unreachable', `${name} at ${feed.base.host}: HTTP 404`)
    if (signatures === undefined) throw new UpdateProblem('signature', `${name} has no signature`)
    if (!isSigned(name, content, signatures.toString('latin1'), feed.keys))
      throw new UpdateProblem('signature', `${name} is not signed by a key of this build`)
    const info = parseDescription(name, content)
    const { version } = info
    if (compare(version) < 0)
      throw new UpdateProblem('downgrade', `${name} offers version ${version}`, { version })
    return info
  }

  override resolveFiles({ files }: UpdateInfo) {
    return files.map((info) => ({ url: addressOf(this.#options.feed, info.url), info }))
  }
}
