import { screen, waitFor } from '@testing-library/react'
import { expect } from 'vitest'
import type { IssueOutcome, SignOutOutcome, UnlockOutcome } from '../../src/shared/actions'
import { type AppError, AppFailure } from '../../src/shared/errors'
import { ana, buttonIn, type DialogView, findDialog, openDialog } from './credentials-helpers'
import type { FakeHandlers } from './fake-bridge'
import { aPassword } from './fixtures'

export const secret = 'Kx4m-Tp7w-H3vn-Rc8d'
export const sessions = 'End all sessions'
export const password = 'Set a temporary password'
export const unlock = 'Unlock the password'
export const locked = [aPassword({ status: 'Locked' })]

export const signedOut: SignOutOutcome = { backend: { state: 'done', count: 2 }, hosted: { state: 'done' } }
export const issued: IssueOutcome = {
  issueId: 'issue-9',
  how: 'replaced',
  strengthened: false,
  length: secret.length,
  user: ana,
  authenticators: locked
}
export const unlocked: UnlockOutcome = {
  was: 'locked',
  via: 'type',
  authenticators: [aPassword()],
  stillLocked: false
}
export const fails = (error: AppError) => () => {
  throw new AppFailure(error)
}
export const broken: AppError = { kind: 'unexpected-answer', problem: 'It made no sense.' }
export const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

export function openResolve(setting: Parameters<typeof openDialog>[1] = {}, handlers: FakeHandlers = {}) {
  return openDialog('resolve', {
    authenticators: locked,
    ...setting,
    handlers: {
      'user.signOut': () => signedOut,
      'password.issue': () => issued,
      'password.unlock': () => unlocked,
      'issued.reveal': () => ({ password: secret, hideAfterMs: 30_000 }),
      'issued.copy': () => ({ clearAfterMs: 30_000 }),
      ...handlers
    }
  })
}

export const box = (name: string) => screen.getByRole('checkbox', { name })
export const line = (name: string) => screen.getByRole('listitem', { name })
export const progress = () => screen.getByRole('status', { name: 'Progress' })
export const writes = (view: DialogView) =>
  view.calls.map(({ name }) => name).filter((name) => /signOut|issue$|unlock/.test(name))

export async function start(view: DialogView): Promise<void> {
  await view.user.click(buttonIn(await findDialog('Resolve'), 'Resolve'))
  await screen.findByRole('status', { name: 'Progress' })
}

export async function ended(): Promise<HTMLElement> {
  await waitFor(() => expect(progress()).not.toHaveTextContent('Working'))
  return findDialog('Resolve')
}
