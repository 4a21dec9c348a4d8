import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { SignInCheck } from '../../src/shared/credentials'
import { type AppError, AppFailure } from '../../src/shared/errors'
import type { Authenticator } from '../../src/shared/user'
import { anasCard, buttonIn, findDialog, openDialog, pageTexts, reactStrings } from './credentials-helpers'
import { deferred } from './deferred'
import { aPassword, aUser, at } from './fixtures'

const title = 'Check a password'
const secret = 'Zq7-unlikely-Wv9'
const works: SignInCheck = { result: 'works', session: { state: 'done' } }
const fails = (error: AppError) => () => {
  throw new AppFailure(error)
}
const field = () => screen.getByLabelText<HTMLInputElement>('Password')
const by = () => screen.getByLabelText<HTMLSelectElement>('Sign in with')

async function open(setting: Parameters<typeof openDialog>[1] = {}) {
  const view = openDialog('sign-in-check', setting)
  return { view, dialog: await findDialog(title) }
}

async function check(result: SignInCheck) {
  const opened = await open({ handlers: { 'password.check': () => result } })
  await opened.view.user.type(field(), secret)
  await opened.view.user.keyboard('{Enter}')
  const status = within(opened.dialog).getByRole('status', { name: 'Result' })
  await waitFor(() => expect(status).not.toHaveTextContent('Asking Mosaic'))
  return { ...opened, status }
}

describe('the dialog "Check a password"', () => {
  it('tries what was typed once, by username, and says that it works', async () => {
    const { view, dialog, status } = await check(works)
    expect(view.callsOf('password.check')).toEqual([{ ...anasCard, by: 'username', password: secret }])
    expect(status).toHaveTextContent('The password works.')
    // a second Enter tries nothing
    expect(buttonIn(dialog, 'Close')).toHaveFocus()
    await view.user.keyboard('{Enter}')
    expect(view.closed).toHaveBeenCalledExactlyOnceWith({
      done: { title: 'The password works.', lines: ['They can sign in with it.'] },
      failures: []
    })
  })

  it('never lets React, the cache or the page hold it', async () => {
    const end = deferred<SignInCheck>()
    const { view } = await open({ handlers: { 'password.check': () => end.promise } })
    await waitFor(() => expect(field()).toHaveFocus())
    expect(field().type).toBe('password')
    expect(field()).toHaveAttribute('autocomplete', 'off')
    await view.user.type(field(), secret)
    expect(reactStrings().filter((text) => text.includes('unlikely'))).toEqual([])
    await view.user.keyboard('{Enter}')
    expect(pageTexts()).not.toContain('unlikely')
    end.resolve(works)
    await screen.findByText('The password works.')
    expect(reactStrings().filter((text) => text.includes('unlikely'))).toEqual([])
    expect(
      JSON.stringify(
        view.client
          .getQueryCache()
          .getAll()
          .map(({ state }) => state)
      )
    ).not.toContain('unlikely')
  })

  it('empties the field when it is left', async () => {
    const { view } = await open()
    const input = field()
    await view.user.type(input, secret)
    await view.user.keyboard('{Escape}')
    await screen.findByText('Card')
    expect(input.value).toBe('')
    expect(view.callsOf('password.check')).toHaveLength(0)
    expect(view.closed).toHaveBeenCalledExactlyOnceWith(undefined)
  })

  it('is busy meanwhile, tries nothing twice and nothing empty', async () => {
    const end = deferred<SignInCheck>()
    const { view, dialog } = await open({ handlers: { 'password.check': () => end.promise } })
    await view.user.click(buttonIn(dialog, 'Check password'))
    expect(field()).toHaveAccessibleDescription(/Enter the password that the caller uses/)
    expect(fireEvent.keyDown(field(), { key: 'Enter', repeat: true })).toBe(false)
    await view.user.type(field(), secret)
    await view.user.keyboard('{Enter}{Enter}{Escape}')
    expect(view.callsOf('password.check')).toHaveLength(1)
    expect(view.closed).not.toHaveBeenCalled()
    end.resolve(works)
    await screen.findByText('The password works.')
  })
})

describe('"Sign in with"', () => {
  const { username: _none, ...unnamed } = aUser()
  const { email: _noEmail, phone: _noPhone, ...bare } = unnamed
  it.each([
    ['username', aUser(), 'username', 4],
    ['e-mail where there is no username', unnamed, 'email', 3],
    ['user ID where there is nothing else', bare, 'user-id', 1]
  ] as const)('begins with the %s', async (_, user, value, choices) => {
    await open({ user })
    expect(by()).toHaveValue(value)
    expect(within(by()).getAllByRole('option')).toHaveLength(choices)
  })

  it('can be another one', async () => {
    const { view } = await open({ handlers: { 'password.check': () => works } })
    await view.user.selectOptions(by(), 'Phone: +14155550123')
    await view.user.type(field(), `${secret}{Enter}`)
    await screen.findByText('The password works.')
    expect(view.callsOf('password.check')).toEqual([{ ...anasCard, by: 'phone', password: secret }])
  })
})

