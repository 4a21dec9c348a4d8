import { act, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { useDesk } from '../../src/renderer/state/desk-store'
import { appStateKey } from '../../src/renderer/state/queries'
import { TenantList } from '../../src/renderer/tenants/list/TenantList'
import type { AppState } from '../../src/shared/app-state'
import { AppFailure } from '../../src/shared/errors'
import type { TenantSummary } from '../../src/shared/tenant'
import { deferred } from './deferred'
import type { FakeHandlers } from './fake-bridge'
import { anAppState, contoso, practice } from './fixtures'
import { renderScreen } from './render'

/** The labels of the rows that were drawn: each draws its words once. */
const drawn = vi.hoisted((): string[] => [])
vi.mock(import('../../src/renderer/tenants/list/TenantWords'), async (original) => {
  const { TenantWords } = await original()
  return {
    TenantWords: (props) => {
      drawn.push(props.tenant.label)
      return TenantWords(props)
    }
  }
})
beforeEach(() => void drawn.splice(0))

const [main] = contoso.applications
if (main === undefined) throw new Error('Contoso has an application')
const fabrikam: TenantSummary = {
  ...contoso,
  id: 't-fabrikam',
  label: 'Fabrikam',
  environment: 'sandbox',
  apiHost: 'https://api.sbx.transmitsecurity.io',
  clientId: 'fab-client-7',
  applications: [
    { id: 'main', clientId: 'fab-client-7', appName: 'Fabrikam café', secretStored: true },
    { id: 'a-2', name: 'Loyalty', clientId: 'loy-client', secretStored: true },
    { id: 'a-3', name: 'Kiosk', clientId: 'kiosk-client', secretStored: false }
  ],
  applicationId: 'a-2'
}
const northwind: TenantSummary = {
  ...contoso,
  id: 't-northwind',
  label: 'Northwind',
  applications: [{ ...main, clientId: 'nw-1', appName: 'Orders' }],
  managed: true
}
const tenants = [contoso, fabrikam, northwind, practice]

async function renderList(handlers: FakeHandlers = {}, all = tenants) {
  let state = anAppState({ tenants: all })
  const view = renderScreen(<TenantList />, {
    'app.state': () => state,
    'tenants.reorder': ({ tenantIds }) => {
      const inOrder = [...tenantIds, practice.id].flatMap((id) => all.filter((one) => one.id === id))
      state = { ...state, tenants: inOrder }
      return state
    },
    ...handlers
  })
  await screen.findByRole('list', { name: 'Tenants' })
  return view
}

const rows = () => within(screen.getByRole('list', { name: 'Tenants' })).getAllByRole('listitem')
const row = (label: string) => rows().find((one) => within(one).queryByText(label) !== null) as HTMLElement
const labels = () =>
  rows().map((one) =>
    within(one)
      .getByRole('button', { name: /^Check/ })
      .getAttribute('aria-label')
  )
const button = (name: string) => screen.getByRole('button', { name })
const namesIn = (label: string) =>
  within(row(label))
    .getAllByRole('button')
    .map((one) => one.getAttribute('aria-label'))
const news = () => screen.getByRole('status', { name: 'Change to the list' })
const box = () => screen.getByRole('searchbox', { name: 'Search tenants' })

describe('a row', () => {
  it('has what can be done with the profile', async () => {
    const view = await renderList()
    expect(namesIn('Fabrikam')).toEqual([
      'Edit Fabrikam',
      'Duplicate Fabrikam',
      'Check Fabrikam',
      'Move Fabrikam up',
      'Move Fabrikam down',
      'Remove Fabrikam'
    ])
    expect(row('Fabrikam')).toHaveTextContent('3 applications')
    expect(row('Contoso Retail')).toHaveTextContent('Contoso shop')
    await view.user.click(button('Edit Fabrikam'))
    expect(useDesk.getState().tenantForm).toEqual({ tenantId: fabrikam.id })
    await view.user.click(button('Duplicate Fabrikam'))
    expect(useDesk.getState().tenantForm).toEqual({ copyOf: fabrikam.id })
    await view.user.click(button('Check Fabrikam'))
    expect(useDesk.getState().doctor).toEqual({ tenantId: fabrikam.id, applicationId: 'a-2' })
  })

  it('of the organisation is read-only; the practice tenant can only be checked', async () => {
    const view = await renderList()
    expect(row('Northwind')).toHaveTextContent('Managed by your organisation')
    expect(namesIn('Northwind')).toEqual([
      'Client secrets of Northwind',
      'Duplicate Northwind',
      'Check Northwind',
      'Move Northwind up',
      'Move Northwind down'
    ])
    expect(row('Contoso Retail')).not.toHaveTextContent('Managed')
    expect(namesIn('Practice tenant')).toEqual(['Check Practice tenant'])
    await view.user.click(button('Client secrets of Northwind'))
    expect(useDesk.getState().tenantForm).toEqual({ tenantId: northwind.id })
  })
})

describe('the search', () => {
  it.each([
    ['fabri', ['Fabrikam']],
    ['api.sbx', ['Fabrikam']],
    ['CAFE', ['Fabrikam']],
    ['loyalty', ['Fabrikam']],
    ['nw-1', ['Northwind']],
    ['transmit contoso', ['Contoso Retail']],
    ['tenant', ['Practice tenant']]
  ])('for %j finds %j by name, host, application and client ID', async (wanted, found) => {
    const view = await renderList()
    await view.user.type(box(), wanted)
    expect(labels()).toEqual(found.map((label) => `Check ${label}`))
    expect(screen.getByRole('status', { name: 'Tenants found' })).toHaveTextContent(
      `${found.length} of 4 matches.`
    )
  })

  it('says when nothing matches, and leads back', async () => {
    const view = await renderList()
    await view.user.type(box(), 'zzz')
    expect(screen.queryByRole('list', { name: 'Tenants' })).toBeNull()
    expect(screen.getByRole('status', { name: 'Tenants found' })).toHaveTextContent('No tenant matches.')
    await view.user.click(button('Show all'))
    expect(box()).toHaveValue('')
    expect(rows()).toHaveLength(4)
  })

  it('takes the order from the hands: what is between two rows is not seen', async () => {
    const view = await renderList()
    await view.user.type(box(), 'fabri')
    expect(button('Move Fabrikam up')).toHaveAttribute('aria-disabled', 'true')
    await view.user.click(button('Move Fabrikam up'))
    expect(view.callsOf('tenants.reorder')).toEqual([])
  })
})

describe('the order', () => {
  it('changes by the buttons, names every profile, and keeps the focus on the button', async () => {
    const view = await renderList()
    await view.user.click(button('Move Fabrikam down'))
    await waitFor(() => expect(labels()[2]).toBe('Check Fabrikam'))
    expect(view.callsOf('tenants.reorder')).toEqual([{ tenantIds: [contoso.id, northwind.id, fabrikam.id] }])
    expect(button('Move Fabrikam down')).toHaveFocus()
    expect(news()).toHaveTextContent('Fabrikam is now 3 of 3.')
    // at the end there is no further
    expect(button('Move Fabrikam down')).toHaveAttribute('aria-disabled', 'true')
    await view.user.click(button('Move Fabrikam down'))
    expect(view.callsOf('tenants.reorder')).toHaveLength(1)
    expect(labels().at(-1)).toBe('Check Practice tenant')
  })

  it('changes by Alt and an arrow on any button of the row, as often as it is pressed', async () => {
    const view = await renderList()
    button('Edit Fabrikam').focus()
    await view.user.keyboard('{Alt>}{ArrowUp}{/Alt}')
    await waitFor(() => expect(labels()[0]).toBe('Check Fabrikam'))
    expect(button('Edit Fabrikam')).toHaveFocus()
    await view.user.keyboard('{Alt>}{ArrowUp}{ArrowDown}{ArrowDown}{/Alt}')
    await waitFor(() => expect(labels()[2]).toBe('Check Fabrikam'))
    expect(button('Edit Fabrikam')).toHaveFocus()
    expect(view.callsOf('tenants.reorder').map(({ tenantIds }) => tenantIds.indexOf(fabrikam.id))).toEqual([
      0, 1, 2
    ])
  })

  it('is the old one where it could not be kept, and the row says why', async () => {
    const answer = deferred<AppState>()
    const view = await renderList({ 'tenants.reorder': () => answer.promise })
    await view.user.click(button('Move Fabrikam up'))
    await waitFor(() => expect(labels()[0]).toBe('Check Fabrikam'))
    act(() => answer.reject(new AppFailure({ kind: 'internal' })))
    expect(await within(row('Fabrikam')).findByRole('alert')).toHaveTextContent(
      'Move Fabrikam: Tessera itself'
    )
    expect(labels()[0]).toBe('Check Contoso Retail')
    expect(news()).toBeEmptyDOMElement()
    expect(button('Move Fabrikam up')).toHaveFocus()
  })
})

describe('"Remove"', () => {
  const without = (tenant: TenantSummary) =>
    anAppState({ tenants: tenants.filter(({ id }) => id !== tenant.id) })
  const confirm = async (view: Awaited<ReturnType<typeof renderList>>, label: string) => {
    await view.user.click(button(`Remove ${label}`))
    const dialog = await screen.findByRole('dialog', { name: `Remove ${label}?` })
    await view.user.click(within(dialog).getByRole('button', { name: 'Remove profile' }))
  }

  it.each([
    [contoso, 'Contoso Retail was removed, and its client secret was deleted from the keychain.'],
    [fabrikam, 'Fabrikam was removed, and its 2 client secrets were deleted from the keychain.']
  ])('confirms that $label and its secrets are gone', async (tenant, words) => {
    const view = await renderList({ 'tenants.remove': () => ({ state: without(tenant) }) })
    await confirm(view, tenant.label)
    await waitFor(() => expect(news()).toHaveTextContent(words))
    expect(labels()).not.toContain(`Check ${tenant.label}`)
  })

  it('says which secrets may be left', async () => {
    const view = await renderList({
      'tenants.remove': () => ({
        state: without(fabrikam),
        secretError: { kind: 'keychain-unavailable', state: 'locked', fix: 'Unlock the keyring.' }
      })
    })
    await confirm(view, 'Fabrikam')
    const dialog = await screen.findByRole('dialog', { name: 'Fabrikam was removed' })
    expect(dialog).toHaveTextContent('At least one of its client secrets (Fabrikam café, Loyalty)')
    await view.user.click(within(dialog).getByRole('button', { name: 'Close' }))
    expect(news()).toHaveTextContent(/^Fabrikam was removed\. At least one .* could not be deleted/)
  })

  it('asks first, and gives the focus back', async () => {
    const view = await renderList()
    await view.user.click(button('Remove Fabrikam'))
    const dialog = await screen.findByRole('dialog', { name: 'Remove Fabrikam?' })
    expect(dialog).toHaveTextContent('The profile and its 2 client secrets are deleted from this computer.')
    await view.user.click(within(dialog).getByRole('button', { name: 'Cancel' }))
    await waitFor(() => expect(button('Remove Fabrikam')).toHaveFocus())
    expect(view.callsOf('tenants.remove')).toEqual([])
  })
})

it('says that there are no profiles yet', async () => {
  await renderList({}, [practice])
  expect(screen.getByText('There are no profiles yet. Add one, or import a bundle.')).toBeVisible()
})

it('draws one row of hundreds anew for one change, and none for a move between others', async () => {
  const many = Array.from({ length: 300 }, (_, number) => ({
    ...contoso,
    id: `t-${number}`,
    label: `Tenant ${number}`
  }))
  const sent = deferred<AppState>()
  const view = renderScreen(<TenantList />, {
    'app.state': () => anAppState({ tenants: [...many, practice] }),
    'tenants.reorder': () => sent.promise
  })
  // by hand: to look for a role among so many takes the test seconds
  const texts = () => [...view.container.querySelectorAll('li bdi:first-child')].map((one) => one.textContent)
  /** As main sends it: everything is another object. */
  const say = (tenants: TenantSummary[]) => {
    drawn.splice(0)
    const state = anAppState({ tenants: [...tenants, practice] })
    act(() => void view.client.setQueryData(appStateKey(), structuredClone(state)))
  }
  await waitFor(() => expect(drawn).toContain('Tenant 299'))

  const renamed = many.map((one) => (one.id === 't-150' ? { ...one, label: 'Renamed' } : one))
  say(renamed)
  await waitFor(() => expect(texts()).toContain('Renamed'))
  expect([...new Set(drawn)]).toEqual(['Renamed'])

  // those after it stand elsewhere, and are the same
  say(renamed.filter(({ id }) => id !== 't-10'))
  await waitFor(() => expect(texts()).not.toContain('Tenant 10'))
  expect(drawn).toEqual([])

  act(() => view.container.querySelector<HTMLElement>('[aria-label="Move Tenant 20 up"]')?.click())
  await waitFor(() => expect(texts()[18]).toBe('Tenant 20'))
  expect(drawn).toEqual([])
})
