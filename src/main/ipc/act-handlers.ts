import { clearClipboardAfterMs, hideAfterMs } from '../desk/issued-passwords'
import type { Handlers } from './handlers'
import { inTenant } from './in-tenant'
import type { Services } from './services'

type Names =
  | 'user.create'
  | 'user.addToApp'
  | 'user.setStatus'
  | 'user.signOut'
  | 'reset.send'
  | 'access.issue'
  | Extract<keyof Handlers, `password.${string}` | `issued.${string}`>

/** What an agent does to an account: each goes through the gate. Writes run to their end, whatever becomes of the window. */
export function actHandlers({ acts, issued, sessions }: Services): Pick<Handlers, Names> {
  const within = inTenant(sessions)
  /** The page or the tenant that asked is gone: nobody is left who could press Done. */
  const held = <Outcome extends { issueId: string }>(outcome: Outcome, signal: AbortSignal): Outcome => {
    if (signal.aborted) issued.done(outcome.issueId)
    return outcome
  }
  return {
    'user.create': within((session, { form }) => acts.create(session, form)),
    'user.addToApp': within((session, { userId }) => acts.addToApp(session, userId)),
    'user.setStatus': within((session, { userId, status }) => acts.setStatus(session, userId, status)),
    'user.signOut': within((session, { userId }) => acts.signOut(session, userId)),
    'reset.send': within((session, { userId, way }) => acts.sendReset(session, userId, way)),
    'password.unlock': within((session, { userId, liftBlock }) =>
      acts.unlock(session, userId, liftBlock === true)
    ),
    'password.issue': within(async (session, { userId, username }, signal) =>
      held(await acts.issue(session, userId, username), signal)
    ),
    'password.set': within((session, { userId, password, temporary, username }) =>
      acts.setPassword(session, userId, { password, temporary, username })
    ),
    'password.check': within((session, { userId, by, password }) =>
      acts.checkSignIn(session, userId, { by, password })
    ),
    'access.issue': within(async (session, { userId }, signal) =>
      held(await acts.accessCode(session, userId), signal)
    ),
    'issued.reveal': async ({ issueId }) => ({ password: issued.reveal(issueId), hideAfterMs }),
    'issued.copy': async ({ issueId }) => {
      await issued.copy(issueId)
      return { clearAfterMs: clearClipboardAfterMs }
    },
    'issued.done': async ({ issueId }) => {
      issued.done(issueId)
      return null
    }
  }
}
