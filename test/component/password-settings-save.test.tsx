import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { appStateKey, rulesKey } from '../../src/renderer/state/queries'
import { type AppError, AppFailure } from '../../src/shared/errors'
import type { SettingsOutcome } from '../../src/shared/password-settings'
import { settings } from '../fakes/password-settings'
import { deferred } from './deferred'
import { anAppState, contoso, practice } from './fixtures'
import {
  aReading,
  button,
  change,
  dialog,
  edit,
  field,
  inContoso,
  put,
  region,
  renderSettings,
  rowsOf
} from './password-settings-helpers'

const fails = (error: AppError) => () => {
  throw new AppFailure(error)
}
const longer = aReading({
  readId: 'read-2',
  settings: { ...settings, passwordMinLength: 14 },
  undo: {
    at: Date.now(),
    differences: [{ setting: 'passwordMinLength', before: '14 characters', after: '12 characters' }],
    settings,
    unreadable: []
  }
})
const saved: SettingsOutcome = { outcome: 'saved', view: longer }
const unknown: AppError = {
  kind: 'outcome-unknown',
  action: 'Change password settings',
  todo: 'Read the settings again before you change anything.'
}
const inPracticeTenant = { tenantId: practice.id, applicationId: 'main' }

describe('a change', () => {
  it('is sent as it was reviewed, and what is true then is shown', async () => {
    const view = renderSettings({ 'passwordSettings.save': () => saved })
    view.client.setQueryData(rulesKey(practice.id, 'main'), {})
    await edit(view)
    await put(view, 'Minimum length', '14')
    await view.user.click(button('Review changes'))
    const asked = await dialog()
    expect(rowsOf(within(asked).getByRole('table', { name: 'Changes' }))).toEqual([
      ['Minimum length', '12 characters', '14 characters']
    ])
    expect(within(asked).queryByLabelText('Tenant name')).toBeNull()
    await view.user.click(within(asked).getByRole('button', { name: 'Change settings' }))
    const told = await screen.findByRole('status', { name: 'Outcome' })
    expect(told).toHaveTextContent('Password settings changed.')
    await waitFor(() => expect(told).toHaveFocus())
    expect(view.callsOf('passwordSettings.save')).toEqual([
      { ...inPracticeTenant, readId: 'read-1', change: { passwordMinLength: 14 } }
    ])
    expect(await region('Strength')).toHaveTextContent('14 characters')
    expect(screen.queryByRole('dialog')).toBeNull()
    // the desk asks anew for what it needs of them
    expect(view.client.getQueryState(rulesKey(practice.id, 'main'))?.isInvalidated).toBe(true)
  })

  it('in production needs the tenant’s name', async () => {
    const view = renderSettings({ 'app.state': () => anAppState(), 'passwordSettings.save': () => saved })
    await edit(view)
    await put(view, 'Minimum length', '14')
    await view.user.click(button('Review changes'))
    const asked = await dialog()
    await waitFor(() => expect(field('Tenant name')).toHaveFocus())
    await view.user.keyboard('Contoso{Enter}')
    await waitFor(() => expect(field('Tenant name')).toBeInvalid())
    expect(field('Tenant name')).toHaveAccessibleDescription(/as it is written here: Contoso Retail/)
    expect(view.callsOf('passwordSettings.save')).toEqual([])
    await view.user.type(field('Tenant name'), ' Retail ')
    await view.user.click(within(asked).getByRole('button', { name: 'Change settings' }))
    await screen.findByText('Password settings changed.')
    expect(view.callsOf('passwordSettings.save')).toEqual([
      {
        ...inContoso,
        readId: 'read-1',
        change: { passwordMinLength: 14 },
        tenantName: 'Contoso Retail '
      }
    ])
    expect(contoso.label).toBe('Contoso Retail')
  })

  it('cannot be left or sent twice while it is under way', async () => {
    const end = deferred<SettingsOutcome>()
    const view = renderSettings({ 'passwordSettings.save': () => end.promise })
    await edit(view)
    await put(view, 'Minimum length', '14')
    await change(view)
    const asked = await dialog()
    expect(asked).toHaveAttribute('aria-busy', 'true')
    await view.user.keyboard('{Escape}')
    await view.user.click(within(asked).getByRole('button', { name: 'Cancel' }))
    await view.user.click(within(asked).getByRole('button', { name: 'Change settings…' }))
    expect(asked).toBeVisible()
    act(() => end.resolve(saved))
    await screen.findByText('Password settings changed.')
    expect(view.callsOf('passwordSettings.save')).toHaveLength(1)
  })

  it.each<[string, AppError, RegExp]>([
    ['the policy', { kind: 'policy-refused', rule: 'passwordSettings.edit' }, /policy does not allow this/],
    ['Mosaic', { kind: 'not-permitted', permission: 'apps:edit' }, /the permission apps:edit/],
    ['the network', { kind: 'unreachable', cause: 'refused', host: 'api.example' }, /did not accept/]
  ])('that %s refuses is told in the dialog, and the edits stay', async (_, error, words) => {
    const view = renderSettings({ 'passwordSettings.save': fails(error) })
    await edit(view)
    await put(view, 'Minimum length', '14')
    await change(view)
    const asked = await dialog()
    expect(await within(asked).findByRole('alert')).toHaveTextContent(words)
    await view.user.keyboard('{Escape}')
    expect(field('Minimum length')).toHaveValue('14')
  })

  it('whose name main refuses is told at the field', async () => {
    const fields = { tenantName: 'Enter the tenant’s name as it is written here: Contoso Retail EU' }
    const view = renderSettings({
      'app.state': () => anAppState(),
      'passwordSettings.save': fails({ kind: 'invalid-input', reason: 'form', fields })
    })
    await edit(view)
    await put(view, 'Minimum length', '14')
    await view.user.click(button('Review changes'))
    await dialog()
    await view.user.type(field('Tenant name'), 'Contoso Retail{Enter}')
    await waitFor(() => expect(field('Tenant name')).toHaveAccessibleDescription(/Contoso Retail EU/))
  })

  it('on a reading that is forgotten is read again, with the edits on top', async () => {
    const view = renderSettings({
      'passwordSettings.save': fails({ kind: 'not-found', what: 'This reading', todo: 'Read them again.' })
    })
    await edit(view)
    await put(view, 'Minimum length', '14')
    await change(view)
    const asked = await dialog()
    view.handle({
      'passwordSettings.read': () => aReading({ readId: 'read-9', settings: { ...settings, codeLength: 8 } }),
      'passwordSettings.save': () => saved
    })
    await view.user.click(await within(asked).findByRole('button', { name: 'Read again' }))
    await waitFor(() => expect(field('Reset code length')).toHaveValue('8'))
    expect(field('Minimum length')).toHaveValue('14')
    await change(view)
    await screen.findByText('Password settings changed.')
    expect(view.callsOf('passwordSettings.save').at(-1)?.readId).toBe('read-9')
  })
})

