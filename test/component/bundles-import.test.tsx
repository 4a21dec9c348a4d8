import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { appStateKey } from '../../src/renderer/state/queries'
import type { AppState } from '../../src/shared/app-state'
import { AppFailure } from '../../src/shared/errors'
import { applied, textsInProps } from './bundle-fixtures'
import { button, dialog, importButton, openPreview } from './bundle-helpers'
import { deferred } from './deferred'
import { anAppState, contoso, practice } from './fixtures'

describe('importing', () => {
  const after = anAppState({ tenants: [contoso, { ...contoso, id: 't-2', label: 'Fabrikam' }, practice] })

  it('cancel changes nothing and forgets it', async () => {
    const view = await openPreview()
    await view.user.click(button('Cancel'))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(view.callsOf('bundle.discard')).toEqual([{ previewId: 'preview-1' }])
    expect(view.callsOf('bundle.apply')).toHaveLength(0)
    expect(importButton()).toHaveFocus()
  })

  it('says what it did, and the tenants are there', async () => {
    const view = await openPreview(
      { secrets: 3 },
      {
        'bundle.apply': () => ({
          state: after,
          applied: applied({ added: 2, changed: 1, removed: 4, secrets: 3 })
        })
      }
    )
    const field = within(dialog()).getByLabelText('Passphrase')
    await view.user.type(field, 'correct horse battery{Enter}')
    const status = await screen.findByRole('status', { name: 'Import' })
    await waitFor(() => expect(status).toHaveTextContent('Tenants: 2 added, 1 changed, 4 removed.'))
    expect(screen.getByRole('status', { name: 'Import' })).toHaveTextContent(
      '3 client secrets of it are in the keychain now.'
    )
    expect(view.callsOf('bundle.apply')).toEqual([
      { previewId: 'preview-1', passphrase: 'correct horse battery' }
    ])
    expect(field).toHaveValue('')
    expect(view.client.getQueryData<AppState>(appStateKey())?.tenants).toHaveLength(3)
    await view.user.click(button('Close'))
    // it was taken: there is nothing to forget
    expect(view.callsOf('bundle.discard')).toHaveLength(0)
    expect(importButton()).toHaveFocus()
  })

  it('without a passphrase all else is imported, and that is said before and after', async () => {
    const view = await openPreview(
      { secrets: 1 },
      { 'bundle.apply': () => ({ state: after, applied: applied({ added: 1 }) }) }
    )
    expect(within(dialog()).getByLabelText('Passphrase')).toHaveAccessibleDescription(
      /Left empty, all else is imported without it/
    )
    await view.user.click(button('Import'))
    expect(await screen.findByText(/^Its client secrets were left out/)).toBeVisible()
    expect(view.callsOf('bundle.apply')).toEqual([{ previewId: 'preview-1' }])
  })

  it('asks for no passphrase where it has no secrets', async () => {
    await openPreview()
    expect(within(dialog()).queryByLabelText('Passphrase')).toBeNull()
  })

  it('says at the field that the passphrase is wrong, and takes another', async () => {
    const words = 'The passphrase is wrong, or the file was changed.'
    const view = await openPreview(
      { secrets: 1 },
      {
        'bundle.apply': () => {
          throw new AppFailure({ kind: 'invalid-input', reason: 'form', fields: { passphrase: words } })
        }
      }
    )
    const field = within(dialog()).getByLabelText('Passphrase')
    await view.user.type(field, 'wrong')
    await view.user.click(button('Import'))
    await waitFor(() => expect(field).toBeInvalid())
    expect(field).toHaveAccessibleDescription(expect.stringContaining(words))
    expect(field).toHaveFocus()
    expect(within(dialog()).queryByRole('alert')).toBeNull()
    await view.user.type(field, '!')
    expect(field).toBeValid()
  })

  it('any other failure is an alert, and the dialog stays', async () => {
    const view = await openPreview(
      {},
      {
        'bundle.apply': () => {
          throw new AppFailure({ kind: 'not-saved', reason: 'disk-full', fileName: 'tenants.json' })
        }
      }
    )
    await view.user.click(button('Import'))
    expect(await within(dialog()).findByRole('alert')).toHaveTextContent(
      'Import bundle: tenants.json could not be written: the disk is full.'
    )
    expect(button('Import')).toHaveAttribute('aria-disabled', 'false')
  })

  it('what was imported and needs a look is an alert', async () => {
    const problem = 'The old client secret of Delta could not be deleted.'
    const view = await openPreview(
      {},
      { 'bundle.apply': () => ({ state: after, applied: applied({ removed: 1, problems: [problem] }) }) }
    )
    await view.user.click(button('Import'))
    expect(await screen.findByRole('alert')).toHaveTextContent(problem)
  })

  it('cannot be left or sent twice while it runs', async () => {
    const end = deferred<{ state: AppState; applied: ReturnType<typeof applied> }>()
    const view = await openPreview({}, { 'bundle.apply': () => end.promise })
    await view.user.click(button('Import'))
    expect(within(dialog()).getByRole('status', { name: 'Import' })).toHaveTextContent('Importing…')
    await view.user.click(button('Import…'))
    await view.user.click(button('Cancel'))
    await view.user.keyboard('{Escape}')
    expect(dialog()).toHaveAttribute('aria-busy', 'true')
    expect(view.callsOf('bundle.apply')).toHaveLength(1)
    end.resolve({ state: after, applied: applied() })
    expect(await screen.findByText('The bundle is imported.')).toBeVisible()
  })

  it('never lets React or the page hold the passphrase', async () => {
    const view = await openPreview(
      { secrets: 1 },
      {
        'bundle.apply': () => {
          throw new AppFailure({ kind: 'internal' })
        }
      }
    )
    await view.user.type(within(dialog()).getByLabelText('Passphrase'), 'Zx9-unique-words')
    await view.user.click(button('Show what is typed'))
    await view.user.click(button('Import'))
    await within(dialog()).findByRole('alert')
    const held = textsInProps()
    expect(held).toContain('Passphrase')
    expect(held.filter((text) => text.includes('Zx9-unique'))).toEqual([])
    expect(document.documentElement.outerHTML).not.toContain('Zx9-unique')
  })
})
