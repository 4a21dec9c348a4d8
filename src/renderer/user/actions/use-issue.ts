import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { IssueOutcome } from '../../../shared/actions'
import { type AppError, toAppError } from '../../../shared/errors'
import { call } from '../../bridge/client'
import { runKey, setRun } from './action-store'
import { type Concerned, tellEnd } from './endings'
import { failureWords, unseenWords } from './outcome-words'
import { issuePassword } from './perform'

export type Issue =
  | { state: 'issuing' }
  | { state: 'issued'; outcome: IssueOutcome }
  | { state: 'failed'; error: AppError }

/** Main forgets the password; should the call be lost, it does so by itself after a while. */
function forgetPassword(issueId: string): void {
  call('issued.done', { issueId }).catch(() => undefined)
}

/**
 * One temporary password for the user of the open card, from the request to Done. Leaving the card in between throws it away,
 * and says so where Mosaic answered only afterwards. `onUnverified`: main asks for a verification first, and nothing was sent.
 */
export function useIssue(ref: Concerned, client: QueryClient, onUnverified: () => void) {
  const [held, setHeld] = useState<{ key: string; issue: Issue }>()
  const key = runKey(ref)
  /** the card that is shown; undefined once it is gone */
  const shown = useRef<string>(undefined)
  const issueId = useRef<string>(undefined)

  useEffect(() => {
    shown.current = key
    return () => {
      shown.current = undefined
      // StrictMode takes a card away and puts it back at once: only a card that stays away is left
      queueMicrotask(() => {
        if (shown.current === key || issueId.current === undefined) return
        forgetPassword(issueId.current)
        issueId.current = undefined
      })
    }
  }, [key])

  const begin = async () => {
    setHeld({ key, issue: { state: 'issuing' } })
    setRun(ref, { busy: 'issue' })
    try {
      const outcome = await issuePassword(ref, client)
      if (shown.current !== key) {
        forgetPassword(outcome.issueId)
        return tellEnd(ref, 'issue', unseenWords)
      }
      issueId.current = outcome.issueId
      setRun(ref, {})
      setHeld({ key, issue: { state: 'issued', outcome } })
    } catch (thrown) {
      const error = toAppError(thrown)
      if (shown.current !== key) return tellEnd(ref, 'issue', failureWords('issue', error))
      setRun(ref, {})
      if (error.kind === 'verification-required') {
        setHeld(undefined)
        return onUnverified()
      }
      setHeld({ key, issue: { state: 'failed', error } })
    }
  }
  const done = () => {
    if (issueId.current !== undefined) forgetPassword(issueId.current)
    issueId.current = undefined
    setHeld(undefined)
  }
  return { issue: held?.key === key ? held.issue : undefined, begin, done }
}
