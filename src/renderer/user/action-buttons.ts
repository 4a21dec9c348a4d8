import { actionNames } from '../../shared/desk-words'
import type { CardAction } from './actions/action-words'

/** The names are part of the interface (tests find by them); `key` works anywhere on the card. */
export const actionButtons: Record<CardAction, { name: string; key?: string; danger?: boolean }> = {
  unlock: { name: 'Unlock password', key: 'U' },
  'send-reset': { name: 'Send reset link', key: 'R' },
  issue: { name: 'Issue temporary password', key: 'T' },
  'sign-out': { name: 'Sign out everywhere', key: 'O' },
  verify: { name: 'Verify caller', key: 'V' },
  resolve: { name: 'Resolve', key: 'E' },
  suspend: { name: 'Suspend user', danger: true },
  activate: { name: 'Activate user' },
  'set-password': { name: actionNames['set-password'] },
  'access-code': { name: actionNames['access-code'] },
  'sign-in-check': { name: actionNames['sign-in-check'] },
  refuse: { name: 'Refuse caller', danger: true }
}
