/** How to reach a host. `unsupported` names a kind of proxy that Tessera does not speak. */
export type ProxyChoice =
  { kind: 'direct' } | { kind: 'http'; url: string } | { kind: 'unsupported'; type: string }

const schemes: Record<string, string> = { PROXY: 'http', HTTP: 'http', HTTPS: 'https' }
const address = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]):\d{1,5}$/

/**
 * Reads what `session.resolveProxy` answers, a PAC list such as `PROXY a:3128; SOCKS5 b:1080; DIRECT`, and takes the first
 * entry that can be used. A list without one is `unsupported`, never direct: a demanded proxy is not gone around.
 */
export function parsePac(list: string): ProxyChoice {
  const entries = list
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  for (const entry of entries) {
    const [type = '', host = '', ...rest] = entry.split(/\s+/)
    if (type.toUpperCase() === 'DIRECT' && host === '') return { kind: 'direct' }
    const scheme = schemes[type.toUpperCase()]
    if (scheme !== undefined && rest.length === 0 && address.test(host))
      return { kind: 'http', url: `${scheme}://${host}` }
  }
  return entries.length === 0
    ? { kind: 'direct' }
    : { kind: 'unsupported', type: entries[0]?.split(/\s+/)[0] ?? '' }
}
