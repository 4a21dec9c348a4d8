// A write that ends after its card is gone is told all the same.
import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { endCall } from '../../src/renderer/find/end-call'
import { useDesk } from '../../src/renderer/state/desk-store'
import { useActionRuns } from '../../src/renderer/user/actions/action-store'
import { useEndings } from '../../src/renderer/user/actions/endings'
import type { IssueOutcome, UnlockOutcome } from '../../src/shared/actions'
import { AppFailure } from '../../src/shared/errors'
import { openCard, outcome, settled } from './card-helpers'
import { deferred } from './deferred'
import { aPassword, aUser, contoso } from './fixtures'

const ana = aUser()
const locked = () => [aPassword({ status: 'Locked' })]
const refused = new AppFailure({ kind: 'not-permitted', permission: 'authenticators:edit' })

/** Begins to unlock; the test says how it ends. */
async function unlocking() {
  const end = deferred<UnlockOutcome>()
  const view = await openCard(ana, locked, { 'password.unlock': () => end.promise })
  await view.user.click(await settled('Unlock password'))
  return { ...view, end }
}

describe('a failure', () => {
  it.each([
    ['End call', endCall],
    ['Back to matches', () => useDesk.getState().closeUser()],
    [
      'another caller',
      () => useDesk.getState().openUser(aUser({ id: 'b', displayName: 'Ben Ode' }), contoso.id)
    ],
    ['another screen', () => useDesk.getState().setScreen('settings')]
  ])('is told after %s: what, for whom, in which tenant', async (_, leave) => {
    const { user, end } = await unlocking()
    act(leave)
    expect(screen.queryByRole('alert')).toBeNull()
    end.reject(refused)
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent(
      'Unlock password for Ana López in Contoso Retail failed: This client may not do that in Mosaic.'
    )
    expect(alert).toHaveTextContent('permission authenticators:edit')
    await user.click(within(alert).getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('is told once: by the card, when that is opened again', async () => {
    const { end } = await unlocking()
    act(endCall)
    end.reject(refused)
    await screen.findByRole('alert')
    act(() => useDesk.getState().openUser(ana, contoso.id))
    await screen.findByRole('heading', { level: 1, name: ana.displayName })
    await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(1))
    expect(screen.getByRole('alert')).toHaveTextContent('Unlock password: This client may not')
  })

  it('is forgotten when it was dismissed', async () => {
    const { user, end } = await unlocking()
    act(endCall)
    end.reject(refused)
    await user.click(within(await screen.findByRole('alert')).getByRole('button', { name: 'Dismiss' }))
    expect(useActionRuns.getState().runs).toEqual({})
  })
})

it('a doubt is told', async () => {
  const { end } = await unlocking()
  act(endCall)
  end.resolve({ was: 'locked', via: 'type', authenticators: locked(), stillLocked: true })
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Unlock password for Ana López in Contoso Retail: The password is still locked.'
  )
})

it('a block that was found only then is told, and not asked about', async () => {
  const { end } = await unlocking()
  act(endCall)
  end.resolve({ was: 'blocked', authenticators: [aPassword({ status: 'Deactivated' })] })
  const alert = await screen.findByRole('alert')
  expect(alert).toHaveTextContent('The password was blocked by an administrator.Nothing was changed.')
  expect(screen.queryByRole('dialog')).toBeNull()
})

it('a password that nobody saw is told', async () => {
  const end = deferred<IssueOutcome>()
  const view = await openCard(ana, locked, {
    'password.issue': () => end.promise,
    'issued.done': () => null
  })
  await view.user.click(await settled('Issue temporary password'))
  act(endCall)
  end.resolve({ issueId: 'i', how: 'replaced', strengthened: false, length: 19 })
  const alert = await screen.findByRole('alert')
  expect(alert).toHaveTextContent(
    'Issue temporary password for Ana López in Contoso Retail: A temporary password was set and nobody saw it.'
  )
  expect(view.callsOf('issued.done')).toEqual([{ issueId: 'i' }])
})

it('success is a quiet status, and the card of a covered screen tells it too', async () => {
  const { end } = await unlocking()
  act(() => useDesk.getState().setScreen('settings'))
  end.resolve({ was: 'locked', via: 'type', authenticators: [aPassword()], stillLocked: false })
  await waitFor(() =>
    expect(screen.getByRole('status')).toHaveTextContent(
      'Unlock password for Ana López in Contoso Retail: Password unlocked.'
    )
  )
  expect(screen.queryByRole('alert')).toBeNull()
  act(() => useDesk.getState().setScreen('find'))
  await waitFor(() => expect(outcome()).toHaveTextContent('Password unlocked.'))
  expect(screen.queryByRole('button', { name: 'Dismiss' })).toBeNull()
})

it('what ends while its card is on show is told there alone', async () => {
  const { end } = await unlocking()
  end.reject(refused)
  expect(await screen.findByRole('alert')).toHaveTextContent('Unlock password: This client may not')
  expect(useEndings.getState().endings).toEqual([])
})
