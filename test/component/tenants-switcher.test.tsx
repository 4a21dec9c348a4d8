import { act, screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { useDesk } from '../../src/renderer/state/desk-store'
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

describe('with many tenants', () => {
  const many = Array.from({ length: 300 }, (_, number) => ({
    ...contoso,
    id: `t-${number}`,
    label: `Tenant no ${number}`,
    applications: [{ id: 'main', clientId: `client-${number}-x`, secretStored: true }]
  }))
  const all = [...many, practice]
  const openMenu = async (tenants: TenantSummary[]) => {
    const state = anAppState({ tenants, currentTenantId: many[0]?.id ?? '' })
    const view = renderBar({
      'app.state': () => state,
      'tenants.select': ({ tenantId }) => ({ ...state, currentTenantId: tenantId })
    })
    await view.user.click(await button())
    await screen.findByRole('menu', { name: 'Tenants' })
    return view
  }
  const box = () => screen.getByRole('searchbox', { name: 'Search tenants' })
  // by hand: to look for a role among so many takes the test seconds
  const items = () =>
    [...screen.getByRole('menu').querySelectorAll('[data-menu-item-label]')].map((one) => one.textContent)

  it('has a search box from the ninth on', async () => {
    const few = await openMenu([...many.slice(0, 7), practice])
    expect(screen.queryByRole('searchbox')).toBeNull()
    few.unmount()
    await openMenu([...many.slice(0, 8), practice])
    await waitFor(() => expect(box()).toHaveFocus())
    expect(items()).toHaveLength(11)
    expect(box()).toHaveAccessibleDescription('')
  })

  it('draws the first of them, the practice tenant and the ways to more, and says how many are left', async () => {
    await openMenu(all)
    expect(items()).toHaveLength(62)
    expect(items().slice(-4)).toEqual(['Tenant no 58', 'Practice tenant', 'Add tenant', 'Manage tenants'])
    expect(box()).toHaveAccessibleDescription('… and 241 more: type to find them')
  })

  it('finds one by what is typed, and Enter makes it current', async () => {
    const view = await openMenu(all)
    await waitFor(() => expect(box()).toHaveFocus())
    // nothing is looked for yet
    await view.user.keyboard('{Enter}')
    expect(view.callsOf('tenants.select')).toEqual([])
    await view.user.keyboard('client-27')
    expect(items().slice(0, 2)).toEqual(['Tenant no 27', 'Tenant no 270'])
    expect(screen.getByRole('status')).toHaveTextContent('11 tenants found.')
    await view.user.keyboard('9{Enter}')
    await waitFor(() => expect(view.callsOf('tenants.select')).toEqual([{ tenantId: 't-279' }]))
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
    // another time it starts with all of them
    await view.user.click(await button())
    await screen.findByRole('menu')
    expect(box()).toHaveValue('')
  })

  it('says when nothing matches; Enter does nothing then', async () => {
    const view = await openMenu(all)
    await view.user.type(box(), 'zzz{Enter}')
    expect(items()).toEqual(['Add tenant', 'Manage tenants'])
    expect(screen.getByRole('status')).toHaveTextContent('No tenant matches.')
    expect(useDesk.getState().tenantForm).toBeUndefined()
    expect(view.callsOf('tenants.select')).toEqual([])
  })

  it('arrows walk from the box through the items and back; letters go into the box', async () => {
    const view = await openMenu(all)
    await waitFor(() => expect(box()).toHaveFocus())
    await view.user.keyboard('{ArrowDown}')
    expect(document.activeElement).toHaveTextContent('Tenant no 0')
    await view.user.keyboard('{ArrowDown}')
    expect(document.activeElement).toHaveTextContent('Tenant no 1')
    await view.user.keyboard('{ArrowUp}{ArrowUp}')
    expect(box()).toHaveFocus()
    await view.user.keyboard('{ArrowUp}')
    expect(document.activeElement).toHaveTextContent('Manage tenants')
    await view.user.keyboard('no 55')
    expect(box()).toHaveFocus()
    expect(box()).toHaveValue('no 55')
    await view.user.keyboard('{ArrowDown}{Enter}')
    await waitFor(() => expect(view.callsOf('tenants.select')).toEqual([{ tenantId: 't-55' }]))
  })

  it('Escape gives the focus back to the button', async () => {
    const view = await openMenu(all)
    await waitFor(() => expect(box()).toHaveFocus())
    await view.user.keyboard('no{Escape}')
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
    expect(await button()).toHaveFocus()
  })
})
