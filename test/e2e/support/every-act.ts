import type { Page } from 'playwright/test'
import type { DeskAction } from '../../../src/shared/desk-action'
import type { AppError } from '../../../src/shared/errors'
import { currentTenant, invoke } from './ask-main'
import { newId } from './people'

interface Refused {
  kind: AppError['kind']
  rule?: string
}

/** Sends every change that there is for a user to main, past the screen; answers by which rule each was refused. */
export async function tryEverything(
  page: Page,
  userId: string
): Promise<Record<DeskAction, Refused | 'answered'>> {
  const of = { tenantId: await currentTenant(page), userId }
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
    unlock: refusalOf(await invoke(page, 'password.unlock', of)),
    issue: refusalOf(await invoke(page, 'password.issue', of)),
    'set-password': refusalOf(await invoke(page, 'password.set', { ...of, password, temporary: true })),
    'send-reset': refusalOf(await invoke(page, 'reset.send', { ...of, way: 'email-code' })),
    'access-code': refusalOf(await invoke(page, 'access.issue', of)),
    'sign-in-check': refusalOf(await invoke(page, 'password.check', { ...of, by: 'user-id', password })),
    'sign-out': refusalOf(await invoke(page, 'user.signOut', of)),
    suspend: refusalOf(await invoke(page, 'user.setStatus', { ...of, status: 'Disabled' })),
    activate: refusalOf(await invoke(page, 'user.setStatus', { ...of, status: 'Active' })),
    create: refusalOf(await invoke(page, 'user.create', { tenantId: of.tenantId, form })),
    'add-to-app': refusalOf(await invoke(page, 'user.addToApp', of))
  }
}

function refusalOf(answer: { ok: true } | { ok: false; error: AppError }): Refused | 'answered' {
  if (answer.ok) return 'answered'
  const { error } = answer
  return error.kind === 'policy-refused' ? { kind: error.kind, rule: error.rule } : { kind: error.kind }
}
