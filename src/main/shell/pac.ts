export type ProxyWay = { kind: 'direct' } | { kind: 'http'; url: string }

/** How to reach a host: ways in the order to try them. `unsupported` names a kind of proxy that Tessera does not speak. */
export type ProxyChoice =
  | { kind: 'ways'; ways: [ProxyWay, ...ProxyWay[]] }
  | { kind: 'unsupported'; type: string }

const schemes: Record<string, string> = { PROXY: 'http', HTTP: 'http', HTTPS: 'https' }
const address = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]):\d{1,5}$/

/**
 * Reads what `session.resolveProxy` answers, a PAC list such as `PROXY a:3128; SOCKS5 b:1080; DIRECT`, and takes the
 * entries that can be used, in their order. A list without one is `unsupported`, never direct: a demanded proxy is not
 * gone around.
 */
export function parsePac(list: string): ProxyChoice {
  const entries = list
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  const [first, ...others] = entries.length === 0 ? [direct] : entries.flatMap((entry) => wayOf(entry) ?? [])
  return first === undefined
    ? { kind: 'unsupported', type: entries[0]?.split(/\s+/)[0] ?? '' }
    : { kind: 'ways', ways: [first, ...others] }
}

const direct: ProxyWay = { kind: 'direct' }

function wayOf(entry: string): ProxyWay | undefined {
  const [type = '', host = '', ...rest] = entry.split(/\s+/)
  if (type.toUpperCase() === 'DIRECT' && host === '') return direct
  const scheme = schemes[type.toUpperCase()]
  if (scheme === undefined || rest.length > 0 || !address.test(host)) return undefined
  return { kind: 'http', url: `${scheme}://${host}` }
}
