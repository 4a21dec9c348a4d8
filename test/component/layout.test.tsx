import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { App } from '../../src/renderer/App'
import { useDesk } from '../../src/renderer/state/desk-store'
import { AppFailure } from '../../src/shared/errors'
import type { FakeHandlers } from './fake-bridge'
import { anAppState, aUser, contoso, anUpdateView } from './fixtures'
import { renderScreen } from './render'

const handlers: FakeHandlers = {
  'app.ready': () => null,
  'user.authenticators': () => [],
  'user.sessions': () => ({ sessions: [], errors: [] }),
  'user.groups': () => [],
  'settings.network': () => ({ proxy: { mode: 'system' } }),
  'tenants.secretStatus': () => ({ status: 'keychain' })
}

async function start(more: FakeHandlers = {}) {
  const view = renderScreen(<App />, { ...handlers, ...more })
  await screen.findByRole('heading', { name: /Find a caller/ })
  await toldReady(view)
  return view
}

/** It comes after the first paint: a test must not leave it to the next one's bridge. */
const toldReady = (view: ReturnType<typeof renderScreen>) =>
  waitFor(() => expect(view.callsOf('app.ready')).toHaveLength(1))

const box = () => screen.getByRole('searchbox', { name: 'Find a user' })
const rail = () => screen.getByRole('navigation', { name: 'Screens' })

describe('the frame', () => {
  it('shows exactly the screens that exist and marks the current one', async () => {
    const view = await start()
    const names = within(rail())
      .getAllByRole('button')
      .map((item) => item.firstChild?.textContent)
    expect(names).toEqual(['Find', 'Create', 'Password settings', 'Journal', 'Settings'])
    expect(within(rail()).getByRole('button', { name: 'Find' })).toHaveAttribute('aria-current', 'page')
    await view.user.click(within(rail()).getByRole('button', { name: 'Create' }))
    expect(within(rail()).getByRole('button', { name: 'Create' })).toHaveAttribute('aria-current', 'page')
    expect(await screen.findByRole('form', { name: 'Create user' })).toBeVisible()
    await view.user.click(within(rail()).getByRole('button', { name: 'Find' }))
    await waitFor(() => expect(box()).toHaveFocus())
  })

  it('shows another screen from its top', async () => {
    const view = await start()
    const main = screen.getByRole('main')
    main.scrollTop = 120
    fireEvent.scroll(main)
    await view.user.click(within(rail()).getByRole('button', { name: 'Settings' }))
    await screen.findByRole('heading', { name: 'Settings' })
    expect(main.scrollTop).toBe(0)
  })

  it('takes accent and environment from the tenant', async () => {
    await start()
    expect(document.documentElement.dataset).toMatchObject({ accent: 'green', environment: 'production' })
  })

  it('tells main once that the box is usable', async () => {
    const view = await start()
    view.client.setQueryData(['app-state'], anAppState({ version: '0.1.1' }))
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(view.callsOf('app.ready')).toHaveLength(1)
  })

  it('says so when main cannot start, tells nobody that it is ready, and tries again', async () => {
    let fails = true
    const view = renderScreen(<App />, {
      ...handlers,
      'app.state': () => {
        if (fails) throw new AppFailure({ kind: 'internal', detail: 'profiles.json' })
        return anAppState()
      }
    })
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('Start Tessera: Tessera itself failed.')
    expect(view.callsOf('app.ready')).toEqual([])
    fails = false
    await view.user.click(within(alert).getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('heading', { name: /Find a caller/ })).toBeVisible()
    await toldReady(view)
  })
})

describe('what must be known', () => {
  it('shows notices until they are dismissed', async () => {
    const notice = {
      id: 'n1',
      title: 'A file was set aside.',
      message: 'profiles.bad.json could not be read.'
    }
    const view = await start({
      'app.state': () => anAppState({ notices: [notice] }),
      'app.dismissNotice': () => anAppState()
    })
    const alert = screen.getByRole('alert')
    expect(alert).toHaveTextContent('profiles.bad.json could not be read.')
    await view.user.click(within(alert).getByRole('button', { name: 'Dismiss' }))
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
    expect(view.callsOf('app.dismissNotice')).toEqual([{ noticeId: 'n1' }])
  })
})

