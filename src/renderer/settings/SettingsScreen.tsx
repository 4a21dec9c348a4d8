import '../components/zod-without-eval'
import { toAppError } from '../../shared/errors'
import { OrganisationBundle } from '../bundles/OrganisationBundle'
import { Fact, Facts } from '../components/Facts'
import { Failure } from '../components/Failure'
import '../components/form-styles'
import { Panel } from '../components/Panel'
import { SkeletonLines } from '../components/Skeleton'
import { useAppState } from '../state/queries'
import { TenantList } from '../tenants/list/TenantList'
import { ExtraCa } from './ExtraCa'
import { PolicySection } from './PolicySection'
import { Proxy } from './Proxy'
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
      <Panel title="About">
        <Facts>
          <Fact name="Tessera">
            <span className="mono">{state?.version}</span>
          </Fact>
        </Facts>
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