describe('settings that somebody else changed meanwhile', () => {
  const theirs = aReading({ readId: 'read-2', settings: { ...settings, codeLength: 8 } })
  const moved: SettingsOutcome = {
    outcome: 'moved',
    view: theirs,
    differences: [{ setting: 'codeLength', before: '6 digits', after: '8 digits' }]
  }

  it('are shown, nothing was sent, and the edits can be reviewed again on top of them', async () => {
    const view = renderSettings({ 'passwordSettings.save': () => moved })
    await edit(view)
    await put(view, 'Minimum length', '14')
    await change(view)
    const told = await screen.findByRole('alert', { name: 'Outcome' })
    expect(told).toHaveTextContent('Somebody else changed these settings meanwhile. Nothing was sent.')
    expect(rowsOf(within(told).getByRole('table', { name: 'Changed by somebody else' }))).toEqual([
      ['Reset code length', '6 digits', '8 digits']
    ])
    expect(told).toHaveTextContent('Your edits are kept on top of what is there now: review them again.')
    expect(field('Minimum length')).toHaveValue('14')
    expect(field('Reset code length')).toHaveValue('8')
    view.handle({ 'passwordSettings.save': () => saved })
    await view.user.click(button('Review changes'))
    expect(rowsOf(within(await dialog()).getByRole('table'))).toEqual([
      ['Minimum length', '12 characters', '14 characters']
    ])
    await view.user.click(within(await dialog()).getByRole('button', { name: 'Change settings' }))
    await screen.findByText('Password settings changed.')
    expect(view.callsOf('passwordSettings.save').at(-1)).toMatchObject({
      readId: 'read-2',
      change: { passwordMinLength: 14 }
    })
  })

  it('in the same way leave nothing to do', async () => {
    const view = renderSettings({
      'passwordSettings.save': () => ({ ...moved, view: aReading({ settings: longer.settings }) })
    })
    await edit(view)
    await put(view, 'Minimum length', '14')
    await change(view)
    expect(await screen.findByRole('alert', { name: 'Outcome' })).toHaveTextContent(
      'What you asked for is in force already.'
    )
    expect(screen.queryByRole('form', { name: 'Password settings' })).toBeNull()
  })

  it('so that there are none any more: says that, and that nothing was sent', async () => {
    const view = renderSettings({
      'passwordSettings.save': () => ({
        outcome: 'moved',
        view: { state: 'no-password-login', appId: 'app-shop' },
        differences: []
      })
    })
    await edit(view)
    await put(view, 'Minimum length', '14')
    await change(view)
    expect(await screen.findByRole('alert', { name: 'Outcome' })).toHaveTextContent(
      'Sign-in by password was switched off in this application meanwhile. Nothing was sent.'
    )
  })
})

