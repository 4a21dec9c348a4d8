import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { useSearch } from '../../src/renderer/find/search-store'
import { useDesk } from '../../src/renderer/state/desk-store'
import { UserCard } from '../../src/renderer/user/UserCard'
import { type AppError, AppFailure } from '../../src/shared/errors'
import type { Authenticator, User } from '../../src/shared/user'
import { deferred } from './deferred'
import type { FakeHandlers } from './fake-bridge'
import { aPassword, aUser, contoso } from './fixtures'
import { renderScreen } from './render'

const reads: FakeHandlers = {
  'app.copy': () => null,
  'user.authenticators': () => [aPassword()],
  'user.sessions': () => ({ sessions: [], errors: [] }),
  'user.groups': () => []
}
const down: AppError = { kind: 'unreachable', cause: 'reset', host: 'api.example', detail: 'GET … broke off' }
const minutes = (count: number) => Date.now() + count * 60_000

async function open(user: User, handlers: FakeHandlers = {}) {
  const view = renderScreen(<UserCard userId={user.id} tenant={contoso} matches={1} />, {
    ...reads,
    'user.read': () => user,
    ...handlers
  })
  await screen.findByText(user.displayName, { selector: 'h1' })
  // the facts follow in a turn of their own
  await screen.findByRole('region', { name: 'Identity' })
  return view
}

const verdict = () => screen.getByRole('status', { name: 'Verdict' })
const section = (name: string) => screen.getByRole('region', { name })
const button = (name: string) => screen.getByRole('button', { name })

describe('the card', () => {
  it('is the region "User" with the display name as its heading', async () => {
    await open(aUser())
    const heading = within(section('User')).getByRole('heading', { level: 1 })
    expect(heading).toHaveTextContent('Ana López')
    await waitFor(() => expect(heading).toHaveFocus())
  })

  it('shows what a failed reading was, and reads again', async () => {
    let fails = true
    const view = renderScreen(<UserCard userId="x" tenant={contoso} matches={1} />, {
      ...reads,
      'user.read': () => {
        if (fails) throw new AppFailure(down)
        return aUser()
      }
    })
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('Read the user: The connection to api.example broke off.')
    fails = false
    await view.user.click(within(alert).getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('heading', { name: 'Ana López' })).toBeVisible()
  })

  it('does without everything but the id', async () => {
    const bare: User = {
      id: 'bare',
      status: '',
      displayName: 'bare',
      secondaryEmails: [],
      secondaryPhones: [],
      groupIds: []
    }
    await open(bare, { 'user.authenticators': () => [] })
    expect(within(section('Identity')).getAllByText('none')).toHaveLength(2)
    expect(await within(section('Password')).findByText('No password')).toBeVisible()
    expect(await within(section('Ways to sign in')).findByText('None registered.')).toBeVisible()
  })

  it('shows hostile text as text', async () => {
    const markup = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
    await open(aUser({ displayName: markup, username: markup, status: markup, email: { value: markup } }), {
      'user.authenticators': () => [aPassword({ type: markup, label: markup, status: markup })],
      'user.groups': () => [{ id: markup, name: markup, description: markup }]
    })
    await within(section('Groups')).findByText(markup)
    expect(document.querySelector('img, script')).toBeNull()
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(markup)
  })

  it('survives numbers that are no dates', async () => {
    await open(
      aUser({
        createdAt: 9e99,
        lastSignInAt: Number.NaN,
        password: { expired: false, temporary: false, expiresAt: -9e99 }
      })
    )
    expect(within(section('User')).getAllByText(/unknown (date|time)/).length).toBeGreaterThan(1)
  })
})

describe('status and lock', () => {
  it.each<[string, User, Authenticator[], string[], string[]]>([
    ['active', aUser(), [aPassword()], ['Active'], ['Password locked', 'Password blocked']],
    [
      'locked',
      aUser(),
      [aPassword({ status: 'Locked' })],
      ['Active', 'Password locked'],
      ['Password blocked']
    ],
    [
      'blocked',
      aUser(),
      [aPassword({ status: 'Deactivated' })],
      ['Active', 'Password blocked'],
      ['Password locked']
    ],
    [
      'suspended',
      aUser({ status: 'Disabled' }),
      [aPassword({ status: 'Deactivated' })],
      ['Suspended'],
      ['Password locked', 'Password blocked']
    ],
    ['pending', aUser({ status: 'Pending' }), [], ['Pending'], []],
    ['a new word', aUser({ status: 'Hibernating' }), [aPassword()], ['Hibernating'], []]
  ])('%s', async (_, user, authenticators, shown, absent) => {
    await open(user, { 'user.authenticators': () => authenticators })
    await waitFor(() => expect(section('Ways to sign in')).toHaveAttribute('aria-busy', 'false'))
    for (const word of shown) expect(screen.getByText(word)).toBeVisible()
    for (const word of absent) expect(screen.queryByText(word)).toBeNull()
  })
})

