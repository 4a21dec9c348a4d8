/** Mosaic's regions (API.md §1.1). The list is an offer, not a limit: custom domains exist and regions appear. */
export const mosaicHosts = [
  { region: 'US', host: 'api.transmitsecurity.io' },
  { region: 'EU', host: 'api.eu.transmitsecurity.io' },
  { region: 'Canada', host: 'api.ca.transmitsecurity.io' },
  { region: 'Australia', host: 'api.au.transmitsecurity.io' },
  { region: 'Japan', host: 'api.gasne1-ts01.transmitsecurity.io' },
  { region: 'Sandbox', host: 'api.sbx.transmitsecurity.io' }
] as const

export type ApiHost = { ok: true; origin: string } | { ok: false; problem: string }

/** True for addresses that cannot leave this machine: only there is plain HTTP allowed. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
}

/**
 * Reads what somebody typed as API host: `api.eu.transmitsecurity.io`, a whole `https://…` address, or `http://` to
 * loopback. Answers the origin (`https://host[:port]`), or the problem in words for the form.
 */
export function parseApiHost(text: string): ApiHost {
  const typed = text.trim()
  if (typed === '') return { ok: false, problem: 'Enter the API host of the tenant’s region.' }
  let url: URL
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`)
  } catch {
    return { ok: false, problem: 'This is not a host name.' }
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return { ok: false, problem: 'The API host must be reached over HTTPS.' }
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return { ok: false, problem: 'Plain HTTP is only allowed to this computer. Use HTTPS.' }
  }
  if (url.username !== '' || url.password !== '') {
    return { ok: false, problem: 'Leave user name and password out of the host.' }
  }
  if (
    (url.pathname !== '/' && url.pathname !== '/cis' && url.pathname !== '/cis/') ||
    url.search ||
    url.hash
  ) {
    return { ok: false, problem: 'Enter the host only, without a path.' }
  }
  return { ok: true, origin: url.origin }
}
