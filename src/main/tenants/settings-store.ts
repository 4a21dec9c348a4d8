import { z } from 'zod'
import { defaultNetworkSettings, networkSettings, type NetworkSettings } from '../../shared/settings'
import { openJsonFile } from '../storage/json-file'
import type { SetAside } from '../storage/set-aside'

/** Other sections, of a newer Tessera, are kept and written back. */
const storedSettings = z.looseObject({ network: networkSettings.optional() })

/** This user's settings. Changes are on the disk when they resolve; see JsonFile for how they fail. */
export interface SettingsStore {
  network(): NetworkSettings
  saveNetwork(settings: NetworkSettings): Promise<void>
  setAside(): SetAside[]
}

/** Opens `settings.json` in the user-data folder; never fails. */
export async function openSettingsStore(
  dir: string,
  options: { now?: () => Date } = {}
): Promise<SettingsStore> {
  const file = await openJsonFile({
    dir,
    name: 'settings.json',
    version: 1,
    schema: storedSettings,
    empty: {},
    now: options.now
  })
  return {
    network: () => file.value().network ?? defaultNetworkSettings,
    saveNetwork: async (settings) => {
      const network = networkSettings.parse(settings)
      await file.update((stored) => ({ ...stored, network }))
    },
    setAside: () => file.setAside()
  }
}
