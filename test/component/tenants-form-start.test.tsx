import { act, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { useDesk } from '../../src/renderer/state/desk-store'
import { useAppState } from '../../src/renderer/state/queries'
import { TenantFormScreen } from '../../src/renderer/tenants/TenantFormScreen'
import type { TenantSummary } from '../../src/shared/tenant'
import type { FakeHandlers } from './fake-bridge'
import { anAppState, contoso, practice } from './fixtures'
import { renderScreen } from './render'

function Form() {
  const open = useDesk((desk) => desk.tenantForm)
  const { isSuccess } = useAppState()
  return open && isSuccess ? <TenantFormScreen /> : <p>Closed</p>
}

async function renderForm(open: () => void, handlers: FakeHandlers = {}) {
  const view = renderScreen(<Form />, handlers)
  act(open)
  await screen.findByRole('form', { name: 'Tenant profile' })
  return view
}

const newProfile = () => useDesk.getState().openTenantForm()
const duplicate = (id: string) => () => useDesk.getState().duplicateTenant(id)
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label)

describe('a new profile starts', () => {
  it('with the defaults of this computer', async () => {
    const defaults = {
      environment: 'sandbox',
      apiHost: 'https://api.sbx.transmitsecurity.io',
      colour: 'teal',
      defaultCountry: 'DE'
    } as const
    await renderForm(newProfile, { 'app.state': () => anAppState({ defaults }) })
    expect(field('Label')).toHaveValue('')
    expect(field('Environment')).toHaveValue('sandbox')
    expect(field('API host')).toHaveValue('api.sbx.transmitsecurity.io')
    expect(field('Teal')).toBeChecked()
    expect(field('Default country')).toHaveValue('DE')
  })

  it('with our own where there are none', async () => {
    await renderForm(newProfile)
    expect(field('Environment')).toHaveValue('production')
    expect(field('API host')).toHaveValue('')
    expect(field('Green')).toBeChecked()
    expect(field('Default country')).toHaveValue('US')
  })
})

describe('a copy', () => {
  const shop: TenantSummary = { ...contoso, colour: 'blue', redirectUri: 'https://shop.example/reset' }
  const withShop: FakeHandlers = {
    'app.state': () => anAppState({ tenants: [shop, practice], defaults: { colour: 'teal' } })
  }

  it('is a new profile with everything but the secret', async () => {
    const view = await renderForm(duplicate(shop.id), {
      ...withShop,
      'tenants.save': () => ({ tenantId: 't-new', state: anAppState() })
    })
    expect(screen.getByRole('heading', { name: 'Add tenant' })).toBeVisible()
    expect(field('Client secret')).toHaveAttribute('placeholder', 'Not stored')
    expect(screen.queryByRole('button', { name: 'Remove profile' })).toBeNull()
    await view.user.click(screen.getByRole('button', { name: 'Save profile' }))
    await screen.findByText('Closed')
    expect(view.callsOf('tenants.secretStatus')).toEqual([])
    expect(view.callsOf('tenants.save')).toEqual([
      {
        draft: {
          label: 'Contoso Retail (copy)',
          environment: 'production',
          apiHost: 'api.eu.transmitsecurity.io',
          clientId: 'client-1',
          redirectUri: 'https://shop.example/reset',
          colour: 'blue',
          defaultCountry: 'US'
        },
        keep: 'keychain'
      }
    ])
  })

  it('has a name that is not too long', async () => {
    const long = { ...shop, label: 'x'.repeat(80) }
    await renderForm(duplicate(long.id), { 'app.state': () => anAppState({ tenants: [long, practice] }) })
    expect(field('Label')).toHaveValue(`${'x'.repeat(73)} (copy)`)
  })

  it('has a name that is not cut within a character', async () => {
    const long = { ...shop, label: `${'x'.repeat(72)}🥐🥐🥐` }
    await renderForm(duplicate(long.id), { 'app.state': () => anAppState({ tenants: [long, practice] }) })
    expect(field('Label')).toHaveValue(`${'x'.repeat(72)} (copy)`)
  })

  it('says that further applications are not copied', async () => {
    const [main] = shop.applications
    const more = {
      ...shop,
      applications: [...shop.applications, { ...main!, id: 'staff' }, { ...main!, id: 'app' }]
    }
    await renderForm(duplicate(more.id), { 'app.state': () => anAppState({ tenants: [more, practice] }) })
    expect(screen.getByText(/^2 further applications of the original are not copied/)).toBeVisible()
    act(() => useDesk.getState().closeTenantForm())
    act(newProfile)
    await screen.findByRole('form', { name: 'Tenant profile' })
    expect(screen.queryByText(/are not copied/)).toBeNull()
  })

  it('can be made of a managed profile, which cannot be changed itself', async () => {
    const managed = { ...shop, managed: true }
    await renderForm(duplicate(managed.id), {
      'app.state': () => anAppState({ tenants: [managed, practice] })
    })
    expect(field('Label')).toHaveValue('Contoso Retail (copy)')
    act(() => useDesk.getState().closeTenantForm())
    act(() => useDesk.getState().openTenantForm(managed.id))
    expect(await screen.findByText(/came with your organisation’s bundle and is read-only/)).toBeVisible()
    expect(screen.queryByRole('form', { name: 'Tenant profile' })).toBeNull()
  })

  it('of what is gone is none', async () => {
    renderScreen(<Form />, withShop)
    act(duplicate('t-gone'))
    expect(await screen.findByRole('alert')).toHaveTextContent('This tenant profile cannot be changed.')
  })
})
