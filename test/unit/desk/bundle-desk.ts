import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { parseBundle } from '../../../src/main/bundle/parse'
import { makeSigningKey, type SigningKey } from '../../../src/main/bundle/private-key'
import { createSealerWith } from '../../../src/main/bundle/seal'
import { signBundle } from '../../../src/main/bundle/signature'
import { type BundleServices, bundleServices } from '../../../src/main/desk/bundle-services'
import { leftSecretsIn } from '../../../src/main/desk/left-secrets'
import { Tenants } from '../../../src/main/desk/tenants'
import { createSecretStore, type SecretStore } from '../../../src/main/keychain/secret-store'
import type { StartKeychainWorker } from '../../../src/main/keychain/worker-port'
import { openPolicy, type PolicyStore } from '../../../src/main/policy/policy-store'
import { type BundleStore, openBundleStore } from '../../../src/main/tenants/bundle-store'
import { openProfileStore, type ProfileStore } from '../../../src/main/tenants/profile-store'
import { createProfileTurns } from '../../../src/main/tenants/profile-turns'
import { openSettingsStore, type SettingsStore } from '../../../src/main/tenants/settings-store'
import type { BundleApplication, BundleFile, BundleTenant } from '../../../src/shared/bundle'
import type { BundleApplied, BundlePreview } from '../../../src/shared/bundle-view'
import type { AppError } from '../../../src/shared/errors'
import type { PolicyFile } from '../../../src/shared/policy'
import { fakeKeychain, fakeWorkers } from '../keychain/fake-workers'
import { temporaryFolder } from '../storage/temporary-folder'
import { MemoryJournal } from './memory-journal'

/** Quick, where the real one takes a second of a processor: what it does is the subject of other tests. */
export const quickSealer = createSealerWith(async ({ bytes, passphrase, ...job }) => {
  const head = Buffer.from(`${passphrase}\n`)
  if (job.do === 'encrypt') return Buffer.concat([head, bytes])
  const sealed = Buffer.from(bytes)
  return sealed.subarray(0, head.length).equals(head) ? sealed.subarray(head.length) : undefined
})

export const eu = 'https://api.eu.transmitsecurity.io'
export const us = 'https://api.transmitsecurity.io'

export const application = (id: string, more: Partial<BundleApplication> = {}): BundleApplication => ({
  id,
  name: id === 'main' ? 'Shop' : `App ${id}`,
  clientId: `client-${id}`,
  ...more
})

export const tenant = (id: string, more: Partial<BundleTenant> = {}): BundleTenant => ({
  id,
  label: `Tenant ${id}`,
  environment: 'production',
  apiHost: eu,
  colour: 'blue',
  defaultCountry: 'DE',
  applications: [application('main')],
  ...more
})

export const bundleWith = (tenants: BundleTenant[], more: Partial<BundleFile> = {}): BundleFile => ({
  format: 'tessera-bundle',
  version: 1,
  issuer: 'Contoso IT',
  bundleId: 'contoso',
  serial: 1,
  createdAt: '2026-11-02T09:00:00Z',
  tenants,
  ...more
})

export interface Ports {
  store: BundleStore
  profiles: ProfileStore
  settings: SettingsStore
  secrets: SecretStore
}

export interface OpenedDesk extends BundleServices {
  tenants: Tenants
  policy: PolicyStore
  ports: Ports
}

/** Two folders and a keychain, which outlive the app that is opened over them again and again. */
export class BundleDesk {
  readonly keychain = fakeKeychain()
  readonly journal = new MemoryJournal(() => this.now)
  readonly unrecorded: AppError[] = []
  readonly told: string[] = []
  readonly key: SigningKey = makeSigningKey()
  now = Date.parse('2026-11-23T22:41:05Z')
  /** ms on a clock that nobody sets */
  uptime = 0
  /** an issued password is open */
  isBusy = false
  /** how often the open tenant was left, its session alone, the screens told, and the network changed */
  left = 0
  reopened = 0
  changed = 0
  rewired = 0
  /** the file that the next dialog answers */
  chosen: string | undefined
  readonly user: string
  readonly machine: string
  readonly #start: StartKeychainWorker

  constructor(folder: string, start?: StartKeychainWorker) {
    this.user = join(folder, 'user')
    this.machine = join(folder, 'machine')
    this.#start = start ?? fakeWorkers((request, worker) => this.keychain.onRequest(request, worker)).start
  }

