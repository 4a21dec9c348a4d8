import { readAuthenticators, readGroups, readRaw, readSessions, readUser } from '../desk/card'
import { find } from '../desk/find'
import type { Handlers } from './handlers'
import { inTenant } from './in-tenant'
import type { Services } from './services'

type Names = 'find' | 'user.read' | 'user.raw' | 'user.authenticators' | 'user.sessions' | 'user.groups'

/** What an agent looks at. Reads are cancelled by the window and by a change of tenant. */
export function deskHandlers({ desk, sessions }: Services): Pick<Handlers, Names> {
  const within = inTenant(sessions)
  return {
    find: within(
      ({ tenantId, applicationId, client, defaultCountry }, { text, searchId }, signal, { emit }) =>
        find({
          text,
          defaultCountry,
          client,
          signal,
          onAsked: (questions) => emit('find.asked', { searchId, questions }),
          onAnswer: (answer) => {
            if (answer.outcome.state === 'found')
              desk.facts.saw({ tenantId, applicationId }, answer.outcome.users)
            emit('find.answer', { searchId, answer })
          }
        })
    ),
    'user.read': within(({ client }, { userId }, signal) => readUser(client, userId, signal)),
    'user.raw': within(({ client }, { userId }, signal) => readRaw(client, userId, signal)),
    'user.authenticators': within(({ client }, { userId }, signal) =>
      readAuthenticators(client, userId, signal)
    ),
    'user.sessions': within(({ client }, { userId }, signal) => readSessions(client, userId, signal)),
    'user.groups': within(({ client }, { userId }, signal) => readGroups(client, userId, signal))
  }
}
