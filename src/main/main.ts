import type { AppState } from '../shared/app-state'
import { type AppError, AppFailure } from '../shared/errors'
import { practiceTenantId } from '../shared/practice-tenant'
import { createSealer } from './bundle/seal'
import { Acts } from './desk/acts'
import { bundleServices } from './desk/bundle-services'
import { CallDesk } from './desk/call-desk'
import { IssuedPasswords } from './desk/issued-passwords'
import { followLink } from './desk/links'
import { journalOf } from './desk/open-journal'
import { routeTo } from './desk/network'
import { leavingOf } from './desk/leave'
import { leftSecretsIn } from './desk/left-secrets'
import { LookUps } from './desk/look-up'
import { Notices } from './desk/notices'
import { PasswordSettingsDesk } from './desk/password-settings'
import { PracticeTenant } from './desk/practice'
import { clientOf } from './desk/profile-secrets'
import { recordsOf } from './desk/records'
import { TenantOpener } from './desk/tenant-opener'
import { TenantSessions } from './desk/tenant-session'
import { Tenants } from './desk/tenants'
import { actHandlers } from './ipc/act-handlers'
import { appHandlers } from './ipc/app-handlers'
import { applicationHandlers } from './ipc/application-handlers'
import { bundleHandlers } from './ipc/bundle-handlers'
import { callHandlers } from './ipc/call-handlers'
import { deskHandlers } from './ipc/desk-handlers'
import type { Handlers } from './ipc/handlers'
import { lookUpHandlers } from './ipc/look-up-handlers'
import { passwordSettingsHandlers } from './ipc/password-settings-handlers'
import { recordHandlers } from './ipc/record-handlers'
import type { Services } from './ipc/services'
import { tenantHandlers } from './ipc/tenant-handlers'
import { updateHandlers } from './ipc/update-handlers'
import { createSecretStore } from './keychain/secret-store'
import { describeError } from '../shared/error-text'
import type { MosaicClientOptions } from './mosaic/client'
import { machineFolder, openPolicy } from './policy/policy-store'
import type { ServiceContext } from './shell/service-context'
import { openJsonFile } from './storage/json-file'
import { openBundleStore } from './tenants/bundle-store'
import { openProfileStore } from './tenants/profile-store'
import { createProfileTurns } from './tenants/profile-turns'
import { openSettingsStore } from './tenants/settings-store'
import { attemptsFile } from './updates/attempts'
import { openUpdates } from './updates/updates'

