import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { useDesk } from '../../src/renderer/state/desk-store'
import { appStateKey, useAppState } from '../../src/renderer/state/queries'
import { TenantFormScreen } from '../../src/renderer/tenants/TenantFormScreen'
import type { AppState } from '../../src/shared/app-state'
import type { ConnectionReport } from '../../src/shared/connection'
import { type AppError, AppFailure } from '../../src/shared/errors'
import { deferred } from './deferred'
import type { FakeHandlers } from './fake-bridge'
import { anAppState, contoso, practice } from './fixtures'
import { renderScreen } from './render'

const locked: AppError = {
  kind: 'keychain-unavailable',
  state: 'locked',
  fix: 'Unlock the keyring, then try again.'
}
const saved = { ...contoso, id: 't-new', label: 'Fabrikam' }
const stateWith = (secretStored: boolean): AppState =>
  anAppState({ currentTenantId: saved.id, tenants: [contoso, { ...saved, secretStored }, practice] })

function Form() {
  const open = useDesk((desk) => desk.tenantForm)
  const { isSuccess } = useAppState()
  return open && isSuccess ? <TenantFormScreen /> : <p>Closed</p>
}

async function renderForm(tenantId: string | undefined, handlers: FakeHandlers = {}) {
  const view = renderScreen(<Form />, {
    'tenants.secretStatus': () => ({ status: 'keychain' }),
    ...handlers
  })
  act(() => useDesk.getState().openTenantForm(tenantId))
  await screen.findByRole('form', { name: 'Tenant profile' })
  return view
}

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label)
const press = (name: string | RegExp) => screen.getByRole('button', { name })

async function fill(view: Awaited<ReturnType<typeof renderForm>>, secret = 's3cret-of-client') {
  await view.user.type(field('Label'), 'Fabrikam')
  await view.user.selectOptions(field('Environment'), 'Sandbox')
  await view.user.type(field('API host'), 'api.sbx.transmitsecurity.io')
  await view.user.type(field('Client ID'), 'client-9')
  await view.user.type(field('Client secret'), secret)
}

const draft = {
  label: 'Fabrikam',
  environment: 'sandbox',
  apiHost: 'api.sbx.transmitsecurity.io',
  clientId: 'client-9',
  redirectUri: '',
  colour: 'green',
  defaultCountry: 'US'
}

