import { Button } from '@mantine/core'
import { toAppError } from '../../shared/errors'
import type { TenantSummary } from '../../shared/tenant'
import { Failure } from '../components/Failure'
import '../components/form-styles'
import { Panel } from '../components/Panel'
import { SkeletonLines } from '../components/Skeleton'
import { counted } from '../format/count'
import { useCurrentTenant } from '../state/queries'
import { useNow } from '../state/use-now'
import { TrackedRow } from './TrackedRow'
import classes from './TrackerScreen.module.css'
import { openPasswords, useTracked } from './use-tracked'

/** Passwords and codes that were issued on this machine and that the callers have to replace. */
export function TrackerScreen() {
  const tenant = useCurrentTenant()
  if (tenant === undefined) return null
  return (
    <div className={classes.screen}>
      <h1 className="form-heading">Temporary credentials</h1>
      <Tracked key={`${tenant.id} ${tenant.applicationId}`} tenant={tenant} />
    </div>
  )
}

function Tracked({ tenant }: { tenant: TenantSummary }) {
  const { data, isPending, isError, error, isFetching, refetch } = useTracked(tenant, { every: 'list' })
  const now = useNow()
  const newestFirst = data?.toSorted((a, b) => b.at - a.at)
  return (
    <Panel title={`Issued on this computer in ${tenant.label}`} busy={isFetching} lines={2}>
      <div className={classes.tools}>
        <p role="status" className="form-hint">
          {data && `${counted(openPasswords(data), 'temporary password')} open. Read anew every minute.`}
        </p>
        <Button
          variant="default"
          size="xs"
          aria-disabled={isFetching}
          data-disabled={isFetching}
          onClick={() => !isFetching && void refetch()}
        >
          Refresh
        </Button>
      </div>
      {isError && (
        <Failure
          inline
          error={toAppError(error)}
          doing="Read the temporary credentials"
          onRetry={() => void refetch()}
        />
      )}
      {isPending && <SkeletonLines lines={3} label="Reading the temporary credentials" />}
      {data?.length === 0 && (
        <p className={classes.empty}>
          None was issued here yet. A temporary password or access code that you issue is followed here for a
          week.
        </p>
      )}
      {newestFirst !== undefined && newestFirst.length > 0 && (
        <table className={classes.table} aria-label="Temporary credentials">
          <thead>
            <tr>
              <th scope="col">Issued</th>
              <th scope="col">User</th>
              <th scope="col">What</th>
              <th scope="col">State</th>
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {newestFirst.map((credential) => (
              <TrackedRow key={credential.id} credential={credential} tenantId={tenant.id} now={now} />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}