describe('what Mosaic makes of a change', () => {
  it('is told where it is not what was asked for', async () => {
    const view = renderSettings({
      'passwordSettings.save': () => ({
        outcome: 'not-as-asked',
        view: aReading({ settings: { ...settings, passwordMinLength: 13 } }),
        differences: [{ setting: 'passwordMinLength', before: '14 characters', after: '13 characters' }]
      })
    })
    await edit(view)
    await put(view, 'Minimum length', '14')
    await change(view)
    const told = await screen.findByRole('alert', { name: 'Outcome' })
    expect(told).toHaveTextContent('Mosaic took the change and reports something else.')
    expect(within(told).getByRole('columnheader', { name: 'Asked for' })).toBeVisible()
    expect(rowsOf(within(told).getByRole('table', { name: 'Not as asked' }))).toEqual([
      ['Minimum length', '14 characters', '13 characters']
    ])
    expect(await region('Strength')).toHaveTextContent('13 characters')
  })

  it.each([
    ['is in force', longer.settings, /Read again: what you asked for is in force\./, false],
    ['is not', settings, /not all that you asked for is in force/, true]
  ])('is read again where it is not known: it %s', async (_, there, words, left) => {
    const view = renderSettings({ 'passwordSettings.save': fails(unknown) })
    await edit(view)
    await put(view, 'Minimum length', '14')
    view.handle({ 'passwordSettings.read': () => aReading({ readId: 'read-3', settings: there }) })
    await change(view)
    const told = await screen.findByRole('group', { name: 'Outcome' })
    expect(within(told).getByRole('alert')).toHaveTextContent(
      'It is not known whether “Change password settings” took effect.'
    )
    expect(await screen.findByText(words)).toBeVisible()
    expect(screen.queryByRole('form', { name: 'Password settings' }) !== null).toBe(left)
    if (left) expect(field('Minimum length')).toHaveValue('14')
    expect(view.callsOf('passwordSettings.save')).toHaveLength(1)
  })

  it('stays unknown where it cannot be read again, and the edits stay', async () => {
    const view = renderSettings({ 'passwordSettings.save': fails(unknown) })
    await edit(view)
    await put(view, 'Minimum length', '14')
    view.handle({ 'passwordSettings.read': fails({ kind: 'internal' }) })
    await change(view)
    expect(await screen.findByText(/could not be read again\. Your edits are kept\./)).toBeVisible()
    expect(field('Minimum length')).toHaveValue('14')
  })
})

describe('another application that is opened meanwhile', () => {
  const loyalty = { id: 'loyalty', name: 'Loyalty', clientId: 'client-loyalty', secretStored: true }
  const opened = (applicationId: string) =>
    anAppState({
      currentTenantId: practice.id,
      tenants: [contoso, { ...practice, applicationId, applications: [...practice.applications, loyalty] }]
    })

  it.each<[string, AppError, string]>([
    ['the unclear end', unknown, 'It is not known whether “Change password settings” took effect.'],
    ['the failure', { kind: 'rate-limited' }, 'Change settings']
  ])('does not take %s of a change away: it is told on the way back', async (_, error, words) => {
    const answer = deferred<void>()
    const view = renderSettings({
      'passwordSettings.save': async () => {
        await answer.promise
        throw new AppFailure(error)
      }
    })
    await edit(view)
    await put(view, 'Minimum length', '14')
    await change(view)
    await waitFor(() => expect(view.callsOf('passwordSettings.save')).toHaveLength(1))
    act(() => void view.client.setQueryData(appStateKey(), opened('loyalty')))
    expect(await screen.findByRole('button', { name: 'Edit settings' })).toBeVisible()
    await act(async () => answer.resolve())
    expect(screen.queryByRole('group', { name: 'Outcome' })).toBeNull()
    act(() => void view.client.setQueryData(appStateKey(), opened('main')))
    expect(await screen.findByRole('group', { name: 'Outcome' })).toHaveTextContent(words)
  })
})

