import type { DeskAction } from '../../shared/desk-action'
import type { PolicyView } from '../../shared/policy'
import type { ActionGate, CallView } from '../../shared/verification'
import type { CredentialAction } from '../user/credentials/dialog'
import type { UserAction } from '../user/actions/action-words'

/** What passes main's gate; the others of a card begin a verification or end the call. */
export type GatedAction = UserAction | CredentialAction

/** What an action asks of main; "Resolve" does three in one. */
export const partsOf = (action: GatedAction): readonly DeskAction[] =>
  action === 'resolve' ? ['sign-out', 'issue', 'unlock'] : [action]

/** The rule that forbids an action, with its sentence; undefined where none does or the gate is not known yet. */
export function refusalOf(view: CallView | undefined, action: GatedAction): ActionGate | undefined {
  if (view === undefined) return undefined
  return partsOf(action)
    .map((part) => view.actions[part])
    .find(({ allowed }) => !allowed)
}

/** How many more verifications an action needs; 0 while the gate is not known: main decides. */
export function missingFor(view: CallView | undefined, action: GatedAction, now: number): number {
  if (view === undefined) return 0
  return Math.max(
    ...partsOf(action).map((part) => {
      const { needed, have, verifiedUntil } = view.actions[part]
      const ranOut = verifiedUntil !== undefined && verifiedUntil <= now ? 1 : 0
      return Math.max(0, needed - Math.max(0, have - ranOut))
    })
  )
}

/**
 * Whether the card offers an action. Until the gate has answered, what the policy forbids for every caller is left out
 * already, so that nothing goes away again.
 */
export function isOffered(
  action: GatedAction,
  view: CallView | undefined,
  policy: PolicyView | undefined
): boolean {
  if (view !== undefined) return refusalOf(view, action) === undefined
  if (policy === undefined) return true
  const { locked, policy: rules } = policy
  return !locked && partsOf(action).every((part) => rules.allowed.includes(part) && !isHidden(part, rules))
}

/** Where only resets are sent, agents get to see neither passwords nor codes. */
function isHidden(action: DeskAction, { temporaryPassword }: PolicyView['policy']): boolean {
  const shown: readonly DeskAction[] = ['issue', 'set-password', 'access-code']
  return temporaryPassword.delivery === 'send' && shown.includes(action)
}
