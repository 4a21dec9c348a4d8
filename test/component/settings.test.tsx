import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../src/main/policy/fill'
import { useLicencesDesk } from '../../src/renderer/licences/licences-desk'
import { SettingsScreen } from '../../src/renderer/settings/SettingsScreen'
import { useDesk } from '../../src/renderer/state/desk-store'
import { AppFailure } from '../../src/shared/errors'
import type { NetworkView } from '../../src/shared/settings'
import type { FakeHandlers } from './fake-bridge'
import { anAppState, contoso, practice } from './fixtures'
import { renderScreen } from './render'

const system: NetworkView = { proxy: { mode: 'system' } }

async function renderSettings(handlers: FakeHandlers = {}) {
  const view = renderScreen(<SettingsScreen />, {
    'settings.network': () => system,
    'policy.view': () => ({
      source: 'default',
      file: '/u/policy.json',
      locked: false,
      policy: defaultPolicy
    }),
    ...handlers
  })
  await screen.findByRole('form', { name: 'Proxy' })
  return view
}

const press = (name: string) => screen.getByRole('button', { name })

describe('tenants', () => {
  it('lists every tenant; profiles can be edited and removed, the practice tenant cannot', async () => {
    const view = await renderSettings({
      'tenants.remove': () => ({ state: anAppState({ tenants: [practice] }) })
    })
    const [first, second] = within(screen.getByRole('list', { name: 'Tenants' })).getAllByRole('listitem')
    expect(first).toHaveTextContent('Contoso Retail')
    expect(first).toHaveTextContent('api.eu.transmitsecurity.io')
    expect(first).toHaveTextContent('current')
    const ofPractice = within(second as HTMLElement).getAllByRole('button')
    expect(ofPractice.map((one) => one.getAttribute('aria-label'))).toEqual(['Check Practice tenant'])
    await view.user.click(press('Edit Contoso Retail'))
    expect(useDesk.getState().tenantForm).toEqual({ tenantId: contoso.id })
    await view.user.click(press('Add profile'))
    expect(useDesk.getState().tenantForm).toEqual({})
    await view.user.click(press('Remove Contoso Retail'))
    const dialog = await screen.findByRole('dialog', { name: 'Remove Contoso Retail?' })
    await view.user.click(within(dialog).getByRole('button', { name: 'Remove profile' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Edit Contoso Retail' })).toBeNull())
  })
})

describe('proxy', () => {
  it('saves a manual proxy', async () => {
    const view = await renderSettings({ 'settings.saveProxy': ({ proxy }) => ({ proxy }) })
    expect(screen.getByLabelText('As the system says')).toBeChecked()
    await view.user.click(screen.getByLabelText('Manual'))
    await view.user.type(screen.getByLabelText('Proxy host'), 'proxy.example')
    await view.user.type(screen.getByLabelText('Proxy port'), '3128')
    await view.user.click(press('Save proxy'))
    expect(await screen.findByText(/^Saved\./)).toBeVisible()
    expect(view.callsOf('settings.saveProxy')).toEqual([
      { proxy: { mode: 'manual', host: 'proxy.example', port: 3128 } }
    ])
  })

  it('saves that there is none', async () => {
    const view = await renderSettings({
      'settings.network': () => ({ proxy: { mode: 'manual', host: 'p', port: 1 } }),
      'settings.saveProxy': ({ proxy }) => ({ proxy })
    })
    expect(screen.getByLabelText('Proxy port')).toHaveValue('1')
    await view.user.click(screen.getByLabelText('No proxy'))
    await view.user.click(press('Save proxy'))
    await screen.findByText(/^Saved\./)
    expect(view.callsOf('settings.saveProxy')).toEqual([{ proxy: { mode: 'none' } }])
  })

  it.each([
    ['', '3128', 'Proxy host', /host name/],
    ['http://proxy', '3128', 'Proxy host', /without a scheme/],
    ['proxy', '', 'Proxy port', /1 to 65535/],
    ['proxy', '70000', 'Proxy port', /1 to 65535/],
    ['proxy', 'abc', 'Proxy port', /1 to 65535/]
  ])('refuses host "%s" and port "%s"', async (host, port, at, message) => {
    const view = await renderSettings()
    await view.user.click(screen.getByLabelText('Manual'))
    if (host) await view.user.type(screen.getByLabelText('Proxy host'), host)
    if (port) await view.user.type(screen.getByLabelText('Proxy port'), port)
    await view.user.click(press('Save proxy'))
    await waitFor(() => expect(screen.getByLabelText(at)).toBeInvalid())
    expect(screen.getByLabelText(at)).toHaveAccessibleDescription(message)
    await waitFor(() => expect(screen.getByLabelText(at)).toHaveFocus())
    expect(view.callsOf('settings.saveProxy')).toHaveLength(0)
  })

  it('says in an alert what failed', async () => {
    const view = await renderSettings({
      'settings.saveProxy': () => {
        throw new AppFailure({ kind: 'internal' })
      }
    })
    await view.user.click(press('Save proxy'))
    expect(await screen.findByRole('alert')).toHaveTextContent('Save proxy: Tessera itself failed.')
  })
})

it('shows whose work is in Tessera', async () => {
  const { user } = await renderSettings()
  await user.click(press('Licences'))
  const { isOpen, opener } = useLicencesDesk.getState()
  expect([isOpen, opener === press('Licences')]).toEqual([true, true])
})

describe('extra CA file', () => {
  it('is chosen in main, shown by name, and removed', async () => {
    const view = await renderSettings({
      'settings.chooseCa': () => ({ ...system, extraCa: { fileName: 'corp.pem' } }),
      'settings.clearCa': () => system
    })
    await view.user.click(press('Choose CA file…'))
    expect(await screen.findByText('corp.pem')).toBeVisible()
    expect(screen.queryByRole('alert')).toBeNull()
    await view.user.click(press('Remove CA file'))
    await waitFor(() => expect(screen.queryByText('corp.pem')).toBeNull())
  })

  it('that is damaged is an alert', async () => {
    await renderSettings({
      'settings.network': () => ({
        ...system,
        extraCa: { fileName: 'corp.pem', problem: 'The file cannot be read.' }
      })
    })
    expect(screen.getByRole('alert')).toHaveTextContent(
      'The file cannot be read. Nothing is sent to any tenant over HTTPS until'
    )
  })
})

it('says when the network settings could not be read, and reads them again', async () => {
  const view = renderScreen(<SettingsScreen />, {
    'policy.view': () => new Promise<never>(() => undefined),
    'settings.network': () => {
      throw new AppFailure({ kind: 'internal' })
    }
  })
  await screen.findByRole('alert')
  view.handle({ 'settings.network': () => system })
  await view.user.click(press('Try again'))
  expect(await screen.findByRole('form', { name: 'Proxy' })).toBeVisible()
})
