import type { TenantSummary } from '../../shared/tenant'
import { toAppError } from '../../shared/errors'
import { Failure } from '../components/Failure'
import { SkeletonLines } from '../components/Skeleton'
import { cardOf, useUser } from '../state/queries'
import { ApplicationButton } from '../tenants/applications/ApplicationButton'
import { ApplicationFailure } from '../tenants/applications/ApplicationFailure'
import applicationClasses from '../tenants/applications/Applications.module.css'
import { useApplications } from '../tenants/applications/use-applications'
import { CardBody } from './CardBody'
import { NotInApplication } from './NotInApplication'
import { applicationKey, useApplicationKey } from './use-card-keys'
import classes from './UserCard.module.css'

interface UserCardProps {
  userId: string
  tenant: TenantSummary
  /** how many users matched the search: several can be gone back to */
  matches: number
}

/** Everything about one caller, in the order of a call: who, verdict, actions, facts. */
export function UserCard({ userId, tenant, matches }: UserCardProps) {
  const query = useUser(cardOf(tenant, userId))
  const applications = useApplications(tenant, { userId })
  const { several, opening, openNext } = applications
  useApplicationKey(several ? openNext : undefined)
  const retry = () => void query.refetch()
  const error = query.isError ? toAppError(query.error) : undefined
  const isMissing = several && query.data === undefined && error?.kind === 'not-found'
  return (
    <section aria-label="User" className={classes.card} aria-busy={opening !== undefined}>
      {!query.data && !isMissing && (
        <>
          <h1 className="visually-hidden">User</h1>
          {several && (
            <div className={applicationClasses.bare}>
              <bdi>{opening ?? applications.name}</bdi>
              <ApplicationButton applications={applications} shortcut={applicationKey} />
            </div>
          )}
        </>
      )}
      <ApplicationFailure />
      {isMissing && (
        <NotInApplication userId={userId} tenant={tenant} applications={applications} onRetry={retry} />
      )}
      {error && !isMissing && <Failure error={error} doing="Read the user" onRetry={retry} />}
      {query.isPending && <SkeletonLines lines={6} label="Reading the user" />}
      {query.data && (
        <CardBody user={query.data} tenant={tenant} applications={applications} matches={matches} />
      )}
    </section>
  )
}
