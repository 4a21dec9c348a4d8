import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { deliberateAfter } from '../../src/renderer/components/ConfirmDialog'
import { useDesk } from '../../src/renderer/state/desk-store'
import { authenticatorsKey, cardOf, userKey } from '../../src/renderer/state/queries'
import type { UserAction } from '../../src/renderer/user/actions/action-words'
import { useUserActions } from '../../src/renderer/user/actions/use-user-actions'
import { type AppError, AppFailure } from '../../src/shared/errors'
import { deferred } from './deferred'
import type { FakeHandlers } from './fake-bridge'
import { aPassword, aUser, contoso } from './fixtures'
import { renderScreen } from './render'

const ana = aUser()
const names: Record<UserAction, string> = {
  unlock: 'Unlock password',
  issue: 'Issue temporary password',
  suspend: 'Suspend user',
  activate: 'Activate user',
  'sign-out': 'Sign out everywhere'
}

/** The card as far as the actions see it; "by key" stands for the card's single keys. */
function Card() {
  const { start, busy, dialogs, outcome } = useUserActions(ana, contoso)
  return (
    <section aria-label="User">
      <h1 tabIndex={-1}>{ana.displayName}</h1>
      {outcome}
      {(Object.keys(names) as UserAction[]).map((action) => (
        <div key={action}>
          <button type="button" aria-busy={busy === action} onClick={() => start(action, 'button')}>
            {names[action]}
          </button>
          <button type="button" onClick={() => start(action, 'key')}>
            {action} by key
          </button>
        </div>
      ))}
      {dialogs}
    </section>
  )
}

function renderCard(handlers: FakeHandlers) {
  const view = renderScreen(<Card />, handlers)
  useDesk.getState().openUser(ana, contoso.id)
  return view
}

const press = (name: string) => screen.getByRole('button', { name })
const outcome = () => screen.getByRole('status', { name: 'Outcome' })
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const failing = (error: AppError) => () => {
  throw new AppFailure(error)
}

