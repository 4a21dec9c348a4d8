// What the card says of the call: warnings, what the verdict offers, where the call begins and ends, its work note.
import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { useDesk } from '../../src/renderer/state/desk-store'
import { AppFailure } from '../../src/shared/errors'
import type { TenantSummary } from '../../src/shared/tenant'
import type { User } from '../../src/shared/user'
import {
  ana,
  callInMain,
  caller,
  dialogOf,
  inDialog,
  isGone,
  ofAna,
  openCall,
  someWays,
  unverified,
  verification
} from './call-helpers'
import { bar, button, heading, verdict } from './card-helpers'
import { deferred } from './deferred'
import type { FakeHandlers } from './fake-bridge'
import { aCallView, aPassword, aPolicyView, aUser, contoso, gates } from './fixtures'

const readFirst = () => screen.getByRole('status', { name: 'Read first' })
const ticket = () => screen.getByRole('textbox', { name: 'Ticket number' })
const linked: TenantSummary = { ...contoso, redirectUri: 'https://shop.example.com/reset' }
const ben = aUser({ id: 'ben', displayName: 'Ben Ode' })

describe('what must be read first', () => {
  it('is nothing where nothing is to be said', async () => {
    await openCall()
    expect(readFirst()).toBeEmptyDOMElement()
  })

  it.each([
    ['', /lifts that\.$/],
    ['Did not know the manager.', /lifts that\. The reason: Did not know the manager\.$/]
  ])('tells of the brake, until when and why: %j', async (reason, end) => {
    const brake = { until: Date.now() + 60_000, reason }
    await openCall({ handlers: callInMain(unverified({ brake })).handlers })
    expect(readFirst()).toHaveTextContent('A caller for this user was refused.Resets are braked until')
    expect(readFirst()).toHaveTextContent(end)
    // the verification may still lift it
    expect(button('Verify caller')).toBeVisible()
  })

  it('tells that the user is privileged, and why', async () => {
    const view = unverified({ privileged: 'On the list of the policy' }, 2)
    await openCall({ handlers: callInMain(view).handlers })
    expect(readFirst()).toHaveTextContent(
      'This user is privileged.On the list of the policy. Changes need two verifications of different kinds.'
    )
  })

  it.each([
    ['policy', 'Changes are locked.'],
    ['limits.changesPerHour', 'You have made as many changes as one hour allows.'],
    ['limits.resetsPerUserPerDay', 'This user has got as many resets as a day allows.']
  ])('tells once why actions are left out by the rule %s', async (rule, title) => {
    const actions = gates({}, { allowed: false, rule, why: 'Try again at 14:00.' })
    await openCall({ handlers: callInMain(aCallView(ofAna, { actions })).handlers })
    expect(readFirst()).toHaveTextContent(new RegExp(`^${title}Try again at 14:00\\.$`))
    expect(within(bar()).queryByRole('button', { name: 'Suspend user' })).toBeNull()
  })

  it('leads to the box of a ticket number that is missing', async () => {
    const actions = gates({}, { allowed: false, rule: 'ticket.required', why: 'No ticket.' })
    const main = callInMain(aCallView(ofAna, { actions }))
    const view = await openCall({
      handlers: {
        ...main.handlers,
        'policy.view': () => aPolicyView({ ticket: { required: true, example: 'INC-1234' } }),
        'call.setTicket': ({ ticket: number }) => main.set({ ticket: number, actions: gates() })
      }
    })
    await waitFor(() => expect(readFirst()).toHaveTextContent('It looks like INC-1234.'))
    expect(readFirst()).toHaveTextContent('This call needs a ticket number.')
    await view.user.click(button('Enter ticket number'))
    expect(ticket()).toHaveFocus()
    await view.user.keyboard('INC-1{Enter}')
    await waitFor(() => expect(readFirst()).toBeEmptyDOMElement())
    expect(button('Unlock password')).toBeVisible()
  })
})

