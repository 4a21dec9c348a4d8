import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { IssueOutcome } from '../../../shared/actions'
import { toAppError } from '../../../shared/errors'
import type { Authenticator, User } from '../../../shared/user'
import { call } from '../../bridge/client'
import { ticketSaved } from '../../call/ticket-saving'
import { refreshCall } from '../../state/call'
import { isOpenCard } from '../../state/call-news'
import {
  authenticatorsKey,
  callKey,
  cardInput,
  type CardRef,
  rawKey,
  sessionsKey,
  type UserRef,
  userKey
} from '../../state/queries'
import type { UserAction } from './action-words'
import { type ActionOutcome, failureWords, signOutWords, statusWords, unlockWords } from './outcome-words'

type Write = Exclude<UserAction, 'issue'>

/** Shows on the card what was read again after a write; what was not is asked anew. */
export function showReread(
  client: QueryClient,
  ref: CardRef,
  { user, authenticators }: { user?: User | undefined; authenticators?: Authenticator[] | undefined }
): void {
  show(client, ref, userKey(ref), user)
  show(client, ref, authenticatorsKey(ref), authenticators)
  // read anew where it is unfolded
  void client.invalidateQueries({ queryKey: rawKey(ref) })
}

function show(
  client: QueryClient,
  ref: CardRef,
  queryKey: QueryKey,
  data: User | Authenticator[] | undefined
) {
  if (data === undefined) return void client.invalidateQueries({ queryKey })
  // a read from before the write must not arrive after it
  void client.cancelQueries({ queryKey }).then(() => {
    // nobody's data outlives their call
    if (isOpenCard(ref)) client.setQueryData(queryKey, data)
  })
}

/** Everything about the user is asked again: after a write whose end is not known. */
export function rereadAll(client: QueryClient, of: UserRef): void {
  void client.invalidateQueries({ queryKey: callKey(of) })
}

/** Who an action is for; `appId` tells this application's password from others (API.md §3.3). */
export interface ActionTarget extends CardRef {
  appId?: string | undefined
}

/** What the agent was asked and said yes to. */
export interface Confirmed {
  /** of an administrator's block they know, and lift it */
  blocked: boolean
  /** activation makes an account pending that has never seen a sign-in */
  neverSignedIn: boolean
}

async function write(
  action: Write,
  target: ActionTarget,
  confirmed: Confirmed | undefined,
  client: QueryClient
): Promise<ActionOutcome> {
  const ref = cardInput(target)
  switch (action) {
    case 'unlock': {
      const outcome = await call('password.unlock', confirmed?.blocked ? { ...ref, liftBlock: true } : ref)
      showReread(client, ref, { authenticators: outcome.authenticators })
      return unlockWords(outcome, target.appId)
    }
    case 'suspend':
    case 'activate': {
      const activated = confirmed?.neverSignedIn ? 'Pending' : 'Active'
      const status = action === 'suspend' ? 'Disabled' : activated
      const outcome = await call('user.setStatus', { ...ref, status })
      // authenticators change with the status (API.md §3.3)
      showReread(client, ref, { user: outcome.user })
      return statusWords(action, outcome)
    }
    case 'sign-out': {
      const outcome = await call('user.signOut', ref)
      void client.invalidateQueries({ queryKey: sessionsKey(ref) })
      return signOutWords(outcome)
    }
  }
}

/** Does one write and answers how it ended, in words; never throws. A write that has begun is not cancelled. */
export async function perform(
  action: Write,
  target: ActionTarget,
  confirmed: Confirmed | undefined,
  client: QueryClient
): Promise<ActionOutcome> {
  try {
    await ticketSaved()
    return await write(action, target, confirmed, client)
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.kind === 'outcome-unknown') rereadAll(client, target)
    return failureWords(action, error)
  } finally {
    refreshCall(client, target)
  }
}

/** Asks main for a temporary password; the password itself stays there. Throws `AppFailure`. */
export async function issuePassword(ref: CardRef, client: QueryClient): Promise<IssueOutcome> {
  try {
    await ticketSaved()
    const outcome = await call('password.issue', cardInput(ref))
    showReread(client, ref, outcome)
    return outcome
  } catch (thrown) {
    if (toAppError(thrown).kind === 'outcome-unknown') rereadAll(client, ref)
    throw thrown
  } finally {
    refreshCall(client, ref)
  }
}
