import { screen, within } from '@testing-library/react'
import { BundleButtons } from '../../src/renderer/bundles/BundleButtons'
import type { BundleOpened, BundlePreview } from '../../src/shared/bundle-view'
import { aPreview } from './bundle-fixtures'
import type { FakeHandlers } from './fake-bridge'
import { renderScreen } from './render'

export const importButton = () => screen.getByRole('button', { name: 'Import bundle' })
export const dialog = () => screen.getByRole('dialog', { name: 'Import bundle' })
export const button = (name: string) => within(dialog()).getByRole('button', { name })
export const region = (name: string) => within(dialog()).getByRole('region', { name })
/** A part that is no landmark: the settings behind the dialog have regions of these names. */
export const group = (name: string) => within(dialog()).getByRole('group', { name })

export async function open(answer: BundleOpened, handlers: FakeHandlers = {}) {
  const view = renderScreen(<BundleButtons />, {
    'bundle.open': () => answer,
    'bundle.discard': () => null,
    ...handlers
  })
  await view.user.click(importButton())
  return view
}

export async function openPreview(more: Partial<BundlePreview> = {}, handlers: FakeHandlers = {}) {
  const view = await open({ state: 'opened', preview: aPreview(more) }, handlers)
  await screen.findByRole('dialog', { name: 'Import bundle' })
  return view
}
