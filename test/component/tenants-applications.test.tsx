import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { useDesk } from '../../src/renderer/state/desk-store'
import type { Output } from '../../src/shared/contract'
import { AppFailure } from '../../src/shared/errors'
import { deferred } from './deferred'
import { contoso } from './fixtures'
import { renderScreen } from './render'
import {
  Form,
  kiosk,
  locked,
  outlet,
  renderSection,
  stateOf,
  two,
  withApplications
} from './tenants-applications-helpers'

type View = Awaited<ReturnType<typeof renderSection>>

const section = () => screen.getByRole('region', { name: 'Further applications' })
const rows = () => within(section()).queryAllByRole('listitem')
const news = () => screen.getByRole('status', { name: 'Further applications' })
const button = (name: string) => screen.getByRole('button', { name })

async function openForm(view: View, by: string) {
  await view.user.click(button(by))
  const form = await screen.findByRole('form', { name: 'Application' })
  const inForm = within(form)
  return {
    field: (label: string) => inForm.getByLabelText<HTMLInputElement>(label),
    press: async (name: string) => view.user.click(inForm.getByRole('button', { name })),
    inForm
  }
}

describe('the section "Further applications"', () => {
  it('lists each with its names, its client and how old its secret is', async () => {
    await renderSection(two)
    expect(rows()).toHaveLength(2)
    const [first, second] = rows() as [HTMLElement, HTMLElement]
    for (const words of ['Outlet', 'Contoso outlet store', 'client-2', 'entered', '2 years ago', 'open'])
      expect(first).toHaveTextContent(words)
    expect(second).toHaveTextContent('Kiosk')
    expect(second).toHaveTextContent('No client secret in the keychain')
    expect(second).not.toHaveTextContent('open')
  })

  it('shows what main says now, not what stood there when the form opened', async () => {
    const view = await renderSection(contoso)
    expect(rows()).toHaveLength(0)
    act(() => view.emit('app.state', stateOf(two)))
    await waitFor(() => expect(rows()).toHaveLength(2))
    expect(screen.getByRole('form', { name: 'Tenant profile' })).toBeVisible()
  })

  it('is not there for a profile that is not saved yet', async () => {
    renderScreen(<Form />)
    act(() => useDesk.getState().openTenantForm())
    await screen.findByRole('form', { name: 'Tenant profile' })
    expect(screen.queryByRole('region', { name: 'Further applications' })).toBeNull()
  })
})