describe('unlock', () => {
  it('acts at once on a click and says what Mosaic reports now', async () => {
    const view = renderCard({
      'password.unlock': () => ({ via: 'type', authenticators: [aPassword()], stillLocked: false })
    })
    await view.user.click(press('Unlock password'))
    await waitFor(() => expect(outcome()).toHaveTextContent('Password unlocked.'))
    expect(outcome()).toHaveTextContent('Mosaic now reports the password as Active.')
    expect(screen.queryByRole('alert')).toBeNull()
    expect(view.callsOf('password.unlock')).toEqual([cardOf(contoso, ana.id)])
    expect(view.client.getQueryData(authenticatorsKey(cardOf(contoso, ana.id)))).toEqual([aPassword()])
  })

  it('warns when Mosaic still reports the lock', async () => {
    const locked = aPassword({ status: 'Locked' })
    const view = renderCard({
      'password.unlock': () => ({ via: 'id', authenticators: [locked], stillLocked: true })
    })
    await view.user.click(press('Unlock password'))
    expect(await screen.findByRole('alert')).toHaveTextContent('still reports the password as Locked')
    expect(outcome()).toBeEmptyDOMElement()
  })

  it('is done, and no failure, when only the re-read failed', async () => {
    const view = renderCard({
      'password.unlock': () => ({
        via: 'type',
        rereadError: { kind: 'unreachable', cause: 'timeout', host: 'api.example' }
      })
    })
    await view.user.click(press('Unlock password'))
    await waitFor(() => expect(outcome()).toHaveTextContent('Mosaic accepted the unlock.'))
    expect(outcome()).toHaveTextContent('could not be read again: api.example did not answer in time.')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it.each<[string, AppError, RegExp]>([
    ['a missing feature', { kind: 'not-enabled-here', feature: 'Unlocking' }, /not enabled in this region/],
    [
      'a missing permission',
      { kind: 'not-permitted', permission: 'authenticators:edit' },
      /authenticators:edit/
    ],
    ['an unknown end', { kind: 'outcome-unknown', action: 'Unlock' }, /not known whether/]
  ])('says in an alert what %s means', async (_, error, words) => {
    const view = renderCard({ 'password.unlock': failing(error) })
    await view.user.click(press('Unlock password'))
    expect(await screen.findByRole('alert')).toHaveTextContent(words)
    expect(outcome()).toBeEmptyDOMElement()
  })

  it('cannot be done twice at a time', async () => {
    const end = deferred<{ via: 'type' }>()
    const view = renderCard({ 'password.unlock': () => end.promise })
    await view.user.dblClick(press('Unlock password'))
    await view.user.click(press('issue by key'))
    expect(press('Unlock password')).toHaveAttribute('aria-busy', 'true')
    expect(screen.queryByRole('dialog')).toBeNull()
    end.resolve({ via: 'type' })
    await waitFor(() => expect(outcome()).toHaveTextContent('Mosaic accepted'))
    expect(view.callsOf('password.unlock')).toHaveLength(1)
  })

  it('tells how it ended although the card was closed meanwhile', async () => {
    const end = deferred<never>()
    const view = renderCard({ 'password.unlock': () => end.promise })
    await view.user.click(press('Unlock password'))
    useDesk.getState().closeUser()
    end.reject(new AppFailure({ kind: 'not-enabled-here', feature: 'Unlocking' }))
    expect(await screen.findByRole('alert')).toBeVisible()
    useDesk.getState().openUser(ana, contoso.id)
    useDesk.getState().closeUser()
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  })
})

describe('a single key', () => {
  const unlocked: FakeHandlers = { 'password.unlock': () => ({ via: 'type' }) }

  it('asks first, naming person, tenant and environment, with the focus on Cancel', async () => {
    const view = renderCard(unlocked)
    await view.user.click(press('unlock by key'))
    const dialog = await screen.findByRole('dialog', { name: 'Unlock Ana López’s password?' })
    expect(dialog).toHaveTextContent('Ana López · ana.lopez@example.com')
    expect(dialog).toHaveTextContent('Contoso Retail')
    expect(dialog).toHaveTextContent('Production · EU')
    await waitFor(() => expect(within(dialog).getByRole('button', { name: 'Cancel' })).toHaveFocus())
    await view.user.keyboard('{Enter}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(view.callsOf('password.unlock')).toHaveLength(0)
    await waitFor(() => expect(press('unlock by key')).toHaveFocus())
  })

  it('is confirmed by the same key once more', async () => {
    const view = renderCard(unlocked)
    await view.user.click(press('unlock by key'))
    await screen.findByRole('dialog')
    await wait(deliberateAfter + 50)
    await view.user.keyboard('u')
    await waitFor(() => expect(outcome()).toHaveTextContent('Mosaic accepted the unlock.'))
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it.each([
    ['too soon', 'u', 0],
    ['among other letters', 'xu', deliberateAfter + 50],
    ['on another key', 'y', deliberateAfter + 50]
  ])('is not confirmed by typing: %s', async (_, keys, after) => {
    const view = renderCard(unlocked)
    await view.user.click(press('unlock by key'))
    const dialog = await screen.findByRole('dialog')
    await waitFor(() => expect(within(dialog).getByRole('button', { name: 'Cancel' })).toHaveFocus())
    await wait(after)
    await view.user.keyboard(keys)
    expect(dialog).toBeVisible()
    await view.user.keyboard('{Enter}')
    expect(view.callsOf('password.unlock')).toHaveLength(0)
  })

  it('is confirmed by Tab and Enter', async () => {
    const view = renderCard(unlocked)
    await view.user.click(press('unlock by key'))
    const dialog = await screen.findByRole('dialog')
    await waitFor(() => expect(within(dialog).getByRole('button', { name: 'Cancel' })).toHaveFocus())
    await view.user.keyboard('{Tab}{Enter}')
    await waitFor(() => expect(outcome()).toHaveTextContent('Mosaic accepted'))
  })
})

describe('suspend, activate, sign out', () => {
  it.each<[UserAction, RegExp]>([
    ['suspend', /cannot sign in to any application of this tenant/],
    ['activate', /can sign in/],
    ['sign-out', /Ends every session/]
  ])('%s always asks and does nothing on Cancel', async (action, words) => {
    const view = renderCard({})
    await view.user.click(press(names[action]))
    const dialog = await screen.findByRole('dialog')
    for (const text of [/Ana López/, /Contoso Retail/, /Production/, words])
      expect(dialog).toHaveTextContent(text)
    await view.user.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(view.calls.filter(({ name }) => name.startsWith('user.'))).toHaveLength(0)
  })

  it('suspends, shows the user as re-read, and says how to end sessions', async () => {
    const suspended = aUser({ status: 'Disabled' })
    const view = renderCard({ 'user.setStatus': () => ({ user: suspended }) })
    await view.user.click(press('Suspend user'))
    const dialog = await screen.findByRole('dialog')
    await view.user.click(within(dialog).getByRole('button', { name: 'Suspend user' }))
    await waitFor(() => expect(outcome()).toHaveTextContent('User suspended.'))
    expect(view.callsOf('user.setStatus')).toEqual([{ ...cardOf(contoso, ana.id), status: 'Disabled' }])
    expect(view.client.getQueryData(userKey(cardOf(contoso, ana.id)))).toEqual(suspended)
    expect(outcome()).toHaveTextContent('use “Sign out everywhere” if they must end')
  })

  it('warns when Mosaic took the change and reports the old status', async () => {
    const view = renderCard({ 'user.setStatus': () => ({ user: aUser({ status: 'Active' }) }) })
    await view.user.click(press('Suspend user'))
    await view.user.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: 'Suspend user' })
    )
    expect(await screen.findByRole('alert')).toHaveTextContent('still reports the status Active')
  })

  it('cannot be left while Mosaic is asked', async () => {
    const end = deferred<{ user: typeof ana }>()
    const view = renderCard({ 'user.setStatus': () => end.promise })
    await view.user.click(press('Activate user'))
    const dialog = await screen.findByRole('dialog')
    await view.user.click(within(dialog).getByRole('button', { name: 'Activate user' }))
    await view.user.keyboard('{Escape}{Enter}')
    view.emit('app.menu', { command: 'focus-search' })
    await view.user.click(within(dialog).getByRole('button', { name: 'Cancel' }))
    await view.user.click(within(dialog).getByRole('button', { name: /Activate user/ }))
    expect(dialog).toBeVisible()
    end.resolve({ user: ana })
    await waitFor(() => expect(outcome()).toHaveTextContent('User activated.'))
    expect(view.callsOf('user.setStatus')).toHaveLength(1)
  })

  it('shows what was ended as done and the rest as failed', async () => {
    const view = renderCard({
      'user.signOut': () => ({
        backend: { state: 'failed', error: { kind: 'not-permitted', permission: 'sessions:delete' } },
        hosted: { state: 'done', count: 2 }
      })
    })
    await view.user.click(press('Sign out everywhere'))
    const dialog = await screen.findByRole('dialog')
    await view.user.click(within(dialog).getByRole('button', { name: 'Sign out everywhere' }))
    await waitFor(() => expect(outcome()).toHaveTextContent('Ended: hosted sign-in sessions (2).'))
    expect(screen.getByRole('alert')).toHaveTextContent('End application sessions')
    expect(screen.getByRole('alert')).toHaveTextContent('sessions:delete')
  })
})
