import { useQuery } from '@tanstack/react-query'
import type { ManagedBundle } from '../../shared/bundle-view'
import { toAppError } from '../../shared/errors'
import { call } from '../bridge/client'
import { CopyValue } from '../components/CopyValue'
import { Fact, Facts } from '../components/Facts'
import { Failure } from '../components/Failure'
import { Panel } from '../components/Panel'
import { managedBundleKey } from './after-bundle'
import { Box } from './Box'
import classes from './bundles.module.css'
import { SignatureLine } from './Signature'
import { StoreSecrets } from './StoreSecrets'

/** How often (ms) main is asked while the panel is in view: an administrator may replace the file at any time. */
const askedEvery = 5_000

/** The bundle that an administrator installed for everybody on this computer; nothing where there is none. */
export function OrganisationBundle() {
  const bundle = useQuery({
    queryKey: managedBundleKey(),
    queryFn: ({ signal }) => call('bundle.managed', undefined, { signal }),
    staleTime: 0,
    refetchInterval: askedEvery
  })
  if (bundle.data === undefined && !bundle.isError) return null
  if (bundle.data?.state === 'none') return null
  return (
    <Panel title="Organisation’s bundle">
      {bundle.data ? (
        <Installed bundle={bundle.data} />
      ) : (
        <Failure
          inline
          error={toAppError(bundle.error)}
          doing="Read the organisation’s bundle"
          onRetry={() => void bundle.refetch()}
        />
      )}
    </Panel>
  )
}

function Installed({ bundle }: { bundle: ManagedBundle }) {
  const { file, issuer, problem, serial, signature, state, tenants } = bundle
  return (
    <>
      {state === 'refused' && (
        <div role="alert" className={classes.told}>
          <Box tone="bad" title="It is refused. Nothing was changed by it.">
            {problem !== undefined && <p dir="auto">{problem}</p>}
          </Box>
        </div>
      )}
      {state === 'in-force' && problem !== undefined && (
        <div className={classes.told}>
          <Box tone="warning">
            <p dir="auto">{problem}</p>
          </Box>
        </div>
      )}
      <Facts>
        <Fact name="State">
          {state === 'in-force' ? 'In force. Its tenants are read-only here.' : 'Refused'}
        </Fact>
        {issuer !== undefined && (
          <Fact name="Made by">
            <bdi>{issuer}</bdi>
          </Fact>
        )}
        {serial !== undefined && (
          <Fact name="Serial number">
            <span className="mono">{serial}</span>
          </Fact>
        )}
        {signature && (
          <Fact name="Signature">
            <SignatureLine signature={signature} />
          </Fact>
        )}
        <Fact name="Tenants">{tenants}</Fact>
        <Fact name="File">
          <CopyValue what="file of the bundle" value={file} mono />
        </Fact>
      </Facts>
      <StoreSecrets waiting={bundle.waitingSecrets} />
    </>
  )
}
