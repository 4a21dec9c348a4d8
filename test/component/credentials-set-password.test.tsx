import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { userKey } from '../../src/renderer/state/queries'
import type { SetPasswordOutcome } from '../../src/shared/credentials'
import { type AppError, AppFailure } from '../../src/shared/errors'
import type { User } from '../../src/shared/user'
import {
  anasCard,
  aPolicy,
  buttonIn,
  type DialogView,
  findDialog,
  openDialog,
  pageTexts,
  reactStrings
} from './credentials-helpers'
import { deferred } from './deferred'
import { aPassword, aUser, at } from './fixtures'

const title = 'Set a password'
const secret = 'Zq7-unlikely-Wv9'
const { password: _none, ...newcomer } = aUser()
const done: SetPasswordOutcome = { how: 'replaced', temporary: true, check: 'passed' }
const fails = (error: AppError) => () => {
  throw new AppFailure(error)
}

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label)
const mustChange = () => screen.getByRole('checkbox', { name: 'Must be changed at the first sign-in' })

async function open(handlers: Parameters<typeof openDialog>[1] = {}) {
  const view = openDialog('set-password', handlers)
  return { view, dialog: await findDialog(title) }
}

async function enter(view: DialogView, first = secret, second = first) {
  await view.user.type(field('New password'), first)
  await view.user.type(field('Repeat password'), second)
}

describe('the dialog "Set a password"', () => {
  it('sets what was entered twice; Enter does it, and the card is told', async () => {
    const outcome: SetPasswordOutcome = {
      ...done,
      user: aUser({ password: { expired: false, temporary: true, expiresAt: at('2030-01-02T09:00:00Z') } }),
      authenticators: [aPassword()]
    }
    const { view } = await open({ handlers: { 'password.set': () => outcome } })
    await waitFor(() => expect(field('New password')).toHaveFocus())
    await enter(view)
    await view.user.keyboard('{Enter}')
    await screen.findByText('Card')
    expect(view.callsOf('password.set')).toEqual([{ ...anasCard, password: secret, temporary: true }])
    const told = view.closed.mock.lastCall?.[0]
    expect(told).toMatchObject({ done: { title: 'Temporary password set.' }, failures: [] })
    expect(told?.done?.lines.join(' ')).toMatch(
      /The old password no longer works\. It must be changed at the first sign-in\. It runs out 2 January 2030 at .* own check took it/
    )
    await waitFor(() => expect(view.client.getQueryData(userKey(anasCard))).toEqual(outcome.user))
  })

  it('never lets React, the cache or the page hold what was entered', async () => {
    const end = deferred<SetPasswordOutcome>()
    const { view, dialog } = await open({ handlers: { 'password.set': () => end.promise } })
    await enter(view)
    expect(field('New password').type).toBe('password')
    expect(field('Repeat password').type).toBe('password')
    for (const label of ['New password', 'Repeat password']) {
      expect(field(label)).toHaveAttribute('autocomplete', 'new-password')
    }
    // typed and judged
    await waitFor(() => expect(within(dialog).getByRole('meter')).toHaveAttribute('aria-valuenow', '4'))
    const held = () => reactStrings().filter((text) => text.includes('unlikely'))
    expect(reactStrings()).toContain('New password')
    expect(held()).toEqual([])
    expect(document.documentElement.outerHTML).not.toContain('unlikely')
    await view.user.click(buttonIn(dialog, 'Set password'))
    // emptied as soon as it is on its way
    expect(pageTexts()).not.toContain('unlikely')
    expect(
      JSON.stringify(
        view.client
          .getQueryCache()
          .getAll()
          .map(({ state }) => state)
      )
    ).not.toContain('unlikely')
    end.resolve(done)
    await screen.findByText('Card')
    expect(pageTexts()).not.toContain('unlikely')
  })

  it('empties the fields when it is left', async () => {
    const { view } = await open()
    const fields = [field('New password'), field('Repeat password')]
    await enter(view)
    await view.user.keyboard('{Escape}')
    await screen.findByText('Card')
    expect(fields.map(({ value }) => value)).toEqual(['', ''])
    expect(pageTexts()).not.toContain('unlikely')
    expect(view.closed).toHaveBeenCalledExactlyOnceWith(undefined)
    expect(view.callsOf('password.set')).toHaveLength(0)
  })

  it('is busy while it is set: nothing leaves it and nothing sends twice', async () => {
    const end = deferred<SetPasswordOutcome>()
    const { view, dialog } = await open({ handlers: { 'password.set': () => end.promise } })
    await enter(view)
    await view.user.keyboard('{Enter}{Enter}{Escape}')
    await view.user.click(buttonIn(dialog, 'Set password'))
    await view.user.click(buttonIn(dialog, 'Cancel'))
    expect(within(dialog).getByRole('status', { name: 'Setting' })).toHaveTextContent('Setting the password…')
    expect(field('New password')).toHaveAttribute('readonly')
    expect(view.callsOf('password.set')).toHaveLength(1)
    expect(view.closed).not.toHaveBeenCalled()
    end.resolve(done)
    await screen.findByText('Card')
  })

  it('ignores an Enter that is still held from what opened it', async () => {
    await open()
    await waitFor(() => expect(field('New password')).toHaveFocus())
    expect(fireEvent.keyDown(field('New password'), { key: 'Enter', repeat: true })).toBe(false)
    expect(fireEvent.keyDown(field('New password'), { key: 'Enter' })).toBe(true)
  })

  it('tells a mismatch when the second one is left, and takes it back as soon as there is none', async () => {
    const { view } = await open()
    await enter(view, secret, 'Zq7')
    expect(field('Repeat password')).toBeValid()
    await view.user.tab()
    expect(field('Repeat password')).toHaveAccessibleDescription('The two passwords are not the same.')
    await view.user.type(field('Repeat password'), secret.slice(3))
    expect(field('Repeat password')).toBeValid()
  })

  it('sends nothing that is empty or not the same', async () => {
    const { view, dialog } = await open()
    await view.user.click(buttonIn(dialog, 'Set password'))
    expect(field('New password')).toHaveAccessibleDescription('Enter the new password.')
    expect(field('New password')).toHaveFocus()
    await enter(view, secret, 'another')
    await view.user.keyboard('{Enter}')
    expect(field('Repeat password')).toHaveFocus()
    expect(field('Repeat password')).toHaveAccessibleDescription('The two passwords are not the same.')
    expect(view.callsOf('password.set')).toHaveLength(0)
  })
})

