import { act, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { useDesk } from '../../src/renderer/state/desk-store'
import { useSwitchFailure } from '../../src/renderer/tenants/select-tenant'
import { TenantSwitcher } from '../../src/renderer/tenants/TenantSwitcher'
import { useTenantMenuCommands } from '../../src/renderer/tenants/use-tenant-menu-commands'
import { AppFailure } from '../../src/shared/errors'
import type { TenantSummary } from '../../src/shared/tenant'
import type { FakeHandlers } from './fake-bridge'
import { anAppState, contoso, practice } from './fixtures'
import { renderScreen } from './render'

const sandbox: TenantSummary = {
  ...contoso,
  id: 't-sandbox',
  label: 'Contoso test',
  environment: 'sandbox',
  apiHost: 'https://api.sbx.transmitsecurity.io'
}
const tenants = [contoso, sandbox, practice]

function Bar() {
  useTenantMenuCommands()
  return <TenantSwitcher />
}

const renderBar = (handlers: FakeHandlers = {}) =>
  renderScreen(<Bar />, { 'app.state': () => anAppState({ tenants }), ...handlers })
const button = () => screen.findByRole('button', { name: 'Tenant' })

beforeEach(() => useSwitchFailure.setState({ error: undefined }))

describe('the button "Tenant"', () => {
  it('says which tenant and environment it is', async () => {
    renderBar()
    expect(await button()).toHaveAccessibleDescription('Contoso Retail Production · EU')
  })

  it('opens a menu of all profiles, the practice tenant and the ways to more', async () => {
    const view = renderBar()
    await view.user.click(await button())
    const items = await screen.findAllByRole('menuitem')
    expect(items.map((item) => item.textContent)).toEqual([
      'Contoso RetailProduction · EU',
      'Contoso testSandbox',
      'Practice tenant',
      'Add tenant',
      'Manage tenants'
    ])
    expect(screen.getByRole('menuitem', { name: /Contoso Retail/ })).toHaveAttribute('aria-current', 'true')
    expect(screen.getByRole('menuitem', { name: 'Practice tenant' })).toBeVisible()
  })

  it('makes another tenant current by keyboard and goes to the search box', async () => {
    const view = renderBar({
      'tenants.select': ({ tenantId }) => anAppState({ tenants, currentTenantId: tenantId })
    })
    const tick = useDesk.getState().focusSearchTick
    ;(await button()).focus()
    await view.user.keyboard('{Enter}')
    await screen.findByRole('menu')
    await waitFor(() =>
      expect(screen.getByRole('menu')).toContainElement(document.activeElement as HTMLElement)
    )
    await view.user.keyboard('{ArrowDown}{Enter}')
    await waitFor(async () => expect(await button()).toHaveAccessibleDescription('Contoso test Sandbox'))
    expect(view.callsOf('tenants.select')).toEqual([{ tenantId: sandbox.id }])
    expect(useDesk.getState().focusSearchTick).toBeGreaterThan(tick)
  })

  it('says in an alert why the tenant was not switched', async () => {
    const view = renderBar({
      'tenants.select': () => {
        throw new AppFailure({ kind: 'not-found', what: 'This tenant profile' })
      }
    })
    await view.user.click(await button())
    await view.user.click(await screen.findByRole('menuitem', { name: /Contoso test/ }))
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Switch the tenant: This tenant profile was not found.'
    )
    expect(await button()).toHaveAccessibleDescription(/Contoso Retail/)
    await view.user.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('leads to the form and to the list', async () => {
    const view = renderBar()
    await view.user.click(await button())
    await view.user.click(await screen.findByRole('menuitem', { name: 'Add tenant' }))
    expect(useDesk.getState().tenantForm).toEqual({})
    await view.user.click(await button())
    await view.user.click(await screen.findByRole('menuitem', { name: 'Manage tenants' }))
    expect(useDesk.getState()).toMatchObject({ screen: 'settings', tenantForm: undefined })
  })
})

it('Help → Practice tenant makes it current', async () => {
  const view = renderBar({
    'tenants.select': ({ tenantId }) => anAppState({ tenants, currentTenantId: tenantId })
  })
  await button()
  act(() => view.emit('app.menu', { command: 'settings' }))
  act(() => view.emit('app.menu', { command: 'practice-tenant' }))
  await waitFor(async () => expect(await button()).toHaveAccessibleDescription('Practice tenant Practice'))
  expect(view.callsOf('tenants.select')).toEqual([{ tenantId: practice.id }])
})

it('the button closes the menu too, and Escape gives the focus back to it', async () => {
  const view = renderBar()
  await view.user.click(await button())
  await screen.findByRole('menu', { name: 'Tenants' })
  await view.user.click(await button())
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
  await view.user.keyboard('{ArrowDown}')
  const menu = await screen.findByRole('menu')
  await waitFor(() => expect(menu).toContainElement(document.activeElement as HTMLElement))
  await view.user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
  expect(await button()).toHaveFocus()
})

it.each([
  ['ArrowDown', 'the key of somebody faster than the menu', true],
  ['Enter', 'the same key again', false],
  [' ', 'the other key of a button', false]
])('%j on the button while the menu is open: %s', async (key, _who, stays) => {
  const view = renderBar()
  await view.user.click(await button())
  await screen.findByRole('menu')
  // the focus goes into the menu a moment after it stands
  await waitFor(() =>
    expect(screen.getByRole('menu')).toContainElement(document.activeElement as HTMLElement)
  )
  ;(await button()).focus()
  await view.user.keyboard(`[${key === ' ' ? 'Space' : key}]`)
  if (stays) expect(screen.getByRole('menu')).toBeVisible()
  else await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
  expect(await button()).toHaveAttribute('aria-expanded', String(stays))
})
