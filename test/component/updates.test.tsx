import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { useDesk } from '../../src/renderer/state/desk-store'
import { UpdatesPanel } from '../../src/renderer/updates/UpdatesPanel'
import { goToUpdates, useUpdatesDesk } from '../../src/renderer/updates/updates-desk'
import { AppFailure } from '../../src/shared/errors'
import type { UpdateStep, UpdateView } from '../../src/shared/updates'
import { deferred } from './deferred'
import type { FakeHandlers } from './fake-bridge'
import { aUser, anUpdateView, contoso } from './fixtures'
import { renderScreen } from './render'

const version = '0.2.0'
const ready: UpdateStep = { step: 'ready', version }

async function show(view: Partial<UpdateView> = {}, handlers: FakeHandlers = {}) {
  const shown = renderScreen(<UpdatesPanel />, {
    'updates.view': () => anUpdateView(view),
    'app.copy': () => null,
    ...handlers
  })
  await screen.findByRole('button', { name: 'Check for updates' })
  return shown
}

const button = (name: string) => screen.getByRole('button', { name })
const state = () => screen.getByRole('status', { name: 'Update state' })
const fact = (name: string) => screen.getByText(name, { selector: 'dt' }).nextElementSibling

describe('what the panel says', () => {
  it('which version runs and when a newer one was looked for', async () => {
    const checkedAt = Date.now() - 5 * 60_000
    await show({ checkedAt, state: { step: 'current' } })
    expect(fact('Installed')).toHaveTextContent('0.1.0')
    expect(fact('Last looked')).toHaveTextContent('5 minutes ago')
    expect(state()).toHaveTextContent('Tessera 0.1.0 is the newest version offered to this computer.')
    expect(screen.getByRole('region', { name: 'Updates' })).toHaveAttribute('aria-busy', 'false')
  })

  it.each<[string, Partial<UpdateView>]>([
    ['This build does not look for updates.', { way: 'none' }],
    ['Your organisation’s policy has switched updates off.', { mode: 'off', state: ready }]
  ])('%s', async (words, view) => {
    const { user, callsOf } = await show(view)
    const check = button('Check for updates')
    expect(check).toHaveAttribute('aria-disabled', 'true')
    expect(check).toHaveAccessibleDescription(words)
    await user.click(check)
    expect(callsOf('updates.check')).toEqual([])
    expect(screen.queryByRole('button', { name: 'Restart and update' })).toBeNull()
  })

  it('that whoever looks after the computer installs what is there', async () => {
    await show({ way: 'outside', state: { step: 'available', version } })
    expect(state()).toHaveTextContent(/^Version 0\.2\.0 is there\. .*whoever looks after this computer/)
    expect(screen.queryByRole('button', { name: 'Download and install' })).toBeNull()
  })

  it('how far a download is, as main tells it', async () => {
    const { emit } = await show({ state: { step: 'downloading', version, percent: 0 } })
    const bar = screen.getByRole('progressbar', { name: 'Download of version 0.2.0' })
    expect(bar).toHaveValue(0)
    expect(button('Check for updates')).toHaveAttribute('aria-disabled', 'true')
    act(() => emit('updates.state', anUpdateView({ state: { step: 'downloading', version, percent: 41.7 } })))
    await waitFor(() => expect(bar).toHaveValue(41))
    // the live region stays as it is: nobody wants to hear each per cent
    expect(state()).toHaveTextContent(/^Version 0\.2\.0 is being downloaded\. You can go on working\.$/)
    act(() => emit('updates.state', anUpdateView({ state: ready })))
    await waitFor(() => expect(state()).toHaveTextContent('Version 0.2.0 is ready.'))
    expect(screen.queryByRole('progressbar')).toBeNull()
  })

  it('what was refused, in an alert whose technical part folds out and can be copied', async () => {
    const detail = 'latest-linux.yml.sig: no line with a trusted key'
    const { user, callsOf } = await show({ state: { step: 'failed', why: 'signature', version, detail } })
    const alert = screen.getByRole('alert')
    expect(alert).toHaveTextContent('Update refused: what the update feed says is not signed')
    expect(alert).toHaveTextContent('Tessera 0.1.0 stays as it is.')
    expect(state()).toBeEmptyDOMElement()
    expect(within(alert).getByText(detail)).not.toBeVisible()
    await user.click(within(alert).getByText('Technical details'))
    expect(within(alert).getByText(detail)).toBeVisible()
    await user.click(button('Copy technical details'))
    expect(callsOf('app.copy')).toEqual([{ text: detail }])
    expect(button('Check for updates')).toHaveAttribute('aria-disabled', 'false')
  })

  it('that it could not be asked, and asks again', async () => {
    const view = renderScreen(<UpdatesPanel />, {
      'updates.view': () => {
        throw new AppFailure({ kind: 'internal' })
      }
    })
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Read the state of the updates: Tessera itself'
    )
    view.handle({ 'updates.view': () => anUpdateView() })
    await view.user.click(button('Try again'))
    expect(await screen.findByRole('button', { name: 'Check for updates' })).toBeVisible()
  })
})

