import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { cardOf } from '../../src/renderer/state/queries'
import { type AppError, AppFailure } from '../../src/shared/errors'
import { bar, button, heading, openCard, outcome, settled, verdict } from './card-helpers'
import { aPassword, aUser, contoso } from './fixtures'

const ana = aUser()
const ref = cardOf(contoso, ana.id)
const blocked = aPassword({ status: 'Deactivated' })
const unlocked = { via: 'type' as const, authenticators: [aPassword()], stillLocked: false }
const failing = (error: AppError) => () => {
  throw new AppFailure(error)
}
const read = () => waitFor(() => expect(verdict()).not.toHaveTextContent('Reading how'))

describe('an administrator’s block', () => {
  const why = /blocked by an administrator\. Find out why it was blocked before you unlock it/

  it.each(['the button', 'the key'])('is lifted by %s only after a question that says so', async (by) => {
    const view = await openCard(ana, () => [blocked], { 'password.unlock': () => unlocked })
    await read()
    if (by === 'the key') await view.user.keyboard('u')
    else await view.user.click(await settled('Unlock password'))
    const dialog = await screen.findByRole('dialog', { name: 'Unlock Ana López’s password?' })
    expect(dialog).toHaveTextContent(why)
    // no matter of one key pressed twice
    expect(dialog).not.toHaveTextContent('again to confirm')
    expect(view.callsOf('password.unlock')).toEqual([])
    await view.user.click(within(dialog).getByRole('button', { name: 'Unlock password' }))
    await waitFor(() => expect(outcome()).toHaveTextContent('Password unlocked.'))
    expect(view.callsOf('password.unlock')).toEqual([{ ...ref, liftBlock: true }])
  })

  it('that only main has seen is asked about too', async () => {
    const view = await openCard(ana, () => [aPassword({ status: 'Locked' })], {
      'password.unlock': ({ liftBlock }) =>
        liftBlock ? unlocked : { was: 'blocked', authenticators: [blocked] }
    })
    await read()
    await view.user.click(await settled('Unlock password'))
    const dialog = await screen.findByRole('dialog', { name: 'Unlock Ana López’s password?' })
    expect(dialog).toHaveTextContent(why)
    expect(screen.queryByRole('alert')).toBeNull()
    await waitFor(() => expect(within(dialog).getByRole('button', { name: 'Cancel' })).toHaveFocus())
    await view.user.click(within(dialog).getByRole('button', { name: 'Unlock password' }))
    await waitFor(() => expect(outcome()).toHaveTextContent('Password unlocked.'))
    expect(view.callsOf('password.unlock')).toEqual([ref, { ...ref, liftBlock: true }])
  })

  it('is not offered to be lifted from the dialog of a new password', async () => {
    const view = await openCard(ana, () => [blocked], {
      'password.issue': () => ({
        issueId: 'i',
        how: 'replaced',
        strengthened: false,
        length: 19,
        user: ana,
        authenticators: [blocked]
      }),
      'issued.done': () => null
    })
    await read()
    await view.user.click(await settled('Issue temporary password'))
    const dialog = await screen.findByRole('dialog', { name: 'Temporary password' })
    expect(await within(dialog).findByText(/Find out why it was blocked/)).toBeVisible()
    expect(within(dialog).queryByRole('button', { name: 'Unlock password' })).toBeNull()
  })
})

