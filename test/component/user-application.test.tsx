import { act, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { CallCorner } from '../../src/renderer/call/CallCorner'
import { FindScreen } from '../../src/renderer/find/FindScreen'
import { useSearch } from '../../src/renderer/find/search-store'
import { useTenantSwitch } from '../../src/renderer/layout/use-tenant-look'
import { tieScope } from '../../src/renderer/state/app-scope'
import { useDesk } from '../../src/renderer/state/desk-store'
import { userKey } from '../../src/renderer/state/queries'
import { useApplicationSwitch } from '../../src/renderer/tenants/applications/select-application'
import { TenantSwitcher } from '../../src/renderer/tenants/TenantSwitcher'
import type { AppState } from '../../src/shared/app-state'
import { AppFailure } from '../../src/shared/errors'
import type { TenantSummary } from '../../src/shared/tenant'
import { found, result } from './answers'
import { verification } from './call-helpers'
import { button, heading, outcome, settled, verdict } from './card-helpers'
import { deferred } from './deferred'
import type { FakeHandlers } from './fake-bridge'
import { aCallView, anAppState, aPassword, aPolicyView, aUser, contoso, practice } from './fixtures'
import { appIsKnown, renderScreen } from './render'

const shopRedirect = 'https://shop.example.com/reset'
const contosoAll: TenantSummary = {
  ...contoso,
  appId: 'app-shop',
  redirectUri: shopRedirect,
  applications: [
    { id: 'main', clientId: 'client-1', appId: 'app-shop', appName: 'Contoso shop', secretStored: true },
    { id: 'a-loyalty', name: 'Loyalty', clientId: 'client-2', appId: 'app-loyalty', secretStored: true },
    { id: 'a-partners', name: 'Partners', clientId: 'client-3', secretStored: true }
  ]
}
const ana = aUser()
const stateIn = (applicationId: string): AppState =>
  anAppState({ tenants: [{ ...contosoAll, applicationId }, practice] })
const notFound = () => {
  throw new AppFailure({ kind: 'not-found', what: 'This user' })
}

/** Locked in the shop, and another username in each application. */
const byApplication: FakeHandlers = {
  'user.read': ({ applicationId }) => ({ ...ana, username: `ana in ${applicationId}` }),
  'user.authenticators': ({ applicationId }) => [
    aPassword({ status: applicationId === 'main' ? 'Locked' : 'Active' })
  ],
  'user.sessions': () => ({ sessions: [], errors: [] }),
  'user.groups': () => [],
  'tenants.selectApplication': ({ applicationId }) => stateIn(applicationId)
}

function Desk() {
  useTenantSwitch()
  return (
    <>
      <TenantSwitcher />
      <CallCorner />
      <FindScreen />
    </>
  )
}

let untieScope: () => void = () => undefined

async function open(handlers: FakeHandlers = {}) {
  let applicationId = 'main'
  const view = renderScreen(<Desk />, {
    'app.state': () => stateIn(applicationId),
    ...byApplication,
    ...handlers
  })
  untieScope = tieScope(view.client)
  await appIsKnown(view.client)
  act(() => useDesk.getState().openUser(ana, contoso.id))
  await screen.findByRole('heading', { level: 1, name: ana.displayName })
  await waitFor(() => expect(heading()).toHaveFocus())
  return { ...view, setOpen: (id: string) => (applicationId = id) }
}

const shown = () => screen.findByRole('status', { name: 'Shown application' })
const isShown = async (name: string) =>
  waitFor(async () => expect(await shown()).toHaveTextContent(`Password of ${name}`))

afterEach(() => untieScope())
describe('where the tenant has several applications', () => {
  it('the card says whose password is meant; the top bar names the application too', async () => {
    await open()
    await isShown('Contoso shop')
    const password = screen.getByRole('region', { name: 'Password' })
    expect(within(password).getByText('Contoso shop')).toBeVisible()
    expect(button('Application')).toHaveAccessibleDescription('Contoso shop')
    expect(button('Tenant')).toHaveAccessibleDescription('Contoso Retail Contoso shop Production · EU')
  })

  it('the menu has them all, marks the open one and opens another', async () => {
    const view = await open()
    await view.user.click(button('Application'))
    const items = await screen.findAllByRole('menuitemradio')
    expect(items.map((item) => [item.textContent, item.getAttribute('aria-checked')])).toEqual([
      ['Contoso shop', 'true'],
      ['Loyalty', 'false'],
      ['Partners', 'false']
    ])
    await view.user.click(items[1] as HTMLElement)
    await isShown('Loyalty')
    expect(view.callsOf('tenants.selectApplication')).toEqual([
      { tenantId: contoso.id, applicationId: 'a-loyalty' }
    ])
    await waitFor(() => expect(heading()).toHaveFocus())
  })

  it('A goes from each to the next, and from the last to the first', async () => {
    const view = await open()
    expect(button('Application')).toHaveAttribute('aria-keyshortcuts', 'A')
    for (const name of ['Loyalty', 'Partners', 'Contoso shop']) {
      await view.user.keyboard('a')
      await isShown(name)
    }
  })

  it('everything is read anew for the same person, from that application', async () => {
    const view = await open()
    await waitFor(() => expect(verdict()).toHaveTextContent('The password is locked'))
    await view.user.keyboard('a')
    await screen.findByText('ana in a-loyalty')
    await waitFor(() => expect(verdict()).toHaveTextContent('Nothing wrong is seen here'))
    for (const name of ['user.authenticators', 'user.sessions', 'user.groups'] as const) {
      await waitFor(() =>
        expect(view.callsOf(name).at(-1)).toEqual({
          tenantId: contoso.id,
          applicationId: 'a-loyalty',
          userId: ana.id
        })
      )
    }
    // back again nothing comes from before
    const reads = view.callsOf('user.authenticators').length
    await view.user.keyboard('aa')
    await isShown('Partners')
    await view.user.keyboard('a')
    await isShown('Contoso shop')
    await waitFor(() => expect(view.callsOf('user.authenticators').length).toBeGreaterThan(reads))
  })

  it('nothing of the old one is shown while the new one is read, nor kept', async () => {
    const reading = deferred<typeof ana>()
    const view = await open({
      'user.read': ({ applicationId }) => (applicationId === 'main' ? ana : reading.promise)
    })
    await view.user.keyboard('a')
    await screen.findByText('Reading the user…')
    expect(screen.queryByText(ana.displayName)).toBeNull()
    expect(screen.queryByText('ana.lopez')).toBeNull()
    const old = { tenantId: contoso.id, applicationId: 'main', userId: ana.id }
    expect(view.client.getQueryData(userKey(old))).toBeUndefined()
    // the way on stands there all the same
    await view.user.keyboard('a')
    await waitFor(() => expect(view.callsOf('tenants.selectApplication')).toHaveLength(2))
  })

  it('an answer of the old one that comes late is shown nowhere', async () => {
    const late = deferred<ReturnType<typeof aPassword>[]>()
    const view = await open({
      'user.authenticators': ({ applicationId }) => (applicationId === 'main' ? late.promise : [aPassword()])
    })
    await view.user.keyboard('a')
    await waitFor(() => expect(verdict()).toHaveTextContent('Nothing wrong is seen here'))
    await act(async () => late.resolve([aPassword({ status: 'Locked' })]))
    expect(verdict()).toHaveTextContent('Nothing wrong is seen here')
  })

  it('nothing begins while another one is being opened', async () => {
    const opening = deferred<AppState>()
    const view = await open({ 'tenants.selectApplication': () => opening.promise })
    await settled('Unlock password')
    await view.user.keyboard('a')
    await waitFor(async () => expect(await shown()).toHaveTextContent('Opening Loyalty…'))
    expect(button('Unlock password')).toHaveAttribute('aria-disabled', 'true')
    expect(button('Application')).toHaveAttribute('aria-disabled', 'true')
    await view.user.click(button('Unlock password'))
    await view.user.click(button('Application'))
    await view.user.keyboard('uvta')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.queryByRole('menu')).toBeNull()
    expect(view.callsOf('password.unlock')).toEqual([])
    expect(view.callsOf('tenants.selectApplication')).toHaveLength(1)
    await act(async () => opening.resolve(stateIn('a-loyalty')))
    await isShown('Loyalty')
  })

  it('an action goes to the one that is shown', async () => {
    const view = await open({
      'user.authenticators': () => [aPassword({ status: 'Locked' })],
      'password.unlock': () => ({ via: 'type', authenticators: [aPassword()], stillLocked: false })
    })
    await view.user.keyboard('a')
    await isShown('Loyalty')
    await view.user.click(await settled('Unlock password'))
    await waitFor(() => expect(outcome()).toHaveTextContent('Password unlocked.'))
    expect(view.callsOf('password.unlock')).toEqual([
      { tenantId: contoso.id, applicationId: 'a-loyalty', userId: ana.id }
    ])
    // what was told belongs to it
    await view.user.keyboard('a')
    await isShown('Partners')
    expect(outcome()).toBeEmptyDOMElement()
  })

  it('A waits for the end of a write', async () => {
    const end = deferred<never>()
    const view = await open({ 'password.unlock': () => end.promise })
    await view.user.click(await settled('Unlock password'))
    await view.user.keyboard('a')
    expect(button('Application')).toHaveAttribute('aria-disabled', 'true')
    expect(view.callsOf('tenants.selectApplication')).toEqual([])
  })

  it('A is a letter in the ticket number and in dialogs', async () => {
    const view = await open()
    await view.user.click(screen.getByRole('textbox', { name: 'Ticket number' }))
    await view.user.keyboard('a')
    act(() => heading().focus())
    await view.user.keyboard('v')
    await screen.findByRole('dialog', { name: 'Verify caller' })
    await view.user.keyboard('a')
    expect(view.callsOf('tenants.selectApplication')).toEqual([])
  })

  it('what was verified stays: it is one call', async () => {
    const view = await open({
      'call.open': (ref) => aCallView(ref, { verifications: [verification('sms-code')] })
    })
    const caller = () => screen.getByRole('status', { name: 'Caller' })
    await waitFor(() => expect(caller()).toHaveTextContent('SMS code'))
    await view.user.keyboard('a')
    await isShown('Loyalty')
    expect(caller()).toHaveTextContent('SMS code')
    expect(view.callsOf('call.close')).toEqual([])
    // its gates may be others
    await waitFor(() =>
      expect(view.callsOf('call.open').at(-1)).toMatchObject({ applicationId: 'a-loyalty' })
    )
  })

  it('what main opens by itself counts as well', async () => {
    const view = await open()
    view.setOpen('a-partners')
    act(() => view.emit('app.state', stateIn('a-partners')))
    expect(await screen.findByText('ana in a-partners')).toBeVisible()
    await isShown('Partners')
  })

  it('a link leads to the page of the open application, and to none where it has none', async () => {
    const view = await open({
      'user.authenticators': () => [aPassword()],
      'user.read': () => ({ ...ana, password: { expired: true, temporary: false } })
    })
    await waitFor(() =>
      expect(
        within(verdict().parentElement as HTMLElement).getByRole('button', { name: 'Send reset link' })
      ).toBeVisible()
    )
    await view.user.keyboard('a')
    await isShown('Loyalty')
    await waitFor(() =>
      expect(
        within(verdict().parentElement as HTMLElement).getByRole('button', {
          name: 'Issue temporary password'
        })
      ).toBeVisible()
    )
  })

  it('says why it was not opened, and everything stays', async () => {
    const view = await open({
      'tenants.selectApplication': () => {
        throw new AppFailure({
          kind: 'not-found',
          what: 'This application',
          todo: 'It may have been removed.'
        })
      }
    })
    await view.user.keyboard('a')
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Open the application: This application was not found.'
    )
    await isShown('Contoso shop')
    expect(heading()).toHaveTextContent(ana.displayName)
  })
})

