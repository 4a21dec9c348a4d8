import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { isBlocked, neverSignedIn, passwordAuthenticators } from '../../../shared/password-facts'
import type { TenantSummary } from '../../../shared/tenant'
import type { Authenticator, User } from '../../../shared/user'
import { isOffered, missingFor, refusalOf } from '../../call/gates'
import { later } from '../../components/later'
import { formatInSentence } from '../../format/time'
import { callNow, refreshCall } from '../../state/call'
import { authenticatorsKey, cardOf } from '../../state/queries'
import { useApplicationSwitch } from '../../tenants/applications/select-application'
import { runKey, setRun, useActionRuns } from './action-store'
import type { CardAction, UserAction } from './action-words'
import { type CallDialog, CallDialogs } from './CallDialogs'
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
  start: (action: CardAction, how: 'button' | 'key') => void
  /** the write that runs now */
  busy?: UserAction | undefined
  /** another application is being opened: nothing begins before its card is there */
  held: boolean
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
export const actsAtOnce = (action: CardAction) => action === 'unlock' || action === 'issue'

const asksItself = (action: CardAction): action is UserAction =>
  actsAtOnce(action) || action === 'suspend' || action === 'activate' || action === 'sign-out'

function knownOf(user: User, target: ActionTarget, client: QueryClient): Confirmed {
  const authenticators = client.getQueryData<Authenticator[]>(authenticatorsKey(target))
  const passwords = passwordAuthenticators(authenticators ?? [], target.appId)
  return {
    blocked: passwords.some((one) => isBlocked(one, user.status)),
    neverSignedIn: neverSignedIn(user, authenticators)
  }
}

/** Everything that can be done to the user of the open card, with its dialogs and how the last one ended. */
export function useUserActions(user: User, tenant: TenantSummary): UserActions {
  const client = useQueryClient()
  const target = {
    ...cardOf(tenant, user.id),
    appId: tenant.appId,
    who: user.displayName,
    where: tenant.label
  }
  const key = runKey(target)
  const run = useActionRuns(({ runs }) => runs[key])
  const [asked, setAsked] = useState<Asking>()
  const asking = asked?.key === key ? asked : undefined
  const [opened, setOpened] = useState<{ key: string; dialog: CallDialog }>()
  const dialog = opened?.key === key ? opened.dialog : undefined
  const [ended, setEnded] = useState(0)
  const open = (next: CallDialog) => setOpened({ key, dialog: next })
  const close = ({ done }: { done: boolean }) => {
    setOpened(undefined)
    if (done) setEnded((count) => count + 1)
  }
  /** Main asks for a proof that the card did not know of: what was begun goes on after it, and what was agreed to is. */
  const verifyFirst = (forAction: UserAction) => {
    setAsked(undefined)
    refreshCall(client, target)
    open({ kind: 'verify', forAction, how: 'button' })
  }
  const { issue, begin: beginIssue, done } = useIssue(target, client, () => verifyFirst('issue'))
  const busy = run?.busy
  const held = useApplicationSwitch(({ to }) => to !== undefined)
  const acting = issue !== undefined || busy !== undefined
  useFocusBack({ asking: asking !== undefined || dialog !== undefined, acting, ended })

  const act = async (action: UserAction, confirmed?: Confirmed) => {
    if (action === 'issue') {
      setAsked(undefined)
      return beginIssue()
    }
    setRun(target, { busy: action })
    const outcome = await perform(action, target, confirmed, client)
    const canAsk = !issue && isCardShown(target)
    if (outcome.unverified && canAsk) {
      setRun(target, {})
      return verifyFirst(action)
    }
    // main found a block that the card did not know of: now it is asked
    if (outcome.blocked && canAsk) {
      setRun(target, {})
      return setAsked({ key, action, how: 'button', known: { blocked: true, neverSignedIn: false } })
    }
    tellEnd(target, action, outcome)
    setAsked(undefined)
  }

  /** Nothing stands in the way: acts, asks, or opens the action's own dialog. */
  const begin = (action: CardAction, how: 'button' | 'key') => {
    if (action === 'verify') return open({ kind: 'verify', forAction: undefined, how })
    if (action === 'refuse') return open({ kind: 'refuse' })
    if (!asksItself(action)) return open({ kind: 'credential', action })
    const known = knownOf(user, target, client)
    if (how === 'button' && actsAtOnce(action) && !(action === 'unlock' && known.blocked)) void act(action)
    else setAsked({ key, action, how, known })
  }

  const start = (action: CardAction, how: 'button' | 'key') => {
    // the store and not this render: two clicks may come before the next one
    if (useActionRuns.getState().runs[key]?.busy || asking || issue || dialog) return
    if (useApplicationSwitch.getState().to !== undefined) return
    if (action === 'verify' || action === 'refuse') return begin(action, how)
    const call = callNow(client, target)
    const refusal = refusalOf(call, action)
    // its button is not there; a key may be pressed all the same
    if (refusal !== undefined) {
      const { rule = 'policy', why } = refusal
      return setRun(target, { outcome: failureWords(action, { kind: 'policy-refused', rule, why }) })
    }
    if (missingFor(call, action, Date.now()) > 0) open({ kind: 'verify', forAction: action, how })
    else begin(action, how)
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
      {dialog && (
        <CallDialogs
          dialog={dialog}
          user={user}
          tenant={tenant}
          open={open}
          onVerified={(forAction, how) => {
            close({ done: true })
            if (forAction !== undefined) begin(forAction, how)
          }}
          onClose={(outcome) => {
            close({ done: outcome !== undefined })
            // the dialog may end what it was doing after its card is gone
            if (outcome && dialog.kind === 'credential') tellEnd(target, dialog.action, outcome)
          }}
        />
      )}
      {issue && (
        <TemporaryPasswordDialog
          issue={issue}
          user={user}
          tenant={tenant}
          canUnlock={isOffered('unlock', callNow(client, target), undefined)}
          unlocking={busy === 'unlock'}
          unlocked={run?.outcome}
          onUnlock={() => void act('unlock')}
          onAgain={() => void beginIssue()}
          onDone={finishIssue}
        />
      )}
    </>
  )
  const outcome = <Outcome outcome={issue ? undefined : run?.outcome} />
  const free = !acting && !held && asking === undefined && dialog === undefined
  return { start, busy, held, free, dialogs, outcome }
}
