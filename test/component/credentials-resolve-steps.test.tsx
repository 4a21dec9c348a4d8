import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { IssueOutcome, SignOutOutcome, UnlockOutcome } from '../../src/shared/actions'
import type { AppError } from '../../src/shared/errors'
import { anasCard, buttonIn, findDialog, reactStrings } from './credentials-helpers'
import { deferred } from './deferred'
import { aPassword } from './fixtures'
import {
  secret,
  sessions,
  password,
  unlock,
  locked,
  signedOut,
  issued,
  unlocked,
  fails,
  broken,
  openResolve,
  box,
  line,
  progress,
  writes,
  start,
  ended
} from './credentials-resolve-helpers'

describe('the steps of "Resolve"', () => {
  it('run one after the other, and the new password is shown as soon as it is set', async () => {
    const ends = [deferred<SignOutOutcome>(), deferred<IssueOutcome>(), deferred<UnlockOutcome>()] as const
    const view = openResolve(
      {},
      {
        'user.signOut': () => ends[0].promise,
        'password.issue': () => ends[1].promise,
        'password.unlock': () => ends[2].promise
      }
    )
    await start(view)
    expect(line(sessions)).toHaveTextContent('Running…')
    expect(line(password)).toHaveTextContent('Waiting')
    // nothing closes it meanwhile, and no key begins anything again
    await view.user.keyboard('{Enter}e{Escape}')
    expect(view.closed).not.toHaveBeenCalled()
    expect(writes(view)).toEqual(['user.signOut'])

    await act(async () => ends[0].resolve(signedOut))
    await waitFor(() => expect(line(sessions)).toHaveTextContent('Done'))
    expect(line(sessions)).toHaveTextContent('Ended: application sessions (2).')
    expect(line(password)).toHaveTextContent('Running…')

    await act(async () => ends[1].resolve(issued))
    const dialog = await findDialog('Resolve')
    await waitFor(() => expect(buttonIn(dialog, 'Reveal')).toHaveFocus())
    expect(line(password)).toHaveTextContent('The old password no longer works.')
    expect(line(password)).not.toHaveTextContent('still locked')
    expect(line(unlock)).toHaveTextContent('Running…')
    expect(progress()).toHaveTextContent('Working…')
    await view.user.click(buttonIn(dialog, 'Done'))
    expect(view.closed).not.toHaveBeenCalled()

    await act(async () => ends[2].resolve(unlocked))
    await waitFor(() => expect(progress()).toHaveTextContent('All of it is done.'))
    expect(line(unlock)).toHaveTextContent('Password unlocked.')
    expect(view.callsOf('password.unlock')).toEqual([anasCard])
  })

  it('show the password as ever, and Done forgets it and tells each part', async () => {
    const view = openResolve()
    await start(view)
    const dialog = await ended()
    expect(view.callsOf('issued.reveal')).toHaveLength(0)
    await view.user.click(buttonIn(dialog, 'Reveal'))
    await waitFor(() =>
      expect(within(dialog).getByRole('group', { name: 'Password' })).toHaveTextContent(secret)
    )
    expect(reactStrings().filter((text) => /Kx4m|Rc8d/.test(text))).toEqual([])
    await view.user.click(buttonIn(dialog, 'Copy'))
    await waitFor(() => expect(dialog).toHaveTextContent('Copied.'))
    await view.user.click(buttonIn(dialog, 'Done'))
    await screen.findByText('Card')
    await waitFor(() => expect(view.callsOf('issued.done')).toEqual([{ issueId: 'issue-9' }]))
    expect(document.documentElement.outerHTML).not.toMatch(/Kx4m|capital kilo/)
    const told = view.closed.mock.lastCall?.[0]
    expect(told?.done?.title).toBe('Resolved.')
    expect(told?.done?.lines).toHaveLength(3)
    expect(told?.done?.lines.join(' ')).toMatch(
      /Signed out everywhere\..*Temporary password issued\..*Password unlocked\./
    )
    expect(told).not.toHaveProperty('doubt')
    expect(told?.failures).toEqual([])
  })

  it('are not done as a whole when one is not; that one alone is tried again', async () => {
    const view = openResolve({}, { 'password.issue': fails(broken) })
    await start(view)
    const dialog = await ended()
    expect(progress()).toHaveTextContent('Not all of it is done.')
    expect(line(password)).toHaveTextContent('Not done')
    expect(within(line(password)).getByRole('alert')).toHaveTextContent(
      'Issue temporary password: The answer was not'
    )
    // the others do not wait for it
    expect(line(unlock)).toHaveTextContent('Password unlocked.')
    await waitFor(() => expect(buttonIn(dialog, 'Close')).toHaveFocus())
    view.handle({ 'password.issue': () => ({ ...issued, authenticators: [aPassword()] }) })
    await view.user.dblClick(within(line(password)).getByRole('button', { name: 'Try again' }))
    await ended()
    expect(progress()).toHaveTextContent('All of it is done.')
    expect(writes(view)).toEqual(['user.signOut', 'password.issue', 'password.unlock', 'password.issue'])
    await waitFor(() => expect(buttonIn(dialog, 'Reveal')).toHaveFocus())
  })

  it('tell on the card what failed and what was done', async () => {
    const view = openResolve(
      {},
      {
        'user.signOut': () => ({ backend: { state: 'done' }, hosted: { state: 'failed', error: broken } }),
        'password.unlock': () => ({ ...unlocked, authenticators: locked, stillLocked: true })
      }
    )
    await start(view)
    const dialog = await ended()
    expect(line(sessions)).toHaveTextContent('Done in part')
    expect(within(line(unlock)).getByRole('alert')).toHaveTextContent('The password is still locked.')
    await view.user.click(buttonIn(dialog, 'Done'))
    const told = view.closed.mock.lastCall?.[0]
    expect(told?.done?.title).toBe('Resolved in part.')
    expect(told?.done?.lines.join(' ')).toMatch(/Signed out in part\..*Temporary password issued\./)
    expect(told?.doubt?.title).toBe('The password is still locked.')
    expect(told?.failures).toEqual([{ doing: 'End hosted sign-in sessions', error: broken }])
  })

  it('wait where nothing gets through; one can be left and the rest done', async () => {
    const view = openResolve(
      {},
      { 'user.signOut': fails({ kind: 'unreachable', cause: 'timeout', host: 'h' }) }
    )
    await start(view)
    const dialog = await ended()
    expect(writes(view)).toEqual(['user.signOut'])
    expect(line(password)).toHaveTextContent('Waiting')
    await view.user.click(within(line(sessions)).getByRole('button', { name: 'Go on without it' }))
    await waitFor(() => expect(line(unlock)).toHaveTextContent('Password unlocked.'))
    expect(writes(view)).toEqual(['user.signOut', 'password.issue', 'password.unlock'])
    expect(progress()).toHaveTextContent('Not all of it is done.')
    await view.user.click(buttonIn(dialog, 'Done'))
    expect(view.closed.mock.lastCall?.[0]).toMatchObject({
      done: { title: 'Resolved in part.' },
      failures: [{ doing: 'Sign out everywhere' }]
    })
  })

  it('that were never begun are told so', async () => {
    const view = openResolve(
      {},
      { 'user.signOut': fails({ kind: 'unreachable', cause: 'timeout', host: 'h' }) }
    )
    await start(view)
    await ended()
    await view.user.keyboard('{Escape}')
    const told = view.closed.mock.lastCall?.[0]
    expect(told).not.toHaveProperty('done')
    expect(told?.doubt?.todo).toBe('Not begun: Set a temporary password, Unlock the password.')
    expect(told?.failures).toHaveLength(1)
  })

  it('with an unknown end are told so and not repeated', async () => {
    const unknown: AppError = { kind: 'outcome-unknown', action: 'Issue temporary password' }
    const view = openResolve({}, { 'password.issue': fails(unknown) })
    await start(view)
    await ended()
    expect(within(line(password)).getByRole('alert')).toHaveTextContent('It is not known whether')
    expect(view.callsOf('password.issue')).toHaveLength(1)
    await view.user.keyboard('{Escape}')
    expect(view.closed.mock.lastCall?.[0]?.failures).toEqual([
      { doing: 'Issue temporary password', error: unknown }
    ])
  })

  it('lift no administrator’s block in passing', async () => {
    const view = openResolve({}, { 'password.unlock': () => ({ was: 'blocked' }) })
    await start(view)
    await ended()
    expect(view.callsOf('password.unlock')).toEqual([anasCard])
    expect(within(line(unlock)).getByRole('alert')).toHaveTextContent(
      'The password was blocked by an administrator.'
    )
    expect(line(unlock)).toHaveTextContent('Not done')
    expect(within(line(unlock)).queryByRole('button')).toBeNull()
  })

  it('say where a lock was left that keeps the new password from being used, and lift it on request', async () => {
    const view = openResolve()
    await findDialog('Resolve')
    await view.user.click(box(unlock))
    await start(view)
    await ended()
    expect(line(unlock)).toHaveTextContent('The password is still locked.')
    expect(progress()).toHaveTextContent('All of it is done.')
    await view.user.click(within(line(unlock)).getByRole('button', { name: 'Unlock password' }))
    await waitFor(() => expect(line(unlock)).toHaveTextContent('Password unlocked.'))
  })

  it('tell on the card that the lock was left', async () => {
    const view = openResolve()
    await findDialog('Resolve')
    await view.user.click(box(unlock))
    await start(view)
    await view.user.click(buttonIn(await ended(), 'Done'))
    expect(view.closed.mock.lastCall?.[0]?.done?.lines).toContain(
      'The password is still locked: until it is unlocked, the new one is refused too.'
    )
  })
})

