import { Button } from '@mantine/core'
import '../components/zod-without-eval'
import { toAppError } from '../../shared/errors'
import { OrganisationBundle } from '../bundles/OrganisationBundle'
import { Fact, Facts } from '../components/Facts'
import { Failure } from '../components/Failure'
import '../components/form-styles'
import { Panel } from '../components/Panel'
import { SkeletonLines } from '../components/Skeleton'
import { openLicences } from '../licences/licences-desk'
import { useAppState } from '../state/queries'
import { TenantList } from '../tenants/list/TenantList'
import { UpdatesPanel } from '../updates/UpdatesPanel'
import { ExtraCa } from './ExtraCa'
import { PolicySection } from './PolicySection'
import { Proxy } from './Proxy'
import classes from './Settings.module.css'
import { useNetwork } from './use-network'

export function SettingsScreen() {
  const state = useAppState().data
  return (
    <div className="form-column">
      <h1 className="form-heading">Settings</h1>
      <TenantList />
      <OrganisationBundle />
      <Network />
      <PolicySection />
      <UpdatesPanel />
      <Panel title="About">
        <Facts>
          <Fact name="Tessera">
            <span className="mono">{state?.version}</span>
          </Fact>
        </Facts>
        <div className={classes.about}>
          <Button variant="default" size="sm" onClick={openLicences}>
            Licences
          </Button>
          <span className="form-hint">Of other people’s work that is in Tessera.</span>
        </div>
      </Panel>
    </div>
  )
}

/** How Tessera reaches Mosaic. */
function Network() {
  const network = useNetwork()
  return (
    <Panel title="Network" busy={network.isPending}>
      {network.isPending && <SkeletonLines lines={4} label="Reading the network settings" />}
      {network.isError && (
        <Failure
          inline
          error={toAppError(network.error)}
          doing="Read the network settings"
          onRetry={() => void network.refetch()}
        />
      )}
      {network.data && (
        <>
          <Proxy stored={network.data.proxy} />
          <ExtraCa extraCa={network.data.extraCa} />
        </>
      )}
    </Panel>
  )
}
