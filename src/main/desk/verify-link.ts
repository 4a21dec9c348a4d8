import { AppFailure } from '../../shared/errors'
import type { CallView, LinkCheck } from '../../shared/verification'
import type { CallDesk } from './call-desk'
import { linkOpenedAt } from './link-proof'
import { proved, readyWay } from './proofs'
import type { TenantSession } from './tenant-session'

/** A magic link's life where nothing is known of it, in minutes. */
const linkLifeMinutes = 15

/** Sends a magic link to the verified e-mail address on file; opening it leads to the application (API.md §6.2). */
export async function sendLink(desk: CallDesk, session: TenantSession, userId: string): Promise<CallView> {
  const call = desk.calls.need({ tenantId: session.tenantId, userId })
  const { round } = call
  const to = await readyWay(desk, session, call, 'email-link')
  const { client, redirectUri } = session
  if (redirectUri === undefined) throw new AppFailure({ kind: 'not-enabled-here', feature: 'Sending links' })
  const sentAt = desk.now()
  const onItsWay = desk.calls.sending(call, round)
  await desk.step(call, {
    action: 'send-link',
    note: `e-mail to ${to}`,
    work: () => client.links.send(userId, redirectUri)
  })
  const expires = sentAt + linkLifeMinutes * 60_000
  onItsWay({ kind: 'email-link', to, sentAt, expires, estimated: true, wrong: 0 })
  return desk.view(session, call)
}

/** Asks Mosaic whether the link was opened since it was sent. */
export async function checkLink(desk: CallDesk, session: TenantSession, userId: string): Promise<LinkCheck> {
  const call = desk.calls.need({ tenantId: session.tenantId, userId })
  const { pending, round } = call
  if (pending?.kind !== 'email-link') {
    throw new AppFailure({ kind: 'not-found', what: 'A link for this call', todo: 'Send one first.' })
  }
  const openedAt = await linkOpenedAt(session.client, userId, pending.sentAt)
  if (openedAt !== undefined) {
    await desk.step(call, {
      action: 'check-link',
      note: `e-mail to ${pending.to}`,
      work: async () => undefined
    })
    await proved(desk, call, { kind: 'email-link', evidence: pending.to, round })
    return { outcome: 'verified', call: await desk.view(session, call) }
  }
  const over = pending.expires <= desk.now()
  if (over && call.pending === pending) call.pending = undefined
  return { outcome: over ? 'expired' : 'waiting', call: await desk.view(session, call) }
}
