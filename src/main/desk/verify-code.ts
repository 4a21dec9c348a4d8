import { AppFailure } from '../../shared/errors'
import { kindNames } from '../../shared/desk-words'
import type { CallView, CodeCheck } from '../../shared/verification'
import type { CallDesk } from './call-desk'
import { readPreferences } from './preferences'
import { endSession } from './end-session'
import { proved, readyWay } from './proofs'
import type { TenantSession } from './tenant-session'

/** What Mosaic documents for one-time codes where the application's settings cannot be read (API.md §5), in minutes. */
const usualLifeMinutes = 5

/** Sends a code to the verified contact on file, which is read anew first (API.md §6.1). */
export async function sendCode(
  desk: CallDesk,
  session: TenantSession,
  userId: string,
  channel: 'sms' | 'email'
): Promise<CallView> {
  const kind = channel === 'sms' ? 'sms-code' : 'email-code'
  const call = desk.calls.need({ tenantId: session.tenantId, userId })
  const { round } = call
  const to = await readyWay(desk, session, call, kind)
  const { client } = session
  const rules = await readPreferences(client)
  const known = channel === 'sms' ? rules.smsCode : rules.emailCode
  const onItsWay = desk.calls.sending(call, round)
  await desk.step(call, {
    action: 'send-code',
    note: `${channel === 'sms' ? 'SMS' : 'e-mail'} to ${to}`,
    work: () => {
      // Mosaic takes the new one from here on, answer or not: it must not pass for an older one that went elsewhere
      desk.calls.dropPending(call)
      return client.otp.send(userId, channel)
    }
  })
  const sentAt = desk.now()
  onItsWay({
    kind,
    to,
    sentAt,
    expires: sentAt + (known?.livesMinutes ?? usualLifeMinutes) * 60_000,
    estimated: known?.livesMinutes === undefined,
    wrong: 0,
    ...(known?.attempts !== undefined && { attemptsLeft: known.attempts })
  })
  return desk.view(session, call)
}

/** Has Mosaic check what the caller read out. Checking signs the user in: that session is ended again (API.md §6.1). */
export async function checkCode(
  desk: CallDesk,
  session: TenantSession,
  userId: string,
  code: string
): Promise<CodeCheck> {
  const call = desk.calls.need({ tenantId: session.tenantId, userId })
  const { pending, round } = call
  if (pending === undefined || pending.kind === 'email-link') {
    throw new AppFailure({ kind: 'not-found', what: 'A code for this call', todo: 'Send one first.' })
  }
  const { client } = session
  const checked = await desk.step(call, {
    action: 'check-code',
    note: `${kindNames[pending.kind]} to ${pending.to}`,
    work: () => client.otp.check(userId, code.replace(/[\s-]/g, '')),
    tell: ({ outcome }) => ({ result: outcome === 'right' ? 'done' : outcome })
  })
  if (checked.outcome === 'right') {
    const { sessionId } = checked
    const ended = await endSession(client, 'Check code', { userId, sessionId })
    const sessionLeft = ended.state === 'failed'
    await proved(desk, call, { kind: pending.kind, evidence: pending.to, round })
    const view = await desk.view(session, call)
    return { outcome: 'verified', call: view, ...(sessionLeft && { sessionLeft }) }
  }
  const wrong = pending.wrong + 1
  const attemptsLeft = pending.attemptsLeft === undefined ? undefined : Math.max(0, pending.attemptsLeft - 1)
  // another code may have been sent meanwhile: what is said of the old one does not count for it
  if (call.pending === pending) {
    call.pending =
      checked.outcome === 'wrong'
        ? { ...pending, wrong, ...(attemptsLeft !== undefined && { attemptsLeft }) }
        : undefined
  }
  desk.calls.did(call, {
    what: `Check ${kindNames[pending.kind]}`,
    result: 'failed',
    detail: checked.outcome
  })
  return {
    outcome: checked.outcome,
    ...(checked.outcome === 'wrong' && attemptsLeft !== undefined && { attemptsLeft }),
    call: await desk.view(session, call)
  }
}
