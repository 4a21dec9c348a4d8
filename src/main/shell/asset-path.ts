import { extname } from 'node:path'
import { appHost, appScheme } from './app-origin'

/** A file that the page may have, relative to the folder of the built renderer. */
export interface Asset {
  readonly path: string
  readonly type: string
  readonly isPage: boolean
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2'
}

const pagePath = 'index.html'
const longestPath = 300
// What the bundler writes, and nothing else: no escapes, so nothing has to be decoded; no segment begins with a dot.
const plainPath = /^\/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)*[A-Za-z0-9_-][A-Za-z0-9._-]*$/

/**
 * The asset that a URL names, or undefined for anything else: other schemes and hosts, ports, credentials, `..` however it
 * is written, escapes, backslashes, control characters, hidden files, types that we do not ship. One page only.
 */
export function assetFor(address: string): Asset | undefined {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  if (url.protocol !== `${appScheme}:` || url.host !== appHost) return undefined
  if (url.username !== '' || url.password !== '' || url.pathname.length > longestPath) return undefined
  // the parser has resolved dot segments by now: what was written must already be the plain form
  const written = address.slice(`${appScheme}://${appHost}`.length).replace(/[?#].*$/s, '')
  if (written !== url.pathname) return undefined
  const path = written === '/' ? pagePath : plainPath.test(written) ? written.slice(1) : ''
  const type = types[extname(path)]
  if (type === undefined) return undefined
  const isPage = path === pagePath
  return isPage || extname(path) !== '.html' ? { path, type, isPage } : undefined
}
