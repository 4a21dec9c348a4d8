import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { ResetSent, ResetWay } from '../../src/shared/credentials'
import { type AppError, AppFailure } from '../../src/shared/errors'
import { aUser, contoso } from './fixtures'
import { anasCard, buttonIn, findDialog, linked, aPolicy, openDialog } from './credentials-helpers'
import { deferred } from './deferred'
import { holdEnter } from './card-helpers'

const title = 'Send a password reset'
const sent = (way: ResetWay, to = 'a•••@example.com'): ResetSent => ({ way, to, livesMinutes: 15 })
const fails = (error: AppError) => () => {
  throw new AppFailure(error)
}
const unknown: AppError = { kind: 'outcome-unknown', action: 'Send reset link' }

describe('the dialog "Send a password reset"', () => {
  it('has the focus on the link, says for whom, and Enter sends it', async () => {
    const view = openDialog('send-reset', { handlers: { 'reset.send': ({ way }) => sent(way) } })
    const dialog = await findDialog(title)
    expect(dialog).toHaveTextContent('Ana López · ana.lopez@example.com')
    await waitFor(() => expect(buttonIn(dialog, 'Send reset link')).toHaveFocus())
    await view.user.keyboard('{Enter}')
    const told = await within(dialog).findByText('Reset link sent to a•••@example.com.')
    expect(told).toBeVisible()
    expect(within(dialog).getByRole('status', { name: 'Sent' })).toHaveTextContent('It lives 15 minutes.')
    expect(dialog).toHaveTextContent('Mosaic took it; whether it has arrived, only the caller can say.')
    expect(view.callsOf('reset.send')).toEqual([{ ...anasCard, way: 'email-link' }])
    await waitFor(() => expect(buttonIn(dialog, 'Done')).toHaveFocus())
    await view.user.keyboard('{Enter}')
    await screen.findByText('Card')
    expect(view.closed).toHaveBeenCalledExactlyOnceWith({
      done: {
        title: 'Reset link sent to a•••@example.com.',
        lines: ['It lives 15 minutes.', 'Mosaic took it; whether it has arrived, only the caller can say.']
      },
      failures: []
    })
  })

  it.each<[string, ResetWay, string]>([
    ['Send code by e-mail', 'email-code', 'Reset code sent to a•••@example.com.'],
    ['Send code by SMS', 'sms-code', 'Reset code sent to •••0123.']
  ])('"%s" sends that', async (name, way, words) => {
    const to = way === 'sms-code' ? '•••0123' : 'a•••@example.com'
    const view = openDialog('send-reset', { handlers: { 'reset.send': () => sent(way, to) } })
    const dialog = await findDialog(title)
    await view.user.click(buttonIn(dialog, name))
    expect(await within(dialog).findByText(words)).toBeVisible()
    expect(view.callsOf('reset.send')).toEqual([{ ...anasCard, way }])
  })

  it('shows contacts masked only', async () => {
    openDialog('send-reset')
    const dialog = await findDialog(title)
    expect(buttonIn(dialog, 'Send reset link')).toHaveAccessibleDescription('to a•••@example.com')
    expect(buttonIn(dialog, 'Send code by SMS')).toHaveAccessibleDescription('to •••0123')
    const ways = within(dialog).getByRole('list', { name: 'Ways to send it' })
    expect(ways).not.toHaveTextContent('ana.lopez@')
    expect(ways).not.toHaveTextContent('415555')
  })

  it('is busy while it is sent: nothing leaves it, nothing sends twice, a held key presses nothing', async () => {
    const end = deferred<ResetSent>()
    const view = openDialog('send-reset', { handlers: { 'reset.send': () => end.promise } })
    const dialog = await findDialog(title)
    await waitFor(() => expect(buttonIn(dialog, 'Send reset link')).toHaveFocus())
    holdEnter()
    expect(view.callsOf('reset.send')).toHaveLength(0)
    await view.user.keyboard('{Enter}{Enter}')
    await view.user.click(buttonIn(dialog, 'Send code by SMS'))
    await view.user.keyboard('{Escape}')
    await view.user.click(buttonIn(dialog, 'Cancel'))
    expect(within(dialog).getByRole('status', { name: 'Sending' })).toHaveTextContent('Sending…')
    expect(view.callsOf('reset.send')).toHaveLength(1)
    expect(view.closed).not.toHaveBeenCalled()
    end.resolve(sent('email-link'))
    await waitFor(() => expect(buttonIn(dialog, 'Done')).toHaveFocus())
    holdEnter()
    expect(view.closed).not.toHaveBeenCalled()
  })

  it('says nothing of a life that is not known', async () => {
    const view = openDialog('send-reset', {
      handlers: { 'reset.send': () => ({ way: 'email-link', to: 'a•••@example.com' }) }
    })
    const dialog = await findDialog(title)
    await view.user.click(buttonIn(dialog, 'Send reset link'))
    expect(await within(dialog).findByText('How long it lives is not known.')).toBeVisible()
  })

  it('is left by Escape with nothing to tell', async () => {
    const view = openDialog('send-reset')
    await findDialog(title)
    await view.user.keyboard('{Escape}')
    await screen.findByText('Card')
    expect(view.closed).toHaveBeenCalledExactlyOnceWith(undefined)
    expect(view.callsOf('reset.send')).toHaveLength(0)
  })
})

