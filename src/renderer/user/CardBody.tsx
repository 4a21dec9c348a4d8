import type { TenantSummary } from '../../shared/tenant'
import type { User } from '../../shared/user'
import { useDeferredValue } from 'react'
import { useAuthenticators } from '../state/queries'
import { useNow } from '../state/use-now'
import { ActionBar } from './ActionBar'
import { useUserActions } from './actions/use-user-actions'
import { CardHeader } from './CardHeader'
import { GroupsSection } from './sections/GroupsSection'
import { IdentitySection } from './sections/IdentitySection'
import { PasswordSection } from './sections/PasswordSection'
import { RawSection } from './sections/RawSection'
import { SessionsSection } from './sections/SessionsSection'
import { WaysSection } from './sections/WaysSection'
import { useCardKeys } from './use-card-keys'
import { useCardVerdict } from './use-card-verdict'
import { useRefresh } from './use-refresh'
import classes from './UserCard.module.css'
import { VerdictPanel } from './VerdictPanel'

interface CardBodyProps {
  user: User
  tenant: TenantSummary
  matches: number
}

export function CardBody({ user, tenant, matches }: CardBodyProps) {
  const ref = { tenantId: tenant.id, userId: user.id }
  const now = useNow()
  const authenticators = useAuthenticators(ref)
  const actions = useUserActions(user, tenant)
  const verdict = useCardVerdict(user, tenant.appId, authenticators, now)
  const refresh = useRefresh(ref)
  useCardKeys(actions, refresh.start)
  // who it is stands there first; the facts below follow with the next turn, mostly in the same frame
  const facts = useDeferredValue(true, false)
  return (
    <>
      <CardHeader user={user} now={now} authenticators={authenticators.data} appId={tenant.appId} />
      <VerdictPanel verdict={verdict} locks={authenticators} actions={actions} />
      {/* below the buttons, none of which must move when it comes */}
      <div>
        <ActionBar user={user} verdict={verdict} actions={actions} refresh={refresh} matches={matches} />
        <div className={classes.outcome}>{actions.outcome}</div>
      </div>
      {facts && (
        <>
          <div className={classes.columns}>
            <div className={classes.column}>
              <IdentitySection user={user} now={now} />
              <PasswordSection user={user} appId={tenant.appId} now={now} authenticators={authenticators} />
            </div>
            <div className={classes.column}>
              <WaysSection user={user} now={now} authenticators={authenticators} />
              <SessionsSection of={ref} now={now} />
              <GroupsSection of={ref} />
            </div>
          </div>
          <RawSection of={ref} />
        </>
      )}
      {actions.dialogs}
    </>
  )
}
