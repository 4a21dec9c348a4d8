import type { Session } from 'electron'
import { appHost, appOrigin } from './app-origin'

/**
 * True for what the renderer's session may load: our own files and, in development, the developer tools. http, https, ws, wss, file, ftp and everything else is off: main does the HTTP.
 */
export function mayLoad(address: string, options: { devTools: boolean }): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  if (url.protocol === 'app:') return url.host === appHost && address.startsWith(`${appOrigin}/`)
  return url.protocol === 'devtools:' && options.devTools
}

/** Cancels every other request before it starts. */
export function lockRequests(session: Session, options: { devTools: boolean }): void {
  session.webRequest.onBeforeRequest((details, callback) =>
    callback({ cancel: !mayLoad(details.url, options) })
  )
  // the scheme is refused even where a request should not pass the filter above
  session.protocol.handle('file', () => new Response('', { status: 403 }))
}