describe('a way that cannot be used', () => {
  const email = { value: 'ana.lopez@example.com' }
  const phone = { value: '+14155550123' }
  it.each<[string, Parameters<typeof aUser>[0], boolean, string, RegExp, string]>([
    [
      'a profile without redirect URI',
      {},
      false,
      'Send reset link',
      /no redirect URI/,
      'Send code by e-mail'
    ],
    [
      'no e-mail',
      { email: undefined },
      true,
      'Send reset link',
      /no e-mail address on file/,
      'Send code by SMS'
    ],
    [
      'an unverified e-mail',
      { email: { ...email, verified: false } },
      true,
      'Send code by e-mail',
      /It is not verified/,
      'Send code by SMS'
    ],
    [
      'an e-mail of which that is not known',
      { email },
      true,
      'Send reset link',
      /It is not known to be verified/,
      'Send code by SMS'
    ],
    [
      'no phone',
      { phone: undefined },
      true,
      'Send code by SMS',
      /no phone number on file/,
      'Send reset link'
    ],
    [
      'an unverified phone',
      { phone: { ...phone, verified: false } },
      true,
      'Send code by SMS',
      /It is not verified/,
      'Send reset link'
    ]
  ])('says why, and another one has the focus: %s', async (_, more, hasPage, name, why, first) => {
    const view = openDialog('send-reset', { user: aUser(more), tenant: hasPage ? linked : contoso })
    const dialog = await findDialog(title)
    expect(buttonIn(dialog, name)).toHaveAttribute('aria-disabled', 'true')
    expect(buttonIn(dialog, name)).toHaveAccessibleDescription(why)
    await view.user.click(buttonIn(dialog, name))
    expect(view.callsOf('reset.send')).toHaveLength(0)
    await waitFor(() => expect(buttonIn(dialog, first)).toHaveAttribute('data-autofocus'))
  })

  it('leaves the focus on Cancel where none is left', async () => {
    openDialog('send-reset', { user: aUser({ email: undefined, phone: undefined }) })
    const dialog = await findDialog(title)
    await waitFor(() => expect(buttonIn(dialog, 'Cancel')).toHaveFocus())
  })

  it('can be used where the policy allows unverified contacts, with the risk said', async () => {
    const view = openDialog('send-reset', {
      user: aUser({ email: { value: 'ana.lopez@example.com', verified: false } }),
      handlers: {
        'policy.view': () => aPolicy({ allowUnverifiedContact: true }),
        'reset.send': ({ way }) => sent(way)
      }
    })
    const dialog = await findDialog(title)
    await waitFor(() =>
      expect(buttonIn(dialog, 'Send reset link')).toHaveAccessibleDescription(/make sure that it is theirs/)
    )
    await view.user.click(buttonIn(dialog, 'Send reset link'))
    await within(dialog).findByText('Reset link sent to a•••@example.com.')
  })
})