describe('an unlock that had nothing to do', () => {
  it.each([
    ['was not locked', { was: 'open' as const, ...unlocked }, 'It was not locked.'],
    [
      'has no password',
      { was: 'no-password' as const, authenticators: [] },
      'No password is registered, so there is nothing to unlock.'
    ]
  ])('says that it %s, and claims nothing', async (_, answer, words) => {
    const view = await openCard(ana, undefined, { 'password.unlock': () => answer })
    await read()
    await view.user.click(await settled('Unlock password'))
    await waitFor(() => expect(outcome()).toHaveTextContent(words))
    expect(outcome()).not.toHaveTextContent('unlocked')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('says that a suspended account keeps its password off', async () => {
    const view = await openCard(aUser({ status: 'Disabled' }), undefined, {
      'password.unlock': failing({ kind: 'conflict', reason: 'unlock-while-suspended' })
    })
    await read()
    await view.user.click(await settled('Unlock password'))
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Unlock password: The account is suspended: the password stays off until it is activated.'
    )
  })
})

describe('activating', () => {
  const suspended = aUser({ status: 'Disabled' })
  const { lastSignInAt: _, ...never } = suspended

  it.each([
    ['Active', 'was signed in before', suspended, aPassword(), /can sign in to the applications .+ again/],
    ['Active', 'used a way to sign in', never, aPassword({ lastSuccessAt: 1 }), /can sign in/],
    [
      'Pending',
      'has never signed in',
      never,
      aPassword(),
      /never signed in, so the account becomes pending again/
    ]
  ] as const)('asks for %s who %s, and says so before', async (status, _, user, password, words) => {
    const view = await openCard(user, () => [password], {
      'user.setStatus': (input) => ({ user: { ...user, status: input.status } })
    })
    await waitFor(() =>
      expect(screen.getByRole('region', { name: 'Ways to sign in' })).toHaveTextContent('Pass')
    )
    await view.user.click(button('Activate user'))
    const dialog = await screen.findByRole('dialog')
    expect(dialog).toHaveTextContent(words)
    await view.user.click(within(dialog).getByRole('button', { name: 'Activate user' }))
    await waitFor(() => expect(outcome()).toHaveTextContent('User activated.'))
    expect(view.callsOf('user.setStatus')).toEqual([{ ...ref, status }])
    if (status === 'Pending') expect(outcome()).toHaveTextContent('The account is pending')
  })
})

describe('what was in doubt', () => {
  const unknown = failing({ kind: 'outcome-unknown', action: 'Unlock password' })
  const doubtful = () => ({
    via: 'type' as const,
    authenticators: [aPassword({ status: 'Locked' })],
    stillLocked: true
  })

  it.each([
    ['an unknown end', unknown, 'It is not known whether'],
    ['a report that did not change', doubtful, 'The password is still locked.']
  ])('%s is said until the card was read anew', async (_, handler, words) => {
    let fails = false
    const view = await openCard(
      ana,
      () => {
        if (fails) throw new AppFailure({ kind: 'rate-limited' })
        return [aPassword()]
      },
      { 'password.unlock': handler }
    )
    await read()
    await view.user.click(await settled('Unlock password'))
    const alert = await screen.findByText(new RegExp(words))
    fails = true
    await view.user.keyboard('{F5}')
    await waitFor(() => expect(verdict()).toHaveTextContent('Locks are not known'))
    expect(alert).toBeVisible()
    fails = false
    await view.user.click(button('Refresh'))
    await waitFor(() => expect(screen.queryByText(new RegExp(words))).toBeNull())
    expect(verdict()).toHaveTextContent('Nothing wrong')
  })

  it('a refusal is still said after a refresh', async () => {
    const view = await openCard(ana, undefined, {
      'password.unlock': failing({ kind: 'not-permitted', permission: 'authenticators:edit' })
    })
    await read()
    await view.user.click(await settled('Unlock password'))
    await screen.findByRole('alert')
    const reads = view.callsOf('user.groups').length
    await view.user.keyboard('{F5}')
    await waitFor(() => expect(view.callsOf('user.groups').length).toBeGreaterThan(reads))
    await waitFor(() => expect(button('Refresh')).toHaveAttribute('aria-busy', 'false'))
    expect(screen.getByRole('alert')).toHaveTextContent('authenticators:edit')
  })
})

it('raw JSON that is unfolded is read again after a write', async () => {
  let status = 'Active'
  const view = await openCard(ana, undefined, {
    'user.raw': () => ({ json: `{ "status": "${status}" }` }),
    'user.setStatus': () => {
      status = 'Disabled'
      return { user: aUser({ status }) }
    }
  })
  await view.user.click(screen.getByText('Raw JSON'))
  expect(await screen.findByText('{ "status": "Active" }')).toBeVisible()
  await view.user.click(button('Suspend user'))
  await view.user.click(
    within(await screen.findByRole('dialog')).getByRole('button', { name: 'Suspend user' })
  )
  expect(await screen.findByText('{ "status": "Disabled" }')).toBeVisible()
})

describe('keys', () => {
  it('mean the same on a keyboard of another script', async () => {
    const view = await openCard(ana, undefined, {})
    await read()
    fireEvent.keyDown(heading(), { key: 'е', code: 'KeyT' })
    expect(await screen.findByRole('dialog', { name: 'Give Ana López a new password?' })).toBeVisible()
    await view.user.keyboard('{Escape}')
    await waitFor(() => expect(bar()).toBeVisible())
  })

  it('that disarm the second press take its hint away', async () => {
    const view = await openCard(ana)
    await read()
    await view.user.keyboard('t')
    const dialog = await screen.findByRole('dialog')
    expect(dialog).toHaveTextContent('Press T again to confirm')
    await waitFor(() => expect(within(dialog).getByRole('button', { name: 'Cancel' })).toHaveFocus())
    await view.user.keyboard('a')
    expect(dialog).not.toHaveTextContent('again to confirm')
  })
})

it('the name and the ways to sign in can be copied', async () => {
  const view = await openCard(ana, () => [
    aPassword(),
    { id: 'w', type: 'webauthn', status: 'Active', label: 'Pixel 9' }
  ])
  await view.user.click(button('Copy name'))
  await view.user.click(await screen.findByRole('button', { name: 'Copy Passkey' }))
  await view.user.click(button('Copy Password ID'))
  expect(view.callsOf('app.copy')).toEqual([
    { text: 'Ana López' },
    { text: 'Pixel 9' },
    { text: 'auth-password' }
  ])
})
