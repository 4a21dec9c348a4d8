import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { appStateKey } from '../../src/renderer/state/queries'
import type { AppState } from '../../src/shared/app-state'
import { mainApplicationId } from '../../src/shared/application'
import type { Output } from '../../src/shared/contract'
import { type AppError, AppFailure } from '../../src/shared/errors'
import { deferred } from './deferred'
import { locked, openScreen, press } from './doctor-helpers'
import type { FakeHandlers } from './fake-bridge'
import { anAppState, contoso, practice } from './fixtures'

describe('the dialog "Rotate client secret"', () => {
  type Rotated = Output<'tenants.rotateSecret'>
  const good: Rotated['report'] = { result: 'good', permissions: [], unlimited: false, milliseconds: 9 }
  const rotated = (more: Partial<Rotated> = {}): Rotated => ({
    report: good,
    state: anAppState({ agent: 'after.rotation' }),
    ...more
  })
  const field = () => screen.getByLabelText<HTMLInputElement>('New client secret')

  async function openDialog(handler?: FakeHandlers['tenants.rotateSecret']) {
    const view = await openScreen({ handlers: handler && { 'tenants.rotateSecret': handler } })
    await view.user.click(await screen.findByRole('button', { name: 'Rotate secret' }))
    await screen.findByRole('dialog', { name: 'Rotate client secret' })
    await waitFor(() => expect(field()).toHaveFocus())
    const rotate = async (secret: string) => {
      await view.user.type(field(), secret)
      await view.user.click(press('Try and replace'))
    }
    return { ...view, rotate }
  }

  it('replaces the secret with one that works, and keeps nothing of it', async () => {
    const view = await openDialog(() => rotated())
    const input = field()
    expect(input).toHaveAttribute('type', 'password')
    await view.rotate('n3w-secret')
    const result = screen.getByRole('status', { name: 'Rotation' })
    await waitFor(() =>
      expect(result).toHaveTextContent(
        'The new secret works and is in the keychain.Delete the old one in the Mosaic Admin Portal.'
      )
    )
    expect(view.callsOf('tenants.rotateSecret')).toEqual([
      { tenantId: contoso.id, applicationId: mainApplicationId, secret: 'n3w-secret' }
    ])
    expect(input).toHaveValue('')
    expect(input).not.toBeInTheDocument()
    expect(view.client.getQueryData<AppState>(appStateKey())?.agent).toBe('after.rotation')
    expect(within(screen.getByRole('dialog')).getByRole('button', { name: 'Close' })).toHaveFocus()
    const before = view.callsOf('doctor.examine').length
    await view.user.keyboard('{Enter}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(press('Rotate secret')).toHaveFocus()
    expect(view.callsOf('doctor.examine')).toHaveLength(before + 1)
  })

  it('says so where the secret is in memory only', async () => {
    const inSession = {
      ...contoso,
      applications: contoso.applications.map((one) => ({ ...one, secretStored: false }))
    }
    const view = await openDialog(() => rotated({ state: anAppState({ tenants: [inSession, practice] }) }))
    await view.rotate('n3w')
    expect(await screen.findByText(/is kept in memory, until Tessera quits/)).toBeVisible()
  })

  it('asks for a secret, and sends nothing without one', async () => {
    const view = await openDialog()
    await view.user.click(press('Try and replace'))
    expect(field()).toHaveAccessibleDescription(/Paste the new secret/)
    expect(field()).toHaveFocus()
    await view.user.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(press('Rotate secret')).toHaveFocus()
    expect(view.callsOf('tenants.rotateSecret')).toEqual([])
  })

  it('leaves the old one in use where Mosaic refuses the new one', async () => {
    const view = await openDialog(() =>
      rotated({ report: { result: 'bad-credentials', message: 'Mosaic refused them.' } })
    )
    await view.rotate('n3w')
    expect(await screen.findByRole('alert')).toHaveTextContent('The client ID or the client secret is wrong.')
    expect(screen.getByText('The old secret stays in use.')).toBeVisible()
    // to be corrected
    expect(field()).toHaveValue('n3w')
    view.handle({ 'tenants.rotateSecret': () => rotated() })
    await view.user.click(press('Try and replace'))
    expect(await screen.findByText(/The new secret works/)).toBeVisible()
    expect(screen.queryByText('The old secret stays in use.')).toBeNull()
  })

  it.each([
    ['not-kept', /The new secret works, but it could not be stored.*Do not delete it/, true],
    ['unsure', /not known whether it was stored.*Keep both secrets in the Mosaic Admin Portal/, true],
    ['not-dropped', /is in the keychain. The old one could not be deleted from it.*Delete the old one/, false]
  ] as const)('tells a problem with the keychain: %s', async (what, words, again) => {
    const view = await openDialog(() => rotated({ secretProblem: { what, error: locked } }))
    await view.rotate('n3w')
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent(words)
    expect(alert).toHaveTextContent('Unlock the keyring, then try again.')
    expect(screen.queryByRole('button', { name: 'Try and replace' }) !== null).toBe(again)
  })

  it.each<[string, Partial<Rotated>, RegExp]>([
    ['a client that may not list', { remark: 'This client may not read users.' }, /This client may not read/],
    [
      'a file that cannot be written',
      {
        secretProblem: {
          what: 'not-noted',
          error: { kind: 'not-saved', fileName: 'tenants.json', reason: 'disk-full' }
        }
      },
      /could not be noted: tenants.json could not be written: the disk is full/
    ]
  ])('is done all the same with %s, and remarks on it', async (_what, more, words) => {
    const view = await openDialog(() => rotated(more))
    await view.rotate('n3w')
    const result = screen.getByRole('status', { name: 'Rotation' })
    await waitFor(() => expect(result).toHaveTextContent(words))
    expect(result).toHaveTextContent(/is in the keychain.+Delete the old one/)
    expect(result).not.toHaveTextContent(/stays in use|Nothing was/)
    expect(screen.queryByRole('button', { name: 'Try and replace' })).toBeNull()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('says at the field what is wrong with it', async () => {
    const secret = 'This secret opens another application of Mosaic, “Outlet”.'
    const view = await openDialog(() => {
      throw new AppFailure({ kind: 'invalid-input', reason: 'form', fields: { secret } })
    })
    await view.rotate('n3w')
    await waitFor(() => expect(field()).toHaveAccessibleDescription(secret))
    expect(field()).toHaveFocus()
    await view.user.type(field(), 'x')
    expect(field()).toBeValid()
  })

  it.each([
    [{ kind: 'conflict', reason: 'other', message: 'Changed.' }, 'The old secret stays in use.'],
    [
      { kind: 'not-saved', fileName: 'tenants.json', reason: 'disk-full' },
      /It is not known which secret is in use now/
    ]
  ] as [AppError, string | RegExp][])('says after %j which one is in use', async (error, words) => {
    const view = await openDialog(() => {
      throw new AppFailure(error)
    })
    await view.rotate('n3w')
    expect(await screen.findByText(words)).toBeVisible()
    expect(screen.getByRole('alert')).toHaveTextContent('Rotate client secret')
  })

  it('stays open while it is tried, and sends it once', async () => {
    const answer = deferred<Rotated>()
    const view = await openDialog(() => answer.promise)
    await view.rotate('n3w')
    expect(screen.getByRole('status', { name: 'Rotation' })).toHaveTextContent('Trying the new secret…')
    await view.user.click(press('Try and replace…'))
    await view.user.keyboard('{Escape}')
    expect(screen.getByRole('dialog')).toBeVisible()
    expect(view.callsOf('tenants.rotateSecret')).toHaveLength(1)
    answer.resolve(rotated())
    expect(await screen.findByText(/The new secret works/)).toBeVisible()
  })

  it('never lets the page hold the secret, and empties the field on leaving', async () => {
    const view = await openDialog(() =>
      rotated({ report: { result: 'bad-credentials', message: 'Mosaic refused them.' } })
    )
    const input = field()
    await view.rotate('Zx9-unique')
    await screen.findByRole('alert')
    expect(input).toHaveValue('Zx9-unique')
    expect(document.documentElement.outerHTML).not.toContain('Zx9-unique')
    await view.user.click(press('Cancel'))
    expect(input).toHaveValue('')
  })
})