describe('a reset that was not sent', () => {
  it('says why and goes on offering the other ways', async () => {
    const view = openDialog('send-reset', {
      handlers: { 'reset.send': fails({ kind: 'conflict', reason: 'provider-failed' }) }
    })
    const dialog = await findDialog(title)
    await view.user.click(buttonIn(dialog, 'Send code by SMS'))
    const alert = await within(dialog).findByRole('alert')
    expect(alert).toHaveTextContent('Send code by SMS: The tenant’s own SMS or e-mail provider refused')
    view.handle({ 'reset.send': ({ way }) => sent(way) })
    await view.user.click(buttonIn(dialog, 'Send code by e-mail'))
    await within(dialog).findByText('Reset code sent to a•••@example.com.')
    await view.user.click(buttonIn(dialog, 'Done'))
    // what surely was not sent need not be told on the card
    expect(view.closed.mock.lastCall?.[0]?.failures).toEqual([])
  })

  it('with an unknown end is told so, never sent again by itself, and stays on the card', async () => {
    const view = openDialog('send-reset', { handlers: { 'reset.send': fails(unknown) } })
    const dialog = await findDialog(title)
    await view.user.click(buttonIn(dialog, 'Send reset link'))
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('It is not known whether')
    expect(buttonIn(dialog, 'Send reset link')).toHaveAttribute('aria-disabled', 'false')
    await view.user.click(buttonIn(dialog, 'Close'))
    expect(view.callsOf('reset.send')).toHaveLength(1)
    expect(view.closed).toHaveBeenCalledExactlyOnceWith({
      failures: [{ doing: 'Send reset link', error: unknown }]
    })
  })

  it('with an unknown end is told on the card beside what was sent afterwards', async () => {
    const view = openDialog('send-reset', { handlers: { 'reset.send': fails(unknown) } })
    const dialog = await findDialog(title)
    await view.user.click(buttonIn(dialog, 'Send reset link'))
    await within(dialog).findByRole('alert')
    view.handle({ 'reset.send': ({ way }) => sent(way) })
    await view.user.click(buttonIn(dialog, 'Send code by e-mail'))
    await view.user.click(await within(dialog).findByRole('button', { name: 'Done' }))
    expect(view.closed.mock.lastCall?.[0]).toMatchObject({
      done: { title: 'Reset code sent to a•••@example.com.' },
      failures: [{ doing: 'Send reset link', error: unknown }]
    })
  })

  it('has the caller verified where main asks for it', async () => {
    const view = openDialog('send-reset', {
      handlers: { 'reset.send': fails({ kind: 'verification-required', needed: 1, have: 0 }) }
    })
    const dialog = await findDialog(title)
    await view.user.click(buttonIn(dialog, 'Send reset link'))
    await waitFor(() => expect(view.needsVerification).toHaveBeenCalledOnce())
    expect(view.closed).not.toHaveBeenCalled()
  })

  it.each<[string, (end: ReturnType<typeof deferred<ResetSent>>) => void, object]>([
    [
      'worked',
      (end) => end.resolve(sent('email-link')),
      { done: { title: 'Reset link sent to a•••@example.com.' } }
    ],
    ['failed', (end) => end.reject(new AppFailure(unknown)), { failures: [{ error: unknown }] }]
  ])('or was, is told also where the card is gone by then: it %s', async (_, finish, outcome) => {
    const end = deferred<ResetSent>()
    const view = openDialog('send-reset', { handlers: { 'reset.send': () => end.promise } })
    await view.user.click(buttonIn(await findDialog(title), 'Send reset link'))
    view.closeCard()
    finish(end)
    await waitFor(() => expect(view.closed).toHaveBeenCalledOnce())
    expect(view.closed.mock.lastCall?.[0]).toMatchObject(outcome)
  })
})
