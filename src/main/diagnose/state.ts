import { join } from 'node:path'
import type { PolicyView } from '../../shared/policy'
import { defaultNetworkSettings, type NetworkSettings } from '../../shared/settings'
import { machineFolder, openPolicy } from '../policy/policy-store'
import { bundlesFile, type StoredBundles } from '../tenants/bundle-store'
import { profilesFile } from '../tenants/profile-store'
import { settingsFile, type SettingsSections } from '../tenants/settings-store'
import type { StoredProfiles } from '../tenants/stored-profiles'
import type { DiagnosisContext } from './context'
import { readStored, type Stored } from './stored'

/** What Tessera would go by if it were started now. */
export interface State {
  profiles: Stored<StoredProfiles>
  settings: Stored<SettingsSections>
  bundles: Stored<StoredBundles>
  policy: PolicyView
  network: NetworkSettings
  machineFolder: string
  /** who must own what an administrator installed; undefined where the system has no such owners */
  owner: number | undefined
  /** the machine-wide bundle's file */
  managedBundle: string
}

/** Reads all of it and writes none. Never throws. */
export async function readState({
  userData,
  platform,
  env,
  machineFolder: named
}: DiagnosisContext): Promise<State> {
  const folder = named ?? machineFolder(platform, env)
  // a folder that a test names is the tester's own
  const owner = named === undefined ? 0 : (process.getuid?.() ?? 0)
  const managedBundle = join(folder, 'bundle.json')
  const [profiles, settings, bundles, store] = await Promise.all([
    readStored(userData, profilesFile),
    readStored(userData, settingsFile),
    readStored(userData, bundlesFile),
    openPolicy({ machineFolder: folder, userFolder: userData, owner })
  ])
  const managed = bundles.value?.managed
  store.setBundled(managed?.policy && { policy: managed.policy, path: managedBundle })
  const proxy = managed?.proxy
  return {
    profiles,
    settings,
    bundles,
    policy: await store.current(),
    network: settings.value?.network ?? (proxy === undefined ? defaultNetworkSettings : { proxy }),
    machineFolder: folder,
    owner: platform === 'win32' ? undefined : owner,
    managedBundle
  }
}
