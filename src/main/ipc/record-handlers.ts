import type { Handlers } from './handlers'
import { inTenant } from './in-tenant'
import type { Services } from './services'

type Names = Extract<
  keyof Handlers,
  `journal.${string}` | `tracker.${string}` | `policy.${string}` | `practice.${string}`
>

/** What was done on this machine, by which rules, and what the practice tenant "sent". */
export function recordHandlers({ desk, practice, records, sessions }: Services): Pick<Handlers, Names> {
  const within = inTenant(sessions)
  return {
    'journal.query': ({ filter, before, limit }) => records.query(filter, { before, limit }),
    'journal.verify': () => records.verify(),
    'journal.export': ({ format, filter }) => records.export(format, filter),
    'tracker.list': within((session) => records.tracked(session)),
    'policy.view': () => desk.policy(),
    'practice.inbox': async () => practice.inbox(),
    'practice.openLink': async ({ messageId }) => {
      practice.openLink(messageId)
      return practice.inbox()
    }
  }
}
