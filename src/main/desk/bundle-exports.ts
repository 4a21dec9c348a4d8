import type { BundleExported } from '../../shared/bundle-view'
import { AppFailure } from '../../shared/errors'
import { plainLine } from '../../shared/plain-line'
import type { PolicyFile } from '../../shared/policy'
import type { TenantProfile } from '../../shared/tenant'
import type { Sealer } from '../bundle/seal'
import type { PolicyStore } from '../policy/policy-store'
import { createInTurn } from '../storage/in-turn'
import type { BundleStore } from '../tenants/bundle-store'
import type { ProfileStore } from '../tenants/profile-store'
import type { SettingsStore } from '../tenants/settings-store'
import { type BundleContents, collectSecrets, writeBundle } from './bundle-export'
import { gone, invalid } from './bundle-words'
import type { ClientOf } from './profile-secrets'
import { type JournalPort, type OnUnrecorded, recorded } from './record'

export interface BundleExportsOptions {
  store: BundleStore
  profiles: ProfileStore
  settings: SettingsStore
  policy: Pick<PolicyStore, 'current' | 'fileInForce'>
  sealer: Sealer
  /** asks for the place of a file; undefined when the agent thought better of it */
  chooseSaveFile: (suggested: string) => Promise<string | undefined>
  secretOf: (tenantId: string, applicationId: string, client: ClientOf) => Promise<string>
  journal: () => Promise<JournalPort>
  onUnrecorded: OnUnrecorded
  /** epoch ms */
  now: () => number
}

export interface ExportInput {
  tenantIds: readonly string[]
  issuer: string
  withPolicy: boolean
  withDefaults: boolean
  passphrase?: string | undefined
}

/** Bundles that are made here. */
export class BundleExports {
  readonly #options: BundleExportsOptions
  readonly #inTurn = createInTurn()

  constructor(options: BundleExportsOptions) {
    this.#options = options
  }

  /** Makes the next bundle of this computer's own series, unsigned, and saves it where the agent wants it. */
  async export(input: ExportInput): Promise<BundleExported> {
    const { passphrase, withDefaults, issuer } = input
    const { settings, profiles: store } = this.#options
    await this.#mayExport(passphrase)
    const file = input.withPolicy ? await this.#policyToExport() : undefined
    const profiles = chosen(store.list(), input.tenantIds)
    if (profiles.length === 0 && file === undefined && !withDefaults) {
      throw invalid('tenantIds', 'Choose a tenant, or the policy or the defaults.')
    }
    const day = new Date(this.#options.now()).toISOString().slice(0, 10)
    const path = await this.#options.chooseSaveFile(`tessera-bundle-${day}.json`)
    if (path === undefined) return { tenants: 0, secrets: 0, without: [] }
    const contents = {
      issuer,
      profiles,
      policy: file,
      ...(withDefaults && { settings: { defaults: settings.defaults(), proxy: settings.network().proxy } })
    }
    return this.#inTurn(() => this.#exportTo(path, contents, passphrase))
  }

  async #exportTo(
    path: string,
    contents: BundleContents,
    passphrase: string | undefined
  ): Promise<BundleExported> {
    const { profiles } = contents
    // the dialog may have been open for long
    await this.#mayExport(passphrase)
    const work = async (): Promise<BundleExported & { note: string }> => {
      const { secrets, without } =
        passphrase === undefined
          ? { secrets: [], without: [] }
          : await collectSecrets(profiles, this.#options.secretOf)
      const { fileName, bundle } = await writeBundle(
        this.#options,
        path,
        contents,
        passphrase === undefined ? undefined : { secrets, passphrase }
      )
      const what = { tenants: profiles.length, secrets: secrets.length }
      const note = `Number ${bundle.serial} of the series ${bundle.bundleId}. ${exportWords(contents, what)}`
      return { fileName: plainLine(fileName, 300), ...what, without, note }
    }
    const { note: _note, ...exported } = await recorded(
      await this.#options.journal(),
      {
        entry: {
          action: 'export-bundle',
          note: `Tenants: ${profiles.length}.${passphrase === undefined ? '' : ' With client secrets.'}`
        },
        work,
        tell: ({ note }) => ({ note: plainLine(note, 600) })
      },
      this.#options.onUnrecorded
    )
    return exported
  }

  async #mayExport(passphrase: string | undefined): Promise<void> {
    if (passphrase === undefined) return
    const { policy } = await this.#options.policy.current()
    if (!policy.bundles.exportSecrets) {
      throw new AppFailure({ kind: 'policy-refused', rule: 'bundles.exportSecrets' })
    }
  }

  /** The rules in force, also where they are the built-in ones. */
  async #policyToExport(): Promise<PolicyFile> {
    const { policy } = this.#options
    const file = await policy.fileInForce()
    if (file !== undefined) return file
    if ((await policy.current()).problem === undefined) return { version: 1 }
    throw invalid('withPolicy', 'The policy file cannot be used, so it cannot go into a bundle.')
  }
}

function exportWords(
  { policy, settings }: BundleContents,
  { tenants, secrets }: { tenants: number; secrets: number }
): string {
  const also = [policy !== undefined && 'the policy', settings !== undefined && 'the defaults']
  const parts = also.filter((part) => part !== false)
  const more = parts.length === 0 ? '' : ` With ${parts.join(' and ')}.`
  return `Tenants: ${tenants}. Client secrets: ${secrets}.${more}`
}

/** Those profiles in the order of the list. Throws `not-found` where one is gone. */
function chosen(profiles: readonly TenantProfile[], ids: readonly string[]): TenantProfile[] {
  const wanted = new Set(ids)
  const found = profiles.filter(({ id }) => wanted.has(id))
  if (found.length === wanted.size) return found
  throw gone('A chosen tenant profile', 'Nothing was exported. Choose the tenants again.')
}
