import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { contoso } from './fixtures'
import { kiosk, locked, outlet, renderSection, stateOf, two } from './tenants-applications-helpers'

describe('a managed profile', () => {
  const managed = { ...two, managed: true }
  const form = (name: string) => within(screen.getByRole('form', { name: `Client secret of ${name}` }))

  it('is read-only', async () => {
    const view = await renderSection(managed)
    expect(
      screen.getByText('This profile came with your organisation’s bundle and is read-only.')
    ).toBeVisible()
    expect(screen.getByText('api.eu.transmitsecurity.io')).toBeVisible()
    for (const name of ['Save profile', 'Remove profile', 'Add application', 'Edit Outlet'])
      expect(screen.queryByRole('button', { name })).toBeNull()
    expect(screen.queryByLabelText('Label')).toBeNull()
    expect(screen.getByRole('heading', { level: 1 })).toHaveFocus()
    await view.user.click(screen.getByRole('button', { name: 'Close' }))
    expect(screen.getByText('Closed')).toBeVisible()
  })

  it('takes the client secret of each application', async () => {
    const answers = [{ secretProblem: { what: 'not-kept', error: locked } as const }, {}]
    const view = await renderSection(managed, {
      'tenants.setSecret': () => ({ state: stateOf(managed), ...answers.shift() })
    })
    const { getByLabelText, getByRole, findByRole } = form('Kiosk')
    await view.user.click(getByRole('button', { name: 'Save client secret' }))
    expect(getByLabelText('Client secret')).toHaveAccessibleDescription(/Enter the client secret/)
    await view.user.type(getByLabelText('Client secret'), 's3cret-kiosk')
    await view.user.click(getByRole('button', { name: 'Save client secret' }))
    expect(await findByRole('alert')).toHaveTextContent('The client secret was not saved.')
    await view.user.click(getByRole('button', { name: 'Keep for this session only' }))
    const status = getByRole('status', { name: 'Saving the client secret of Kiosk' })
    await waitFor(() => expect(status).toHaveTextContent('kept until Tessera quits'))
    expect(getByLabelText('Client secret')).toHaveValue('')
    const of = { tenantId: contoso.id, applicationId: kiosk.id, secret: 's3cret-kiosk' }
    expect(view.callsOf('tenants.setSecret')).toEqual([
      { ...of, keep: 'keychain' },
      { ...of, keep: 'session' }
    ])
  })

  it('lets a stored secret be cleared', async () => {
    const view = await renderSection(managed, { 'tenants.clearSecret': () => ({ state: stateOf(managed) }) })
    const clear = await form('Outlet').findByRole('button', { name: 'Clear stored secret' })
    view.handle({ 'tenants.secretStatus': () => ({ status: 'none' }) })
    await view.user.click(clear)
    expect(await form('Outlet').findByText('The stored secret was deleted.')).toBeVisible()
    expect(view.callsOf('tenants.clearSecret')).toEqual([{ tenantId: contoso.id, applicationId: outlet.id }])
  })
})