describe('the form "Application"', () => {
  it('adds one, says so, and gives the focus back', async () => {
    const view = await renderSection(contoso, {
      'tenants.saveApplication': () => ({ applicationId: outlet.id, state: stateOf(two) })
    })
    const { field, press } = await openForm(view, 'Add application')
    await waitFor(() => expect(field('Name')).toHaveFocus())
    expect(field('Client secret')).toHaveAttribute('placeholder', 'Not stored')
    await view.user.type(field('Name'), 'Outlet')
    await view.user.type(field('Client ID'), 'client-2')
    await view.user.type(field('Client secret'), 's3cret-two')
    const secretField = field('Client secret')
    await press('Save application')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(view.callsOf('tenants.saveApplication')).toEqual([
      {
        tenantId: contoso.id,
        draft: { name: 'Outlet', clientId: 'client-2', redirectUri: '' },
        secret: 's3cret-two',
        keep: 'keychain'
      }
    ])
    expect(secretField).toHaveValue('')
    expect(news()).toHaveTextContent('Outlet was saved.')
    expect(rows()).toHaveLength(2)
    expect(button('Add application')).toHaveFocus()
  })

  it('changes one, and says that another client drops the secret', async () => {
    const view = await renderSection(two, {
      'tenants.saveApplication': () => ({ applicationId: outlet.id, state: stateOf(two) })
    })
    const { field, press } = await openForm(view, 'Edit Outlet')
    expect(field('Name')).toHaveValue('Outlet')
    expect(field('Redirect URI')).toHaveValue('https://outlet.example/reset')
    expect(view.callsOf('tenants.secretStatus')).toContainEqual({
      tenantId: contoso.id,
      applicationId: outlet.id
    })
    await waitFor(() =>
      expect(field('Client secret')).toHaveAttribute('placeholder', expect.stringMatching(/^Stored/))
    )
    await view.user.type(field('Client ID'), 'b')
    expect(field('Client secret')).toHaveAccessibleDescription(/saving drops it/)
    await press('Save application')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(view.callsOf('tenants.saveApplication')).toEqual([
      {
        tenantId: contoso.id,
        applicationId: outlet.id,
        draft: { name: 'Outlet', clientId: 'client-2b', redirectUri: 'https://outlet.example/reset' },
        keep: 'keychain'
      }
    ])
    expect(button('Edit Outlet')).toHaveFocus()
  })

  it('says at the fields what is wrong, and what main refused', async () => {
    const view = await renderSection(contoso, {
      'tenants.saveApplication': () => {
        throw new AppFailure({
          kind: 'invalid-input',
          reason: 'form',
          fields: { clientId: 'Another application has this client.' }
        })
      }
    })
    const { field, press, inForm } = await openForm(view, 'Add application')
    await press('Save application')
    expect(field('Name')).toHaveAccessibleDescription(/Give the application a name/)
    expect(field('Client ID')).toHaveAccessibleDescription(/Enter the client ID/)
    expect(field('Name')).toHaveFocus()
    expect(view.callsOf('tenants.saveApplication')).toHaveLength(0)
    await view.user.type(field('Name'), 'Outlet')
    await view.user.type(field('Client ID'), 'client-1')
    await press('Save application')
    await waitFor(() =>
      expect(field('Client ID')).toHaveAccessibleDescription(/Another application has this client/)
    )
    expect(field('Client ID')).toHaveFocus()
    expect(inForm.getByRole('alert')).toBeVisible()
  })

  it('keeps a secret for this session only when the agent says so', async () => {
    const notKept = { secretProblem: { what: 'not-kept', error: locked } as const }
    const answers = [notKept, {}]
    const view = await renderSection(contoso, {
      'tenants.saveApplication': () => ({
        applicationId: kiosk.id,
        state: stateOf(withApplications(kiosk)),
        ...answers.shift()
      })
    })
    const { field, press, inForm } = await openForm(view, 'Add application')
    await view.user.type(field('Name'), 'Kiosk')
    await view.user.type(field('Client ID'), 'client-3')
    await view.user.type(field('Client secret'), 's3cret-three')
    await press('Save application')
    expect(await inForm.findByRole('alert')).toHaveTextContent(
      'The application is saved. The client secret was not.'
    )
    await press('Keep for this session only')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    const calls = view.callsOf('tenants.saveApplication')
    expect(calls.map(({ applicationId, keep, secret }) => [applicationId, keep, secret])).toEqual([
      [undefined, 'keychain', 's3cret-three'],
      [kiosk.id, 'session', 's3cret-three']
    ])
  })

  it('tests a client at the host of the profile, with the stored secret only where it is stored', async () => {
    const view = await renderSection(two, {
      'tenants.test': () => ({
        result: 'good',
        appName: 'Contoso outlet store',
        permissions: [],
        unlimited: false,
        milliseconds: 80
      })
    })
    const editing = await openForm(view, 'Edit Outlet')
    await editing.press('Test connection')
    const status = editing.inForm.getByRole('status', { name: 'Connection test' })
    await waitFor(() => expect(status).toHaveTextContent('Contoso outlet store'))
    await editing.press('Cancel')
    const adding = await openForm(view, 'Add application')
    await adding.press('Test connection')
    expect(adding.field('Client ID')).toHaveFocus()
    await view.user.type(adding.field('Client ID'), 'client-9')
    await view.user.type(adding.field('Client secret'), 's3cret-nine')
    await adding.press('Test connection')
    await waitFor(() => expect(view.callsOf('tenants.test')).toHaveLength(2))
    expect(view.callsOf('tenants.test')).toEqual([
      {
        tenantId: contoso.id,
        applicationId: outlet.id,
        draft: { apiHost: contoso.apiHost, clientId: 'client-2' }
      },
      { draft: { apiHost: contoso.apiHost, clientId: 'client-9' }, secret: 's3cret-nine' }
    ])
  })

  it('never lets React or the page hold the secret', async () => {
    const view = await renderSection(contoso)
    const { field } = await openForm(view, 'Add application')
    await view.user.type(field('Name'), 'Outlet')
    await view.user.type(field('Client secret'), 'Zx9-unique')
    const held: string[] = []
    const seen = new Set<unknown>()
    const walk = (value: unknown): void => {
      if (typeof value === 'string') held.push(value)
      if (typeof value !== 'object' || value === null || seen.has(value) || value instanceof Node) return
      seen.add(value)
      for (const inner of Object.values(value)) walk(inner)
    }
    for (const node of document.querySelectorAll('*')) {
      for (const [key, value] of Object.entries(node)) if (key.startsWith('__reactProps')) walk(value)
    }
    expect(held).toContain('Client secret')
    expect(held.filter((text) => text.includes('Zx9-unique'))).toEqual([])
    expect(document.documentElement.outerHTML).not.toContain('Zx9-unique')
  })
})

