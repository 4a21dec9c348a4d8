// Composes the report: reads what the other rooms read and asks what they ask, and changes nothing.
import { routeTo } from '../desk/network'
import type { ResolveRoute } from '../mosaic/connection'
import { AppFailure } from '../../shared/errors'
import { lookAtApp } from './app-part'
import type { DiagnosisContext } from './context'
import { lookAtFiles } from './files-part'
import type { Report } from './finding'
import { formatReport } from './format'
import { lookAtHosts, lookAtSink, originsOf } from './hosts-part'
import { lookAtJournal } from './journal-part'
import { lookAtKeychain } from './keychain-part'
import { lookAtNetwork } from './network-part'
import { lookAtPolicy } from './policy-part'
import { lookAt, type Part } from './parts'
import { lookAtSandbox } from './sandbox-part'
import { readState } from './state'
import { lookAtSystem } from './system-part'
import { lookAtTenants } from './tenants-part'
import { lookAtUpdates } from './updates-part'

const readMs = 8_000
const reachMs = 16_000
/** Its own times add up to eleven seconds where somebody is asked to unlock it. */
const keychainMs = 14_000

/** The report of this machine and user; all parts at once, so that it takes as long as the slowest. Never fails. */
export async function diagnose(context: DiagnosisContext): Promise<Report> {
  const { userData, home } = context
  const state = readState(context)
  // each part that needs it tells that it is missing
  state.catch(() => undefined)
  const route: ResolveRoute = async (origin) =>
    routeTo(origin, (await state).network, async (asked) => {
      const proxy = await context.systemProxy(asked)
      if (proxy.kind === 'ways') return proxy.ways
      const { host } = new URL(asked)
      throw new AppFailure({ kind: 'unreachable', cause: 'proxy', host, detail: `proxy type ${proxy.type}` })
    })
  const reading = (title: string, look: Part['look']): Part => ({ title, withinMs: readMs, look })
  const reaching = (title: string, look: Part['look']): Part => ({ title, withinMs: reachMs, look })
  const sections = await lookAt([
    reading('Tessera', () => lookAtApp(context)),
    reading('System', () => lookAtSystem(context)),
    reading('Sandbox', () => lookAtSandbox(context)),
    { title: 'Keychain', withinMs: keychainMs, look: () => lookAtKeychain(context) },
    reading('Files', async () => lookAtFiles(userData, await state)),
    reading('Policy', async () => lookAtPolicy(userData, await state)),
    reading('Journal', () => lookAtJournal(userData)),
    reading('Tenants', async () => lookAtTenants(await state)),
    reading('Network', async () => lookAtNetwork(context, await state, originsOf(await state))),
    reaching('Hosts', async () => lookAtHosts(originsOf(await state), route)),
    reaching('Journal receiver', async () => lookAtSink((await state).policy.policy.sink, route)),
    reaching('Updates', async () => lookAtUpdates(context, (await state).policy.policy.updates, route))
  ])
  return formatReport(sections, { at: new Date(), home })
}
