import { isLoopback } from '../../shared/api-host'
import { readPublicKey } from './signature'
import type { UpdatesOptions } from './updates'

/** Where the feed lies and whose signatures count, checked. */
export interface Feed {
  /** the folder, with a slash at the end */
  readonly base: URL
  /** raw Ed25519 public keys, at least one */
  readonly keys: readonly Buffer[]
  /** ms until a description that does not fit its signature is asked for once more */
  readonly againMs: number
}

const AGAIN_MS = 30_000

type NamedBy = Pick<UpdatesOptions, 'feed' | 'flavour'>
type Env = Readonly<Record<string, string | undefined>>

/** A feed that is named, each part judged by itself. */
export interface FeedParts {
  /** undefined where the address cannot be used */
  readonly base: URL | undefined
  /** those that can be used */
  readonly keys: readonly Buffer[]
  /** how many are named that cannot */
  readonly unusableKeys: number
}

/**
 * What is named as the feed of this build; undefined where nothing is. Only in the test flavour do TESSERA_UPDATE_FEED and
 * TESSERA_UPDATE_KEYS (base64, separated by commas) stand in its place.
 */
export function readFeedParts({ feed, flavour }: NamedBy, env: Env): FeedParts | undefined {
  if (flavour === 'development') return undefined
  const url = env['TESSERA_UPDATE_FEED']
  const named =
    flavour === 'test' && url !== undefined
      ? { url, keys: (env['TESSERA_UPDATE_KEYS'] ?? '').split(',') }
      : feed
  if (named === undefined) return undefined
  const keys = named.keys.flatMap((key) => readPublicKey(key.trim()) ?? [])
  return { base: folderOf(named.url), keys, unusableKeys: named.keys.length - keys.length }
}

/**
 * The feed of this build, see `readFeedParts`; undefined where it has none that can be used. Only the test flavour may be told to wait
 * for less by TESSERA_UPDATE_AGAIN_MS.
 */
export function readFeed(options: NamedBy, env: Env): Feed | undefined {
  const { base, keys = [] } = readFeedParts(options, env) ?? {}
  if (base === undefined || keys.length === 0) return undefined
  const told = options.flavour === 'test' ? Number(env['TESSERA_UPDATE_AGAIN_MS'] || NaN) : NaN
  return { base, keys, againMs: Number.isFinite(told) ? told : AGAIN_MS }
}

/** HTTPS, or plain HTTP to this computer; no user, no password. */
function folderOf(address: string): URL | undefined {
  const url = URL.parse(address)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return undefined
  if (url.username !== '' || url.password !== '') return undefined
  url.hash = ''
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  return url
}

/** The address of a file of the feed. `name` has been checked to be a plain file name; a query of the feed's goes with it. */
export function addressOf({ base }: Feed, name: string): URL {
  const url = new URL(encodeURIComponent(name), base)
  url.search = base.search
  return url
}