describe('"Choose from Mosaic"', () => {
  const offered = [
    { appId: 'app-outlet', name: 'Contoso outlet store', description: 'Cheap things' },
    { appId: 'app-club', name: 'Contoso club' }
  ]

  it('fills in the name, and says which client is needed and where it is', async () => {
    const answer = deferred<Output<'tenants.listApplications'>>()
    const view = await renderSection(two, { 'tenants.listApplications': () => answer.promise })
    const { field, press, inForm } = await openForm(view, 'Add application')
    await press('Choose from Mosaic')
    const status = inForm.getByRole('status', { name: 'Applications in Mosaic' })
    await waitFor(() => expect(status).toHaveTextContent('Asking Mosaic'))
    answer.resolve(offered)
    const list = await inForm.findByRole('list', { name: 'Applications in Mosaic' })
    expect(view.callsOf('tenants.listApplications')).toEqual([
      { tenantId: contoso.id, applicationId: outlet.id }
    ])
    const [known, fresh] = within(list).getAllByRole('button') as [HTMLElement, HTMLElement]
    expect(known).toHaveTextContent('in this profile already')
    expect(fresh).toHaveTextContent(/^Contoso club$/)
    await view.user.click(fresh)
    expect(field('Name')).toHaveValue('Contoso club')
    expect(field('Client ID')).toHaveFocus()
    expect(inForm.queryByRole('list', { name: 'Applications in Mosaic' })).toBeNull()
    expect(status).toHaveTextContent('a client of Contoso club itself')
    expect(status).toHaveTextContent('Mosaic Admin Portal')
  })

  it('keeps which one was picked, and says when the client is another one’s', async () => {
    const view = await renderSection(two, {
      'tenants.listApplications': () => offered,
      'tenants.saveApplication': () => ({ applicationId: kiosk.id, state: stateOf(two) }),
      'tenants.test': () => ({
        result: 'good',
        appId: 'app-outlet',
        appName: 'Contoso outlet store',
        permissions: [],
        unlimited: false,
        milliseconds: 80
      })
    })
    const { field, press, inForm } = await openForm(view, 'Add application')
    await press('Choose from Mosaic')
    await view.user.click(await inForm.findByRole('button', { name: 'Contoso club' }))
    await view.user.type(field('Client ID'), 'client-9')
    const whose = inForm.getByRole('status', { name: 'Whose client it is' })
    expect(whose).toBeEmptyDOMElement()
    await press('Test connection')
    await waitFor(() =>
      expect(whose).toHaveTextContent('It belongs to Contoso outlet store in Mosaic, not to Contoso club.')
    )
    await press('Save application')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(view.callsOf('tenants.saveApplication')).toMatchObject([
      { draft: { name: 'Contoso club', clientId: 'client-9', expectedAppId: 'app-club' } }
    ])
  })

  it('shows a stored client of another application, until another one is entered', async () => {
    const wrong = { ...outlet, expectedAppId: 'app-club' }
    const view = await renderSection(withApplications(wrong))
    expect(rows()[0]).toHaveTextContent('The client belongs to another Mosaic application')
    const { field, inForm } = await openForm(view, 'Edit Outlet')
    const whose = inForm.getByRole('status', { name: 'Whose client it is' })
    expect(whose).toHaveTextContent('It belongs to Contoso outlet store in Mosaic, not to app-club.')
    await view.user.type(field('Client ID'), 'b')
    expect(whose).toBeEmptyDOMElement()
  })

  it('says that it failed, and asks once more', async () => {
    const view = await renderSection(contoso, {
      'tenants.listApplications': () => {
        throw new AppFailure({ kind: 'rate-limited' })
      }
    })
    const { press, inForm } = await openForm(view, 'Add application')
    await press('Choose from Mosaic')
    expect(await inForm.findByRole('alert')).toHaveTextContent('List the applications')
    view.handle({ 'tenants.listApplications': () => [] })
    await press('Try again')
    expect(await inForm.findByText('Mosaic names no applications to this client.')).toBeVisible()
    expect(inForm.queryByRole('alert')).toBeNull()
  })
})