describe('the undo of the last change', () => {
  const changed = { 'passwordSettings.read': () => longer }
  const undone: SettingsOutcome = { outcome: 'saved', view: aReading({ readId: 'read-5' }) }

  it('asks with the differences, puts back what was there, and says so', async () => {
    const view = renderSettings({ ...changed, 'passwordSettings.undo': () => undone })
    await view.user.click(await screen.findByRole('button', { name: 'Undo last change' }))
    const asked = await dialog('Undo last change')
    expect(rowsOf(within(asked).getByRole('table', { name: 'Changes' }))).toEqual([
      ['Minimum length', '14 characters', '12 characters']
    ])
    expect(within(asked).getByRole('list', { name: 'Consequences' })).toHaveTextContent(
      'Weaker Passwords may be as short as 12 characters, instead of 14.'
    )
    await view.user.keyboard('{Escape}')
    await waitFor(() => expect(button('Undo last change')).toHaveFocus())
    expect(view.callsOf('passwordSettings.undo')).toEqual([])
    await view.user.keyboard('{Enter}')
    const again = await dialog('Undo last change')
    await view.user.click(within(again).getByRole('button', { name: 'Undo change' }))
    expect(await screen.findByRole('status', { name: 'Outcome' })).toHaveTextContent(
      'The last change was undone.'
    )
    expect(view.callsOf('passwordSettings.undo')).toEqual([inPracticeTenant])
    expect(screen.queryByRole('button', { name: 'Undo last change' })).toBeNull()
  })

  it('says how many passwords it expires', async () => {
    const view = renderSettings({
      'passwordSettings.read': () =>
        aReading({
          settings: { ...settings, passwordExpiresIn: 365 },
          undo: {
            at: Date.now(),
            differences: [{ setting: 'passwordExpiresIn', before: '365 days', after: '60 days' }],
            settings: { ...settings, passwordExpiresIn: 60 },
            unreadable: []
          }
        }),
      'passwordSettings.ages': () => ({ older: 1_204, of: 5_000 })
    })
    await view.user.click(await screen.findByRole('button', { name: 'Undo last change' }))
    const list = within(await dialog('Undo last change')).getByRole('list', { name: 'Consequences' })
    expect(list).toHaveTextContent('Passwords expire after 60 days instead of 365.')
    await waitFor(() =>
      expect(list).toHaveTextContent('1,204 passwords older than 60 days will be expired, of 5,000')
    )
    expect(view.callsOf('passwordSettings.ages').at(-1)).toEqual({ ...inPracticeTenant, days: 60 })
    expect(view.callsOf('passwordSettings.undo')).toEqual([])
  })

  it('needs the tenant’s name in production too', async () => {
    const view = renderSettings({
      ...changed,
      'app.state': () => anAppState(),
      'passwordSettings.undo': () => undone
    })
    await view.user.click(await screen.findByRole('button', { name: 'Undo last change' }))
    await dialog('Undo last change')
    await view.user.type(field('Tenant name'), 'contoso retail{Enter}')
    await waitFor(() => expect(field('Tenant name')).toBeInvalid())
    await put(view, 'Tenant name', 'Contoso Retail')
    await view.user.keyboard('{Enter}')
    await screen.findByText('The last change was undone.')
    expect(view.callsOf('passwordSettings.undo')).toEqual([{ ...inContoso, tenantName: 'Contoso Retail' }])
  })

  it('is not done over somebody else’s change', async () => {
    const view = renderSettings({
      ...changed,
      'passwordSettings.undo': () => ({
        outcome: 'moved',
        view: aReading({ settings: { ...settings, codeLength: 8 } }),
        differences: [{ setting: 'codeLength', before: '6 digits', after: '8 digits' }]
      })
    })
    await view.user.click(await screen.findByRole('button', { name: 'Undo last change' }))
    const asked = await dialog('Undo last change')
    await view.user.click(within(asked).getByRole('button', { name: 'Undo change' }))
    expect(await screen.findByRole('alert', { name: 'Outcome' })).toHaveTextContent('Nothing was undone.')
  })
})