describe('who is not in the other application', () => {
  const onlyInShop: FakeHandlers = {
    'user.read': ({ applicationId }) => (applicationId === 'main' ? ana : notFound())
  }
  const title = { level: 1, name: 'This person is not in Loyalty' }

  it('is said to be so, by name, and there is a way back', async () => {
    const view = await open(onlyInShop)
    await view.user.keyboard('a')
    expect(await screen.findByRole('heading', title)).toHaveFocus()
    expect(screen.getByRole('region', { name: 'User' })).toHaveTextContent('Ana López')
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.queryByRole('group', { name: 'Actions' })).toBeNull()
    await view.user.click(button('Back to Contoso shop'))
    await isShown('Contoso shop')
  })

  it('leaves the keys of the call as they are', async () => {
    const view = await open(onlyInShop)
    await view.user.keyboard('a')
    await screen.findByRole('heading', title)
    await view.user.keyboard('a')
    await screen.findByRole('heading', { level: 1, name: 'This person is not in Partners' })
    // still the one where they were found
    expect(button('Back to Contoso shop')).toBeVisible()
    await view.user.keyboard('{Escape}')
    expect(useDesk.getState().open).toBeUndefined()
    expect(useApplicationSwitch.getState().left).toBeUndefined()
  })

  it('can be added where the policy allows it: the form opens with their identifiers', async () => {
    const view = await open(onlyInShop)
    await view.user.keyboard('a')
    await screen.findByRole('heading', title)
    await view.user.click(await screen.findByRole('button', { name: 'Add to this application' }))
    expect(useDesk.getState()).toMatchObject({
      screen: 'create',
      createDraft: { email: 'ana.lopez@example.com', phone: '+14155550123', externalUserId: 'CRM-00077' }
    })
    // usernames belong to an application
    expect(useDesk.getState().createDraft).not.toHaveProperty('username')
  })

  it.each(['create', 'add-to-app'] as const)(
    'is not offered to be added where the policy forbids %s',
    async (action) => {
      const { policy } = aPolicyView()
      const allowed = policy.allowed.filter((one) => one !== action)
      const view = await open({ ...onlyInShop, 'policy.view': () => aPolicyView({ allowed }) })
      await view.user.keyboard('a')
      await screen.findByRole('heading', title)
      expect(button('Back to Contoso shop')).toBeVisible()
      expect(screen.queryByRole('button', { name: 'Add to this application' })).toBeNull()
    }
  )
})