describe('"Remove"', () => {
  const remove = async (view: View, name: string) => {
    await view.user.click(button(`Remove ${name}`))
    return within(await screen.findByRole('dialog', { name: `Remove ${name}?` }))
  }

  it('asks, and confirms that application and secret are gone', async () => {
    const view = await renderSection(two, {
      'tenants.removeApplication': () => ({ state: stateOf(withApplications(kiosk)) })
    })
    const dialog = await remove(view, 'Outlet')
    expect(dialog.getByText(/The application and its client secret are deleted/)).toHaveTextContent(
      'It is open now'
    )
    await view.user.click(dialog.getByRole('button', { name: 'Remove application' }))
    await waitFor(() =>
      expect(news()).toHaveTextContent('Outlet was removed, and its client secret deleted from the keychain.')
    )
    expect(view.callsOf('tenants.removeApplication')).toEqual([
      { tenantId: contoso.id, applicationId: outlet.id }
    ])
    expect(rows()).toHaveLength(1)
    expect(button('Add application')).toHaveFocus()
  })

  it('says that the secret could not be deleted', async () => {
    const view = await renderSection(two, {
      'tenants.removeApplication': () => ({
        state: stateOf(withApplications(kiosk)),
        secretError: locked
      })
    })
    const dialog = await remove(view, 'Outlet')
    await view.user.click(dialog.getByRole('button', { name: 'Remove application' }))
    await waitFor(() => expect(news()).toHaveTextContent('is still in this computer’s keychain'))
    expect(screen.getByRole('alert')).toHaveTextContent('The keychain is locked.')
  })

  it('that failed leaves it where it is', async () => {
    const view = await renderSection(two, {
      'tenants.removeApplication': () => {
        throw new AppFailure({ kind: 'not-found', what: 'This application' })
      }
    })
    const dialog = await remove(view, 'Kiosk')
    await view.user.click(dialog.getByRole('button', { name: 'Remove application' }))
    expect(await dialog.findByRole('alert')).toBeVisible()
    await view.user.click(dialog.getByRole('button', { name: 'Cancel' }))
    expect(rows()).toHaveLength(2)
    expect(button('Remove Kiosk')).toHaveFocus()
  })
})
