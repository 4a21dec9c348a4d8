// One action must not become another one under the finger.
import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { settleMs } from '../../src/renderer/components/use-settled'
import type { IssueOutcome } from '../../src/shared/actions'
import type { Authenticator } from '../../src/shared/user'
import { bar, button, heading, holdEnter, openCard, outcome, settled, verdict } from './card-helpers'
import { deferred } from './deferred'
import type { FakeHandlers } from './fake-bridge'
import { aPassword, aUser } from './fixtures'

const ana = aUser()
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const issued: IssueOutcome = {
  issueId: 'issue-1',
  how: 'replaced',
  strengthened: false,
  length: 19,
  user: ana,
  authenticators: [aPassword()]
}

/** A caller whose password is locked until it is unlocked; everything is answered at once. */
async function openLocked(handlers: FakeHandlers = {}) {
  let status = 'Locked'
  const view = await openCard(ana, () => [aPassword({ status })], {
    'password.unlock': () => {
      status = 'Active'
      return { was: 'locked', via: 'type', authenticators: [aPassword()], stillLocked: false }
    },
    'password.issue': () => issued,
    'issued.reveal': () => ({ password: 'Kx4m-Tp7w', hideAfterMs: 30_000 }),
    'issued.done': () => null,
    ...handlers
  })
  await waitFor(() => expect(verdict()).toHaveTextContent('The password is locked'))
  return view
}

type View = Awaited<ReturnType<typeof openLocked>>
async function expectOnlyUnlocked(view: View): Promise<void> {
  await waitFor(() => expect(outcome()).toHaveTextContent('Password unlocked.'))
  await wait(50)
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(view.callsOf('password.unlock')).toHaveLength(1)
  expect(view.callsOf('password.issue')).toEqual([])
}

describe('"Unlock password", after which a temporary password is offered in its place', () => {
  it.each([0, 150, 400])('takes a second click, %i ms later, for nothing else', async (ms) => {
    const view = await openLocked()
    const place = (await settled('Unlock password')).parentElement as HTMLElement
    await view.user.click(button('Unlock password'))
    await wait(ms)
    // the finger is still where it was, whatever stands there by now
    await view.user.click(within(place).queryByRole('button') ?? place)
    await expectOnlyUnlocked(view)
    expect(verdict()).toHaveTextContent('Nothing wrong')
  })

  it('takes a second Enter for nothing else', async () => {
    const view = await openLocked()
    act(() => button('Unlock password').focus())
    await view.user.keyboard('{Enter}')
    await waitFor(() => expect(outcome()).toHaveTextContent('Password unlocked.'))
    await waitFor(() => expect(heading()).toHaveFocus())
    await view.user.keyboard('{Enter}')
    await expectOnlyUnlocked(view)
  })

  it('takes an Enter that is held down for nothing else', async () => {
    const end = deferred<void>()
    const view = await openLocked({
      'password.unlock': () =>
        end.promise.then(() => ({ via: 'type', authenticators: [aPassword()], stillLocked: false }))
    })
    act(() => button('Unlock password').focus())
    await view.user.keyboard('{Enter>}')
    holdEnter()
    end.resolve()
    await waitFor(() => expect(outcome()).toHaveTextContent('Password unlocked.'))
    holdEnter()
    await expectOnlyUnlocked(view)
  })

  it('is another button than the one that comes in its place', async () => {
    const view = await openLocked()
    const unlock = await settled('Unlock password')
    await view.user.click(unlock)
    await waitFor(() => expect(verdict()).toHaveTextContent('Nothing wrong'))
    expect(unlock).not.toBeInTheDocument()
    expect(button('Issue temporary password')).toHaveAttribute('aria-disabled', 'true')
    await settled('Issue temporary password')
  })
})

