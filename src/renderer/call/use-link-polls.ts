import { useEffect, useRef } from 'react'
import type { LinkCheck } from '../../shared/verification'
import { call } from '../bridge/client'
import type { UserRef } from '../state/queries'

/** Mosaic tells nobody that a link was opened: so often (ms) it is asked. */
export const linkPollMs = 3_000

interface LinkPolls {
  onAnswer: (answer: LinkCheck) => void
  onFailure: (thrown: unknown) => void
}

/** Asks whether the link was opened, while this is on screen and a link is on its way; `sentAt` tells one link from the next. */
export function useLinkPolls(
  { tenantId, userId }: UserRef,
  sentAt: number | undefined,
  polls: LinkPolls
): void {
  const latest = useRef(polls)
  useEffect(() => {
    latest.current = polls
  })
  useEffect(() => {
    if (sentAt === undefined) return
    let gone = false
    const askLater = () => setTimeout(() => void ask(), linkPollMs)
    let timer = askLater()
    async function ask() {
      try {
        const answer = await call('verify.checkLink', { tenantId, userId })
        if (!gone) latest.current.onAnswer(answer)
      } catch (thrown) {
        if (!gone) latest.current.onFailure(thrown)
      }
      if (!gone) timer = askLater()
    }
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [tenantId, userId, sentAt])
}