describe('"Must be changed at the first sign-in"', () => {
  it('cannot be unchecked where the policy does not allow passwords that last', async () => {
    const { view, dialog } = await open({ handlers: { 'password.set': () => done } })
    await within(dialog).findByText('The policy of this computer asks for it.')
    expect(mustChange()).toBeChecked()
    expect(mustChange()).toBeDisabled()
    await view.user.click(mustChange())
    await enter(view)
    await view.user.keyboard('{Enter}')
    expect(view.callsOf('password.set')).toEqual([{ ...anasCard, password: secret, temporary: true }])
  })

  it('can be unchecked where it does', async () => {
    const { view } = await open({
      handlers: {
        'policy.view': () => aPolicy({ permanentPasswords: true }),
        'password.set': ({ temporary }) => ({ ...done, temporary, check: 'unavailable' })
      }
    })
    await waitFor(() => expect(mustChange()).toBeEnabled())
    expect(mustChange()).toBeChecked()
    await view.user.click(mustChange())
    expect(mustChange()).toHaveAccessibleDescription(/ask them to change it themselves/)
    await enter(view)
    await view.user.keyboard('{Enter}')
    await screen.findByText('Card')
    expect(view.callsOf('password.set')).toEqual([{ ...anasCard, password: secret, temporary: false }])
    expect(view.closed.mock.lastCall?.[0]?.done).toEqual({
      title: 'Password set.',
      lines: [
        'The old password no longer works.',
        'It lasts: they are not asked to change it.',
        'The application has no check of its own to ask before.'
      ]
    })
  })
})

describe('a first password', () => {
  const first = { user: newcomer satisfies User, authenticators: [] }

  it('may come with a username', async () => {
    const { view } = await open({ ...first, handlers: { 'password.set': () => ({ ...done, how: 'first' }) } })
    await waitFor(() => expect(field('Username')).toHaveFocus())
    expect(field('Username')).toHaveAccessibleDescription(/Optional.*unique in this application/)
    await view.user.type(field('Username'), ' ana.l ')
    await enter(view)
    await view.user.keyboard('{Enter}')
    await screen.findByText('Card')
    expect(view.callsOf('password.set')).toEqual([
      { ...anasCard, password: secret, temporary: true, username: 'ana.l' }
    ])
    expect(view.closed.mock.lastCall?.[0]?.done?.lines[0]).toBe('It is their first password here.')
  })

  it('needs none', async () => {
    const { view } = await open({ ...first, handlers: { 'password.set': () => ({ ...done, how: 'first' }) } })
    await enter(view)
    await view.user.keyboard('{Enter}')
    await screen.findByText('Card')
    expect(view.callsOf('password.set')[0]).not.toHaveProperty('username')
  })

  it('says at the field that the username is taken, and keeps it for correction', async () => {
    const { view } = await open({
      ...first,
      handlers: { 'password.set': fails({ kind: 'conflict', reason: 'username-taken' }) }
    })
    await view.user.type(field('Username'), 'ana')
    await enter(view)
    await view.user.keyboard('{Enter}')
    await waitFor(() =>
      expect(field('Username')).toHaveAccessibleDescription(
        /Somebody else in this application has that username/
      )
    )
    expect(field('Username')).toHaveFocus()
    expect(field('Username')).toHaveValue('ana')
    expect(field('New password')).toHaveValue('')
    expect(screen.getByRole('status', { name: 'Setting' })).toHaveTextContent('type the password again')
    await view.user.type(field('Username'), '2')
    expect(field('Username')).toBeValid()
  })

  it('has no username where there is a password already', async () => {
    await open()
    expect(screen.queryByLabelText('Username')).toBeNull()
  })
})

