import type { UserActions } from './actions/use-user-actions'

export type CardAction = Parameters<UserActions['start']>[0]

/** The names are part of the interface (tests find by them); `key` works anywhere on the card. */
export const actionButtons: Record<CardAction, { name: string; key?: string; danger?: boolean }> = {
  unlock: { name: 'Unlock password', key: 'U' },
  issue: { name: 'Issue temporary password', key: 'T' },
  'sign-out': { name: 'Sign out everywhere', key: 'O' },
  suspend: { name: 'Suspend user', danger: true },
  activate: { name: 'Activate user' }
}
