import type { Session } from 'electron'
import { appHost, appOrigin, type PageSource } from './app-origin'

/**
 * True for what the renderer's session may load: our own files and, in development, the reload server and the developer
 * tools. http, https, ws, wss, file, ftp and everything else is off: main does the HTTP.
 */
export function mayLoad(address: string, options: { source: PageSource; devTools: boolean }): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  if (url.protocol === 'app:') return url.host === appHost && address.startsWith(`${appOrigin}/`)
  if (url.protocol === 'devtools:') return options.devTools
  if (!options.source.hotReload) return false
  return url.origin === options.source.origin || url.origin === options.source.origin.replace(/^http/, 'ws')
}

/** Cancels every other request before it starts. */
export function lockRequests(session: Session, options: { source: PageSource; devTools: boolean }): void {
  session.webRequest.onBeforeRequest((details, callback) =>
    callback({ cancel: !mayLoad(details.url, options) })
  )
  // the scheme is refused even where a request should not pass the filter above
  session.protocol.handle('file', () => new Response('', { status: 403 }))
}