describe('a search', () => {
  it('ends with its application: who was found there stands beside no other', async () => {
    const view = await open({ find: ({ text }) => result(text, found('email', [ana])) })
    await act(() => useSearch.getState().start(contoso.id, 'ana.lopez@example.com'))
    await screen.findByRole('heading', { level: 1, name: ana.displayName })
    expect(view.callsOf('find')).toMatchObject([{ tenantId: contoso.id, applicationId: 'main' }])
    await view.user.keyboard('a')
    await isShown('Loyalty')
    expect(useSearch.getState().run).toBeUndefined()
  })

  it('that finds nobody says whose people it looked through, and goes on in another application', async () => {
    const view = renderScreen(<Desk />, {
      'app.state': () => stateIn('main'),
      ...byApplication,
      find: ({ text, applicationId }) =>
        result(text, ...(applicationId === 'a-loyalty' ? [found('email', [ana])] : []))
    })
    untieScope = tieScope(view.client)
    await appIsKnown(view.client)
    await act(() => useSearch.getState().start(contoso.id, 'ana.lopez@example.com'))
    await screen.findByRole('heading', { name: 'Nobody found in Contoso Retail' })
    expect(screen.getByRole('status', { name: 'Searched application' })).toHaveTextContent(
      'Only people of Contoso shop are found.'
    )
    await view.user.click(button('Application'))
    await view.user.click(await screen.findByRole('menuitemradio', { name: 'Loyalty' }))
    await isShown('Loyalty')
    expect(heading()).toHaveTextContent(ana.displayName)
    expect(view.callsOf('find').map(({ applicationId }) => applicationId)).toEqual(['main', 'a-loyalty'])
  })
})

it('with one application nothing is said of it, and A does nothing', async () => {
  const view = await open({ 'app.state': () => anAppState() })
  await view.user.keyboard('a')
  expect(screen.queryByRole('button', { name: 'Application' })).toBeNull()
  expect(screen.queryByRole('status', { name: 'Shown application' })).toBeNull()
  expect(view.callsOf('tenants.selectApplication')).toEqual([])
})
