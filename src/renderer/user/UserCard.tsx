import type { TenantSummary } from '../../shared/tenant'
import { toAppError } from '../../shared/errors'
import { Failure } from '../components/Failure'
import { SkeletonLines } from '../components/Skeleton'
import { useUser } from '../state/queries'
import { CardBody } from './CardBody'
import classes from './UserCard.module.css'

interface UserCardProps {
  userId: string
  tenant: TenantSummary
  /** how many users matched the search: several can be gone back to */
  matches: number
}

/** Everything about one caller, in the order of a call: who, verdict, actions, facts. */
export function UserCard({ userId, tenant, matches }: UserCardProps) {
  const query = useUser({ tenantId: tenant.id, userId })
  return (
    <section aria-label="User" className={classes.card}>
      {!query.data && <h1 className="visually-hidden">User</h1>}
      {query.isError && (
        <Failure error={toAppError(query.error)} doing="Read the user" onRetry={() => void query.refetch()} />
      )}
      {query.isPending && <SkeletonLines lines={6} label="Reading the user" />}
      {query.data && <CardBody user={query.data} tenant={tenant} matches={matches} />}
    </section>
  )
}
