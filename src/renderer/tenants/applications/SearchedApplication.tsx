import type { TenantSummary } from '../../../shared/tenant'
import { ApplicationButton } from './ApplicationButton'
import { ApplicationFailure } from './ApplicationFailure'
import classes from './Applications.module.css'
import { useApplications } from './use-applications'

interface SearchedApplicationProps {
  tenant: TenantSummary
  onOpened?: (applicationId: string) => void
}

/** Whose users a search finds, where the tenant has several applications: a client sees those of its own (API.md §1.4). */
export function SearchedApplication({ tenant, onOpened }: SearchedApplicationProps) {
  const applications = useApplications(tenant, onOpened === undefined ? {} : { onOpened })
  if (!applications.several) return null
  return (
    <>
      <div className={classes.searched}>
        <p role="status" aria-label="Searched application">
          {applications.opening === undefined ? (
            <>
              Only people of <bdi className={classes.name}>{applications.name}</bdi> are found.
            </>
          ) : (
            <>
              Opening <bdi className={classes.name}>{applications.opening}</bdi>…
            </>
          )}
        </p>
        <ApplicationButton applications={applications} />
      </div>
      <ApplicationFailure />
    </>
  )
}