/** Builds the services from what the shell gives and binds them to the contract. */
export async function startServices(context: ServiceContext): Promise<Handlers> {
  const { clipboard, emit, onPageGone, onQuit, userData } = context
  const folder = context.machineFolder ?? machineFolder(process.platform, process.env)
  // a folder that a test names is the tester's own
  const owner = context.machineFolder === undefined ? 0 : (process.getuid?.() ?? 0)
  const places = { machineFolder: folder, userFolder: userData, owner }
  const [profiles, settings, bundleStore, attempts, policy] = await Promise.all([
    openProfileStore(userData),
    openSettingsStore(userData),
    openBundleStore(userData),
    openJsonFile({ dir: userData, ...attemptsFile, empty: {} }),
    openPolicy(places)
  ])
  const secrets = createSecretStore({ start: context.startKeychainWorker, installation: userData })
  const turns = createProfileTurns()
  const tenants = new Tenants(profiles, secrets, leftSecretsIn(bundleStore), { turns })
  const notices = new Notices()
  const practice = new PracticeTenant(async () => (await import('../simulator/server')).startSimulator())
  const issued = new IssuedPasswords(clipboard, (issueId) => emit('issued.clipboardCleared', { issueId }))
  const route = (origin: string) => routeTo(origin, settings.network(), systemProxy)
  const opener = new TenantOpener({
    tenants,
    practice,
    openClient,
    route,
    onLearnt: () => emit('app.state', state())
  })
  const sessions = new TenantSessions(
    () => opener.current(),
    () => opener.open(tenants.currentId),
    ({ tenantId, applicationId }) => {
      const profile = profiles.find(tenantId)
      return profile && clientOf(profile, applicationId)
    }
  )

  for (const { fileName, reason } of [profiles, settings, bundleStore, attempts].flatMap((store) =>
    store.setAside()
  )) {
    notices.add('A settings file could not be used', `${reason} It was kept as ${fileName}.`)
  }
  const journal = journalOf({ dir: userData, ...context, policy, route, tell })
  const recording = {
    policy: policy.current,
    journal: journal.open,
    now: Date.now,
    onUnrecorded: (error: AppError) => {
      const { title, todo } = describeError(error)
      tell(
        'The journal could not be written',
        `Something was done and could not be recorded. ${title} ${todo}`
      )
    }
  }
  const desk = new CallDesk({ ...recording, agent: context.agent })
  const leaving = leavingOf({ desk, issued, sessions })
  const bundles = bundleServices({
    ...recording,
    ...places,
    policy,
    store: bundleStore,
    profiles,
    settings,
    secrets,
    turns,
    sealer: createSealer(context.sealWorker),
    secretOf: (...whose) => tenants.secretOf(...whose),
    chooseBundleFile: () => context.chooseBundleFile(),
    chooseSaveFile: (suggested) => context.chooseSaveFile('Save the bundle', suggested),
    leave: async ({ what }) => {
      await leaving[what]()
      if (what === 'tenant') emit('call.state', { takenBack: 'bundle' })
    },
    isBusy: () => issued.isHolding,
    onNetwork: () => leaving.session(),
    onChange: () => emit('app.state', state()),
    tell
  })
  // profiles that the organisation installed are there from the first moment
  await bundles.start()
  const { problem } = policy.latest()
  if (problem !== undefined) notices.add('The policy file cannot be used', problem)
  if (context.flags.practice) await tenants.select(practiceTenantId)

  const lookUps = new LookUps({
    open: (tenantId, more) => opener.open(tenantId, undefined, more),
    learn: (learnt) => opener.learn(learnt)
  })

  const updates = openUpdates({
    installed: context.version,
    feed: context.build.updates,
    flavour: context.build.flavour,
    openPool: async (origin) => {
      const { OriginPool } = await import('./mosaic/origin-pool')
      return new OriginPool(origin, route, 10_000)
    },
    mode: async () => (await policy.current()).policy.updates,
    isBusy: () => desk.calls.current !== undefined || issued.isHolding,
    attempts,
    onChange: (view) => emit('updates.state', view),
    log: context.log
  })

  const services: Services = {
    updates,
    licences: context.licences,
    tenants,
    sessions,
    opener,
    lookUps,
    desk,
    acts: new Acts(desk, issued),
    records: recordsOf({
      journal: journal.open,
      chooseFile: (suggested) => context.chooseSaveFile('Save the journal', suggested),
      now: Date.now
    }),
    bundles,
    passwordSettings: new PasswordSettingsDesk({ ...recording, tenantOf }),
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
      updates.start()
      context.registerLinks(policy.latest().policy.links)
      context.onLink((link) => void follow(link))
    },
    warmUp
  }
  onPageGone(() => {
    issued.doneAll()
    desk.closeAny()
  })
  context.onAway((why) => {
    if (desk.clearVerifications(why)) emit('call.state', { takenBack: 'away' })
  })
  onQuit(async () => {
    issued.doneAll()
    bundles.stop()
    secrets.stop()
    await Promise.allSettled([
      updates.stop(),
      issued.clearClipboard(),
      sessions.close(),
      practice.stop(),
      journal.stop(),
      lookUps.noted()
    ])
  })
  return {
    ...appHandlers(services),
    ...tenantHandlers(services),
    ...updateHandlers(services),
    ...applicationHandlers(services),
    ...deskHandlers(services),
    ...lookUpHandlers(services),
    ...actHandlers(services),
    ...callHandlers(services),
    ...bundleHandlers(services),
    ...passwordSettingsHandlers(services),
    ...recordHandlers(services)
  }

  /** Said once, however often it happens. */
  function tell(title: string, message: string): void {
    if (notices.list.some((notice) => notice.title === title && notice.message === message)) return
    notices.add(title, message)
    emit('app.state', state())
  }

  async function follow(link: string): Promise<void> {
    const { links } = (await policy.current()).policy
    context.registerLinks(links)
    emit(
      'app.link',
      followLink(link, { isAllowed: links, tenants: state().tenants, currentTenantId: tenants.currentId })
    )
  }

  function state(): AppState {
    return {
      version: context.version,
      platform: context.platform,
      agent: context.agent,
      currentTenantId: tenants.currentId,
      tenants: tenants.summaries(practice),
      notices: notices.list,
      defaults: settings.defaults()
    }
  }

  function tenantOf(tenantId: string) {
    const found = state().tenants.find(({ id }) => id === tenantId)
    if (found === undefined) throw new AppFailure({ kind: 'not-found', what: 'This tenant profile' })
    return found
  }

  async function openClient(options: MosaicClientOptions) {
    const { createMosaicClient } = await import('./mosaic/client')
    return createMosaicClient(options)
  }

  /** What goes wrong here is said when the agent first asks for something. */
  function warmUp(): void {
    // what was done to it since and what the receiver has not got yet must not wait for the first call
    void journal.open().catch(() => undefined)
    const tenantId = tenants.currentId
    void sessions
      .for(tenantId)
      .then(async ({ client }) => {
        // its clients are known only since it runs
        if (tenantId === practiceTenantId) emit('app.state', state())
        await client.claims()
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
