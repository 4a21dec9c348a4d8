import { act, screen, waitFor } from '@testing-library/react'
import { expect } from 'vitest'
import type { EventPayload } from '../../src/shared/contract'
import type { TenantSummary } from '../../src/shared/tenant'
import { found, none, result } from './answers'
import type { FakeHandlers } from './fake-bridge'
import { ana, ben, start } from './find-helpers'
import { anAppState, contoso, practice } from './fixtures'

export const fabrikam: TenantSummary = { ...contoso, id: 't-fabrikam', label: 'Fabrikam', colour: 'blue' }
export const tenants = [contoso, fabrikam, practice]
const people = [ana, ben]

/** Finds by the beginning of an address. */
export const find: NonNullable<FakeHandlers['find']> = ({ text }) => {
  const user = people.find(({ email }) => email?.value.startsWith(text.toLowerCase()))
  return result(text, user === undefined ? none('email', text) : found('email', [user]))
}

export async function opened(more: FakeHandlers = {}, finding = find) {
  const view = await start(finding, {
    'app.state': () => anAppState({ tenants }),
    'tenants.select': ({ tenantId }) => anAppState({ tenants, currentTenantId: tenantId }),
    'user.read': ({ userId }) => people.find(({ id }) => id === userId) ?? ana,
    ...more
  })
  return {
    ...view,
    link: (identifier: string, tenantId = contoso.id) =>
      act(async () => view.emit('app.link', { identifier, tenantId })),
    tell: (request: EventPayload<'app.link'>) => act(async () => view.emit('app.link', request)),
    searches: () => view.callsOf('find').map(({ tenantId, text }) => [tenantId, text])
  }
}

export const patient = { timeout: 5_000 }
export const heading = (name: string) => screen.findByRole('heading', { name }, patient)
export const question = () => screen.queryByRole('region', { name: 'Link from another program' })
export const asked = () => screen.findByRole('region', { name: 'Link from another program' }, patient)
export const button = (name: string) => screen.getByRole('button', { name })
/** It cannot be pressed in the first moment. */
export const agree = async (view: { user: { click(element: Element): Promise<void> } }, name: string) => {
  await waitFor(() => expect(button(name)).toBeEnabled(), patient)
  await view.user.click(button(name))
}
