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
