import { join } from 'node:path'
import type { Sealer } from '../bundle/seal'
import { ownPolicyIn } from '../policy/own-policy'
import type { PolicyStore } from '../policy/policy-store'
import { BundleChanges, type ChangePorts } from './bundle-changes'
import { BundleExports, type BundleExportsOptions } from './bundle-exports'
import { Bundles } from './bundles'
import { ManagedBundles } from './managed-bundles'
import { tellLeft } from './managed-notices'

/** How often the machine-wide bundle is looked at; a look at one that did not change is a few `stat`s. */
const lookEveryMs = 5_000

export interface BundleServicesOptions
  extends Omit<ChangePorts, 'ownPolicy'>, Pick<BundleExportsOptions, 'chooseSaveFile' | 'secretOf'> {
  userFolder: string
  machineFolder: string
  /** who must own the machine-wide bundle on Linux and macOS */
  owner: number
  policy: PolicyStore
  sealer: Sealer
  chooseBundleFile: () => Promise<string | undefined>
  /** says something that nobody asked for; the same words only once */
  tell: (title: string, message: string) => void
  /** the screens have to know what changed unasked */
  onChange: () => void
  /** another way to Mosaic: what is open goes the old one */
  onNetwork: () => Promise<void>
  /** something is open that must not be taken from the agent unread: what would end it waits */
  isBusy: () => boolean
  /** ms on a clock that nobody sets */
  uptime?: () => number
}

export interface BundleServices {
  imported: Bundles
  exported: BundleExports
  managed: ManagedBundles
  /** Finishes what a crash left, and looks at the machine-wide bundle. Never fails. */
  start(): Promise<void>
  stop(): void
}

export function bundleServices(options: BundleServicesOptions): BundleServices {
  const { machineFolder, store, userFolder } = options
  const owner = process.platform === 'win32' ? undefined : options.owner
  const { leave, tell, uptime = () => performance.now() } = options
  const changes = new BundleChanges({
    ...options,
    ownPolicy: ownPolicyIn(userFolder),
    leave: async (left) => {
      await leave(left)
      if (left.unasked) tellLeft(tell, left)
    }
  })
  const file = join(machineFolder, 'bundle.json')
  const managed = new ManagedBundles({ ...options, changes, file, owner, uptime })
  return {
    imported: new Bundles({ ...options, changes }),
    exported: new BundleExports(options),
    managed,
    start: async () => {
      if (store.value().pending !== undefined) await changes.settle()
      if (store.value().pending !== undefined) {
        options.tell(
          'An import is not finished',
          'Tessera stopped in the middle of an import and cannot finish it now, because its files cannot be written. It tries again.'
        )
      }
      await managed.start()
      managed.watch(lookEveryMs)
      // nobody waits for the keychain
      void changes.deleteOrphans()
    },
    stop: () => managed.stop()
  }
}
