import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { isBlocked, neverSignedIn, passwordAuthenticators } from '../../../shared/password-facts'
import type { TenantSummary } from '../../../shared/tenant'
import type { Authenticator, User } from '../../../shared/user'
import { later } from '../../components/later'
import { formatInSentence } from '../../format/time'
import { authenticatorsKey } from '../../state/queries'
import { runKey, setRun, useActionRuns } from './action-store'
import type { UserAction } from './action-words'
import { isCardShown, tellEnd } from './endings'
import { useFocusBack } from './give-focus-back'
import { Outcome } from './Outcome'
import { failureWords, issueWords, lockLeft } from './outcome-words'
import { type ActionTarget, type Confirmed, perform } from './perform'
import { useIssue } from './use-issue'

// not needed before the first action: they stay out of the start
const AskFirst = later(async () => (await import('./AskFirst')).AskFirst)
const TemporaryPasswordDialog = later(
  async () => (await import('./TemporaryPasswordDialog')).TemporaryPasswordDialog
)

export interface UserActions {
  /** Begins an action, or asks first; nothing happens while another one runs or asks. */
  start: (action: UserAction, how: 'button' | 'key') => void
  /** the write that runs now */
  busy?: UserAction | undefined
  /** nothing runs or asks */
  free: boolean
  dialogs: ReactNode
  outcome: ReactNode
}

interface Asking {
  key: string
  action: UserAction
  how: 'button' | 'key'
  /** as it was when the question was put: what is sent is what was asked */
  known: Confirmed
}

/** A click on these says what is meant; a key may have been typed for another place. The others always ask. */
export const actsAtOnce = (action: UserAction) => action === 'unlock' || action === 'issue'

function knownOf(user: User, { tenantId, userId, appId }: ActionTarget, client: QueryClient): Confirmed {
  const authenticators = client.getQueryData<Authenticator[]>(authenticatorsKey(tenantId, userId))
  const passwords = passwordAuthenticators(authenticators ?? [], appId)
  return {
    blocked: passwords.some((one) => isBlocked(one, user.status)),
    neverSignedIn: neverSignedIn(user, authenticators)
  }
}

/** Everything that can be done to the user of the open card, with its dialogs and how the last one ended. */
export function useUserActions(user: User, tenant: TenantSummary): UserActions {
  const client = useQueryClient()
  const target = {
    tenantId: tenant.id,
    userId: user.id,
    appId: tenant.appId,
    who: user.displayName,
    where: tenant.label
  }
  const key = runKey(target)
  const run = useActionRuns(({ runs }) => runs[key])
  const [asked, setAsked] = useState<Asking>()
  const asking = asked?.key === key ? asked : undefined
  const { issue, begin, done } = useIssue(target, client)
  const busy = run?.busy
  const acting = issue !== undefined || busy !== undefined
  useFocusBack({ asking: asking !== undefined, acting })

  const act = async (action: UserAction, confirmed?: Confirmed) => {
    if (action === 'issue') {
      setAsked(undefined)
      return begin()
    }
    setRun(target, { busy: action })
    const outcome = await perform(action, target, confirmed, client)
    // main found a block that the card did not know of: now it is asked
    if (outcome.blocked && !issue && isCardShown(target)) {
      setRun(target, {})
      return setAsked({ key, action, how: 'button', known: { blocked: true, neverSignedIn: false } })
    }
    tellEnd(target, action, outcome)
    setAsked(undefined)
  }
  const start = (action: UserAction, how: 'button' | 'key') => {
    // the store and not this render: two clicks may come before the next one
    if (useActionRuns.getState().runs[key]?.busy || asking || issue) return
    const known = knownOf(user, target, client)
    if (how === 'button' && actsAtOnce(action) && !(action === 'unlock' && known.blocked)) void act(action)
    else setAsked({ key, action, how, known })
  }
  const finishIssue = () => {
    if (issue?.state === 'issued') {
      const { expiresAt } = issue.outcome
      const runsOut = expiresAt === undefined ? undefined : formatInSentence(expiresAt, Date.now())
      const left = lockLeft(issue.outcome, tenant.appId)
      setRun(target, { outcome: issueWords(issue.outcome, runsOut, left, run?.outcome) })
    } else if (issue?.state === 'failed' && issue.error.kind === 'outcome-unknown') {
      // the card must go on saying so: the old password may be gone
      setRun(target, { outcome: failureWords('issue', issue.error) })
    }
    done()
  }

  const dialogs = (
    <>
      {asking && (
        <AskFirst
          // another question begins anew, with the focus on Cancel
          key={`${asking.action} ${asking.known.blocked}`}
          action={asking.action}
          how={asking.how}
          known={asking.known}
          user={user}
          tenant={tenant}
          busy={busy !== undefined}
          onConfirm={() => void act(asking.action, asking.known)}
          onCancel={() => setAsked(undefined)}
        />
      )}
      {issue && (
        <TemporaryPasswordDialog
          issue={issue}
          user={user}
          tenant={tenant}
          unlocking={busy === 'unlock'}
          unlocked={run?.outcome}
          onUnlock={() => void act('unlock')}
          onAgain={() => void begin()}
          onDone={finishIssue}
        />
      )}
    </>
  )
  const outcome = <Outcome outcome={issue ? undefined : run?.outcome} />
  return { start, busy, free: !acting && asking === undefined, dialogs, outcome }
}
