import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useDesk } from '../../src/renderer/state/desk-store'
import { TrackerScreen } from '../../src/renderer/tracker/TrackerScreen'
import { useIntent } from '../../src/renderer/tracker/use-intent'
import type { TrackedCredential } from '../../src/shared/credentials'
import { AppFailure } from '../../src/shared/errors'
import type { FakeHandlers } from './fake-bridge'
import { contoso } from './fixtures'
import { renderScreen } from './render'

afterEach(() => vi.useRealTimers())

const minute = 60_000
const credential = (id: number, more: Partial<TrackedCredential> = {}): TrackedCredential => ({
  id,
  kind: 'temporary-password',
  at: Date.now() - 10 * minute + id,
  userId: `user-${id}`,
  displayName: `Person ${id}`,
  agent: 'kim',
  expiresAt: Date.now() + 90 * minute,
  state: 'waiting',
  ...more
})

async function open(list: NonNullable<FakeHandlers['tracker.list']>) {
  const view = renderScreen(<TrackerScreen />, { 'tracker.list': list, 'app.copy': () => null })
  await screen.findByRole('heading', { level: 1, name: 'Temporary credentials' })
  return view
}

const table = () => screen.findByRole('table', { name: 'Temporary credentials' })
const rowOf = async (name: string) => within(await table()).getByRole('row', { name: new RegExp(name) })

describe('the list', () => {
  it.each<[Partial<TrackedCredential>, RegExp]>([
    [{ state: 'waiting' }, /waiting until (today|tomorrow) at \d\d:\d\d/],
    [{ state: 'waiting', expiresAt: undefined }, /waiting/],
    // it ran out since the list was read
    [{ state: 'waiting', expiresAt: Date.now() - 1 }, /run out/],
    [{ state: 'used' }, /used/],
    [{ state: 'run-out' }, /run out/],
    [{ state: 'replaced' }, /replaced/],
    [
      { state: 'unknown', error: { kind: 'unreachable', cause: 'timeout', host: 'api.example' } },
      /not known.*api\.example did not answer in time/
    ]
  ])('says how a credential stands: %j', async (more, words) => {
    await open(() => [credential(1, more)])
    expect(await rowOf('Person 1')).toHaveTextContent(words)
  })

  it('asks for the open tenant and has the newest on top, with who, what and by whom', async () => {
    const view = await open(() => [
      credential(1),
      credential(2, { kind: 'access-code', displayName: undefined, agent: 'lee' })
    ])
    const [newest, older] = within(await table())
      .getAllByRole('row')
      .slice(1)
    expect(newest).toHaveTextContent('Access code')
    expect(newest).toHaveTextContent('user-2')
    expect(newest).toHaveTextContent('by lee')
    expect(older).toHaveTextContent('Temporary password')
    expect(view.callsOf('tracker.list')[0]).toEqual({ tenantId: contoso.id, applicationId: 'main' })
    expect(screen.getByText(/^1 temporary password open\./)).toBeVisible()
    await view.user.click(within(older!).getByRole('button', { name: 'Copy user ID' }))
    expect(view.callsOf('app.copy')).toEqual([{ text: 'user-1' }])
  })

  it('says that nothing was issued yet', async () => {
    await open(() => [])
    expect(await screen.findByText(/^None was issued here yet\./)).toBeVisible()
    expect(screen.queryByRole('table')).toBeNull()
  })

  it('says when it cannot be read, and reads it again', async () => {
    const view = await open(() => {
      throw new AppFailure({ kind: 'internal' })
    })
    expect(await screen.findByRole('alert')).toHaveTextContent('Read the temporary credentials')
    view.handle({ 'tracker.list': () => [credential(1)] })
    await view.user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await rowOf('Person 1')).toBeVisible()
  })

  it('is read anew on request, and every minute while it is shown', async () => {
    vi.useFakeTimers({
      shouldAdvanceTime: true,
      toFake: ['setInterval', 'setTimeout', 'clearTimeout', 'clearInterval']
    })
    let state: TrackedCredential['state'] = 'waiting'
    const view = await open(() => [credential(1, { state })])
    await table()
    const before = view.callsOf('tracker.list').length
    state = 'used'
    fireEvent.click(screen.getByRole('button', { name: 'Refresh' }))
    await waitFor(async () => expect(await rowOf('Person 1')).toHaveTextContent('used'))
    expect(view.callsOf('tracker.list')).toHaveLength(before + 1)
    state = 'run-out'
    await act(() => vi.advanceTimersByTimeAsync(minute))
    await waitFor(async () => expect(await rowOf('Person 1')).toHaveTextContent('run out'))
    view.unmount()
    const shown = view.callsOf('tracker.list').length
    await act(() => vi.advanceTimersByTimeAsync(3 * minute))
    expect(view.callsOf('tracker.list')).toHaveLength(shown)
  })
})