describe('the verdict', () => {
  const expired: User['password'] = { expired: true, temporary: false }
  const runOut: User['password'] = { expired: true, temporary: true }
  const unverifiedEmail = { value: 'ana.lopez@example.com', verified: false }
  const unsaidEmail = { value: 'ana.lopez@example.com' }
  const { email: _email, ...withoutEmail } = ana
  const { password: _password, ...withoutPassword } = ana
  const reset = 'Send reset link'
  const issue = 'Issue temporary password'
  const off = { allowed: false, rule: 'actions.allowed' }

  interface Case {
    user: User
    tenant?: TenantSummary
    actions?: ReturnType<typeof gates>
    locked?: boolean
    offers: string | undefined
  }
  it.each<[string, Case]>([
    ['an expired password', { user: { ...ana, password: expired }, offers: reset }],
    ['a temporary password that has run out', { user: { ...ana, password: runOut }, offers: reset }],
    [
      'an e-mail address that is not verified',
      { user: { ...ana, password: expired, email: unverifiedEmail }, offers: issue }
    ],
    [
      'an e-mail address of which that is not known',
      { user: { ...ana, password: expired, email: unsaidEmail }, offers: issue }
    ],
    ['no e-mail address', { user: { ...withoutEmail, password: expired }, offers: issue }],
    ['no redirect URI', { user: { ...ana, password: runOut }, tenant: contoso, offers: issue }],
    ['a password that works', { user: ana, offers: reset }],
    ['no password', { user: withoutPassword, offers: issue }],
    ['a lock beside it', { user: { ...ana, password: expired }, locked: true, offers: 'Unlock password' }],
    [
      'resets that are not allowed',
      { user: { ...ana, password: expired }, actions: gates({ 'send-reset': off }), offers: issue }
    ],
    ['passwords that are not shown', { user: ana, actions: gates({ issue: off }), offers: reset }],
    [
      'passwords that are not shown and a phone to reach them',
      { user: { ...withoutEmail, password: expired }, actions: gates({ issue: off }), offers: reset }
    ],
    [
      'nothing that reaches them',
      {
        user: { ...ana, email: unverifiedEmail, phone: { value: '+14155550123', verified: false } },
        actions: gates({ issue: off }),
        offers: undefined
      }
    ]
  ])('offers what helps with %s', async (_, { user, tenant = linked, actions, locked, offers }) => {
    const noPassword = user.password === undefined
    const one = aPassword(locked ? { status: 'Locked' } : {})
    await openCall({
      user,
      tenant,
      handlers: {
        'user.authenticators': () => (noPassword ? [] : [one]),
        'call.open': () => aCallView(ofAna, actions ? { actions } : {})
      }
    })
    const panel = within(verdict().parentElement as HTMLElement)
    await waitFor(() =>
      expect(panel.queryAllByRole('button').map((found) => found.textContent?.slice(0, -1))).toEqual(
        offers === undefined ? [] : [offers]
      )
    )
    // once, and not in the bar as well
    if (offers !== undefined) expect(screen.getAllByRole('button', { name: offers })).toHaveLength(1)
    const says = 'A reset lets them choose their own, and nobody else sees it.'
    expect(verdict().textContent?.includes(says)).toBe(offers === reset)
  })
})

