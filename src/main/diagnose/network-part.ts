import { X509Certificate } from 'node:crypto'
import { readCa } from '../desk/network'
import { counted } from '../../shared/count'
import type { NetworkSettings } from '../../shared/settings'
import type { DiagnosisContext, SystemProxy } from './context'
import { attention, fact, type Finding, judged } from './finding'
import type { State } from './state'

/** A certificate that ends sooner is told before it does; ms. */
const soonMs = 30 * 24 * 3_600_000

/** How Tessera is to reach each host, and whether the extra CA file can be used. `origins`: of the hosts. */
export async function lookAtNetwork(
  { systemProxy }: Pick<DiagnosisContext, 'systemProxy'>,
  { network, bundles, settings }: Pick<State, 'network' | 'bundles' | 'settings'>,
  origins: readonly string[]
): Promise<Finding[]> {
  const isManaged = settings.value?.network === undefined && bundles.value?.managed?.proxy !== undefined
  return [
    fact('Proxy setting', `${settingWords(network)}${isManaged ? ', by the organisation’s bundle' : ''}`),
    ...(network.proxy.mode === 'system' ? await systemFindings(systemProxy, origins) : []),
    ...(await caFindings(network.extraCaFile))
  ]
}

function settingWords({ proxy }: NetworkSettings): string {
  switch (proxy.mode) {
    case 'system':
      return 'as the operating system says'
    case 'none':
      return 'no proxy'
    case 'manual':
      return `${proxy.host}:${proxy.port} for everything`
  }
}

async function systemFindings(
  systemProxy: DiagnosisContext['systemProxy'],
  origins: readonly string[]
): Promise<Finding[]> {
  return Promise.all(
    origins.map(async (origin) => {
      const label = `System, ${new URL(origin).host}`
      const found = await systemProxy(origin)
      return found.kind === 'ways'
        ? fact(label, wayWords(found))
        : attention(label, `a proxy of the kind ${found.type}, which Tessera does not speak`)
    })
  )
}

const wayWords = ({ ways }: Extract<SystemProxy, { kind: 'ways' }>): string =>
  ways.map((way) => (way.kind === 'direct' ? 'straight' : way.url)).join(', then ')

export async function caFindings(file: string | undefined, now = Date.now()): Promise<Finding[]> {
  if (file === undefined) return [fact('Extra CA file', 'none')]
  const ca = await readCa(file)
  if (!ca.ok) return [attention('Extra CA file', `${file}: ${ca.problem}`)]
  const blocks = ca.pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
  const ends = blocks.map((block) => Date.parse(new X509Certificate(block).validTo))
  const first = Math.min(...ends)
  const words = first < now ? 'ran out on' : 'the first runs out on'
  return [
    fact('Extra CA file', `${file}: ${counted(blocks.length, 'certificate')}`),
    judged('Extra CA ends', `${words} ${dayOf(first)}`, first > now + soonMs)
  ]
}

/** `2026-11-26` */
export const dayOf = (at: number): string =>
  Number.isNaN(at) ? 'an unknown day' : new Date(at).toISOString().slice(0, 10)
