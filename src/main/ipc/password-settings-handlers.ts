import { readSignInRules } from '../desk/preferences'
import type { Handlers } from './handlers'
import { inTenant } from './in-tenant'
import type { Services } from './services'

type Names = Extract<keyof Handlers, `passwordSettings.${string}`> | 'tenant.rules'

/** The password settings of the open application. A change runs to its end, whatever becomes of the window. */
export function passwordSettingsHandlers({
  passwordSettings,
  sessions
}: Pick<Services, 'passwordSettings' | 'sessions'>): Pick<Handlers, Names> {
  const within = inTenant(sessions)
  return {
    'passwordSettings.read': within((session, _, signal) => passwordSettings.read(session, signal)),
    'passwordSettings.save': within((session, { readId, change, tenantName }) =>
      passwordSettings.save(session, { readId, change, tenantName })
    ),
    'passwordSettings.undo': within((session, { tenantName }) => passwordSettings.undo(session, tenantName)),
    'passwordSettings.ages': within((session, { days }, signal) =>
      passwordSettings.ages(session, days, signal)
    ),
    'tenant.rules': within(({ client, appId }) => readSignInRules(client, appId))
  }
}
