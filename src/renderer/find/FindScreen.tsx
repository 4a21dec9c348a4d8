import { BackToHits } from '../look-up/BackToHits'
import { useDesk } from '../state/desk-store'
import { useCurrentTenant } from '../state/queries'
import { UserCard } from '../user/UserCard'
import { CardSearch } from './CardSearch'
import { FirstSteps } from './FirstSteps'
import { collectFindings } from './hits'
import classes from './FindScreen.module.css'
import { RunView } from './RunView'
import { isOf, useSearch } from './search-store'

/** What the search says, or the caller's card. Whatever belongs to another tenant or application than the current one is not drawn. */
export function FindScreen() {
  const tenant = useCurrentTenant()
  const open = useDesk((desk) => desk.open)
  const run = useSearch((search) => search.run)
  if (tenant === undefined) return null
  const ownRun = run && isOf(run, tenant) ? run : undefined
  if (open?.tenantId === tenant.id) {
    return (
      <div className={classes.screen}>
        <BackToHits tenantId={tenant.id} userId={open.userId} />
        {ownRun && <CardSearch run={ownRun} userId={open.userId} />}
        <UserCard
          // another application's card begins anew: nothing of the last one stays on it
          key={`${open.userId} ${tenant.applicationId}`}
          userId={open.userId}
          tenant={tenant}
          matches={ownRun ? collectFindings(ownRun.answers).hits.length : 0}
        />
      </div>
    )
  }
  return (
    <div className={classes.screen}>
      {ownRun ? <RunView run={ownRun} tenant={tenant} /> : <FirstSteps tenant={tenant} />}
    </div>
  )
}
