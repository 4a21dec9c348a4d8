import { act, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Rail } from '../../src/renderer/layout/Rail'
import { ScreenSwitch } from '../../src/renderer/layout/ScreenSwitch'
import { callKeyOf } from '../../src/renderer/state/call'
import { useDesk } from '../../src/renderer/state/desk-store'
import { restMs } from '../../src/renderer/state/use-rested'
import type { TrackedCredential } from '../../src/shared/credentials'
import { actionNames } from '../../src/shared/desk-words'
import { AppFailure } from '../../src/shared/errors'
import type { FakeHandlers } from './fake-bridge'
import { anAppState, contoso, practice } from './fixtures'
import { renderScreen } from './render'

const rail = () => screen.getByRole('navigation', { name: 'Screens' })
const names = () =>
  within(rail())
    .getAllByRole('button')
    .map((item) => item.firstChild?.textContent)
const usual = ['Find', 'Create', 'Password settings', 'Journal', 'Settings']
const inPractice = () => anAppState({ currentTenantId: practice.id })

describe('the screens', () => {
  it('are all there, and Practice last, only while the practice tenant is open', async () => {
    const view = renderScreen(<Rail />)
    expect(names()).toEqual(usual)
    await screen.findByText('Ctrl K')
    act(() => view.emit('app.state', inPractice()))
    await waitFor(() => expect(names()).toEqual([...usual, 'Practice']))
    act(() => view.emit('app.state', anAppState()))
    await waitFor(() => expect(names()).toEqual(usual))
  })

  it('are reached by keyboard and marked', async () => {
    const view = renderScreen(<Rail />, { 'app.state': inPractice })
    await screen.findByRole('button', { name: 'Practice' })
    for (const [name, shown] of [
      ['Journal', 'journal'],
      ['Practice', 'practice']
    ] as const) {
      screen.getByRole('button', { name }).focus()
      await view.user.keyboard('{Enter}')
      expect(useDesk.getState().screen).toBe(shown)
      expect(screen.getByRole('button', { name })).toHaveAttribute('aria-current', 'page')
    }
  })

  it('lose Practice with its tenant, also while it is shown', async () => {
    const view = renderScreen(<ScreenSwitch />, { 'app.state': inPractice, 'practice.inbox': () => [] })
    act(() => useDesk.getState().setScreen('practice'))
    expect(await screen.findByRole('heading', { level: 1, name: 'Practice' })).toBeVisible()
    act(() => view.emit('app.state', anAppState()))
    await waitFor(() => expect(useDesk.getState().screen).toBe('find'))
    expect(screen.queryByRole('heading', { level: 1, name: 'Practice' })).toBeNull()
  })
})

it('says who is signed in', async () => {
  renderScreen(<Rail />, { 'app.state': () => anAppState({ agent: 'kim.doe' }) })
  expect(await screen.findByText('kim.doe')).toBeVisible()
  expect(rail()).toHaveTextContent('Signed in as kim.doe')
})

describe('open temporary passwords', () => {
  beforeEach(() => {
    vi.useFakeTimers({
      shouldAdvanceTime: true,
      toFake: ['setInterval', 'setTimeout', 'clearTimeout', 'clearInterval']
    })
  })
  afterEach(() => vi.useRealTimers())

  const credential = (id: number, more: Partial<TrackedCredential> = {}): TrackedCredential => ({
    id,
    kind: 'temporary-password',
    at: 1,
    userId: `user-${id}`,
    agent: 'kim',
    state: 'waiting',
    ...more
  })

  async function start(list: NonNullable<FakeHandlers['tracker.list']>) {
    const view = renderScreen(<Rail />, { 'tracker.list': list })
    await screen.findByText('Ctrl K')
    return view
  }
  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
  const open = () => screen.queryByRole('button', { name: /temporary passwords? open/ })

  it('are counted once the window has rested, every five minutes, and lead to their list', async () => {
    let all = [credential(1), credential(2), credential(3, { state: 'used' })]
    const view = await start(() => all)
    await pass(restMs - 1_000)
    expect(view.callsOf('tracker.list')).toEqual([])
    await pass(1_000)
    expect(await screen.findByRole('button', { name: '2 temporary passwords open' })).toBeVisible()
    expect(view.callsOf('tracker.list')).toEqual([{ tenantId: contoso.id, applicationId: 'main' }])
    all = [credential(1), credential(4, { kind: 'access-code' })]
    await pass(5 * 60_000)
    const button = await screen.findByRole('button', { name: '1 temporary password open' })
    act(() => button.click())
    expect(useDesk.getState().screen).toBe('issued')
    expect(button).toHaveAttribute('aria-current', 'page')
  })

  it('say nothing where there are none, or where they cannot be read', async () => {
    let fails = false
    const view = await start(() => {
      if (fails) throw new AppFailure({ kind: 'internal' })
      return [credential(1, { state: 'run-out' })]
    })
    await pass(restMs)
    expect(view.callsOf('tracker.list')).toHaveLength(1)
    expect(open()).toBeNull()
    fails = true
    await pass(5 * 60_000)
    expect(view.callsOf('tracker.list')).toHaveLength(2)
    expect(open()).toBeNull()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('are counted anew as soon as the call has issued another one, once', async () => {
    let all: TrackedCredential[] = []
    const view = await start(() => all)
    await pass(restMs)
    expect(open()).toBeNull()
    all = [credential(1)]
    const ref = { tenantId: contoso.id, userId: 'user-1' }
    const deeds = (...what: string[]) =>
      what.map((name, index) => ({ at: index + 1, what: name, result: 'done' as const }))
    const show = (...what: string[]) =>
      act(() => {
        view.client.setQueryData(callKeyOf(ref), { ...ref, deeds: deeds(...what) })
      })
    show(actionNames['sign-out'])
    await pass(100)
    expect(view.callsOf('tracker.list')).toHaveLength(1)
    show(actionNames['sign-out'], actionNames.issue)
    expect(await screen.findByRole('button', { name: '1 temporary password open' })).toBeVisible()
    show(actionNames['sign-out'], actionNames.issue, actionNames.unlock)
    await pass(100)
    expect(view.callsOf('tracker.list')).toHaveLength(2)
  })
})
