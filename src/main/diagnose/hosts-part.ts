import { describeError } from '../../shared/error-text'
import type { ResolveRoute } from '../mosaic/connection'
import type { SeenCertificate } from './certificate-look'
import { attention, fact, type Finding, good, judged, unknown } from './finding'
import { dayOf } from './network-part'
import { reach, type Reach } from './reach'
import type { State } from './state'

/** More hosts than any organisation has; each is asked at the same time. */
const mostHosts = 20
/** Mosaic's tokens say from when to when they count; ms. */
const toleratedSkew = 120_000

/** The origins of the profiles, each once. */
export function originsOf({ profiles }: Pick<State, 'profiles'>): string[] {
  return [...new Set((profiles.value?.profiles ?? []).map(({ apiHost }) => apiHost))]
}

/** Whether each profile's host can be reached, and whose certificate it shows. */
export async function lookAtHosts(origins: readonly string[], route: ResolveRoute): Promise<Finding[]> {
  if (origins.length === 0) return [fact('Hosts', 'none: the practice tenant is inside Tessera')]
  const asked = origins.slice(0, mostHosts)
  const all = await Promise.all(
    asked.map(async (origin) => hostFindings(origin, await reach(`${origin}/`, route)))
  )
  const left = origins.length - asked.length
  return [...all.flat(), ...(left === 0 ? [] : [unknown('Others', `${left} more hosts were not asked`)])]
}

/** Whether the journal's receiver answers at all; its path is not asked for, and not shown: it may hold a key. */
export async function lookAtSink(sink: string | undefined, route: ResolveRoute): Promise<Finding[]> {
  if (sink === undefined) return [fact('Receiver', 'none')]
  const target = URL.parse(sink)
  if (target === null) return [attention('Receiver', 'its address cannot be read')]
  return hostFindings(target.origin, await reach(`${target.origin}/`, route))
}

export function hostFindings(origin: string, found: Reach): Finding[] {
  const { host } = new URL(origin)
  if (!found.ok) {
    const { title } = describeError(found.error)
    const detail = found.error.detail === undefined ? '' : ` (${found.error.detail})`
    return [
      attention(host, `${title}${detail}`),
      ...(found.tls === undefined
        ? []
        : [fact('Certificate', `shown was one ${certificateWords(found.tls)}`)])
    ]
  }
  const { milliseconds, status, tls, skew, dnsMs } = found.reached
  const dns = dnsMs === undefined ? '' : `, of a look-up by name in ${dnsMs} ms`
  const words = `answered in ${milliseconds} ms with status ${status}${dns}`
  return [
    judged(host, words, status < 500),
    tls === undefined
      ? fact('Certificate', 'none: plain HTTP, to this computer')
      : fact('Certificate', `${tls.protocol}, ${certificateWords(tls)}`),
    ...(skew === undefined ? [] : [skewFinding(skew)])
  ]
}

const certificateWords = ({ subject, issuer, endsAt }: SeenCertificate): string =>
  `of ${subject}, issued by ${issuer}, until ${dayOf(endsAt)}`

function skewFinding(skew: number): Finding {
  const seconds = Math.round(Math.abs(skew) / 1000)
  if (seconds <= 2) return good('Clock', 'agrees with the host’s')
  const words = `this computer’s clock is ${seconds} s ${skew > 0 ? 'ahead' : 'behind'}`
  return judged('Clock', words, Math.abs(skew) <= toleratedSkew)
}
