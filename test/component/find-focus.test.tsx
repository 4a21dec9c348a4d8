import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { useDesk } from '../../src/renderer/state/desk-store'
import type { FindResult } from '../../src/shared/find'
import { failed, found, none, result } from './answers'
import type { FakeHandlers } from './fake-bridge'
import { ana, ben, box, cleo, option, slowHost, start, startRunning } from './find-helpers'

const list = () => screen.getByRole('listbox', { name: 'Matching users' })
const active = () => document.getElementById(list().getAttribute('aria-activedescendant') ?? '')
const several = () =>
  result('a', found('email', [ana]), found('username', [ben]), found('external-id', [cleo]))

describe('the way back to the list', () => {
  it('leads to the row that was left, with the focus, and Esc from there ends the call', async () => {
    const view = await start(several)
    await view.user.type(box(), 'a{Enter}')
    await screen.findByRole('listbox')
    await view.user.keyboard('{ArrowDown}{Enter}')
    await screen.findByRole('heading', { name: 'Ben Okafor' })
    await view.user.click(screen.getByRole('button', { name: 'Back to 3 matches' }))
    expect(list()).toHaveFocus()
    expect(active()).toHaveTextContent('Ben Okafor')
    await view.user.keyboard('{ArrowDown}')
    expect(active()).toHaveTextContent('Cleo Sand')
    await view.user.keyboard('{Escape}')
    expect(screen.queryByRole('listbox')).toBeNull()
    expect(box()).toHaveFocus()
    expect(box()).toHaveValue('')
  })

  it('opens nothing by an Enter that was held down in the box', async () => {
    const view = await start(several)
    await view.user.type(box(), 'a{Enter}')
    await screen.findByRole('listbox')
    fireEvent.keyDown(list(), { key: 'Enter', repeat: true })
    expect(useDesk.getState().open).toBeUndefined()
  })
})

describe('Try again', () => {
  const twoFailed = () => result('ana', none('username', 'ana'), failed('email', slowHost, 'ana'))

  it('searches for what failed, whatever stands in the box, and waits there', async () => {
    const view = await start(twoFailed)
    await view.user.type(box(), 'ana{Enter}')
    const again = await screen.findByRole('button', { name: 'Try again' })
    await view.user.clear(box())
    await view.user.type(box(), 'something else')
    await view.user.click(again)
    expect(view.callsOf('find').map(({ text }) => text)).toEqual(['ana', 'ana'])
    expect(box()).toHaveValue('ana')
    expect(box()).toHaveFocus()
  })

  it('can be stopped by Esc from anywhere, unless a menu has it', async () => {
    const view = await start(twoFailed)
    await view.user.type(box(), 'ana{Enter}')
    const again = await screen.findByRole('button', { name: 'Try again' })
    view.handle({ find: () => new Promise<FindResult>(() => undefined) })
    await view.user.click(again)
    const { searchId } = view.callsOf('find')[1]!
    view.emit('find.asked', { searchId, questions: [{ source: 'username', value: 'ana' }] })
    await screen.findByText('asking…')
    box().blur()

    const menu = document.createElement('div')
    menu.setAttribute('role', 'menu')
    document.body.append(menu)
    await view.user.keyboard('{Escape}')
    expect(screen.getByText('asking…')).toBeVisible()
    menu.remove()
    await view.user.keyboard('{Escape}')
    expect(screen.queryByText('asking…')).toBeNull()
    expect(screen.getByText('stopped')).toBeVisible()
    expect(box()).toHaveFocus()
  })
})

describe('a source that hangs', () => {
  const questions = [
    { source: 'email', value: 'a@b.c' } as const,
    { source: 'username', value: 'a@b.c' } as const
  ]

  it('keeps nobody from the users who are found already', async () => {
    const view = await startRunning('a@b.c', questions)
    view.answer(found('email', [ana], 'a@b.c'))
    expect(await option(/Ana López/)).toBeVisible()
    expect(list()).toHaveFocus()
    expect(screen.getByRole('heading', { name: '1 user matches so far' })).toBeVisible()
    expect(screen.getByText('asking…')).toBeVisible()
    // nothing opens by itself before all have answered
    expect(useDesk.getState().open).toBeUndefined()
    await view.user.keyboard('{Enter}')
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Ana López' })).toHaveFocus())
    // the rest comes in beside the card
    view.end(result('a@b.c', found('email', [ana], 'a@b.c'), failed('username', slowHost, 'a@b.c')))
    expect(await screen.findByRole('alert')).toHaveTextContent('Look-up by username')
  })

  it('opens the only hit once all have answered', async () => {
    const view = await startRunning('a@b.c', questions)
    view.answer(found('email', [ana], 'a@b.c'))
    await option(/Ana López/)
    view.end(result('a@b.c', found('email', [ana], 'a@b.c'), none('username', 'a@b.c')))
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Ana López' })).toHaveFocus())
  })

  it('moves no row when the answers came in another order than they were asked in', async () => {
    const view = await startRunning('a@b.c', questions)
    view.answer(found('username', [ben], 'a@b.c'))
    await option(/Ben/)
    view.end(result('a@b.c', found('email', [ana], 'a@b.c'), found('username', [ben], 'a@b.c')))
    await option(/Ana/)
    const names = within(list()).getAllByRole('option')
    expect(names[0]).toHaveTextContent('Ben Okafor')
    expect(active()).toBe(names[0])
  })

  it('is stopped by Esc, which keeps the answers so far and names who was stopped', async () => {
    const view = await startRunning('a@b.c', questions)
    view.answer(found('email', [ana], 'a@b.c'))
    await option(/Ana López/)
    await view.user.keyboard('{Escape}')
    expect(view.isAborted()).toBe(true)
    expect(screen.getByText('You stopped the search before these answered: username.')).toBeVisible()
    expect(list()).toHaveFocus()
    expect(screen.getByText('E-mail · 1 found · stopped')).toBeVisible()
    await view.user.keyboard('{Enter}')
    await screen.findByRole('heading', { name: 'Ana López' })
    expect(screen.getByText('You stopped the search before these answered: username.')).toBeVisible()
  })
})

describe('a card that no search led to', () => {
  const searchThenCreate = async (handlers: FakeHandlers) => {
    const view = await start(() => result('new@example.com', none('email', 'new@example.com')), handlers)
    await view.user.type(box(), 'new@example.com{Enter}')
    await view.user.click(await screen.findByRole('button', { name: 'Create user' }))
    const form = await screen.findByRole('form', { name: 'Create user' })
    await view.user.click(within(form).getByRole('button', { name: 'Create user' }))
    return view
  }
  /** What stands in the box and at its end, once the card is there. */
  const besideTheCard = async () => {
    await screen.findByRole('region', { name: 'User' })
    return [box().getAttribute('value'), document.getElementById('search-hint')?.textContent]
  }

  it('stands alone when the user was created', async () => {
    await searchThenCreate({ 'user.create': () => ({ outcome: 'created', user: ana }) })
    expect(await besideTheCard()).toEqual(['', ''])
  })

  it('stands alone when it is somebody who exists', async () => {
    const matches = [{ source: 'email' as const, user: ben }]
    const view = await searchThenCreate({ 'user.create': () => ({ outcome: 'exists', matches }) })
    await view.user.click(await screen.findByRole('button', { name: 'Open user' }))
    expect(await besideTheCard()).toEqual(['', ''])
  })
})
