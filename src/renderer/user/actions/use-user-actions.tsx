import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { TenantSummary } from '../../../shared/tenant'
import type { User } from '../../../shared/user'
import { later } from '../../components/later'
import { formatInSentence } from '../../format/time'
import { runKey, setRun, useActionRuns } from './action-store'
import type { UserAction } from './action-words'
import { useFocusBack } from './give-focus-back'
import { Outcome } from './Outcome'
import { failureWords, isStillLocked, issueWords } from './outcome-words'
import { perform } from './perform'
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
  dialogs: ReactNode
  outcome: ReactNode
}

interface Asking {
  key: string
  action: UserAction
  how: 'button' | 'key'
}

/** A click on these says what is meant; a key may have been typed for another place. The others always ask. */
const isDirect = (action: UserAction, how: 'button' | 'key') =>
  how === 'button' && (action === 'unlock' || action === 'issue')

/** Everything that can be done to the user of the open card, with its dialogs and how the last one ended. */
export function useUserActions(user: User, tenant: TenantSummary): UserActions {
  const client = useQueryClient()
  const target = { tenantId: tenant.id, userId: user.id, appId: tenant.appId }
  const key = runKey(target)
  const run = useActionRuns(({ runs }) => runs[key])
  const [asked, setAsked] = useState<Asking>()
  const asking = asked?.key === key ? asked : undefined
  const { issue, begin, done } = useIssue(target, client)
  const busy = run?.busy
  useFocusBack(asking !== undefined || issue !== undefined || busy !== undefined)

  const act = async (action: UserAction) => {
    if (action === 'issue') {
      setAsked(undefined)
      return begin()
    }
    setRun(target, { busy: action })
    const outcome = await perform(action, target, client)
    setRun(target, { outcome })
    setAsked(undefined)
  }
  const start = (action: UserAction, how: 'button' | 'key') => {
    // the store and not this render: two clicks may come before the next one
    if (useActionRuns.getState().runs[key]?.busy || asking || issue) return
    if (isDirect(action, how)) void act(action)
    else setAsked({ key, action, how })
  }
  const finishIssue = () => {
    if (issue?.state === 'issued') {
      const { expiresAt } = issue.outcome
      const runsOut = expiresAt === undefined ? undefined : formatInSentence(expiresAt, Date.now())
      const locked = isStillLocked(issue.outcome, tenant.appId)
      setRun(target, { outcome: issueWords(issue.outcome, runsOut, locked, run?.outcome) })
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
          action={asking.action}
          how={asking.how}
          user={user}
          tenant={tenant}
          busy={busy !== undefined}
          onConfirm={() => void act(asking.action)}
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
  return { start, busy, dialogs, outcome }
}