describe('the call', () => {
  it('is opened once with its card, whatever else is looked at meanwhile', async () => {
    const view = await openCall()
    expect(view.callsOf('call.open')).toEqual([ofAna])
    act(() => useDesk.getState().setScreen('settings'))
    expect(screen.queryByRole('region', { name: 'User' })).toBeNull()
    act(() => useDesk.getState().setScreen('find'))
    await screen.findByRole('region', { name: 'Identity' })
    expect(view.callsOf('call.open')).toEqual([ofAna])
    expect(view.callsOf('call.close')).toEqual([])
  })

  it.each(['End call', 'Escape'])('is closed by %s', async (by) => {
    const view = await openCall()
    await waitFor(() => expect(heading()).toHaveFocus())
    if (by === 'Escape') await view.user.keyboard('{Escape}')
    else await view.user.click(button('End call'))
    expect(screen.queryByRole('region', { name: 'User' })).toBeNull()
    expect(view.callsOf('call.close')).toEqual([ofAna])
    expect(screen.queryByRole('status', { name: 'Caller' })).toBeNull()
  })

  it('with another user is another call, in which nothing is proved', async () => {
    const main = callInMain(unverified({ verifications: [verification('sms-code')] }))
    const view = await openCall({
      handlers: {
        'call.open': ({ userId }) => (userId === ben.id ? unverified({ userId }) : main.now()),
        'user.read': ({ userId }) => (userId === ben.id ? ben : ana)
      }
    })
    expect(caller()).toHaveTextContent('Verified by SMS code')
    act(() => useDesk.getState().openUser(ben, contoso.id))
    expect(caller()).toHaveTextContent(/^Not verified$/)
    await screen.findByRole('heading', { level: 1, name: ben.displayName })
    await waitFor(() => expect(view.callsOf('call.open')).toEqual([ofAna, { ...ofAna, userId: ben.id }]))
    expect(view.callsOf('call.close')).toEqual([ofAna])
    // what main still says of the last one is nobody's news
    act(() => view.emit('call.state', main.now()))
    await act(() => new Promise((resolve) => setTimeout(resolve, 20)))
    expect(caller()).toHaveTextContent(/^Not verified$/)
  })
})

describe('when main has ended it, as after the machine was locked', () => {
  const ended = 'The verification has ended.'
  const locks = async (view: Awaited<ReturnType<typeof openCall>>, main: ReturnType<typeof callInMain>) => {
    main.set(unverified())
    act(() => view.emit('call.state', { takenBack: 'away' }))
    await waitFor(() => expect(readFirst()).toHaveTextContent(`${ended}This computer was locked or asleep`))
  }

  it('the card says so, shows nothing as proved, and asks anew', async () => {
    const main = callInMain()
    main.prove('sms-code')
    const view = await openCall({ handlers: main.handlers })
    expect(caller()).toHaveTextContent('Verified by SMS code')
    await locks(view, main)
    await waitFor(() => expect(view.callsOf('call.open')).toEqual([ofAna, ofAna]))
    expect(caller()).toHaveTextContent(/^Not verified$/)
    expect(view.callsOf('call.close')).toEqual([])
    expect(heading()).toBeVisible()
  })

  it('nothing is shown as proved where main cannot be asked', async () => {
    const main = callInMain()
    main.prove('sms-code')
    const view = await openCall({ handlers: main.handlers })
    const answer = deferred<never>()
    view.handle({ 'call.open': () => answer.promise })
    await locks(view, main)
    expect(caller()).toHaveTextContent(/^Not verified$/)
    answer.reject(new AppFailure({ kind: 'internal' }))
    await act(() => new Promise((resolve) => setTimeout(resolve, 20)))
    expect(caller()).toHaveTextContent(/^Not verified$/)
  })

  it('a new verification takes the note away; another card never has it', async () => {
    const main = callInMain()
    const view = await openCall({ handlers: main.handlers })
    await locks(view, main)
    await waitFor(() => expect(heading()).toHaveFocus())
    await view.user.keyboard('v')
    await view.user.click(inDialog(await dialogOf('Verify caller'), 'Caller was called back'))
    await isGone()
    await waitFor(() => expect(readFirst()).toBeEmptyDOMElement())
    await locks(view, main)
    view.handle({ 'user.read': () => ben })
    act(() => useDesk.getState().openUser(ben, contoso.id))
    await screen.findByRole('heading', { level: 1, name: ben.displayName })
    expect(screen.queryByText(ended)).toBeNull()
  })

  it('a bundle is named as the reason where it was one, and all of the card is read anew', async () => {
    const main = callInMain()
    main.prove('sms-code')
    const view = await openCall({ handlers: main.handlers })
    const before = view.callsOf('user.authenticators').length
    main.set(unverified())
    act(() => view.emit('call.state', { takenBack: 'bundle' }))
    await waitFor(() => expect(readFirst()).toHaveTextContent('A bundle gave this tenant another host'))
    expect(readFirst()).not.toHaveTextContent('locked or asleep')
    await waitFor(() => expect(view.callsOf('user.authenticators').length).toBeGreaterThan(before))
    expect(caller()).toHaveTextContent(/^Not verified$/)
  })

  it('a verification under way begins anew', async () => {
    const main = callInMain()
    const view = await openCall({ handlers: main.handlers })
    await waitFor(() => expect(heading()).toHaveFocus())
    await view.user.keyboard('v')
    const dialog = await dialogOf('Verify caller')
    await view.user.click(inDialog(dialog, 'Send code by SMS'))
    await within(dialog).findByRole('textbox', { name: 'Code' })
    main.set({ ...unverified(), pending: undefined, ways: someWays })
    act(() => view.emit('call.state', { takenBack: 'away' }))
    await waitFor(() => expect(inDialog(dialog, 'Send code by SMS')).toBeVisible())
    expect(within(dialog).queryByRole('textbox', { name: 'Code' })).toBeNull()
    expect(caller()).toHaveTextContent(/^Not verified$/)
  })
})

