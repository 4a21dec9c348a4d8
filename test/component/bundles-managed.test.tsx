import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { OrganisationBundle } from '../../src/renderer/bundles/OrganisationBundle'
import { appStateKey } from '../../src/renderer/state/queries'
import type { AppState } from '../../src/shared/app-state'
import type { ManagedBundle } from '../../src/shared/bundle-view'
import { AppFailure } from '../../src/shared/errors'
import { applied, textsInProps } from './bundle-fixtures'
import type { FakeHandlers } from './fake-bridge'
import { anAppState, practice } from './fixtures'
import { renderScreen } from './render'

const inForce: ManagedBundle = {
  file: '/etc/tessera/bundle.json',
  state: 'in-force',
  issuer: 'Contoso IT',
  serial: 12,
  signature: { state: 'trusted', keyId: '00ff00ff00ff00ff', keyName: 'Contoso signing' },
  tenants: 25,
  waitingSecrets: 0
}

async function show(bundle: Partial<ManagedBundle> = {}, handlers: FakeHandlers = {}) {
  const view = renderScreen(<OrganisationBundle />, {
    'bundle.managed': () => ({ ...inForce, ...bundle }),
    ...handlers
  })
  await screen.findByRole('region', { name: 'Organisation’s bundle' })
  return view
}

const fact = (name: string) => screen.getByText(name, { selector: 'dt' }).nextElementSibling
const form = () => screen.getByRole('form', { name: 'Passphrase for client secrets' })
const field = () => within(form()).getByLabelText<HTMLInputElement>('Passphrase')
const store = () => within(form()).getByRole('button', { name: 'Store secrets' })

describe('the panel "Organisation’s bundle"', () => {
  it('is not there where none is installed', async () => {
    const view = renderScreen(<OrganisationBundle />)
    await waitFor(() => expect(view.client.getQueryData(['managed-bundle'])).toBeDefined())
    expect(screen.queryByRole('region')).toBeNull()
  })

  it('says whose it is, which one, who vouches for it and where it lies', async () => {
    const view = await show({}, { 'app.copy': () => null })
    expect(fact('State')).toHaveTextContent('In force. Its tenants are read-only here.')
    expect(fact('Made by')).toHaveTextContent('Contoso IT')
    expect(fact('Serial number')).toHaveTextContent('12')
    expect(fact('Signature')).toHaveTextContent('✓ Signed by Contoso signing. 00ff00ff00ff00ff')
    expect(fact('Tenants')).toHaveTextContent('25')
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.queryByRole('form')).toBeNull()
    await view.user.click(screen.getByRole('button', { name: 'Copy file of the bundle' }))
    expect(view.callsOf('app.copy')).toEqual([{ text: inForce.file }])
  })

  it('one that is in force and odd says how', async () => {
    await show({ signature: { state: 'none' }, problem: 'Its policy has no effect: one is installed.' })
    expect(screen.getByText('Its policy has no effect: one is installed.')).toBeVisible()
    expect(fact('Signature')).toHaveTextContent('– Not signed.')
  })

  it('a refused one is an alert with the reason, without what could not be read', async () => {
    renderScreen(<OrganisationBundle />, {
      'bundle.managed': () => ({
        file: inForce.file,
        state: 'refused',
        problem: 'It does not belong to root, so it is not trusted.',
        tenants: 0,
        waitingSecrets: 0
      })
    })
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('It is refused. Nothing was changed by it.')
    expect(alert).toHaveTextContent('It does not belong to root, so it is not trusted.')
    expect(fact('State')).toHaveTextContent('Refused')
    expect(screen.queryByText('Made by')).toBeNull()
    expect(screen.queryByText('Signature')).toBeNull()
  })

  it('says when it could not be asked, and asks again', async () => {
    const view = renderScreen(<OrganisationBundle />, {
      'bundle.managed': () => {
        throw new AppFailure({ kind: 'internal' })
      }
    })
    expect(await screen.findByRole('alert')).toHaveTextContent('Read the organisation’s bundle')
    view.handle({ 'bundle.managed': () => inForce })
    await view.user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('Contoso IT')).toBeVisible()
  })
})

describe('its client secrets', () => {
  it('are stored with the passphrase, once', async () => {
    const state = anAppState({ tenants: [practice] })
    const view = await show(
      { waitingSecrets: 3 },
      { 'bundle.takeSecrets': () => ({ state, applied: applied({ secrets: 3 }) }) }
    )
    expect(field()).toHaveAccessibleDescription(/^3 client secrets of this bundle are not in your keychain/)
    const input = field()
    await view.user.type(input, 'correct horse battery')
    view.handle({ 'bundle.managed': () => inForce })
    await view.user.click(store())
    expect(await screen.findByText('3 client secrets are in the keychain now.')).toBeVisible()
    await waitFor(() => expect(screen.queryByRole('form')).toBeNull())
    expect(view.callsOf('bundle.takeSecrets')).toEqual([{ passphrase: 'correct horse battery' }])
    expect(input).toHaveValue('')
    expect(view.client.getQueryData<AppState>(appStateKey())?.tenants).toEqual([practice])
  })

  it('what could not be stored is told', async () => {
    const view = await show(
      { waitingSecrets: 2 },
      {
        'bundle.takeSecrets': () => ({
          state: anAppState(),
          applied: applied({ secrets: 1, problems: ['The secret of Fabrikam was not kept.'] })
        })
      }
    )
    await view.user.type(field(), 'correct horse battery{Enter}')
    expect(await screen.findByRole('alert')).toHaveTextContent('The secret of Fabrikam was not kept.')
    expect(screen.getByText('1 client secret is in the keychain now.')).toBeVisible()
  })

  it('an empty or wrong passphrase is told at the field', async () => {
    const view = await show(
      { waitingSecrets: 1 },
      {
        'bundle.takeSecrets': () => {
          throw new AppFailure({
            kind: 'invalid-input',
            reason: 'form',
            fields: { passphrase: 'It is wrong.' }
          })
        }
      }
    )
    await view.user.click(store())
    expect(field()).toHaveAccessibleDescription(/Enter the passphrase\./)
    expect(view.callsOf('bundle.takeSecrets')).toHaveLength(0)
    await view.user.type(field(), 'wrong words')
    expect(field()).toBeValid()
    await view.user.click(store())
    await waitFor(() => expect(field()).toHaveAccessibleDescription(/It is wrong\./))
    expect(field()).toHaveFocus()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('any other failure is an alert, and nothing of the passphrase is in the page', async () => {
    const view = await show(
      { waitingSecrets: 1 },
      {
        'bundle.takeSecrets': () => {
          throw new AppFailure({ kind: 'keychain-unavailable', state: 'locked', fix: 'Unlock it.' })
        }
      }
    )
    await view.user.type(field(), 'Zx9-unique-words')
    await view.user.click(store())
    expect(await screen.findByRole('alert')).toHaveTextContent('Store secrets: The keychain is locked.')
    expect(textsInProps().filter((text) => text.includes('Zx9-unique'))).toEqual([])
    expect(document.documentElement.outerHTML).not.toContain('Zx9-unique')
  })
})
