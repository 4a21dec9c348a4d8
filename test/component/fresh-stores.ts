import { beforeEach } from 'vitest'
import { useCreateDesk } from '../../src/renderer/create/create-store'
import { useSearch } from '../../src/renderer/find/search-store'
import { useLinks } from '../../src/renderer/link/link-store'
import { useJournalFilter } from '../../src/renderer/journal/journal-filter'
import { useLicencesDesk } from '../../src/renderer/licences/licences-desk'
import { useLookUp } from '../../src/renderer/look-up/look-up-store'
import { useSettingsDesk } from '../../src/renderer/password-settings/settings-desk'
import { useDrill } from '../../src/renderer/practice/drill-store'
import { useCallNews } from '../../src/renderer/state/call-news'
import { useApplicationSwitch } from '../../src/renderer/tenants/applications/select-application'
import { useSwitchFailure } from '../../src/renderer/tenants/select-tenant'
import { useUpdatesDesk } from '../../src/renderer/updates/updates-desk'
import { useActionRuns } from '../../src/renderer/user/actions/action-store'
import { useEndings } from '../../src/renderer/user/actions/endings'

/** All that outlives a screen but the desk itself, which `renderScreen` empties once the last test's ties to it are cut. */
const stores = [
  useActionRuns,
  useApplicationSwitch,
  useCallNews,
  useCreateDesk,
  useDrill,
  useEndings,
  useJournalFilter,
  useLinks,
  useLicencesDesk,
  useLookUp,
  useSearch,
  useSettingsDesk,
  useSwitchFailure,
  useUpdatesDesk
]

// The files of these tests share their modules: each test begins as after a start.
beforeEach(() => {
  useSearch.getState().reset()
  for (const store of stores)
    (store.setState as (state: object, replace: true) => void)(store.getInitialState(), true)
})
