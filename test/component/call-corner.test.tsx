import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { CallCorner } from '../../src/renderer/call/CallCorner'
import { tellCall } from '../../src/renderer/state/call-news'
import { useDesk } from '../../src/renderer/state/desk-store'
import { type AppError, AppFailure } from '../../src/shared/errors'
import type { CallView } from '../../src/shared/verification'
import { aCode, ana, callInMain, caller, ofAna, openCall, unverified, verification } from './call-helpers'
import { heading } from './card-helpers'
import { deferred } from './deferred'
import { aPolicyView, aUser, anAppState, practice } from './fixtures'
import { renderScreen } from './render'

const opened = (call: Partial<CallView>) => openCall({ handlers: callInMain(unverified(call)).handlers })
const timer = () => within(caller()).getByRole('timer')
/** seconds that are shown to be left */
const secondsLeft = () => {
  const [, minutes, seconds] = /^(\d+):(\d\d) left$/.exec(timer().textContent ?? '') ?? []
  return Number(minutes) * 60 + Number(seconds)
}
const failing = (error: AppError) => () => {
  throw new AppFailure(error)
}

describe('the state of the caller', () => {
  it('is "Not verified" at first, also while main has not answered', async () => {
    const answer = deferred<CallView>()
    await openCall({ handlers: { 'call.open': () => answer.promise } })
    expect(caller()).toHaveTextContent(/^Not verified$/)
    answer.resolve(unverified({ ticket: 'INC-7' }))
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Ticket number' })).toHaveValue('INC-7'))
    expect(caller()).toHaveTextContent(/^Not verified$/)
  })

  it.each([
    ['a code', aCode(), 'Code sent to •••0123', /^Code sent· (5:00|4:5\d) left$/],
    [
      'a link',
      aCode({ kind: 'email-link', to: 'a•••@example.com' }),
      'Link sent to a•••@example.com',
      /^Link sent· (5:00|4:5\d) left$/
    ]
  ])('tells of %s that is on its way, to whom and how long it is good', async (_, pending, to, words) => {
    await opened({ pending, verifications: [verification('in-person')] })
    expect(caller()).toHaveTextContent(words)
    expect(caller()).toHaveAttribute('title', to)
    // it is what the agent waits for, whatever was proved before
    expect(caller()).not.toHaveTextContent('Verified')
  })

  it('is what proved it, with the time left counting down', async () => {
    await opened({ verifications: [verification('sms-code', 480_000)] })
    expect(caller()).toHaveTextContent(/^✓ Verified by SMS code· (8:00|7:5\d) left$/)
    const before = secondsLeft()
    await waitFor(() => expect(secondsLeft()).toBeLessThan(before), { timeout: 3_000 })
  })

  it('names both proofs of two and counts to the end of the first', async () => {
    await opened({ verifications: [verification('sms-code', 60_000), verification('call-back')] })
    expect(caller()).toHaveTextContent(/^✓ Verified by SMS code and call-back· (1:00|0:5\d) left$/)
  })

  /** Main tells of something that is over in a moment, and of the same when it is asked again. */
  async function overSoon(call: (expires: number) => Partial<CallView>) {
    const main = callInMain()
    const view = await openCall({ handlers: main.handlers })
    act(() => view.emit('call.state', main.set(call(Date.now() + 1_500))))
    await waitFor(() => expect(caller()).toHaveTextContent('left'))
    return view
  }

  it('forgets of two proofs the one that has run out, and asks main how it stands', async () => {
    const view = await overSoon((expires) => ({
      verifications: [{ ...verification('sms-code'), expires }, verification('call-back')]
    }))
    expect(caller()).toHaveTextContent('Verified by SMS code and call-back')
    await waitFor(() => expect(caller()).toHaveTextContent(/^✓ Verified by call-back· (10:00|9:5\d) left$/), {
      timeout: 5_000
    })
    await waitFor(() => expect(view.callsOf('call.open')).toEqual([ofAna, ofAna]))
  })

  it.each<[string, (expires: number) => Partial<CallView>]>([
    ['a proof', (expires) => ({ verifications: [{ ...verification('sms-code'), expires }] })],
    ['a code', (expires) => ({ pending: aCode({ expires }) })]
  ])('says no more of %s that has run out: main is asked anew, once', async (_, call) => {
    const view = await overSoon(call)
    await waitFor(() => expect(caller()).toHaveTextContent(/^Not verified$/), { timeout: 5_000 })
    await waitFor(() => expect(view.callsOf('call.open')).toEqual([ofAna, ofAna]))
    // main still tells of what has run out: that is no reason to ask again and again
    await new Promise((resolve) => setTimeout(resolve, 1_200))
    expect(view.callsOf('call.open')).toHaveLength(2)
  })

  it('is what main says unasked, for this user alone', async () => {
    const view = await opened({})
    const verifications = [verification('in-person')]
    act(() => view.emit('call.state', unverified({ userId: 'somebody-else', verifications })))
    act(() => view.emit('call.state', unverified({ ticket: 'INC-9' })))
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Ticket number' })).toHaveValue('INC-9'))
    expect(caller()).toHaveTextContent(/^Not verified$/)
    act(() => view.emit('call.state', unverified({ verifications })))
    await waitFor(() => expect(caller()).toHaveTextContent('✓ Verified by photo ID in person'))
  })
})