describe('Issue again', () => {
  it('opens the card of the user, which then begins to issue', async () => {
    const view = await open(() => [credential(1)])
    await view.user.click(within(await rowOf('Person 1')).getByRole('button', { name: 'Issue again' }))
    expect(useDesk.getState()).toMatchObject({
      screen: 'find',
      open: { tenantId: contoso.id, userId: 'user-1' },
      intent: 'issue'
    })
  })

  it('is the key T in the row that has the focus, and in no other way', async () => {
    await open(() => [credential(1), credential(2)])
    const row = await rowOf('Person 2')
    act(() => row.focus())
    expect(row).toHaveFocus()
    fireEvent.keyDown(row, { key: 't', code: 'KeyT', ctrlKey: true })
    fireEvent.keyDown(row, { key: 't', code: 'KeyT', repeat: true })
    fireEvent.keyDown(row, { key: 'x', code: 'KeyX' })
    expect(useDesk.getState().open).toBeUndefined()
    // the place of T on a keyboard with another script
    fireEvent.keyDown(row, { key: 'е', code: 'KeyT' })
    expect(useDesk.getState()).toMatchObject({ open: { userId: 'user-2' }, intent: 'issue' })
  })

  it('of a code begins with another code', async () => {
    const view = await open(() => [credential(1, { kind: 'access-code' })])
    await view.user.click(within(await rowOf('Person 1')).getByRole('button', { name: 'Issue again' }))
    expect(useDesk.getState()).toMatchObject({ open: { userId: 'user-1' }, intent: 'access-code' })
  })

  it('is not offered for what was replaced: the card is opened as it is', async () => {
    const view = await open(() => [credential(2, { state: 'replaced' })])
    expect(screen.queryByRole('button', { name: 'Issue again' })).toBeNull()
    const row = await rowOf('Person 2')
    fireEvent.keyDown(row, { key: 't', code: 'KeyT' })
    expect(useDesk.getState().open).toBeUndefined()
    await view.user.click(within(row).getByRole('button', { name: 'Open user' }))
    expect(useDesk.getState().open).toMatchObject({ userId: 'user-2' })
    expect(useDesk.getState().intent).toBeUndefined()
  })
})

describe('what a card is opened for', () => {
  let started: string[] = []
  function Card() {
    const [ready, setReady] = useState(false)
    useIntent((action, how) => started.push(`${action} by ${how}`), ready)
    return (
      <button type="button" onClick={() => setReady(true)}>
        Ready
      </button>
    )
  }

  it('begins once, as soon as the card is ready', async () => {
    started = []
    const view = renderScreen(<Card />)
    act(() => useDesk.getState().openById({ tenantId: contoso.id, userId: 'user-1' }, 'issue'))
    expect(started).toEqual([])
    await view.user.click(screen.getByRole('button', { name: 'Ready' }))
    expect(started).toEqual(['issue by key'])
    view.rerender(<Card />)
    expect(started).toEqual(['issue by key'])
    expect(useDesk.getState().intent).toBeUndefined()
  })

  it('is forgotten with the card', () => {
    started = []
    renderScreen(<Card />)
    const { openById, closeUser } = useDesk.getState()
    openById({ tenantId: contoso.id, userId: 'user-1' }, 'issue')
    closeUser()
    expect(useDesk.getState().takeIntent()).toBeUndefined()
    openById({ tenantId: contoso.id, userId: 'user-1' }, 'issue')
    openById({ tenantId: contoso.id, userId: 'user-2' })
    expect(useDesk.getState().takeIntent()).toBeUndefined()
  })
})