describe('what is known before', () => {
  it.each<[string, Parameters<typeof aUser>[0], Partial<Authenticator>, RegExp]>([
    ['always', {}, {}, /A wrong password counts towards the lock/],
    ['locked', {}, { status: 'Locked' }, /locked now: even the right one will not work/],
    ['blocked', {}, { status: 'Deactivated' }, /blocked by an administrator\. Even the right one/],
    ['suspended', { status: 'Disabled' }, { status: 'Deactivated' }, /suspended: even the right password/],
    [
      'nearly',
      {},
      { lastFailureAt: at('2026-06-02T09:00:00Z') },
      /The last try failed.+one more wrong one may lock it/
    ]
  ])('is said: %s', async (_, user, password, words) => {
    const { dialog } = await open({ user: aUser(user), authenticators: [aPassword(password)] })
    expect(dialog).toHaveTextContent(words)
  })

  it('says nothing of a failure that a success has followed', async () => {
    const times = { lastFailureAt: at('2026-06-02T09:00:00Z'), lastSuccessAt: at('2026-06-02T09:01:00Z') }
    const { dialog } = await open({ authenticators: [aPassword(times)] })
    expect(dialog).not.toHaveTextContent('The last try failed')
  })
})

describe('the result', () => {
  it.each<[SignInCheck['result'], RegExp]>([
    ['wrong', /The password is wrong\. ?It counted towards the lock/],
    ['locked', /The password is locked\. ?Whether this one is right cannot be seen/],
    ['run-out', /The password has run out/],
    ['suspended', /The user is suspended/]
  ])('"%s" is said, and stays on the card as a warning', async (result, words) => {
    const { view, dialog, status } = await check({ result })
    expect(status).toHaveTextContent(words)
    await view.user.click(buttonIn(dialog, 'Close'))
    const told = view.closed.mock.lastCall?.[0]
    expect(`${told?.doubt?.title} ${told?.doubt?.todo}`).toMatch(words)
    expect(told).not.toHaveProperty('done')
  })

  it('"must-change" is a right one', async () => {
    const { view, dialog, status } = await check({ result: 'must-change' })
    expect(status).toHaveTextContent('The password is right and must be changed.')
    await view.user.click(buttonIn(dialog, 'Close'))
    expect(view.closed.mock.lastCall?.[0]?.done?.title).toBe('The password is right and must be changed.')
  })

  it('says that a session may be left open where it could not be ended', async () => {
    const error: AppError = { kind: 'unexpected-answer', problem: 'It made no sense.' }
    const { view, dialog, status } = await check({ result: 'works', session: { state: 'failed', error } })
    expect(status).toHaveTextContent('A session that the check opened may still be open.')
    expect(within(dialog).getByRole('alert')).toHaveTextContent('End the session of this check:')
    await view.user.click(buttonIn(dialog, 'Close'))
    expect(view.closed.mock.lastCall?.[0]?.failures).toEqual([
      { doing: 'End the session of this check', error }
    ])
  })
})

describe('a check that failed', () => {
  it('says why; the next one is another', async () => {
    const { view, dialog } = await open({
      handlers: { 'password.check': fails({ kind: 'not-enabled-here', feature: 'Password sign-in' }) }
    })
    await view.user.type(field(), `${secret}{Enter}`)
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('Password sign-in is not enabled')
    expect(field()).toHaveFocus()
    view.handle({ 'password.check': () => ({ result: 'wrong' }) })
    await view.user.type(field(), `${secret}{Enter}`)
    await screen.findByText('The password is wrong.')
    expect(within(dialog).queryByRole('alert')).toBeNull()
  })

  it('or may not have, is told on the card', async () => {
    const error: AppError = { kind: 'outcome-unknown', action: title }
    const { view, dialog } = await open({ handlers: { 'password.check': fails(error) } })
    await view.user.type(field(), `${secret}{Enter}`)
    await within(dialog).findByRole('alert')
    await view.user.click(buttonIn(dialog, 'Close'))
    expect(view.callsOf('password.check')).toHaveLength(1)
    expect(view.closed).toHaveBeenCalledExactlyOnceWith({ failures: [{ doing: title, error }] })
  })

  it('has the caller verified where main asks for it', async () => {
    const { view } = await open({ handlers: { 'password.check': fails({ kind: 'verification-required' }) } })
    await view.user.type(field(), `${secret}{Enter}`)
    await waitFor(() => expect(view.needsVerification).toHaveBeenCalledOnce())
    expect(pageTexts()).not.toContain('unlikely')
  })

  it('or worked, is told also where the card is gone by then', async () => {
    const end = deferred<SignInCheck>()
    const { view } = await open({ handlers: { 'password.check': () => end.promise } })
    await view.user.type(field(), `${secret}{Enter}`)
    view.closeCard()
    end.resolve({ result: 'wrong' })
    await waitFor(() => expect(view.closed).toHaveBeenCalledOnce())
    expect(view.closed.mock.lastCall?.[0]?.doubt?.title).toBe('The password is wrong.')
  })
})