describe('a step that needs a verification', () => {
  it('offers to verify the caller; what was done is told first', async () => {
    const view = openResolve({}, { 'password.issue': fails({ kind: 'verification-required', needed: 1 }) })
    await start(view)
    await ended()
    expect(line(password)).toHaveTextContent('The caller has not been verified.')
    expect(line(unlock)).toHaveTextContent('Waiting')
    expect(within(line(password)).queryByRole('button', { name: 'Try again' })).toBeNull()
    expect(view.needsVerification).not.toHaveBeenCalled()
    await view.user.click(within(line(password)).getByRole('button', { name: 'Verify caller' }))
    expect(view.needsVerification).toHaveBeenCalledOnce()
    expect(view.closed).toHaveBeenCalledOnce()
    expect(view.closed.mock.lastCall?.[0]?.done?.lines.join(' ')).toContain('Signed out everywhere.')
    expect(view.closed.mock.invocationCallOrder[0]).toBeLessThan(
      view.needsVerification.mock.invocationCallOrder[0] ?? 0
    )
  })

  it('leaves the dialog to the card where nothing was done yet', async () => {
    const view = openResolve({}, { 'user.signOut': fails({ kind: 'verification-required' }) })
    await start(view)
    await ended()
    await view.user.click(within(line(sessions)).getByRole('button', { name: 'Verify caller' }))
    expect(view.needsVerification).toHaveBeenCalledOnce()
    expect(view.closed).not.toHaveBeenCalled()
    expect(writes(view)).toEqual(['user.signOut'])
  })
})

describe('a card that goes in the middle', () => {
  it('ends the steps after the one that runs, forgets the password, and tells each part', async () => {
    const end = deferred<IssueOutcome>()
    const view = openResolve({}, { 'password.issue': () => end.promise })
    await start(view)
    await waitFor(() => expect(line(password)).toHaveTextContent('Running…'))
    view.closeCard()
    end.resolve(issued)
    await waitFor(() => expect(view.closed).toHaveBeenCalledOnce())
    expect(view.callsOf('issued.done')).toEqual([{ issueId: 'issue-9' }])
    expect(writes(view)).toEqual(['user.signOut', 'password.issue'])
    const told = view.closed.mock.lastCall?.[0]
    expect(told?.done?.lines.join(' ')).toContain('Signed out everywhere.')
    expect(told?.doubt?.title).toBe('A temporary password was set and nobody saw it.')
    expect(told?.doubt?.todo).toContain('Not begun: Unlock the password.')
    expect(told?.doubt?.lasting).toBe(true)
  })
})
