import { useMemo } from 'react'
import type { SignInRules } from '../../shared/password-settings'
import type { Authenticator, User } from '../../shared/user'
import { verdict, type Verdict, type VerdictKind } from '../../shared/verdict'
import { formatInSentence } from '../format/time'

interface LockSource {
  data: Authenticator[] | undefined
  isPending: boolean
}

/** These stand whatever the authenticators say: no lock outranks them. */
const certainWithoutLocks: VerdictKind[] = ['disabled', 'pending', 'unknown-status']

/**
 * Why they cannot sign in; undefined while a lock could still change the answer. `now` in epoch ms. When the authenticators
 * cannot be read, the verdict says what is known without them; so it does while the application's rules are not known.
 */
export function useCardVerdict(
  user: User,
  appId: string | undefined,
  locks: LockSource,
  rules: SignInRules | undefined,
  now: number
): Verdict | undefined {
  const { data: authenticators, isPending } = locks
  return useMemo(() => {
    const formatTime = (time: number) => formatInSentence(time, now)
    const found = verdict({ user, authenticators, appId, lockRules: rules, now, formatTime })
    const uncertain = isPending && !certainWithoutLocks.includes(found.kind)
    return uncertain ? undefined : found
  }, [user, appId, authenticators, isPending, rules, now])
}
