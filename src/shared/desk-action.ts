import { z } from 'zod'

/**
 * What an agent may do to somebody's account, by the names that a policy file and the journal use. Each asks the gate in
 * main before anything is sent.
 */
export const deskAction = z.enum([
  'unlock',
  'issue',
  'set-password',
  'send-reset',
  'access-code',
  'sign-in-check',
  'sign-out',
  'suspend',
  'activate',
  'create',
  'add-to-app'
])

export type DeskAction = z.infer<typeof deskAction>