  /** The app, started; `wrap` puts something in front of what it writes with. */
  async open(wrap: (ports: Ports) => Ports = (ports) => ports): Promise<OpenedDesk> {
    const owner = process.getuid?.() ?? 0
    const uptime = () => this.uptime
    const places = { machineFolder: this.machine, userFolder: this.user, owner, uptime }
    const [profiles, settings, store, policy] = await Promise.all([
      openProfileStore(this.user),
      openSettingsStore(this.user),
      openBundleStore(this.user),
      openPolicy(places)
    ])
    const secrets = createSecretStore({ start: this.#start, installation: 'test', platform: 'linux' })
    onTestFinished(() => secrets.stop())
    const ports = wrap({ profiles, settings, store, secrets })
    const turns = createProfileTurns()
    const tenants = new Tenants(ports.profiles, ports.secrets, leftSecretsIn(ports.store), {
      turns,
      now: () => this.now
    })
    const services = bundleServices({
      ...places,
      ...ports,
      policy,
      turns,
      sealer: quickSealer,
      secretOf: (...whose) => tenants.secretOf(...whose),
      chooseBundleFile: async () => this.chosen,
      chooseSaveFile: async () => this.chosen,
      journal: async () => this.journal,
      onUnrecorded: (error) => this.unrecorded.push(error),
      now: () => this.now,
      leave: async ({ what }) => void (what === 'tenant' ? (this.left += 1) : (this.reopened += 1)),
      isBusy: () => this.isBusy,
      onNetwork: async () => void (this.rewired += 1),
      onChange: () => void (this.changed += 1),
      tell: (title, message) => {
        if (!this.told.includes(`${title}: ${message}`)) this.told.push(`${title}: ${message}`)
      }
    })
    onTestFinished(() => services.stop())
    await services.start()
    services.stop()
    return { ...services, tenants, policy, ports }
  }

  sign = (bundle: BundleFile): BundleFile => signBundle(bundle, this.key.privateKey)

  /** With secrets by tenant and application, encrypted to “passphrase”. */
  seal = async (bundle: BundleFile, secrets: [string, string, string][]): Promise<BundleFile> => ({
    ...bundle,
    secrets: await quickSealer.seal(
      bundle,
      secrets.map(([tenantId, applicationId, secret]) => ({ tenantId, applicationId, secret })),
      'passphrase'
    )
  })

  /** Writes the bundle as a file that the dialog answers. */
  async choose(bundle: BundleFile | string): Promise<void> {
    this.chosen = join(this.user, '..', 'chosen.json')
    await writeFile(this.chosen, textOf(bundle))
  }

  /** Opens the bundle in the app as an agent would; throws where it cannot be shown. */
  async preview(app: OpenedDesk, bundle: BundleFile): Promise<BundlePreview> {
    await this.choose(bundle)
    const opened = await app.imported.open()
    if (opened.state !== 'opened') throw new Error(`it was not opened: ${JSON.stringify(opened)}`)
    return opened.preview
  }

  async import(
    app: OpenedDesk,
    bundle: BundleFile,
    more: { passphrase?: string; acceptOlder?: boolean } = {}
  ): Promise<BundleApplied> {
    const { previewId } = await this.preview(app, bundle)
    return app.imported.apply({ previewId, ...more })
  }

  /** Puts the machine-wide bundle there, or takes it away. */
  async install(bundle: BundleFile | string | undefined, name = 'bundle.json'): Promise<void> {
    const path = join(this.machine, name)
    if (bundle === undefined) return rm(path)
    await writeFile(path, textOf(bundle))
    await chmod(path, 0o644)
  }

  /** Looks at the machine-wide bundle, later than any look before. What follows in the keychain goes on in the background. */
  look(app: OpenedDesk): Promise<boolean> {
    this.now += 60_000
    this.uptime += 60_000
    return app.managed.look()
  }

  async ownPolicy(policy: Omit<PolicyFile, 'version'>): Promise<void> {
    await writeFile(join(this.user, 'policy.json'), JSON.stringify({ version: 1, ...policy }))
  }

  async machinePolicy(policy: Omit<PolicyFile, 'version'> | string): Promise<void> {
    const text = typeof policy === 'string' ? policy : JSON.stringify({ version: 1, ...policy })
    await writeFile(join(this.machine, 'policy.json'), text)
    await chmod(join(this.machine, 'policy.json'), 0o644)
  }

  /** The rule that demands signatures of this desk's key. */
  get demand() {
    return {
      bundles: {
        trustedKeys: [{ name: 'Contoso IT', publicKey: this.key.publicKey }],
        requireSignature: true
      }
    }
  }
}

export async function openBundleDesk(start?: StartKeychainWorker): Promise<BundleDesk> {
  const desk = new BundleDesk(await temporaryFolder(), start)
  await mkdir(desk.user, { mode: 0o700 })
  await mkdir(desk.machine, { mode: 0o755 })
  return desk
}

/** One that is meant to be good must be: else a test would show something else than it says. */
function textOf(bundle: BundleFile | string): string {
  if (typeof bundle === 'string') return bundle
  const text = JSON.stringify(bundle)
  const parsed = parseBundle(Buffer.from(text))
  if (!parsed.ok) throw new Error(parsed.problem)
  return text
}