describe('the work note', () => {
  const said = () => screen.getByRole('status', { name: 'Work note' })
  const withNote = async (handlers: FakeHandlers = {}) => {
    const view = await openCall({ handlers: { 'call.copyNote': () => ({ text: 'Note' }), ...handlers } })
    await waitFor(() => expect(heading()).toHaveFocus())
    return view
  }

  it.each(['N', 'its button'])('is copied by %s, which says so', async (by) => {
    const view = await withNote()
    expect(said()).toBeEmptyDOMElement()
    if (by === 'N') await view.user.keyboard('n')
    else await view.user.click(button('Copy work note'))
    await waitFor(() => expect(said()).toHaveTextContent('Work note copied'))
    expect(view.callsOf('call.copyNote')).toEqual([ofAna])
    await waitFor(() => expect(said()).toBeEmptyDOMElement(), { timeout: 6_000 })
  })

  it('that could not be copied says so, until it is', async () => {
    const view = await withNote({
      'call.copyNote': () => {
        throw new AppFailure({ kind: 'internal' })
      }
    })
    await view.user.keyboard('n')
    expect(await screen.findByRole('alert')).toHaveTextContent('Copy work note: Tessera itself failed.')
    expect(said()).toBeEmptyDOMElement()
    view.handle({ 'call.copyNote': () => ({ text: 'Note' }) })
    await view.user.keyboard('n')
    await waitFor(() => expect(said()).toHaveTextContent('Work note copied'))
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('has the number that was typed a moment ago', async () => {
    const saved = deferred<void>()
    const view = await withNote({
      'call.setTicket': ({ ticket: number }) => saved.promise.then(() => unverified({ ticket: number }))
    })
    await view.user.type(ticket(), 'INC-n')
    expect(view.callsOf('call.copyNote')).toEqual([])
    await view.user.click(button('Copy work note'))
    expect(view.callsOf('call.setTicket')).toEqual([{ ...ofAna, ticket: 'INC-n' }])
    expect(view.callsOf('call.copyNote')).toEqual([])
    saved.resolve()
    await waitFor(() => expect(view.callsOf('call.copyNote')).toEqual([ofAna]))
  })

  it('is not copied by a key in front of a dialog', async () => {
    const view = await withNote()
    await view.user.keyboard('v')
    await dialogOf('Verify caller')
    await view.user.keyboard('n')
    expect(view.callsOf('call.copyNote')).toEqual([])
  })
})
