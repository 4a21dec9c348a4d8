import type { AppState } from '../shared/app-state'
import { AppFailure } from '../shared/errors'
import { practiceTenantId } from '../shared/practice-tenant'
import { Acts } from './desk/acts'
import { CallDesk } from './desk/call-desk'
import { IssuedPasswords } from './desk/issued-passwords'
import { journalOf } from './desk/open-journal'
import { routeTo } from './desk/network'
import { Notices } from './desk/notices'
import { PracticeTenant } from './desk/practice'
import { recordsOf } from './desk/records'
import { TenantSessions } from './desk/tenant-session'
import { Tenants } from './desk/tenants'
import { actHandlers } from './ipc/act-handlers'
import { appHandlers } from './ipc/app-handlers'
import { callHandlers } from './ipc/call-handlers'
import { deskHandlers } from './ipc/desk-handlers'
import type { Handlers } from './ipc/handlers'
import { recordHandlers } from './ipc/record-handlers'
import type { Services } from './ipc/services'
import { tenantHandlers } from './ipc/tenant-handlers'
import { createSecretStore } from './keychain/secret-store'
import { describeError } from '../shared/error-text'
import type { MosaicClientOptions } from './mosaic/client'
import { machineFolder, openPolicy } from './policy/policy-store'
import type { ServiceContext } from './shell/service-context'
import { openProfileStore } from './tenants/profile-store'
import { openSettingsStore } from './tenants/settings-store'

/** Builds the services from what the shell gives and binds them to the contract. */
export async function startServices(context: ServiceContext): Promise<Handlers> {
  const { clipboard, emit, onPageGone, onQuit, userData } = context
  const folder = context.machineFolder ?? machineFolder(process.platform, process.env)
  const [profiles, settings, policy] = await Promise.all([
    openProfileStore(userData),
    openSettingsStore(userData),
    openPolicy({
      machineFolder: folder,
      userFolder: userData,
      // a folder that a test names is the tester's own
      owner: context.machineFolder === undefined ? undefined : process.getuid?.()
    })
  ])
  const secrets = createSecretStore({ start: context.startKeychainWorker, installation: userData })
  const tenants = new Tenants(profiles, secrets)
  const notices = new Notices()
  const practice = new PracticeTenant(async () => (await import('../simulator/server')).startSimulator())
  const issued = new IssuedPasswords(clipboard, (issueId) => emit('issued.clipboardCleared', { issueId }))
  const route = (origin: string) => routeTo(origin, settings.network(), systemProxy)
  const sessions = new TenantSessions(
    () => tenants.currentId,
    () => openTenant(tenants.currentId)
  )

  for (const { fileName, reason } of [...profiles.setAside(), ...settings.setAside()]) {
    notices.add('A settings file could not be used', `${reason} It was kept as ${fileName}.`)
  }
  const journal = journalOf({ dir: userData, ...context, policy, route, tell })
  const desk = new CallDesk({
    policy: policy.current,
    journal: journal.open,
    agent: context.agent,
    now: Date.now,
    onUnrecorded: (error) => {
      const { title, todo } = describeError(error)
      tell(
        'The journal could not be written',
        `Something was done and could not be recorded. ${title} ${todo}`
      )
    }
  })
  const { problem } = policy.latest()
  if (problem !== undefined) notices.add('The policy file cannot be used', problem)
  if (context.flags.practice) await tenants.select(practiceTenantId)

  const services: Services = {
    tenants,
    sessions,
    desk,
    acts: new Acts(desk, issued),
    records: recordsOf({ journal: journal.open, chooseFile: context.chooseSaveFile, now: Date.now }),
    practice,
    issued,
    notices,
    clipboard,
    network: {
      read: settings.network,
      save: settings.saveNetwork,
      chooseCaFile: context.chooseCaFile,
      route
    },
    dial: context.dial,
    openClient,
    state,
    ready: () => {
      const { tenants: all, currentTenantId } = state()
      context.printReady(all.find(({ id }) => id === currentTenantId)?.label ?? currentTenantId)
      warmUp()
    },
    warmUp
  }
  onPageGone(() => {
    issued.doneAll()
    desk.closeAny()
  })
  context.onAway((why) => {
    if (desk.clearVerifications(why)) emit('call.state', null)
  })
  onQuit(async () => {
    issued.doneAll()
    secrets.stop()
    await Promise.allSettled([issued.clearClipboard(), sessions.close(), practice.stop(), journal.stop()])
  })
  return {
    ...appHandlers(services),
    ...tenantHandlers(services),
    ...deskHandlers(services),
    ...actHandlers(services),
    ...callHandlers(services),
    ...recordHandlers(services)
  }

  /** Said once, however often it happens. */
  function tell(title: string, message: string): void {
    if (notices.list.some((notice) => notice.title === title && notice.message === message)) return
    notices.add(title, message)
    emit('app.state', state())
  }

  function state(): AppState {
    return {
      version: context.version,
      platform: context.platform,
      agent: context.agent,
      currentTenantId: tenants.currentId,
      tenants: tenants.summaries(practice.running),
      notices: notices.list
    }
  }

  async function openClient(options: MosaicClientOptions) {
    const { createMosaicClient } = await import('./mosaic/client')
    return createMosaicClient(options)
  }

  async function openTenant(tenantId: string) {
    if (tenantId === practiceTenantId) {
      const { url, clientId, clientSecret, appId, redirectUri } = await practice.server()
      const client = await openClient({ origin: url, clientId, secret: async () => clientSecret })
      return {
        tenantId,
        defaultCountry: 'US',
        redirectUri,
        appId,
        client,
        clientOf: { apiHost: url, clientId }
      }
    }
    const { apiHost, appId, clientId, defaultCountry, redirectUri } = tenants.profile(tenantId)
    const client = await openClient({
      origin: apiHost,
      clientId,
      secret: () => tenants.secretOf(tenantId, { apiHost, clientId }),
      route
    })
    return { tenantId, defaultCountry, redirectUri, appId, client, clientOf: { apiHost, clientId } }
  }

  /** What goes wrong here is said when the agent first asks for something. */
  function warmUp(): void {
    // what was done to it since and what the receiver has not got yet must not wait for the first call
    void journal.open().catch(() => undefined)
    const tenantId = tenants.currentId
    void sessions
      .for(tenantId)
      .then(async ({ client, clientOf }) => {
        const news = await tenants.learn(tenantId, clientOf, await client.claims())
        if (news || tenantId === practiceTenantId) emit('app.state', state())
      })
      .catch(() => undefined)
  }

  async function systemProxy(origin: string) {
    const proxy = await context.systemProxy(origin)
    if (proxy.kind === 'ways') return proxy.ways
    const { host } = new URL(origin)
    throw new AppFailure({ kind: 'unreachable', cause: 'proxy', host, detail: `proxy type ${proxy.type}` })
  }
}
