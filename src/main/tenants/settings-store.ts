import { z } from 'zod'
import {
  defaultNetworkSettings,
  networkSettings,
  type NetworkSettings,
  type ProxySettings
} from '../../shared/settings'
import { tenantDefaults, type TenantDefaults } from '../../shared/tenant'
import { openJsonFile } from '../storage/json-file'
import type { SetAside } from '../storage/set-aside'

/** Other sections, of a newer Tessera, are kept and written back. */
const storedSettings = z.looseObject({
  network: networkSettings.optional(),
  defaults: z.looseObject(tenantDefaults.shape).optional()
})

/** How `settings.json` is read. */
export const settingsFile = { name: 'settings.json', version: 1, schema: storedSettings }

/** What a bundle brings of the settings; what it does not bring stays. */
export interface BundledSettings {
  defaults?: TenantDefaults | undefined
  proxy?: ProxySettings | undefined
}

/** The sections that a bundle changes, as they are stored. */
export type SettingsSections = Pick<z.infer<typeof storedSettings>, 'network' | 'defaults'>

/** This user's settings. Changes are on the disk when they resolve; see JsonFile for how they fail. */
export interface SettingsStore {
  network(): NetworkSettings
  saveNetwork(settings: NetworkSettings): Promise<void>
  /** what a new profile starts with: the organisation's first, then the user's own */
  defaults(): TenantDefaults
  /** takes over what an imported bundle brings, in one write; its defaults replace all earlier ones */
  take(bundled: BundledSettings): Promise<void>
  sections(): SettingsSections
  /** puts back what `sections` answered */
  restore(sections: SettingsSections): Promise<void>
  /** What the machine-wide bundle brings, never written here. Its proxy counts until the user saves a way of their own. */
  setManaged(bundled: BundledSettings | undefined): void
  setAside(): SetAside[]
}

/** Opens `settings.json` in the user-data folder; never fails. */
export async function openSettingsStore(
  dir: string,
  options: { now?: () => Date } = {}
): Promise<SettingsStore> {
  const file = await openJsonFile({
    dir,
    ...settingsFile,
    empty: {},
    now: options.now
  })
  let managed: BundledSettings | undefined
  const network = (): NetworkSettings => {
    const proxy = managed?.proxy
    return file.value().network ?? (proxy === undefined ? defaultNetworkSettings : { proxy })
  }
  return {
    network,
    saveNetwork: async (settings) => {
      const saved = networkSettings.parse(settings)
      await file.update((stored) => ({ ...stored, network: saved }))
    },
    defaults: () => ({ ...known(file.value().defaults), ...managed?.defaults }),
    take: ({ defaults, proxy }) =>
      file.update((stored) => ({
        ...stored,
        ...(defaults !== undefined && { defaults: tenantDefaults.parse(defaults) }),
        ...(proxy !== undefined && { network: networkSettings.parse({ ...stored.network, proxy }) })
      })),
    sections: () => {
      const { network: saved, defaults } = file.value()
      return { ...(saved !== undefined && { network: saved }), ...(defaults !== undefined && { defaults }) }
    },
    restore: (sections) =>
      file.update(({ network: _network, defaults: _defaults, ...others }) => ({ ...others, ...sections })),
    setManaged: (bundled) => {
      managed = bundled
    },
    setAside: () => file.setAside()
  }
}

/** Without what a newer Tessera put there. */
function known(defaults: SettingsSections['defaults']): TenantDefaults {
  return z.object(tenantDefaults.shape).parse(defaults ?? {})
}
