import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { BundleFile } from '../../shared/bundle'
import type { BundleApplied, BundleOpened } from '../../shared/bundle-view'
import { AppFailure } from '../../shared/errors'
import { plainLine } from '../../shared/plain-line'
import type { Sealer } from '../bundle/seal'
import type { PolicyStore } from '../policy/policy-store'
import { trustedFileAt } from '../storage/trusted-file'
import type { BundleStore } from '../tenants/bundle-store'
import type { ProfileStore } from '../tenants/profile-store'
import type { SettingsStore } from '../tenants/settings-store'
import type { BundleChanges } from './bundle-changes'
import { type BundleProof, seenOf } from './bundle-judge'
import { planOfImport, type PlannedProfile } from './bundle-plan'
import { type Looked, lookAt } from './bundle-preview'
import { largestBundle, proofOf, type ReadBundle, readBundle } from './bundle-room'
import { gone, invalid, noteOf, orphansLeft, unsealed } from './bundle-words'

export interface BundlesOptions {
  changes: BundleChanges
  store: BundleStore
  profiles: ProfileStore
  settings: SettingsStore
  policy: Pick<PolicyStore, 'current' | 'own'>
  sealer: Sealer
  /** asks for a bundle; undefined when the agent thought better of it */
  chooseBundleFile: () => Promise<string | undefined>
  /** another way to Mosaic: what is open goes the old one */
  onNetwork: () => Promise<void>
  now: () => number
}

interface Opened {
  bundle: BundleFile
  digest: string
  /** what was shown of it */
  looked: Looked
}

/** As many as are kept in memory; a window shows one. */
const mostOpened = 4

/** Bundles that the agent imports. The machine-wide one is `ManagedBundles`. */
export class Bundles {
  readonly #options: BundlesOptions
  readonly #opened = new Map<string, Opened>()

  constructor(options: BundlesOptions) {
    this.#options = options
  }

  /** Asks for a file and says what importing it would do. Changes nothing. */
  async open(): Promise<BundleOpened> {
    const path = await this.#options.chooseBundleFile()
    if (path === undefined) return { state: 'cancelled' }
    const fileName = plainLine(basename(path), 300)
    const read = await readBundleFile(path)
    if (!read.ok) return { state: 'unusable', fileName, problem: plainLine(read.problem, 1_000) }
    const { looked } = await this.#look(read)
    const previewId = randomUUID()
    this.#opened.set(previewId, { bundle: read.bundle, digest: read.digest, looked })
    for (const oldest of [...this.#opened.keys()].slice(0, -mostOpened)) this.#opened.delete(oldest)
    return { state: 'opened', preview: { previewId, fileName, ...looked } }
  }

  discard(previewId: string): void {
    this.#opened.delete(previewId)
  }

  /**
   * Imports what `open` showed, and nothing else: where that would do something else by now, it is refused. All or nothing
   * (`applyChange`). Without a passphrase its client secrets are left out. Throws `invalid-input` for a wrong passphrase, and for an
   * older bundle or new keys that the agent did not agree to.
   */
  async apply(input: {
    previewId: string
    passphrase?: string | undefined
    acceptOlder?: boolean | undefined
    acceptKeys?: boolean | undefined
  }): Promise<BundleApplied> {
    const opened = this.#opened.get(input.previewId)
    if (opened === undefined) throw gone('The opened bundle', 'Nothing was imported. Open the file again.')
    const { bundle } = opened
    const proof = await this.#agreed(opened, input)
    const secrets = await unsealed(this.#options.sealer, bundle, input.passphrase)
    const { changes, profiles, now, onNetwork } = this.#options
    const { defaults, policy } = bundle
    const ids = () => planOfImport(bundle, profiles.list()).map(({ id }) => id)
    const applied = await changes.change(
      { action: 'import-bundle', note: noteOf(proof, opened.looked.newKeys), ids },
      async () => {
        const { plan } = await this.#stillAs(opened)
        const { proxy, ...ofProfiles } = defaults ?? {}
        return {
          plan,
          secrets,
          rest: {
            seen: seenOf(proof, now()),
            policy,
            proxy,
            ...(defaults !== undefined && { defaults: ofProfiles })
          }
        }
      }
    )
    this.#opened.delete(input.previewId)
    if (defaults?.proxy !== undefined) await onNetwork()
    if (await changes.deleteOrphans()) return applied
    return { ...applied, problems: [...applied.problems, orphansLeft] }
  }

  /** The proof, where the bundle may be imported and the agent agreed to what is odd about it. */
  async #agreed(
    opened: Opened,
    { acceptOlder = false, acceptKeys = false }: Parameters<Bundles['apply']>[0]
  ): Promise<BundleProof> {
    const { proof, looked } = await this.#stillAs(opened)
    const { newKeys, refusal, replay } = looked
    if (refusal !== undefined) {
      throw new AppFailure({ kind: 'policy-refused', rule: 'bundles', why: refusal })
    }
    if ((replay?.state === 'older' || replay?.state === 'rewritten') && !acceptOlder) {
      throw invalid('acceptOlder', 'A bundle of this series with this or a later number was imported before.')
    }
    if (newKeys.length > 0 && !acceptKeys) {
      throw invalid('acceptKeys', 'Keys would be trusted that nothing but this bundle vouches for.')
    }
    return proof
  }

  async #stillAs({ bundle, digest, looked: shown }: Opened) {
    const now = await this.#look({ bundle, digest })
    if (!isDeepStrictEqual(now.looked, shown)) {
      throw gone(
        'What the preview showed',
        'Something that the bundle changes was changed since. Nothing was imported. Open the bundle again.'
      )
    }
    return now
  }

  async #look(
    read: Pick<Opened, 'bundle' | 'digest'>
  ): Promise<{ proof: BundleProof; plan: PlannedProfile[]; looked: Looked }> {
    const { policy, profiles, settings, store } = this.#options
    const view = await policy.current()
    const proof = await proofOf(read, view.policy.bundles, store.value().series)
    const all = profiles.list()
    const plan = planOfImport(read.bundle, all)
    const looked = lookAt(proof, plan, {
      profiles: all,
      policy: view,
      own: await policy.own(),
      defaults: settings.sections().defaults ?? {},
      network: settings.network()
    })
    return { proof, plan, looked }
  }
}

async function readBundleFile(path: string): Promise<ReadBundle> {
  const look = trustedFileAt<ReadBundle>(path, {
    largest: largestBundle,
    read: readBundle,
    refuse: (problem) => ({ ok: false, problem })
  })
  const found = await look()
  return found === 'none' ? { ok: false, problem: 'There is no such file any more.' } : found
}