describe('the form "Tenant profile"', () => {
  it('saves a new profile, which becomes current, and keeps nothing of the secret', async () => {
    const view = await renderForm(undefined, {
      'tenants.save': () => ({ tenantId: saved.id, state: stateWith(true) })
    })
    await waitFor(() => expect(field('Label')).toHaveFocus())
    expect(field('Client secret')).toHaveAttribute('placeholder', 'Not stored')
    await fill(view)
    const secretField = field('Client secret')
    await view.user.click(press('Save profile'))
    await screen.findByText('Closed')
    expect(view.callsOf('tenants.save')).toEqual([{ draft, secret: 's3cret-of-client', keep: 'keychain' }])
    expect(view.client.getQueryData<AppState>(appStateKey())?.currentTenantId).toBe(saved.id)
    expect(secretField).toHaveValue('')
  })

  it('never lets React or the page hold the secret', async () => {
    const view = await renderForm(undefined, { 'tenants.test': () => ({ result: 'proxy', message: 'No.' }) })
    await fill(view, 'Zx9-unique')
    await view.user.click(press('Test connection'))
    await screen.findByRole('alert')
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

  it.each([
    ['Label', /Give the tenant a name/],
    ['API host', /Enter the API host/],
    ['Client ID', /Enter the client ID/]
  ])('says at the field what is wrong with an empty %s', async (label, message) => {
    const view = await renderForm(undefined)
    await view.user.click(press('Save profile'))
    expect(field(label)).toBeInvalid()
    expect(field(label)).toHaveAccessibleDescription(message)
    await waitFor(() => expect(field('Label')).toHaveFocus())
    expect(view.callsOf('tenants.save')).toHaveLength(0)
  })

  it('takes other hosts than the offered ones, but no plain HTTP', async () => {
    const view = await renderForm(undefined)
    await view.user.type(field('API host'), 'http://mosaic.example')
    await view.user.click(press('Save profile'))
    expect(field('API host')).toHaveAccessibleDescription(/Plain HTTP is only allowed to this computer/)
    const list = document.getElementById(field('API host').getAttribute('list') ?? '')
    expect(list?.querySelectorAll('option')).toHaveLength(6)
  })

  it('shows a stored profile, where its secret is, and names the country', async () => {
    const view = await renderForm(contoso.id)
    expect(field('Label')).toHaveValue('Contoso Retail')
    expect(field('API host')).toHaveValue('api.eu.transmitsecurity.io')
    expect(field('Default country')).toHaveAccessibleDescription('United States')
    await waitFor(() =>
      expect(field('Client secret')).toHaveAttribute(
        'placeholder',
        'Stored in the keychain. Leave empty to keep it.'
      )
    )
    expect(field('Client secret')).toHaveValue('')
    expect(view.callsOf('tenants.secretStatus')[0]).toEqual({ tenantId: contoso.id })
  })

  it('says that another host drops the stored secret', async () => {
    const view = await renderForm(contoso.id)
    await view.user.clear(field('API host'))
    await view.user.type(field('API host'), 'api.transmitsecurity.io')
    await waitFor(() => expect(field('Client secret')).toHaveAccessibleDescription(/saving drops it/))
    expect(field('Client secret')).toHaveAttribute('placeholder', 'Not stored')
  })

  it('says when the keychain could not be asked', async () => {
    await renderForm(contoso.id, { 'tenants.secretStatus': () => ({ status: 'unknown', error: locked }) })
    await waitFor(() =>
      expect(field('Client secret')).toHaveAccessibleDescription(/The keychain is locked. Unlock the keyring/)
    )
  })

  it('takes the page that links lead to, and says what it is for', async () => {
    const view = await renderForm(undefined, {
      'tenants.save': () => ({ tenantId: saved.id, state: stateWith(true) })
    })
    expect(field('Redirect URI')).toHaveAccessibleDescription(
      /reset and sign-in links lead to.*Without it no links/
    )
    await fill(view)
    await view.user.type(field('Redirect URI'), 'https://shop.example.com/reset')
    await view.user.click(press('Save profile'))
    await screen.findByText('Closed')
    expect(view.callsOf('tenants.save')[0]?.draft.redirectUri).toBe('https://shop.example.com/reset')
  })

  it.each(['shop.example.com/reset', 'http://shop.example.com/reset', 'javascript:alert(1)'])(
    'refuses %s as a redirect URI, and the focus goes there',
    async (text) => {
      const view = await renderForm(contoso.id)
      await view.user.type(field('Redirect URI'), text)
      await view.user.click(press('Save profile'))
      expect(field('Redirect URI')).toHaveAccessibleDescription(
        /Enter a whole address that starts with https/
      )
      expect(field('Redirect URI')).toHaveFocus()
      expect(view.callsOf('tenants.save')).toHaveLength(0)
    }
  )

  it('shows a stored redirect URI, which can be taken away', async () => {
    const linked = { ...contoso, redirectUri: 'https://shop.example.com/reset' }
    const view = await renderForm(linked.id, {
      'app.state': () => anAppState({ tenants: [linked, practice] }),
      'tenants.save': () => ({ tenantId: linked.id, state: anAppState() })
    })
    expect(field('Redirect URI')).toHaveValue('https://shop.example.com/reset')
    await view.user.clear(field('Redirect URI'))
    await view.user.click(press('Save profile'))
    await screen.findByText('Closed')
    expect(view.callsOf('tenants.save')[0]?.draft.redirectUri).toBe('')
  })

  it('refuses to change the practice tenant', async () => {
    const view = renderScreen(<Form />)
    await waitFor(() => expect(view.client.getQueryData(appStateKey())).toBeDefined())
    act(() => useDesk.getState().openTenantForm(practice.id))
    expect(await screen.findByRole('alert')).toHaveTextContent('cannot be changed')
  })

  it('shows at its field what main refused', async () => {
    const view = await renderForm(contoso.id, {
      'tenants.save': () => {
        throw new AppFailure({
          kind: 'invalid-input',
          reason: 'form',
          fields: { label: 'This name is taken.' }
        })
      }
    })
    await view.user.click(press('Save profile'))
    await waitFor(() => expect(field('Label')).toHaveAccessibleDescription(/This name is taken/))
    expect(field('Label')).toHaveFocus()
    expect(screen.getByRole('alert')).toBeVisible()
  })
})

describe('a secret that the keychain does not take', () => {
  it('is kept for this session only when the agent says so', async () => {
    const notKept = { secretProblem: { what: 'not-kept', error: locked } as const }
    const answers = [notKept, notKept, {}]
    const view = await renderForm(undefined, {
      'tenants.save': () => ({ tenantId: saved.id, state: stateWith(false), ...answers.shift() })
    })
    await fill(view)
    await view.user.click(press('Save profile'))
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('The profile is saved. The client secret was not.')
    expect(alert).toHaveTextContent('The keychain is locked. Unlock the keyring, then try again.')
    await view.user.click(press('Try again'))
    await waitFor(() => expect(view.callsOf('tenants.save')).toHaveLength(2))
    await view.user.click(await screen.findByRole('button', { name: 'Keep for this session only' }))
    await screen.findByText('Closed')
    expect(view.callsOf('tenants.save').map(({ tenantId, keep }) => [tenantId, keep])).toEqual([
      [undefined, 'keychain'],
      [saved.id, 'keychain'],
      [saved.id, 'session']
    ])
    expect(view.callsOf('tenants.save').every(({ secret }) => secret === 's3cret-of-client')).toBe(true)
  })

  it('is not called unsaved where nobody knows that', async () => {
    const view = await renderForm(contoso.id, {
      'tenants.save': () => ({
        tenantId: contoso.id,
        state: anAppState(),
        secretProblem: { what: 'unsure', error: locked }
      })
    })
    await view.user.type(field('Client secret'), 'new')
    await view.user.click(press('Save profile'))
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('It is not known whether the client secret is.')
    expect(alert).toHaveTextContent('keep both in the Mosaic Admin Portal')
    expect(press('Try again')).toBeVisible()
    expect(press('Keep for this session only')).toBeVisible()
  })

  it('is in use though its age could not be noted', async () => {
    const error = { kind: 'not-saved', fileName: 'tenants.json', reason: 'disk-full' } as const
    const view = await renderForm(contoso.id, {
      'tenants.save': () => ({
        tenantId: contoso.id,
        state: anAppState(),
        secretProblem: { what: 'not-noted', error }
      })
    })
    await view.user.type(field('Client secret'), 'new')
    await view.user.click(press('Save profile'))
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('The profile and the client secret are saved.')
    expect(alert).toHaveTextContent('the disk is full. The secret is in use.')
    expect(alert).not.toHaveTextContent('Nothing was saved')
    await view.user.click(press('Close'))
    await screen.findByText('Closed')
  })

  it('is not called lost when only the old one could not be deleted', async () => {
    const view = await renderForm(contoso.id, {
      'tenants.save': () => ({
        tenantId: contoso.id,
        state: anAppState(),
        secretProblem: { what: 'not-dropped', error: locked }
      })
    })
    await view.user.type(field('Client secret'), 'new')
    await view.user.click(press('Save profile'))
    expect(await screen.findByRole('alert')).toHaveTextContent('The old client secret could not be deleted.')
    expect(screen.queryByRole('button', { name: 'Keep for this session only' })).toBeNull()
    await view.user.click(press('Close'))
    await screen.findByText('Closed')
  })

  it('can be cleared', async () => {
    const view = await renderForm(contoso.id, { 'tenants.clearSecret': () => ({ state: anAppState() }) })
    const clear = await screen.findByRole('button', { name: 'Clear stored secret' })
    view.handle({ 'tenants.secretStatus': () => ({ status: 'none' }) })
    await view.user.click(clear)
    expect(await screen.findByText('The stored secret was deleted.')).toBeVisible()
    expect(field('Client secret')).toHaveAttribute('placeholder', 'Not stored')
    expect(view.callsOf('tenants.clearSecret')).toEqual([{ tenantId: contoso.id }])
  })
})

describe('"Test connection"', () => {
  it('shows application and permissions, and warns of a client that may do everything', async () => {
    const view = await renderForm(contoso.id, {
      'tenants.test': () => ({
        result: 'good',
        appName: 'Contoso shop',
        permissions: ['users:read', 'users:list'],
        unlimited: true,
        milliseconds: 213.4
      })
    })
    await view.user.click(press('Test connection'))
    const status = screen.getByRole('status', { name: 'Connection test' })
    await waitFor(() => expect(status).toHaveTextContent('All good: Mosaic answered in 213 ms.'))
    for (const text of ['Contoso shop', 'users:read', 'users:list', 'may do everything in the tenant']) {
      expect(status).toHaveTextContent(text)
    }
    expect(screen.queryByRole('alert')).toBeNull()
    expect(view.callsOf('tenants.test')[0]).toMatchObject({ tenantId: contoso.id })
    expect(view.callsOf('tenants.test')[0]).not.toHaveProperty('secret')
  })

  it.each<[Exclude<ConnectionReport['result'], 'good'>, RegExp]>([
    ['wrong-host', /does not answer as Mosaic/],
    ['no-dns', /name is not known/],
    ['tls-not-trusted', /certificate is not trusted/],
    ['ca-file', /extra CA file cannot be used/],
    ['proxy', /proxy/],
    ['unreachable', /cannot be reached/],
    ['mosaic-failed', /Mosaic, or a gateway before it, is failing/],
    ['no-secret', /No client secret was entered or stored/],
    ['bad-credentials', /client ID or the client secret is wrong/],
    ['no-permission', /may not read users/],
    ['rate-limited', /fewer requests/],
    ['keychain', /stored secret cannot be read/]
  ])('tells %s apart, with what to do', async (result, words) => {
    const view = await renderForm(contoso.id, {
      'tenants.test': () => ({ result, message: 'What to do.', detail: 'POST /oidc/token answered 401' })
    })
    await view.user.click(press('Test connection'))
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent(words)
    expect(alert).toHaveTextContent('What to do.')
    expect(alert).toHaveTextContent('POST /oidc/token answered 401')
  })

  it('is cancelled by an edit, and its result does not outlive one', async () => {
    const answers = [deferred<ConnectionReport>(), deferred<ConnectionReport>()]
    const signals: AbortSignal[] = []
    const view = await renderForm(contoso.id, {
      'tenants.test': (_, signal) => {
        signals.push(signal)
        return (answers[signals.length - 1] ?? deferred<ConnectionReport>()).promise
      }
    })
    await view.user.click(press('Test connection'))
    expect(await screen.findByText('Testing the connection…')).toBeVisible()
    await view.user.type(field('Client ID'), 'x')
    expect(signals[0]?.aborted).toBe(true)
    expect(screen.queryByText('Testing the connection…')).toBeNull()
    await view.user.click(press('Test connection'))
    answers[1]?.resolve({ result: 'no-dns', message: 'Check it.' })
    await screen.findByRole('alert')
    await view.user.type(field('Client secret'), 'x')
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

describe('"Remove profile"', () => {
  it('asks, deletes, and closes the form', async () => {
    const view = await renderForm(contoso.id, {
      'tenants.remove': () => ({ state: anAppState({ tenants: [practice], currentTenantId: practice.id }) })
    })
    await view.user.click(press('Remove profile'))
    const dialog = await screen.findByRole('dialog', { name: 'Remove Contoso Retail?' })
    await waitFor(() => expect(within(dialog).getByRole('button', { name: 'Cancel' })).toHaveFocus())
    await view.user.click(within(dialog).getByRole('button', { name: 'Remove profile' }))
    await screen.findByText('Closed')
    expect(view.callsOf('tenants.remove')).toEqual([{ tenantId: contoso.id }])
  })

  it('says when the secret is still in the keychain', async () => {
    const view = await renderForm(contoso.id, {
      'tenants.remove': () => ({ state: anAppState({ tenants: [practice] }), secretError: locked })
    })
    await view.user.click(press('Remove profile'))
    await view.user.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: 'Remove profile' })
    )
    const dialog = await screen.findByRole('dialog', { name: 'Contoso Retail was removed' })
    expect(dialog).toHaveTextContent('still in this computer’s keychain')
    expect(within(dialog).getByRole('alert')).toHaveTextContent('The keychain is locked.')
    await view.user.click(within(dialog).getByRole('button', { name: 'Close' }))
    await screen.findByText('Closed')
  })
})
