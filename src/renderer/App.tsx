import { toAppError } from '../shared/errors'
import { Failure } from './components/Failure'
import { Endings } from './layout/Endings'
import { Notices } from './layout/Notices'
import { Rail } from './layout/Rail'
import { ScreenSwitch } from './layout/ScreenSwitch'
import { TopBar } from './layout/TopBar'
import { useReady } from './layout/use-ready'
import { useScreenTop } from './layout/use-screen-top'
import { useTenantLook, useTenantSwitch } from './layout/use-tenant-look'
import { useWindowCommands } from './layout/use-window-commands'
import { Licences } from './licences/Licences'
import { Links } from './link/Links'
import { DrillDock } from './practice/DrillDock'
import { useAppState } from './state/queries'
import { useTenantMenuCommands } from './tenants/use-tenant-menu-commands'

/** The frame around every screen; index.html draws the same one before this is loaded. */
export function App() {
  const state = useAppState()
  useTenantLook()
  useTenantSwitch()
  useWindowCommands()
  useTenantMenuCommands()
  useReady(state.isSuccess)
  const screen = useScreenTop()
  return (
    <>
      <TopBar />
      <Links />
      <Rail />
      <main ref={screen} className="screen">
        <div className="screen-column">
          <Notices />
          <Endings />
          {state.isError && (
            <Failure
              error={toAppError(state.error)}
              doing="Start Tessera"
              onRetry={() => void state.refetch()}
            />
          )}
          {state.isSuccess && <ScreenSwitch />}
        </div>
      </main>
      <DrillDock />
      <Licences />
    </>
  )
}