describe('the verdict', () => {
  it('waits for the locks before it says that nothing is wrong', async () => {
    const authenticators = deferred<Authenticator[]>()
    await open(aUser(), { 'user.authenticators': () => authenticators.promise })
    expect(verdict()).toHaveTextContent('Reading how they sign in…')
    authenticators.resolve([aPassword({ status: 'Locked', lastFailureAt: minutes(-6) })])
    await waitFor(() => expect(verdict()).toHaveTextContent('The password is locked'))
  })

  it('does not wait where no lock could change it', async () => {
    await open(aUser({ status: 'Disabled' }), { 'user.authenticators': () => new Promise(() => undefined) })
    expect(verdict()).toHaveTextContent('The account is suspended.')
    expect(button('Activate user')).toBeVisible()
  })

  it('says that locks are not known when they could not be read', async () => {
    let fails = true
    const view = await open(aUser(), {
      'user.authenticators': () => {
        if (fails) throw new AppFailure(down)
        return [aPassword({ status: 'Locked' })]
      }
    })
    await waitFor(() => expect(verdict()).toHaveTextContent('Locks are not known: The connection'))
    expect(section('Ways to sign in')).toHaveTextContent('Read ways to sign in: The connection')
    fails = false
    await view.user.click(button('Read locks again'))
    await waitFor(() => expect(verdict()).toHaveTextContent('The password is locked'))
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('offers its action once: the bar leaves it out', async () => {
    await open(aUser(), { 'user.authenticators': () => [aPassword({ status: 'Locked' })] })
    await waitFor(() => expect(verdict()).toHaveTextContent('The password is locked'))
    expect(screen.getAllByRole('button', { name: 'Unlock password' })).toHaveLength(1)
    const bar = screen.getByRole('group', { name: 'Actions' })
    const names = within(bar)
      .getAllByRole('button')
      .map((one) => one.textContent)
    expect(names).toEqual([
      'Send reset linkR',
      'Issue temporary passwordT',
      'Sign out everywhereO',
      'Verify callerV',
      'ResolveE',
      'Suspend user',
      'More actions▾',
      'Copy work noteN',
      'RefreshF5',
      'End callEsc'
    ])
  })
})

describe('the sections', () => {
  it('tell used, never used, locked and unknown ways apart', async () => {
    await open(aUser(), {
      'user.authenticators': () => [
        aPassword({ status: 'Locked', lastFailureAt: minutes(-6) }),
        { id: '2', type: 'webauthn', status: 'Active', label: 'Pixel 9', lastSuccessAt: minutes(-26 * 60) },
        { id: '3', type: 'sms_otp', status: 'Registered' },
        { id: '4', type: 'brainwave', status: 'Dreaming' },
        { id: '5', type: 'totp', status: 'Deleted' }
      ]
    })
    const rows = await within(section('Ways to sign in')).findAllByRole('listitem')
    expect(rows).toHaveLength(4)
    expect(rows[0]).toHaveTextContent(/^Passwordlocked · failed \d\d:\d\d/)
    expect(rows[1]).toHaveTextContent(/^PasskeyPixel 9used (yesterday|2 days ago)/)
    expect(rows[2]).toHaveTextContent('SMS codenever used')
    expect(rows[3]).toHaveTextContent('brainwaveDreaming')
  })

  it('show the session family that answered and name the one that did not', async () => {
    await open(aUser(), {
      'user.sessions': () => ({
        sessions: [{ id: 's', family: 'backend', startedAt: minutes(-60) }],
        errors: [down]
      })
    })
    const alert = await within(section('Sessions')).findByRole('alert')
    expect(alert).toHaveTextContent('Read some of the sessions')
    expect(within(section('Sessions')).getByText('Application session')).toBeVisible()
    expect(within(section('Sessions')).queryByText('Signed in nowhere.')).toBeNull()
  })

  it('say when there is nothing', async () => {
    await open(aUser())
    expect(await within(section('Sessions')).findByText('Signed in nowhere.')).toBeVisible()
    expect(await within(section('Groups')).findByText('In no group.')).toBeVisible()
  })

  it('show the first rows of a long list and offer the rest', async () => {
    const groups = Array.from({ length: 40 }, (_, index) => ({ id: `g${index}`, name: `Group ${index}` }))
    const view = await open(aUser(), { 'user.groups': () => groups })
    expect(await within(section('Groups')).findAllByRole('listitem')).toHaveLength(6)
    await view.user.click(button('Show 34 more groups'))
    expect(within(section('Groups')).getAllByRole('listitem')).toHaveLength(40)
  })

  it('mark contacts as verified or not in words', async () => {
    await open(
      aUser({
        email: { value: 'a@example.com', verified: true },
        phone: { value: '+1', verified: false },
        secondaryEmails: [{ value: 'b@example.com' }]
      })
    )
    const notes = within(section('Identity'))
    expect(notes.getByText('verified')).toBeVisible()
    expect(notes.getByText('not verified')).toBeVisible()
    expect(notes.getByText('not known if verified')).toBeVisible()
  })

  it('give the exact time with its zone beside the relative one', async () => {
    await open(aUser())
    const time = within(section('Password')).getAllByText(/ago/)[0]
    expect(time).toHaveAttribute('title', expect.stringMatching(/2 June 2026 at \d\d:\d\d:\d\d \w/))
    expect(time).toHaveAttribute('tabindex', '0')
  })
})

describe('copying and the raw user', () => {
  it('copies a value through main', async () => {
    const view = await open(aUser())
    await view.user.click(button('Copy e-mail'))
    expect(view.callsOf('app.copy')).toEqual([{ text: 'ana.lopez@example.com' }])
    expect(await screen.findByText('Copied')).toBeVisible()
  })

  it('says so when that failed', async () => {
    const view = await open(aUser(), {
      'app.copy': () => {
        throw new AppFailure({ kind: 'internal' })
      }
    })
    await view.user.click(button('Copy username'))
    expect(await screen.findByText('Not copied')).toBeVisible()
  })

  it('reads the raw user only when it is unfolded', async () => {
    const view = await open(aUser(), { 'user.raw': () => ({ json: '{ "user_id": "<b>1</b>" }' }) })
    expect(view.callsOf('user.raw')).toEqual([])
    await view.user.click(screen.getByText('Raw JSON'))
    expect(await screen.findByText('{ "user_id": "<b>1</b>" }')).toBeVisible()
    await view.user.click(button('Copy raw JSON'))
    expect(view.callsOf('app.copy')).toEqual([{ text: '{ "user_id": "<b>1</b>" }' }])
  })
})

describe('keys', () => {
  it('Refresh and F5 read everything anew', async () => {
    const view = await open(aUser())
    const reads = () => view.callsOf('user.groups').length
    await screen.findByText('In no group.')
    const atFirst = reads()
    await view.user.keyboard('{F5}')
    await waitFor(() => expect(reads()).toBe(atFirst + 1))
    await view.user.click(button('Refresh'))
    await waitFor(() => expect(reads()).toBe(atFirst + 2))
  })

  it('Esc ends the call', async () => {
    const view = await open(aUser())
    useSearch.getState().setText('ana')
    useDesk.getState().openUser(aUser(), contoso.id)
    const before = useDesk.getState().focusSearchTick
    await view.user.keyboard('{Escape}')
    expect(useDesk.getState().open).toBeUndefined()
    expect(useDesk.getState().focusSearchTick).toBe(before + 1)
    expect(useSearch.getState().text).toBe('')
  })

  it('act only outside fields and dialogs and without modifiers', async () => {
    const view = await open(aUser(), { 'user.authenticators': () => [aPassword({ status: 'Locked' })] })
    await screen.findByRole('button', { name: 'Unlock password' })
    await view.user.keyboard('{Control>}u{/Control}')
    const field = document.body.appendChild(document.createElement('input'))
    field.focus()
    await view.user.keyboard('uto')
    expect(screen.queryByRole('dialog')).toBeNull()
    field.remove()
    screen.getByRole('heading', { level: 1 }).focus()
    await view.user.keyboard('u')
    expect(await screen.findByRole('dialog')).toBeVisible()
    await view.user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(screen.getByRole('region', { name: 'User' })).toBeVisible()
  })
})
