import { useDeferredValue } from 'react'
import type { TenantSummary } from '../../shared/tenant'
import type { User } from '../../shared/user'
import type { Applications } from '../tenants/applications/use-applications'
import { verdictText } from '../../shared/verdict'
import { CallWarnings } from '../call/CallWarnings'
import { type GatedAction, isOffered } from '../call/gates'
import { useCopyNote } from '../call/use-copy-note'
import { callWarnings } from '../call/warnings'
import { Failure } from '../components/Failure'
import { useCallQuery } from '../state/call'
import { useCallNews } from '../state/call-news'
import { usePolicy } from '../state/call-policy'
import { cardOf, useAuthenticators, useTenantRules } from '../state/queries'
import { useNow } from '../state/use-now'
import { useIntent } from '../tracker/use-intent'
import { ActionBar } from './ActionBar'
import { useUserActions } from './actions/use-user-actions'
import { CardHeader } from './CardHeader'
import { offeredAction } from './offered-action'
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
  applications: Applications
  matches: number
}

export function CardBody({ user, tenant, applications, matches }: CardBodyProps) {
  const ref = cardOf(tenant, user.id)
  const now = useNow()
  const authenticators = useAuthenticators(ref)
  const call = useCallQuery(ref)
  const policy = usePolicy()
  const actions = useUserActions(user, tenant)
  const rules = useTenantRules(tenant)
  const verdict = useCardVerdict(user, tenant.appId, authenticators, rules, now)
  const offers = (action: GatedAction) => isOffered(action, call.data, policy)
  const offered = offeredAction(verdict, { user, tenant, offers })
  const warnings = callWarnings(call.data, policy, useCallNews(), now)
  const refresh = useRefresh(ref)
  const note = useCopyNote(ref)
  useCardKeys(actions, { refresh: refresh.start, copyNote: note.copy })
  useIntent(actions.start, verdict !== undefined && !call.isPending)
  // who it is stands there first; the facts below follow with the next turn, mostly in the same frame
  const facts = useDeferredValue(true, false)
  return (
    <>
      <CardHeader
        user={user}
        now={now}
        authenticators={authenticators.data}
        appId={tenant.appId}
        applications={applications}
        busy={actions.busy !== undefined}
      />
      <VerdictPanel verdict={verdict} offered={offered} locks={authenticators} actions={actions} />
      <CallWarnings warnings={warnings} />
      {/* below the buttons, none of which must move when it comes */}
      <div>
        <ActionBar
          user={user}
          offered={offered}
          offers={offers}
          below={verdict && [verdictText(verdict), ...warnings.map(({ title }) => title)].join(' ')}
          actions={actions}
          note={note}
          refresh={refresh}
          matches={matches}
        />
        <div className={classes.outcome}>
          {actions.outcome}
          {note.error && <Failure doing="Copy work note" error={note.error} />}
        </div>
      </div>
      {facts && (
        <>
          <div className={classes.columns}>
            <div className={classes.column}>
              <IdentitySection user={user} now={now} />
              <PasswordSection
                user={user}
                appId={tenant.appId}
                application={applications.several ? applications.name : undefined}
                now={now}
                authenticators={authenticators}
              />
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
