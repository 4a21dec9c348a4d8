import { readAuthenticators, readGroups, readRaw, readSessions, readUser } from '../desk/card'
import { addToApplication, createUser } from '../desk/create'
import { find } from '../desk/find'
import { issueTemporaryPassword } from '../desk/issue'
import { clearClipboardAfterMs, hideAfterMs } from '../desk/issued-passwords'
import { setStatus, signOutEverywhere } from '../desk/status'
import type { TenantSession } from '../desk/tenant-session'
import { unlockPassword } from '../desk/unlock'
import type { CallContext, Handlers } from './handlers'
import type { Services } from './services'

type Names = Extract<keyof Handlers, 'find' | `user.${string}` | `password.${string}` | `issued.${string}`>

/** What an agent does to a user. Reads are cancelled by the window and by a change of tenant; writes run to their end. */
export function deskHandlers({ issued, sessions }: Services): Pick<Handlers, Names> {
  const inTenant =
    <Input extends { tenantId: string }, Value>(
      act: (session: TenantSession, input: Input, signal: AbortSignal, context: CallContext) => Promise<Value>
    ) =>
    async (input: Input, context: CallContext): Promise<Value> => {
      const session = await sessions.for(input.tenantId)
      return act(session, input, AbortSignal.any([context.signal, session.closed]), context)
    }
  return {
    find: inTenant(({ client, defaultCountry }, { text, searchId }, signal, { emit }) =>
      find({
        text,
        defaultCountry,
        client,
        signal,
        onAsked: (questions) => emit('find.asked', { searchId, questions }),
        onAnswer: (answer) => emit('find.answer', { searchId, answer })
      })
    ),
    'user.read': inTenant(({ client }, { userId }, signal) => readUser(client, userId, signal)),
    'user.raw': inTenant(({ client }, { userId }, signal) => readRaw(client, userId, signal)),
    'user.authenticators': inTenant(({ client }, { userId }, signal) =>
      readAuthenticators(client, userId, signal)
    ),
    'user.sessions': inTenant(({ client }, { userId }, signal) => readSessions(client, userId, signal)),
    'user.groups': inTenant(({ client }, { userId }, signal) => readGroups(client, userId, signal)),
    'user.create': inTenant(({ client, defaultCountry }, { form }) =>
      createUser(client, form, defaultCountry)
    ),
    'user.addToApp': inTenant(({ client }, { userId }) => addToApplication(client, userId)),
    'user.setStatus': inTenant(({ client }, { userId, status }) => setStatus(client, userId, status)),
    'user.signOut': inTenant(({ client }, { userId }) => signOutEverywhere(client, userId)),
    'password.unlock': inTenant(({ client }, { userId, liftBlock }) =>
      unlockPassword(client, userId, { spareBlock: liftBlock !== true })
    ),
    'password.issue': inTenant(async ({ client }, { userId }, signal) => {
      const outcome = await issueTemporaryPassword(client, userId, issued)
      // the page or the tenant that asked is gone: nobody is left who could press Done
      if (signal.aborted) issued.done(outcome.issueId)
      return outcome
    }),
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
