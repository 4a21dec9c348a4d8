import { useDesk } from '../state/desk-store'
import { useCurrentTenant } from '../state/queries'
import { UserCard } from '../user/UserCard'
import { CardSearch } from './CardSearch'
import { FirstSteps } from './FirstSteps'
import { collectFindings } from './hits'
import classes from './FindScreen.module.css'
import { RunView } from './RunView'
import { useSearch } from './search-store'

/** What the search says, or the caller's card. Whatever belongs to another tenant than the current one is not drawn. */
export function FindScreen() {
  const tenant = useCurrentTenant()
  const open = useDesk((desk) => desk.open)
  const run = useSearch((search) => search.run)
  if (tenant === undefined) return null
  const ownRun = run?.tenantId === tenant.id ? run : undefined
  if (open?.tenantId === tenant.id) {
    return (
      <div className={classes.screen}>
        {ownRun && <CardSearch run={ownRun} userId={open.userId} />}
        <UserCard
          key={open.userId}
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
