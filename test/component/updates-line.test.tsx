import { act, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Rail } from '../../src/renderer/layout/Rail'
import { useDesk } from '../../src/renderer/state/desk-store'
import { restMs } from '../../src/renderer/state/use-rested'
import { useUpdatesDesk } from '../../src/renderer/updates/updates-desk'
import type { UpdateStep, UpdateView } from '../../src/shared/updates'
import { aUser, anUpdateView, contoso } from './fixtures'
import { renderScreen } from './render'

const version = '0.2.0'
const ready: UpdateStep = { step: 'ready', version }
const failed = (why: 'signature' | 'unreachable'): UpdateStep => ({ step: 'failed', why, detail: 'x' })

beforeEach(() => {
  vi.useFakeTimers({
    shouldAdvanceTime: true,
    toFake: ['setInterval', 'setTimeout', 'clearTimeout', 'clearInterval']
  })
})
afterEach(() => vi.useRealTimers())

async function start(view: Partial<UpdateView> = {}) {
  const shown = renderScreen(<Rail />, { 'updates.view': () => anUpdateView(view) })
  await screen.findByText('Ctrl K')
  const tell = (state: UpdateStep) => act(() => shown.emit('updates.state', anUpdateView({ state })))
  return { ...shown, tell }
}
const line = (words: string) => screen.queryByRole('button', { name: words })

it('asks main once the window has rested, for what happened before it listened', async () => {
  const { callsOf } = await start({ state: ready })
  await act(() => vi.advanceTimersByTimeAsync(restMs - 1_000))
  expect(callsOf('updates.view')).toEqual([])
  await act(() => vi.advanceTimersByTimeAsync(1_000))
  expect(await screen.findByRole('button', { name: 'Update ready' })).toBeVisible()
  expect(callsOf('updates.view')).toHaveLength(1)
})

it('shows during a call, without taking the focus, and leads to Settings', async () => {
  const { tell, user } = await start()
  act(() => useDesk.getState().openUser(aUser(), contoso.id))
  screen.getByRole('button', { name: 'Journal' }).focus()
  tell(ready)
  const news = await screen.findByRole('button', { name: 'Update ready' })
  expect(news.closest('[role]')).toHaveAttribute('role', 'status')
  expect(screen.getByRole('button', { name: 'Journal' })).toHaveFocus()
  await user.tab()
  await user.tab()
  expect(news).toHaveFocus()
  await user.keyboard('{Enter}')
  expect(useDesk.getState()).toMatchObject({ screen: 'settings', open: { userId: aUser().id } })
  expect(useUpdatesDesk.getState().wanted).toBe('show')
})

it('is put away by its cross, and comes back for other news only', async () => {
  const { tell, user } = await start()
  tell(ready)
  await user.click(await screen.findByRole('button', { name: 'Dismiss update news' }))
  expect(line('Update ready')).toBeNull()
  tell({ step: 'checking' })
  tell(ready)
  await act(() => vi.advanceTimersByTimeAsync(50))
  expect(line('Update ready')).toBeNull()
  tell({ step: 'ready', version: '0.3.0' })
  expect(await screen.findByRole('button', { name: 'Update ready' })).toBeVisible()
})

it('is an alert where an update was refused, and silent where the feed did not answer', async () => {
  const { tell } = await start()
  tell(failed('unreachable'))
  await act(() => vi.advanceTimersByTimeAsync(50))
  expect(screen.queryByRole('alert')).toBeNull()
  tell(failed('signature'))
  expect(await screen.findByRole('alert')).toHaveTextContent('Update refused')
  tell({ step: 'current' })
  await waitFor(() => expect(line('Update refused')).toBeNull())
})
