import { useMemo } from 'react'
import type { Authenticator, User } from '../../shared/user'
import { verdict, type Verdict, type VerdictAction, type VerdictKind } from '../../shared/verdict'
import { formatInSentence } from '../format/time'

interface LockSource {
  data: Authenticator[] | undefined
  isPending: boolean
}

/** These stand whatever the authenticators say: no lock outranks them. */
const certainWithoutLocks: VerdictKind[] = ['disabled', 'pending', 'unknown-status']

export interface CardVerdict {
  /** undefined while a lock could still change the answer */
  verdict: Verdict | undefined
  /** the action that the verdict offers or, while it is read, probably will: it is not offered twice */
  offered: VerdictAction | undefined
}

/**
 * Why they cannot sign in. `now` in epoch ms. When the authenticators cannot be read, the verdict says what is
 * known without them.
 */
export function useCardVerdict(
  user: User,
  appId: string | undefined,
  locks: LockSource,
  now: number
): CardVerdict {
  const { data: authenticators, isPending } = locks
  return useMemo(() => {
    const formatTime = (time: number) => formatInSentence(time, now)
    const found = verdict({ user, authenticators, appId, now, formatTime })
    const uncertain = isPending && !certainWithoutLocks.includes(found.kind)
    return { verdict: uncertain ? undefined : found, offered: found.action }
  }, [user, appId, authenticators, isPending, now])
}