describe('looking for one', () => {
  it('is busy until main has answered, and is asked for once', async () => {
    const answer = deferred<UpdateView>()
    const { user, callsOf } = await show({}, { 'updates.check': () => answer.promise })
    await user.tab()
    expect(button('Check for updates')).toHaveFocus()
    await user.keyboard('{Enter}')
    const busy = await screen.findByRole('button', { name: 'Check for updates…' })
    expect(busy).toHaveAttribute('aria-disabled', 'true')
    await user.keyboard('{Enter}')
    expect(callsOf('updates.check')).toHaveLength(1)
    answer.resolve(anUpdateView({ state: { step: 'current' }, checkedAt: Date.now() }))
    await waitFor(() => expect(state()).toHaveTextContent('is the newest version'))
    expect(button('Check for updates')).toHaveFocus()
  })

  it('says so where main itself fails', async () => {
    const { user } = await show(
      {},
      {
        'updates.check': () => {
          throw new AppFailure({ kind: 'internal' })
        }
      }
    )
    await user.click(button('Check for updates'))
    expect(await screen.findByRole('alert')).toHaveTextContent('Check for updates: Tessera itself failed.')
  })
})

describe('getting what was found', () => {
  it('waits for the agent where the policy says so', async () => {
    const { user, callsOf } = await show(
      { mode: 'tell', state: { step: 'available', version } },
      {
        'updates.install': () =>
          anUpdateView({ mode: 'tell', state: { step: 'downloading', version, percent: 0 } })
      }
    )
    await user.click(button('Download and install'))
    expect(await screen.findByRole('progressbar')).toBeVisible()
    expect(callsOf('updates.install')).toHaveLength(1)
    expect(screen.queryByRole('button', { name: 'Download and install' })).toBeNull()
  })

  it('restarts when it lies ready', async () => {
    const never = new Promise<never>(() => undefined)
    const { user, callsOf } = await show({ state: ready }, { 'updates.install': () => never })
    await user.tab()
    await user.tab()
    expect(button('Restart and update')).toHaveFocus()
    await user.keyboard('{Enter}')
    expect(await screen.findByRole('button', { name: 'Restart and update…' })).toBeVisible()
    await user.keyboard('{Enter}')
    expect(callsOf('updates.install')).toHaveLength(1)
  })

  it('does not restart during a call, and says why', async () => {
    const { user, callsOf } = await show({ state: ready })
    act(() => useDesk.getState().openUser(aUser(), contoso.id))
    const restart = button('Restart and update')
    expect(restart).toHaveAttribute('aria-disabled', 'true')
    expect(restart).toHaveAccessibleDescription(/^A call is open\. End it first/)
    await user.click(restart)
    expect(callsOf('updates.install')).toEqual([])
    act(() => useDesk.getState().closeUser())
    expect(restart).toHaveAttribute('aria-disabled', 'false')
    expect(screen.queryByText(/^A call is open/)).toBeNull()
  })

  it('shows that main refused', async () => {
    const { user } = await show(
      { state: ready },
      {
        'updates.install': () => {
          throw new AppFailure({ kind: 'conflict', reason: 'call-open' })
        }
      }
    )
    await user.click(button('Restart and update'))
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('Restart and update: A call is open, and an update never interrupts')
    expect(button('Restart and update')).toHaveAttribute('aria-disabled', 'false')
  })
})

describe('coming for the panel', () => {
  it('puts the focus there, and looks once where that was asked for', async () => {
    const { callsOf } = await show(
      {},
      { 'updates.check': () => anUpdateView({ state: { step: 'current' } }) }
    )
    expect(button('Check for updates')).not.toHaveFocus()
    act(() => goToUpdates('check'))
    expect(screen.getByRole('button', { name: /^Check for updates/ })).toHaveFocus()
    await waitFor(() => expect(state()).toHaveTextContent('is the newest version'))
    expect(callsOf('updates.check')).toHaveLength(1)
    expect(useUpdatesDesk.getState().wanted).toBeUndefined()
    button('Check for updates').blur()
    act(() => goToUpdates('show'))
    expect(button('Check for updates')).toHaveFocus()
    expect(callsOf('updates.check')).toHaveLength(1)
  })

  it('looks for nothing where nothing is looked for', async () => {
    const { callsOf } = await show({ mode: 'off' })
    act(() => goToUpdates('check'))
    expect(button('Check for updates')).toHaveFocus()
    expect(callsOf('updates.check')).toEqual([])
  })
})
