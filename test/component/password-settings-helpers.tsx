import { act, screen, waitFor, within } from '@testing-library/react'
import { expect } from 'vitest'
import { useTenantSwitch } from '../../src/renderer/layout/use-tenant-look'
import { PasswordSettingsScreen } from '../../src/renderer/password-settings/PasswordSettingsScreen'
import type { ReadView } from '../../src/renderer/password-settings/settings-fields'
import { useDesk } from '../../src/renderer/state/desk-store'
import { settings } from '../fakes/password-settings'
import type { FakeHandlers } from './fake-bridge'
import { anAppState, contoso, practice } from './fixtures'
import { renderScreen } from './render'

export function aReading(more: Partial<ReadView> = {}): ReadView {
  return {
    state: 'read',
    readId: 'read-1',
    appId: 'app-shop',
    appName: 'Contoso shop',
    settings,
    lacking: [],
    unreadable: [],
    unknownFields: 0,
    edit: { allowed: true },
    ...more
  }
}

export const inPractice = () => anAppState({ currentTenantId: practice.id })
export const inContoso = { tenantId: contoso.id, applicationId: 'main' }

/** As in the app: the screen is there while it is the one that is shown. */
function Frame() {
  useTenantSwitch()
  return useDesk((desk) => desk.screen) === 'password-settings' ? (
    <PasswordSettingsScreen />
  ) : (
    <p>Another screen</p>
  )
}

export const goTo = (name: 'password-settings' | 'find') => act(() => useDesk.getState().setScreen(name))

/** Shows the screen in the practice tenant, where no name has to be typed, unless another state is given. */
export function renderSettings(handlers: FakeHandlers = {}) {
  const view = renderScreen(<Frame />, {
    'app.state': inPractice,
    'passwordSettings.read': () => aReading(),
    ...handlers
  })
  goTo('password-settings')
  return view
}

/** A panel, once its settings stand in it. */
export const region = (name: string) =>
  waitFor(
    () => {
      const panel = screen.getByRole('region', { name })
      expect(panel).toHaveAttribute('aria-busy', 'false')
      return panel
    },
    { timeout: 5_000 }
  )
export const button = (name: string) => screen.getByRole('button', { name })
export const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name)
export const dialog = (name = 'Change password settings') => screen.findByRole('dialog', { name })
/** The rows of a table of differences, as text. */
export const rowsOf = (table: HTMLElement): string[][] =>
  within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.children].map((cell) => (cell.textContent ?? '').replace('→ ', '')))

export type SettingsScreen = ReturnType<typeof renderSettings>

/** Begins to edit. */
export async function edit(view: SettingsScreen): Promise<void> {
  await view.user.click(await screen.findByRole('button', { name: 'Edit settings' }))
  await screen.findByRole('form', { name: 'Password settings' })
}

/** Types another value into a field. */
export async function put(view: SettingsScreen, name: string, value: string): Promise<void> {
  await view.user.clear(field(name))
  await view.user.type(field(name), value)
}

/** Reviews and confirms. */
export async function change(view: SettingsScreen): Promise<void> {
  await view.user.click(button('Review changes'))
  const asked = await dialog()
  await view.user.click(within(asked).getByRole('button', { name: 'Change settings' }))
}