describe('a password that was not set', () => {
  it.each<[string, AppError, RegExp]>([
    [
      'in main’s words',
      { kind: 'invalid-input', reason: 'form', fields: { password: 'Mosaic says: “No.”' } },
      /Mosaic says: “No.”/
    ],
    [
      'too weak',
      { kind: 'invalid-input', reason: 'password-weak', fields: {} },
      /too weak\. Choose a longer one/
    ],
    [
      'breached',
      { kind: 'invalid-input', reason: 'password-breached', fields: {} },
      /known from a data breach/
    ],
    [
      'used before',
      { kind: 'invalid-input', reason: 'password-recently-used', fields: {} },
      /was used recently/
    ]
  ])('says so at the field: %s', async (_, error, words) => {
    const { view } = await open({ handlers: { 'password.set': fails(error) } })
    await enter(view)
    await view.user.keyboard('{Enter}')
    await waitFor(() => expect(field('New password')).toHaveAccessibleDescription(words))
    expect(field('New password')).toHaveFocus()
    expect(field('New password')).toHaveValue('')
    expect(pageTexts()).not.toContain('unlikely')
    expect(view.closed).not.toHaveBeenCalled()
  })

  it('says any other failure in the dialog, and sends again when it is entered again', async () => {
    const { view, dialog } = await open({
      handlers: { 'password.set': fails({ kind: 'policy-refused', rule: 'limits.resetsPerUserPerDay' }) }
    })
    await enter(view)
    await view.user.keyboard('{Enter}')
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'Set a password: Your organisation’s policy does not allow this.'
    )
    view.handle({ 'password.set': () => done })
    await enter(view)
    await view.user.keyboard('{Enter}')
    await screen.findByText('Card')
    expect(view.closed.mock.lastCall?.[0]?.failures).toEqual([])
  })

  it('or may have been, goes on being told on the card', async () => {
    const unknown: AppError = { kind: 'outcome-unknown', action: 'Set a password' }
    const { view, dialog } = await open({ handlers: { 'password.set': fails(unknown) } })
    await enter(view)
    await view.user.keyboard('{Enter}')
    await within(dialog).findByRole('alert')
    expect(view.callsOf('password.set')).toHaveLength(1)
    await view.user.keyboard('{Escape}')
    expect(view.closed).toHaveBeenCalledExactlyOnceWith({ failures: [{ doing: title, error: unknown }] })
  })

  it('has the caller verified where main asks for it, and keeps nothing meanwhile', async () => {
    const { view } = await open({ handlers: { 'password.set': fails({ kind: 'verification-required' }) } })
    await enter(view)
    await view.user.keyboard('{Enter}')
    await waitFor(() => expect(view.needsVerification).toHaveBeenCalledOnce())
    expect(pageTexts()).not.toContain('unlikely')
  })

  it('or was, is told also where the card is gone by then', async () => {
    const end = deferred<SetPasswordOutcome>()
    const { view } = await open({ handlers: { 'password.set': () => end.promise } })
    await enter(view)
    await view.user.keyboard('{Enter}')
    view.closeCard()
    end.resolve({ ...done, authenticators: [aPassword({ status: 'Locked' })] })
    await waitFor(() => expect(view.closed).toHaveBeenCalledOnce())
    expect(view.closed.mock.lastCall?.[0]?.done?.lines).toContain(
      'The password is still locked: until it is unlocked, the new one is refused too.'
    )
  })
})

describe('the strength of it', () => {
  const meter = () => screen.getByRole('meter', { name: 'Strength' })

  it.each<[string, string, string]>([
    ['a word of the lists', 'password', 'Very weak'],
    ['the person’s own name', 'AnaLópez', 'Weak'],
    ['their username', 'ana.lopez', 'Very weak'],
    ['nothing that is guessed', secret, 'Strong']
  ])('is told of %s', async (_, text, words) => {
    const { view } = await open()
    expect(meter()).toHaveAttribute('aria-valuetext', 'Judged while it is typed.')
    await view.user.type(field('New password'), text)
    await waitFor(() => expect(meter()).toHaveAttribute('aria-valuetext', words), { timeout: 5_000 })
  })

  it('goes with what was typed', async () => {
    const { view, dialog } = await open()
    await view.user.type(field('New password'), 'password')
    await waitFor(() => expect(dialog).toHaveTextContent('Very weak. This is a heavily used password.'), {
      timeout: 5_000
    })
    await view.user.clear(field('New password'))
    expect(meter()).toHaveAttribute('aria-valuetext', 'Judged while it is typed.')
    expect(dialog).not.toHaveTextContent('Very weak')
  })
})
