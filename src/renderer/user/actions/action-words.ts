import type { SignInRules } from '../../../shared/password-settings'
import type { User } from '../../../shared/user'
import { hoursWords } from '../../format/hours'
import type { CredentialAction } from '../credentials/dialog'
import { blockWords } from './block-words'
import type { Confirmed } from './perform'

export type UserAction = 'unlock' | 'issue' | 'suspend' | 'activate' | 'sign-out'

/** All that can be begun on a card; `verify` and `refuse` are about the caller and not the account. */
export type CardAction = UserAction | CredentialAction | 'verify' | 'refuse'

export interface Question {
  title: string
  /** what will happen, one sentence a line */
  lines: string[]
  danger: boolean
}

/** How long a temporary password of this application lives, where that is known. */
export function lifeWords(rules: SignInRules | undefined): string | undefined {
  const hours = rules?.temporaryPasswordHours
  return hours === undefined ? undefined : `It has to be used within ${hoursWords(hours)}.`
}

/**
 * What is asked before an action, by the rules of the application where they are known. Suspension is tenant-wide and is not said
 * to end sessions (API.md §3.1).
 */
export function question(
  action: UserAction,
  user: User,
  { blocked, neverSignedIn }: Confirmed,
  rules?: SignInRules
): Question {
  const name = user.displayName
  switch (action) {
    case 'unlock':
      return {
        title: `Unlock ${name}’s password?`,
        lines: blocked
          ? [`${blockWords.title} ${blockWords.todo}`, 'Lifts the block. The password itself stays the same.']
          : ['Lifts the lock. The password itself stays the same.'],
        danger: blocked
      }
    case 'issue':
      return {
        title: `Give ${name} a new password?`,
        lines: [
          ...(user.password === undefined
            ? ['Sets a first, temporary password that must be changed at the first sign-in.']
            : [
                'The present password stops working at once.',
                'A temporary one takes its place; it must be changed at the first sign-in.'
              ]),
          ...[lifeWords(rules)].filter((line) => line !== undefined)
        ],
        danger: false
      }
    case 'suspend':
      return {
        title: `Suspend ${name}?`,
        lines: [
          'They cannot sign in to any application of this tenant until they are activated again.',
          'Sessions that are open now may go on: use “Sign out everywhere” as well if they must end.'
        ],
        danger: true
      }
    case 'activate':
      return {
        title: `Activate ${name}?`,
        lines: neverSignedIn
          ? [
              'They can sign in to the applications of this tenant.',
              'They have never signed in, so the account becomes pending again: the first sign-in makes it active.'
            ]
          : ['They can sign in to the applications of this tenant again.'],
        danger: false
      }
    case 'sign-out':
      return {
        title: `Sign ${name} out everywhere?`,
        lines: [
          'Ends every session they have, in the application and on the hosted sign-in pages.',
          'Access that an app has been given already may last until it runs out.'
        ],
        danger: true
      }
  }
}