describe('"Issue temporary password"', () => {
  it('opens its dialog on a click once it has stood there for a while, and not before', async () => {
    const view = await openCard(ana, undefined, { 'password.issue': () => issued, 'issued.done': () => null })
    await waitFor(() => expect(verdict()).toHaveTextContent('Nothing wrong'))
    await view.user.click(button('Issue temporary password'))
    expect(view.callsOf('password.issue')).toEqual([])
    await wait(settleMs)
    await view.user.click(await settled('Issue temporary password'))
    expect(await screen.findByRole('dialog', { name: 'Temporary password' })).toBeVisible()
  })

  it('presses nothing in its dialog by an Enter that is held down', async () => {
    const view = await openLocked()
    act(() => button('Issue temporary password').focus())
    await view.user.keyboard('{Enter>}')
    const reveal = await screen.findByRole('button', { name: 'Reveal' })
    await waitFor(() => expect(reveal).toHaveFocus())
    holdEnter()
    await view.user.keyboard('{/Enter}')
    expect(view.callsOf('issued.reveal')).toEqual([])
  })

  it.each(['Done', 'Escape'])(
    '%s leaves the focus on the heading: a second Enter issues nothing',
    async (way) => {
      const view = await openLocked()
      await view.user.click(await settled('Issue temporary password'))
      const done = await screen.findByRole('button', { name: 'Done' })
      if (way === 'Done') act(() => done.focus())
      await view.user.keyboard(way === 'Done' ? '{Enter}' : '{Escape}')
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
      await waitFor(() => expect(heading()).toHaveFocus())
      await view.user.keyboard('{Enter}')
      holdEnter()
      await wait(50)
      expect(view.callsOf('password.issue')).toHaveLength(1)
    }
  )

  it('rests after another action has ended, wherever it stands', async () => {
    const view = await openLocked()
    await settled('Issue temporary password')
    await view.user.click(await settled('Unlock password'))
    await waitFor(() => expect(outcome()).toHaveTextContent('Password unlocked.'))
    await view.user.click(button('Issue temporary password'))
    expect(view.callsOf('password.issue')).toEqual([])
  })
})

describe('the places of the bar', () => {
  const places = () => Array.from(bar().children, (child) => child.textContent)
  const all = [
    'Unlock passwordU',
    'Send reset linkR',
    'Issue temporary passwordT',
    'Sign out everywhereO',
    'Verify callerV',
    'ResolveE',
    'Suspend user',
    'More actions▾'
  ]

  it('stay the same while the locks are read and whatever the verdict offers, and no button is there twice', async () => {
    const locks = deferred<Authenticator[]>()
    const view = await openCard(ana, undefined, { 'user.authenticators': () => locks.promise })
    expect(places().slice(0, 8)).toEqual(all)
    expect(screen.getAllByRole('button', { name: 'Unlock password' })).toHaveLength(1)
    locks.resolve([aPassword({ status: 'Locked' })])
    await waitFor(() => expect(verdict()).toHaveTextContent('The password is locked'))
    expect(places().slice(0, 8)).toEqual(all)
    expect(screen.getAllByRole('button', { name: 'Unlock password' })).toHaveLength(1)
    expect(within(bar()).queryByRole('button', { name: 'Unlock password' })).toBeNull()

    view.handle({ 'user.authenticators': () => [aPassword()] })
    await view.user.keyboard('{F5}')
    await waitFor(() => expect(verdict()).toHaveTextContent('Nothing wrong'))
    expect(places().slice(0, 8)).toEqual(all)
    expect(within(bar()).getByRole('button', { name: 'Unlock password' })).toBeVisible()
    expect(screen.getAllByRole('button', { name: 'Issue temporary password' })).toHaveLength(1)
  })

  it('stand above what the last action came to, which so moves none of them', async () => {
    const view = await openLocked()
    await view.user.click(await settled('Unlock password'))
    await waitFor(() => expect(outcome()).toHaveTextContent('Password unlocked.'))
    const order = bar().compareDocumentPosition(outcome())
    expect(order & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy()
  })
})
