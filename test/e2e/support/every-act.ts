import type { Page } from 'playwright/test'
import { deskAction, type DeskAction } from '../../../src/shared/desk-action'
import type { AppError } from '../../../src/shared/errors'
import { newId } from './people'
import { ask, refOf } from './verification'

type Refused = Pick<AppError, 'kind'> & { rule?: string }

/** Sends every change that there is for a user to main, past the screen; answers by which rule each was refused. */
export async function tryEverything(
  page: Page,
  userId: string
): Promise<Record<DeskAction, Refused | 'answered'>> {
  const of = await refOf(page, userId)
  const password = 'Orchard-47-Lantern'
  const form = {
    email: `new.${newId().toLowerCase()}@example.com`,
    phone: '',
    username: '',
    firstName: 'Nia',
    lastName: '',
    externalUserId: ''
  }
  return {
    unlock: refusalOf(await ask(page, 'password.unlock', of)),
    issue: refusalOf(await ask(page, 'password.issue', of)),
    'set-password': refusalOf(await ask(page, 'password.set', { ...of, password, temporary: true })),
    'send-reset': refusalOf(await ask(page, 'reset.send', { ...of, way: 'email-code' })),
    'access-code': refusalOf(await ask(page, 'access.issue', of)),
    'sign-in-check': refusalOf(await ask(page, 'password.check', { ...of, by: 'user-id', password })),
    'sign-out': refusalOf(await ask(page, 'user.signOut', of)),
    suspend: refusalOf(await ask(page, 'user.setStatus', { ...of, status: 'Disabled' })),
    activate: refusalOf(await ask(page, 'user.setStatus', { ...of, status: 'Active' })),
    create: refusalOf(await ask(page, 'user.create', { tenantId: of.tenantId, form })),
    'add-to-app': refusalOf(await ask(page, 'user.addToApp', of))
  }
}

function refusalOf(answer: { ok: true } | { ok: false; error: AppError }): Refused | 'answered' {
  if (answer.ok) return 'answered'
  const { error } = answer
  return error.kind === 'policy-refused' ? { kind: error.kind, rule: error.rule } : { kind: error.kind }
}

export const refusedBy = (rule: string): Refused => ({ kind: 'policy-refused', rule })

/** As `tryEverything` answers where one rule stands before all. */
export const everythingRefusedBy = (rule: string): Record<string, Refused> =>
  Object.fromEntries(deskAction.options.map((action) => [action, refusedBy(rule)]))
