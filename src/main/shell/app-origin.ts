/** Our own scheme. It gets the fewest privileges that work: no fetch, no CORS, no service workers, no CSP bypass. */
export const appScheme = 'app'
export const appHost = 'tessera'
export const appOrigin = `${appScheme}://${appHost}`
export const appPage = `${appOrigin}/index.html`

/** For `protocol.registerSchemesAsPrivileged`, before `ready`. No code cache either: the window's session keeps nothing. */
export const schemePrivileges = {
  scheme: appScheme,
  privileges: { standard: true, secure: true }
} as const

/** Where the page comes from: our files, or in development the server that reloads while one types. */
export interface PageSource {
  readonly page: string
  readonly origin: string
  readonly hotReload: boolean
}

/** A packaged build ignores `ELECTRON_RENDERER_URL`. */
export function pageSource(options: { packaged: boolean; rendererUrl: string | undefined }): PageSource {
  if (options.packaged || !options.rendererUrl) return { page: appPage, origin: appOrigin, hotReload: false }
  const url = new URL(options.rendererUrl)
  return { page: url.href, origin: url.origin, hotReload: true }
}