describe('the menu and Ctrl+K', () => {
  it('put the focus in the box and keep a half-filled form', async () => {
    const view = await start()
    useDesk.getState().setScreen('create')
    const email = await screen.findByRole('textbox', { name: /^Email/ })
    await view.user.type(email, 'new@')
    view.emit('app.menu', { command: 'focus-search' })
    await waitFor(() => expect(box()).toHaveFocus())
    expect(screen.getByRole('textbox', { name: /^Email/ })).toHaveValue('new@')
  })

  it.each([
    ['Ctrl+K', { key: 'k', code: 'KeyK', ctrlKey: true }],
    ['Ctrl+K on a Russian keyboard', { key: 'л', code: 'KeyK', ctrlKey: true }]
  ])('reach the box from anywhere: %s', async (_, keys) => {
    const view = await start()
    await view.user.click(within(rail()).getByRole('button', { name: 'Settings' }))
    await screen.findByRole('heading', { name: 'Settings' })
    expect(box()).not.toHaveFocus()
    fireEvent.keyDown(document.activeElement ?? document.body, keys)
    await waitFor(() => expect(box()).toHaveFocus())
  })

  it('show the settings', async () => {
    const view = await start()
    act(() => view.emit('app.menu', { command: 'settings' }))
    expect(await screen.findByRole('heading', { name: 'Settings' })).toBeVisible()
  })

  it('go to the updates in Settings and look', async () => {
    const view = await start({ 'updates.check': () => anUpdateView({ state: { step: 'current' } }) })
    act(() => view.emit('app.menu', { command: 'check-updates' }))
    expect(await screen.findByText(/is the newest version offered/)).toBeVisible()
    expect(screen.getByRole('button', { name: 'Check for updates' })).toHaveFocus()
    expect(view.callsOf('updates.check')).toHaveLength(1)
  })

  it('show the licences above a half-filled form, and give the focus back to it', async () => {
    const view = await start({ 'app.licences': () => [] })
    useDesk.getState().setScreen('create')
    const email = await screen.findByRole('textbox', { name: /^Email/ })
    await view.user.type(email, 'new@')
    act(() => view.emit('app.menu', { command: 'licences' }))
    const dialog = await screen.findByRole('dialog', { name: 'Licences' })
    await screen.findByText(/^This development build/)
    await view.user.keyboard('{Escape}')
    expect(dialog).not.toBeInTheDocument()
    expect(email).toHaveValue('new@')
    expect(email).toHaveFocus()
    act(() => view.emit('app.menu', { command: 'licences' }))
    await screen.findByRole('dialog', { name: 'Licences' })
    await view.user.keyboard('{Control>}k{/Control}')
    await waitFor(() => expect(box()).toHaveFocus())
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it.each([
    'settings',
    'practice-tenant',
    'close-user',
    'focus-search',
    'check-updates',
    'licences'
  ] as const)('leave an open dialog as it is: %s', async (command) => {
    const view = await start({ 'user.read': () => aUser() })
    act(() => useDesk.getState().openUser(aUser(), contoso.id))
    await view.user.click(await screen.findByRole('button', { name: 'Suspend user' }))
    const dialog = await screen.findByRole('dialog')
    act(() => view.emit('app.menu', { command }))
    // the box is the way out of a question, and means Cancel
    if (command === 'focus-search') await waitFor(() => expect(dialog).not.toBeInTheDocument())
    else expect(dialog).toBeVisible()
    expect(useDesk.getState()).toMatchObject({ screen: 'find', open: { userId: aUser().id } })
    expect(view.callsOf('tenants.select')).toEqual([])
  })

  it('end the call', async () => {
    const view = await start()
    useDesk.getState().openUser(aUser(), contoso.id)
    await screen.findByRole('region', { name: 'User' })
    view.emit('app.menu', { command: 'close-user' })
    await waitFor(() => expect(screen.queryByRole('region', { name: 'User' })).toBeNull())
    await waitFor(() => expect(box()).toHaveFocus())
  })
})
