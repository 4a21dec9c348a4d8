import { act, fireEvent, createEvent, screen, waitFor, within } from '@testing-library/react'
import { expect } from 'vitest'
import { settleMs } from '../../src/renderer/components/use-settled'
import { Endings } from '../../src/renderer/layout/Endings'
import { useDesk } from '../../src/renderer/state/desk-store'
import { UserCard } from '../../src/renderer/user/UserCard'
import type { Authenticator, User } from '../../src/shared/user'
import type { FakeHandlers } from './fake-bridge'
import { aPassword, contoso } from './fixtures'
import { appIsKnown, renderScreen } from './render'

/** As in the app: the card is there while its user is the open one and nothing covers it. */
function OpenCard() {
  const open = useDesk((desk) => (desk.screen === 'find' ? desk.open : undefined))
  return (
    <>
      <Endings />
      {open && <UserCard key={open.userId} userId={open.userId} tenant={contoso} matches={1} />}
    </>
  )
}

/** Opens the card of a user, with all its readings done. `authenticators` may change under way. */
export async function openCard(
  user: User,
  authenticators: () => Authenticator[] = () => [aPassword()],
  handlers: FakeHandlers = {}
) {
  const view = renderScreen(<OpenCard />, {
    'app.copy': () => null,
    'user.read': () => user,
    'user.authenticators': authenticators,
    'user.sessions': () => ({ sessions: [], errors: [] }),
    'user.groups': () => [],
    ...handlers
  })
  await appIsKnown(view.client)
  act(() => useDesk.getState().openUser(user, contoso.id))
  await screen.findByRole('heading', { level: 1, name: user.displayName })
  await screen.findByRole('region', { name: 'Identity' })
  return view
}

export const verdict = () => screen.getByRole('status', { name: 'Verdict' })
export const outcome = () => screen.getByRole('status', { name: 'Outcome' })
export const bar = () => screen.getByRole('group', { name: 'Actions' })
export const heading = () =>
  within(screen.getByRole('region', { name: 'User' })).getByRole('heading', { level: 1 })
export const button = (name: string) => screen.getByRole('button', { name })

/** A button that acts at once takes clicks only after it has stood there for a while. */
export async function settled(name: string): Promise<HTMLElement> {
  await waitFor(() => expect(button(name)).toHaveAttribute('aria-disabled', 'false'), {
    timeout: settleMs + 2_000
  })
  return button(name)
}

/** What the repeats of a key do that is held down: each presses the button that has the focus, unless that is prevented. */
export function holdEnter(times = 3): void {
  for (let repeats = 0; repeats < times; repeats++) {
    const focused = document.activeElement ?? document.body
    const event = createEvent.keyDown(focused, { key: 'Enter', code: 'Enter', repeat: true })
    fireEvent(focused, event)
    if (!event.defaultPrevented && focused instanceof HTMLButtonElement)
      fireEvent.click(focused, { detail: 0 })
  }
}
