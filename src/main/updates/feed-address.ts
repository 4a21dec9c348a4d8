import { isLoopback } from '../../shared/api-host'
import { readPublicKey } from './signature'
import type { UpdatesOptions } from './updates'

/** Where the feed lies and whose signatures count, checked. */
export interface Feed {
  /** the folder, with a slash at the end */
  readonly base: URL
  /** raw Ed25519 public keys, at least one */
  readonly keys: readonly Buffer[]
}

/**
 * The feed of this build; undefined where it has none that can be used. Only in the test flavour do TESSERA_UPDATE_FEED and
 * TESSERA_UPDATE_KEYS (base64, separated by commas) stand in its place.
 */
export function readFeed(
  { feed, flavour }: Pick<UpdatesOptions, 'feed' | 'flavour'>,
  env: Readonly<Record<string, string | undefined>>
): Feed | undefined {
  if (flavour === 'development') return undefined
  const url = env['TESSERA_UPDATE_FEED']
  const given =
    flavour === 'test' && url !== undefined
      ? { url, keys: (env['TESSERA_UPDATE_KEYS'] ?? '').split(',') }
      : feed
  const base = given && folderOf(given.url)
  const keys = given?.keys.flatMap((key) => readPublicKey(key.trim()) ?? []) ?? []
  return base === undefined || keys.length === 0 ? undefined : { base, keys }
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
