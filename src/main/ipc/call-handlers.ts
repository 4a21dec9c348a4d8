import { copyWorkNote, dialCaller, setTicket } from '../desk/call-acts'
import type { NoteTenant } from '../desk/note'
import { refuseCaller } from '../desk/refuse-caller'
import { checkCode, sendCode } from '../desk/verify-code'
import { checkLink, sendLink } from '../desk/verify-link'
import { attest, checkCurrentPassword } from '../desk/verify-stated'
import type { Handlers } from './handlers'
import { inTenant } from './in-tenant'
import type { Services } from './services'

type Names = Extract<keyof Handlers, `call.${string}` | `verify.${string}`>

/** The open call and the proofs that belong to it. Only main makes them: the window asks and is shown the result. */
export function callHandlers({ clipboard, desk, dial, sessions, state }: Services): Pick<Handlers, Names> {
  const within = inTenant(sessions)
  const tenantOf = (tenantId: string): NoteTenant =>
    state().tenants.find(({ id }) => id === tenantId) ?? { label: tenantId, environment: 'production' }
  return {
    'call.open': within((session, { userId }) => desk.open(session, userId)),
    // also when another tenant is open by now: then it is over already
    'call.close': async (caller) => {
      desk.close(caller)
      return null
    },
    'call.setTicket': within((session, { userId, ticket }) => setTicket(desk, session, userId, ticket)),
    'call.refuse': within(async (session, { userId, reason }) => {
      await refuseCaller(desk, session, userId, reason, tenantOf(session.tenantId))
      return null
    }),
    'call.copyNote': within(async (session, { userId }) => {
      const tenant = tenantOf(session.tenantId)
      return { text: await copyWorkNote(desk, session, userId, { clipboard, tenant }) }
    }),
    'verify.sendCode': within((session, { userId, channel }) => sendCode(desk, session, userId, channel)),
    'verify.checkCode': within((session, { userId, code }) => checkCode(desk, session, userId, code)),
    'verify.sendLink': within((session, { userId }) => sendLink(desk, session, userId)),
    'verify.checkLink': within((session, { userId }) => checkLink(desk, session, userId)),
    'verify.password': within((session, { userId, password }) =>
      checkCurrentPassword(desk, session, userId, password)
    ),
    'verify.attest': within((session, { userId, kind, name, reason }) =>
      attest(desk, session, userId, { kind, name, reason })
    ),
    'verify.dial': within(async (session, { userId }) => {
      await dialCaller(desk, session, userId, dial)
      return null
    })
  }
}
