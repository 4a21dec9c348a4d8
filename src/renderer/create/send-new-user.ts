import { AppFailure, toAppError } from '../../shared/errors'
import type { User } from '../../shared/user'
import { call } from '../bridge/client'
import type { Scope } from '../bridge/scope'
import { openCard } from '../find/open-card'
import { isCovered, useDesk } from '../state/desk-store'
import { setRun } from '../user/actions/action-store'
import type { ActionOutcome } from '../user/actions/outcome-words'
import { dropCreateDraft, keepFor, type Matches, type NewUserValues, useCreateDesk } from './create-store'

type Made = 'created' | 'added'

const words: Record<Made, NonNullable<ActionOutcome['done']>> = {
  created: { title: 'User created.', lines: ['They have no password yet: issue a temporary one.'] },
  added: {
    title: 'Added to this application.',
    lines: [
      'This person was in the tenant already. No detail of theirs was changed.',
      'If they have no password here, issue a temporary one.'
    ]
  }
}

/** Shows the card of somebody who was just created or added, and offers a temporary password there. */
export function openMade({ tenantId, applicationId }: Scope, made: Made, user: User): void {
  const outcome: ActionOutcome = { done: words[made], failures: [] }
  setRun({ tenantId, applicationId, userId: user.id }, { outcome })
  dropCreateDraft()
  openCard(user, tenantId, applicationId)
}

/** Opens the card if the agent still waits for it; else the Create screen tells when they come back. */
function finish(scope: Scope, made: Made, user: User): void {
  const { tenantId, applicationId } = scope
  if (useCreateDesk.getState().tenantId !== tenantId) return
  const desk = useDesk.getState()
  if (desk.screen === 'create' && !isCovered(desk)) openMade(scope, made, user)
  else keepFor(tenantId, { progress: { state: 'made', outcome: made, user, applicationId } })
}

/** Sends the form. Main looks for every identifier first and sends nothing when somebody has one (API.md §2.3). */
export async function createUser(scope: Scope, form: NewUserValues): Promise<void> {
  const { tenantId } = scope
  keepFor(tenantId, { progress: { state: 'creating' } })
  try {
    const answer = await call('user.create', { ...scope, form })
    if (answer.outcome === 'exists') {
      keepFor(tenantId, { progress: { state: 'exists', matches: answer.matches } })
    } else finish(scope, answer.outcome, answer.user)
  } catch (thrown) {
    keepFor(tenantId, { progress: { state: 'failed', error: toAppError(thrown) } })
  }
}

/** Adds somebody who exists to this application; that they are in it already is no failure. */
export async function addToApplication(
  scope: Scope,
  matches: Matches,
  user: User,
  already: string[]
): Promise<void> {
  const { tenantId } = scope
  const exists = { state: 'exists', matches, already } as const
  keepFor(tenantId, { progress: { ...exists, adding: user.id } })
  try {
    const answer = await call('user.addToApp', { ...scope, userId: user.id })
    if (answer.outcome === 'exists') throw new AppFailure({ kind: 'conflict', reason: 'identifier-taken' })
    finish(scope, 'added', answer.user)
  } catch (thrown) {
    const error = toAppError(thrown)
    const isIn = error.kind === 'conflict' && error.reason === 'identifier-taken'
    keepFor(tenantId, {
      progress: isIn ? { ...exists, already: [...already, user.id] } : { ...exists, error }
    })
  }
}
