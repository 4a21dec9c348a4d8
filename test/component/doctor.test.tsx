import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { App } from '../../src/renderer/App'
import { useDesk } from '../../src/renderer/state/desk-store'
import { mainApplicationId } from '../../src/shared/application'
import type { DoctorReport } from '../../src/shared/doctor'
import { AppFailure } from '../../src/shared/errors'
import { deferred } from './deferred'
import {
  aReport,
  failedToken,
  locked,
  openDoctor,
  openScreen,
  outlet,
  press,
  region,
  status,
  twoApps
} from './doctor-helpers'
import { contoso, practice } from './fixtures'
import { renderScreen } from './render'

describe('the screen "Check"', () => {
  it('takes the focus, shows that it works, and what it found', async () => {
    const answer = deferred<DoctorReport>()
    const view = await openScreen({ handlers: { 'doctor.examine': () => answer.promise } })
    expect(screen.getByRole('heading', { name: 'Check Contoso Retail' })).toHaveFocus()
    expect(status()).toHaveTextContent('Checking…')
    expect(screen.getByRole('region', { name: 'Reads' })).toHaveAttribute('aria-busy', 'true')
    answer.resolve(aReport())
    await waitFor(() => expect(status()).toHaveTextContent(/^Checked today at .*: 1 of 3 buttons works\.$/))
    expect(view.callsOf('doctor.examine').at(-1)).toEqual({
      tenantId: contoso.id,
      applicationId: mainApplicationId
    })
    const client = await region('Client')
    for (const fact of ['client-1', 'Contoso shop', 'app-77', 'mosaic-5', 'Client of an application'])
      expect(within(client).getByText(fact)).toBeVisible()
    const names = (list: string) =>
      within(within(client).getByRole('list', { name: list }))
        .getAllByRole('listitem')
        .map((one) => one.textContent)
    expect(names('Roles')).toEqual(['Helpdesk'])
    expect(names('Permissions')).toEqual(['users:read', 'users:list'])
    expect(within(client).getByText('in 59 minutes')).toBeVisible()
  })

  it('says of each read how it came out, and of each button whether it works', async () => {
    await openScreen()
    const lines = async (name: string) =>
      within(await region(name))
        .getAllByRole('listitem')
        .map((line) => line.textContent)
    expect(await lines('Reads')).toEqual([
      'List of users✓works 41 ms',
      'Ways to sign in✕denied 12 msMissing permission: authenticators:read',
      'Sessions✕not enabled 9 msNot enabled in this region.',
      'Groups✕failed 15000 msMosaic did not answer in time.',
      'Password settings?not triedThe token names no application.'
    ])
    expect(await lines('Buttons')).toEqual([
      'Find a caller✓worksThe read that it begins with works.',
      'Unlock password✕does not workThe permission authenticators:edit is missing.',
      'Edit settings?not knownThe token does not say.'
    ])
    expect(screen.getByRole('listitem', { name: 'Unlock password' })).toBeVisible()
  })

  it('puts warnings on top, as text', async () => {
    const hostile = '<img src=x onerror=alert(1)> is a management client'
    await openScreen({ report: aReport({ warnings: [hostile, 'The client secret is old.'] }) })
    const warnings = await screen.findByRole('list', { name: 'Warnings' })
    expect(
      within(warnings)
        .getAllByRole('listitem')
        .map((one) => one.textContent)
    ).toEqual([hostile, 'The client secret is old.'])
    expect(document.querySelector('img')).toBeNull()
    const client = await region('Client')
    expect(warnings.compareDocumentPosition(client)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
  })

  it.each([
    [{ management: true, unlimited: true }, 'Management client', 'Everything in the whole tenant'],
    [{ unlimited: true }, 'Client of an application', 'Everything: it has no role that limits it'],
    [{ roles: [], permissions: [] }, 'Client of an application', 'The token does not say']
  ])('says what a client with %j may do', async (more, kind, mayDo) => {
    const { client } = aReport()
    await openScreen({ report: aReport({ client: client && { ...client, ...more } }) })
    await screen.findByText(kind)
    expect(screen.getAllByText(mayDo)[0]).toBeVisible()
  })

  it('shows some of thousands of permissions, and how many more there are', async () => {
    const { client } = aReport()
    const permissions = Array.from({ length: 1_000 }, (_, index) => `thing-${index}:read`)
    await openScreen({ report: aReport({ client: client && { ...client, permissions } }) })
    const list = await screen.findByRole('list', { name: 'Permissions' })
    expect(within(list).getAllByRole('listitem')).toHaveLength(60)
    expect(screen.getByText('and 940 more')).toBeVisible()
  })

  it('tells a failed token in the words of the connection test', async () => {
    await openScreen({ report: failedToken })
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('The client ID or the client secret is wrong.Mosaic refused them.')
    expect(status()).toHaveTextContent('The client got no token, so nothing more was tried.')
    expect(await region('Buttons')).toHaveTextContent('Without a token this cannot be told.')
    expect(screen.getByRole('listitem', { name: 'List of users' })).toHaveTextContent('not tried')
    expect(press('Rotate secret')).toBeVisible()
  })

  it('checks again, also after a failure of its own', async () => {
    const view = await openScreen({
      handlers: {
        'doctor.examine': () => {
          throw new AppFailure({ kind: 'not-found', what: 'application' })
        }
      }
    })
    expect(await screen.findByRole('alert')).toHaveTextContent(/Check the client/)
    view.handle({ 'doctor.examine': () => aReport() })
    await view.user.click(press('Check again'))
    await screen.findByRole('list', { name: 'Reads tried' })
    expect(screen.queryByRole('alert')).toBeNull()
    view.handle({ 'doctor.examine': () => failedToken })
    await view.user.click(press('Check again'))
    expect(await screen.findByText('The client ID or the client secret is wrong.')).toBeVisible()
    expect(press('Check again')).toHaveFocus()
  })

  it('cancels on leaving, and gives the focus back to what opened it', async () => {
    const signals: AbortSignal[] = []
    const view = await openScreen({
      handlers: {
        'doctor.examine': (_, signal) => {
          signals.push(signal)
          return deferred<DoctorReport>().promise
        }
      }
    })
    await view.user.click(press('Close'))
    expect(press('Check Contoso Retail')).toHaveFocus()
    await waitFor(() => expect(signals.map(({ aborted }) => aborted)).not.toContain(false))
    expect(signals.length).toBeGreaterThan(0)
  })

  it('checks another application, from its own keyboard', async () => {
    const view = await openScreen({ tenant: twoApps })
    await screen.findByRole('list', { name: 'Reads tried' })
    const answer = deferred<DoctorReport>()
    view.handle({ 'doctor.examine': () => answer.promise })
    const choice = screen.getByRole('combobox', { name: 'Application' })
    await view.user.selectOptions(choice, 'Outlet')
    expect(view.callsOf('doctor.examine').at(-1)).toEqual({ tenantId: contoso.id, applicationId: outlet.id })
    // nothing of the other one stays
    expect(screen.queryByRole('list', { name: 'Reads tried' })).toBeNull()
    expect(choice).toHaveFocus()
    expect(choice).toHaveValue(outlet.id)
    answer.resolve(aReport({ reads: [] }))
    expect(await screen.findByText('client-2')).toBeVisible()
  })

  it('offers no choice where there is one application', async () => {
    await openScreen()
    await screen.findByRole('list', { name: 'Reads tried' })
    expect(screen.queryByRole('combobox')).toBeNull()
  })

  it('says so when the tenant or the application is gone', async () => {
    const view = await openScreen()
    openDoctor(contoso.id, 'a-gone')
    expect(await screen.findByText('This application is not there any more.')).toBeVisible()
    openDoctor('t-gone')
    expect(await screen.findByRole('alert')).toHaveTextContent('This tenant profile is not there any more.')
    await view.user.click(press('Close'))
    expect(useDesk.getState().doctor).toBeUndefined()
  })

  it('covers the screen of the app, and goes to the search box from where nothing opened it', async () => {
    const { user } = renderScreen(<App />, { 'doctor.examine': () => aReport() })
    await screen.findByRole('heading', { name: /Find a caller/ })
    openDoctor(contoso.id)
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(/^Check Contoso/))
    await user.click(press('Close'))
    expect(await screen.findByRole('heading', { name: /Find a caller/ })).toBeVisible()
    expect(screen.getByRole('searchbox')).toHaveFocus()
  })
})

describe('the region "Secret"', () => {
  it('says where it is, how old it is and when it was used', async () => {
    await openScreen()
    const secret = await region('Secret')
    await within(secret).findByText('In this computer’s keychain')
    expect(secret).toHaveTextContent(/Entered10 January 2025, .*Last used2 June 2026/)
  })

  it.each([
    [{ status: 'none' }, 'None is stored'],
    [{ status: 'session' }, 'In memory, until Tessera quits'],
    [{ status: 'unknown', error: locked }, 'Not known: the keychain could not be asked']
  ] as const)('says so of %j', async (secret, words) => {
    await openScreen({ report: aReport({ secret }) })
    const panel = await region('Secret')
    await within(panel).findByText(words)
    expect(panel.textContent.includes('Unlock the keyring')).toBe('error' in secret)
    expect(within(panel).queryByText('Entered') === null).toBe(secret.status === 'none')
  })

  it('offers no rotation for the practice tenant', async () => {
    await openScreen({ tenant: practice })
    await screen.findByRole('list', { name: 'Reads tried' })
    expect(await region('Secret')).toHaveTextContent('Made anew at each start of Tessera')
    expect(screen.queryByRole('button', { name: 'Rotate secret' })).toBeNull()
  })
})