describe('without a card', () => {
  const nothing = () => {
    expect(screen.queryByRole('status', { name: 'Caller' })).toBeNull()
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(screen.queryByRole('button')).toBeNull()
  }
  /** The corner with the current tenant known. */
  const corner = async (handlers = {}, tenantId?: string) => {
    const view = renderScreen(
      <CallCorner />,
      tenantId === undefined
        ? handlers
        : { 'app.state': () => anAppState({ currentTenantId: tenantId }), ...handlers }
    )
    await waitFor(() => expect(view.client.getQueryData(['app-state'])).toBeDefined())
    return view
  }

  it('shows nothing and asks nothing', async () => {
    const view = await corner()
    nothing()
    expect(view.callsOf('call.open')).toEqual([])
  })

  it('shows nothing for the card of another tenant than the current one', async () => {
    const view = await corner({}, practice.id)
    act(() => useDesk.getState().openUser(ana, ofAna.tenantId))
    nothing()
    expect(view.callsOf('call.open')).toEqual([])
  })

  it('says that the last caller was refused and still copies the note of that call', async () => {
    const view = await corner({ 'call.copyNote': () => ({ text: 'Work note' }) })
    act(() => tellCall({ refused: ofAna }))
    expect(caller()).toHaveTextContent('Caller refused')
    expect(screen.queryByRole('textbox')).toBeNull()
    await view.user.click(screen.getByRole('button', { name: 'Copy work note' }))
    expect(await screen.findByText('Work note copied')).toBeVisible()
    expect(view.callsOf('call.copyNote')).toEqual([ofAna])
    expect(view.callsOf('call.open')).toEqual([])
  })

  it('says why that note could not be copied', async () => {
    const view = await corner({ 'call.copyNote': failing({ kind: 'not-found', what: 'The call' }) })
    act(() => tellCall({ refused: ofAna }))
    await view.user.click(screen.getByRole('button', { name: 'Copy work note' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('Copy work note: The call was not found.')
    expect(screen.queryByText('Work note copied')).toBeNull()
  })

  it('says so only in the tenant of that caller, and until another card is opened', async () => {
    const view = await corner({}, practice.id)
    act(() => tellCall({ refused: ofAna }))
    nothing()
    act(() => view.emit('app.state', anAppState()))
    await waitFor(() => expect(caller()).toHaveTextContent('Caller refused'))
    act(() => useDesk.getState().openUser(aUser({ id: 'ben' }), ofAna.tenantId))
    await waitFor(() => expect(caller()).toHaveTextContent('Not verified'))
    act(() => useDesk.getState().closeUser())
    nothing()
  })
})

describe('the ticket number', () => {
  const ticket = () => screen.getByRole('textbox', { name: 'Ticket number' })
  /** Main takes every number, unless it is told otherwise. */
  async function withTicket(start?: string, handlers = {}) {
    const main = callInMain(unverified(start === undefined ? {} : { ticket: start }))
    return openCall({
      handlers: {
        ...main.handlers,
        'call.setTicket': ({ ticket: text }) => main.set({ ticket: text === '' ? undefined : text }),
        ...handlers
      }
    })
  }
  const refusing = failing({
    kind: 'invalid-input',
    reason: 'form',
    fields: { ticket: 'A ticket number looks like INC-1234.' }
  })

  it('is saved by Enter, once, and the next key is for the card', async () => {
    const view = await withTicket()
    await view.user.type(ticket(), ' INC-42 {Enter}')
    await waitFor(() => expect(heading()).toHaveFocus())
    expect(view.callsOf('call.setTicket')).toEqual([{ ...ofAna, ticket: 'INC-42' }])
    await waitFor(() => expect(ticket()).toHaveValue('INC-42'))
    await view.user.keyboard('v')
    expect(await screen.findByRole('dialog', { name: 'Verify caller' })).toBeVisible()
    expect(ticket()).toHaveValue('INC-42')
  })

  it('is saved once by leaving the box, and not again where nothing changed', async () => {
    const view = await withTicket()
    await view.user.type(ticket(), 'INC-43')
    expect(view.callsOf('call.setTicket')).toEqual([])
    await view.user.tab()
    await waitFor(() => expect(view.callsOf('call.setTicket')).toEqual([{ ...ofAna, ticket: 'INC-43' }]))
    await view.user.click(ticket())
    await view.user.tab()
    await view.user.type(ticket(), '{Enter}')
    expect(view.callsOf('call.setTicket')).toHaveLength(1)
  })

  it('is sent once when the box is left while Enter is still saving', async () => {
    const end = deferred<CallView>()
    const view = await withTicket(undefined, { 'call.setTicket': () => end.promise })
    await view.user.type(ticket(), 'INC-44{Enter}')
    await view.user.tab()
    // the agent has gone on: the focus is not taken from them
    const gone = document.activeElement
    end.resolve(unverified({ ticket: 'INC-44' }))
    await waitFor(() => expect(view.callsOf('call.setTicket')).toHaveLength(1))
    await act(() => new Promise((resolve) => setTimeout(resolve, 20)))
    expect(ticket()).toHaveValue('INC-44')
    expect(document.activeElement).toBe(gone)
  })

  it('can be taken away', async () => {
    const view = await withTicket('INC-45')
    expect(ticket()).toHaveValue('INC-45')
    await view.user.clear(ticket())
    await view.user.keyboard('{Enter}')
    await waitFor(() => expect(view.callsOf('call.setTicket')).toEqual([{ ...ofAna, ticket: '' }]))
    await waitFor(() => expect(ticket()).toHaveValue(''))
  })

  it('is as it was after Esc, which saves nothing and does not end the call', async () => {
    const view = await withTicket('INC-46')
    await view.user.type(ticket(), '7{Escape}')
    expect(ticket()).toHaveValue('INC-46')
    await view.user.tab()
    expect(view.callsOf('call.setTicket')).toEqual([])
    expect(heading()).toHaveTextContent(ana.displayName)
  })

  it('that is refused says why at its box, keeps what was typed, and is tried again', async () => {
    const view = await withTicket(undefined, { 'call.setTicket': refusing })
    await view.user.type(ticket(), '42{Enter}')
    expect(await screen.findByRole('alert')).toHaveTextContent('A ticket number looks like INC-1234.')
    expect(ticket()).toHaveAccessibleDescription('A ticket number looks like INC-1234.')
    expect(ticket()).toBeInvalid()
    expect(ticket()).toHaveValue('42')
    expect(ticket()).toHaveFocus()
    await view.user.keyboard('1')
    expect(screen.queryByRole('alert')).toBeNull()
    expect(ticket()).toBeValid()
    expect(ticket()).not.toHaveAccessibleDescription()
    view.handle({ 'call.setTicket': () => unverified({ ticket: '421' }) })
    await view.user.keyboard('{Enter}')
    await waitFor(() => expect(heading()).toHaveFocus())
    expect(ticket()).toHaveValue('421')
  })

  it('that is refused is put right by Esc', async () => {
    const view = await withTicket('INC-47', { 'call.setTicket': refusing })
    await view.user.type(ticket(), 'x{Enter}')
    await screen.findByRole('alert')
    await view.user.keyboard('{Escape}')
    expect(screen.queryByRole('alert')).toBeNull()
    expect(ticket()).toHaveValue('INC-47')
  })

  it('that could not be saved says so', async () => {
    const view = await withTicket(undefined, {
      'call.setTicket': failing({ kind: 'not-saved', reason: 'disk-full', fileName: 'journal.jsonl' })
    })
    await view.user.type(ticket(), 'INC-48')
    await view.user.tab()
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Save the ticket number: journal.jsonl could not be written: the disk is full.'
    )
    expect(ticket()).toHaveAccessibleDescription(/the disk is full/)
  })

  it.each([
    ['from the policy', { required: true, pattern: 'INC-\\d+', example: 'INC-1234' }, 'INC-1234'],
    ['its name where the policy has none', { required: false }, 'Ticket number']
  ])('has an example %s', async (_, rule, placeholder) => {
    await withTicket(undefined, { 'policy.view': () => aPolicyView({ ticket: rule }) })
    await waitFor(() => expect(ticket()).toHaveAttribute('placeholder', placeholder))
    await waitFor(() => expect(ticket()).toHaveAttribute('aria-required', String(rule.required)))
  })

  it('that is typed belongs to its call alone', async () => {
    const view = await withTicket()
    await view.user.type(ticket(), 'INC-49')
    act(() => useDesk.getState().openUser(aUser({ id: 'ben', displayName: 'Ben Ode' }), ofAna.tenantId))
    await waitFor(() => expect(ticket()).toHaveValue(''))
    expect(view.callsOf('call.setTicket').filter(({ userId }) => userId === 'ben')).toEqual([])
  })
})
