import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { settings } from '../fakes/password-settings'
import { anAppState, contoso, practice } from './fixtures'
import { deferred } from './deferred'
import {
  aReading,
  button,
  change,
  dialog,
  edit,
  field,
  goTo,
  inContoso,
  put,
  region,
  renderSettings,
  rowsOf
} from './password-settings-helpers'
import type { PasswordAges, PasswordSettings } from '../../src/shared/password-settings'

const tiered: PasswordSettings = {
  ...settings,
  lockoutTiers: [
    { attempts: 3, duration: 5 },
    { attempts: 5, duration: 30 }
  ]
}
const reads = (more: Parameters<typeof aReading>[0]) => ({ 'passwordSettings.read': () => aReading(more) })
const tiersShown = () =>
  within(screen.getByRole('list', { name: 'Lockout tiers' }))
    .getAllByRole('listitem')
    .map((step) => step.textContent)

describe('the form', () => {
  it('starts with what was read and has the focus', async () => {
    const view = renderSettings()
    await edit(view)
    await waitFor(() => expect(field('Complexity level')).toHaveFocus())
    expect(field('Complexity level')).toHaveValue('3')
    expect(field('Minimum length')).toHaveValue('12')
    expect(field('Minimum length')).toHaveAccessibleDescription('5 to 14 characters')
    expect(field('Refuse breached passwords')).toBeChecked()
    expect(field('Sender')).toHaveValue('Contoso shop')
    expect(screen.queryByRole('button', { name: 'Refresh' })).toBeNull()
  })

  it('checks Mosaic’s ranges before anything is asked, at the first wrong field', async () => {
    const view = renderSettings()
    await edit(view)
    await put(view, 'Reset code length', '9')
    await put(view, 'Minimum length', '4')
    await view.user.click(button('Review changes'))
    await waitFor(() => expect(field('Minimum length')).toHaveFocus())
    expect(field('Minimum length')).toBeInvalid()
    expect(field('Minimum length')).toHaveAccessibleDescription(/Mosaic takes 5 to 14 characters/)
    expect(field('Reset code length')).toHaveAccessibleDescription(/Mosaic takes 4 to 8 digits/)
    expect(screen.queryByRole('dialog')).toBeNull()
    await put(view, 'Minimum length', '14')
    expect(field('Minimum length')).toBeValid()
  })

  it('has no field for what is not reported', async () => {
    const { codeLength: _length, lockoutTiers: _tiers, ...rest } = settings
    const view = renderSettings(reads({ settings: rest, lacking: ['codeLength', 'lockoutTiers'] }))
    await edit(view)
    expect(screen.queryByLabelText('Reset code length')).toBeNull()
    expect(screen.getByRole('region', { name: 'Resets and temporary passwords' })).toHaveTextContent(
      'Reset code lengthNot reported by this tenant'
    )
    expect(screen.queryByRole('group', { name: 'Lockout model' })).toBeNull()
    expect(field('Lock lasts')).toBeEnabled()
  })

  it('leaves a value that is out of range alone', async () => {
    const view = renderSettings(
      reads({ settings: { ...settings, passwordMinLength: 64, passwordComplexity: 9 } })
    )
    await edit(view)
    expect(field('Minimum length')).toHaveValue('64')
    expect(field('Complexity level')).toHaveValue('9')
    await put(view, 'Reset code length', '8')
    await view.user.click(button('Review changes'))
    expect(rowsOf(within(await dialog()).getByRole('table', { name: 'Changes' }))).toEqual([
      ['Reset code length', '6 digits', '8 digits']
    ])
  })

  it('says that nothing is changed yet', async () => {
    const view = renderSettings()
    await edit(view)
    await view.user.click(button('Review changes'))
    expect(await screen.findByText('Nothing is changed yet.')).toBeVisible()
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('sets the days aside while passwords never expire', async () => {
    const view = renderSettings()
    await edit(view)
    await view.user.click(field('Passwords never expire'))
    expect(field('Password expiry')).toBeDisabled()
    await view.user.click(button('Review changes'))
    const asked = await dialog()
    expect(rowsOf(within(asked).getByRole('table'))).toEqual([['Passwords never expire', 'off', 'on']])
    expect(within(asked).getByRole('list', { name: 'Consequences' })).toHaveTextContent(
      'Weaker Passwords never expire, instead of after 90 days.'
    )
  })

  it('shows the mail as it is typed', async () => {
    const view = renderSettings()
    await edit(view)
    await put(view, 'Sender', 'Fabrikam')
    await put(view, 'Button colour', '#ffe000')
    const mail = screen.getByRole('figure', { name: 'Preview of the reset e-mail' })
    expect(mail).toHaveTextContent('From Fabrikam')
    expect(mail).toHaveTextContent('fails AA')
    expect(within(mail).getByText('Reset password')).toHaveStyle({ backgroundColor: '#ffe000' })
    expect(screen.getByLabelText('Pick the button colour')).toHaveValue('#ffe000')
  })
})

describe('tiers', () => {
  it('are added, changed, moved and removed by keyboard, and drawn as they stand', async () => {
    const view = renderSettings(reads({ settings: { ...tiered, failuresExpireIn: 1_440 } }))
    await edit(view)
    await view.user.click(button('Add tier'))
    await waitFor(() => expect(field('Tier 3: wrong attempts in all')).toHaveFocus())
    await view.user.keyboard('4')
    await view.user.tab()
    await view.user.keyboard('120')
    await view.user.click(button('Review changes'))
    await waitFor(() => expect(field('Tier 3: wrong attempts in all')).toHaveFocus())
    expect(field('Tier 3: wrong attempts in all')).toHaveAccessibleDescription(
      'The count runs on: enter more than the 5 of the tier before.'
    )
    button('Move tier 3 up').focus()
    await view.user.keyboard('{Enter}')
    await waitFor(() => expect(button('Move tier 2 up')).toHaveFocus())
    expect(tiersShown()).toEqual([
      'After 3 wrong attemptslocked for 5 minutes',
      'After 1 more, 4 in alllocked for 2 hours',
      'After 1 more, 5 in alllocked for 30 minutes',
      'After any morelocked until somebody unlocks it'
    ])
    button('Remove tier 1').focus()
    await view.user.keyboard('{Enter}')
    await waitFor(() => expect(button('Remove tier 1')).toHaveFocus())
    await view.user.click(button('Review changes'))
    expect(rowsOf(within(await dialog()).getByRole('table'))).toEqual([
      [
        'Lockout tiers',
        '3 attempts: 5 minutes; 5 attempts: 30 minutes; then until unlocked',
        '4 attempts: 120 minutes (2 hours); 5 attempts: 30 minutes; then until unlocked'
      ]
    ])
  })

  it('are sent with their places in the reading, and the review says what goes with a removed one', async () => {
    const [first, second] = tiered.lockoutTiers ?? []
    const lockoutTiers = [
      { ...first!, unknownFields: 1 },
      { ...second!, unknownFields: 2 }
    ]
    const view = renderSettings({
      ...reads({ settings: { ...settings, lockoutTiers }, unknownFields: 3 }),
      'passwordSettings.save': () => ({ outcome: 'saved', view: aReading() })
    })
    await edit(view)
    await view.user.click(button('Remove tier 1'))
    await view.user.click(button('Add tier'))
    await put(view, 'Tier 2: wrong attempts in all', '1001')
    await put(view, 'Tier 2: minutes locked', '60')
    await view.user.click(button('Review changes'))
    const asked = await dialog()
    expect(within(asked).getByRole('list', { name: 'Consequences' })).toHaveTextContent(
      'Note Tiers that are removed take 1 setting along that Tessera does not know.'
    )
    await view.user.click(within(asked).getByRole('button', { name: 'Change settings' }))
    await screen.findByText('Password settings changed.')
    expect(view.callsOf('passwordSettings.save')[0]?.change).toEqual({
      lockoutTiers: [
        { attempts: 5, duration: 30, from: 1 },
        { attempts: 1_001, duration: 60 }
      ]
    })
  })

  it('in a form that is not known leave the model open, and are not said to be lacking', async () => {
    const { lockoutTiers: _, ...rest } = settings
    const view = renderSettings(reads({ settings: rest, unreadable: ['lockoutTiers'] }))
    const shown = await region('Lockout')
    expect(shown).toHaveTextContent('Which lockout model counts is not known')
    expect(shown).toHaveTextContent('counts only in the simple model')
    expect(shown).not.toHaveTextContent('opens by itself')
    await edit(view)
    const lockout = await region('Lockout')
    expect(lockout).toHaveTextContent(/model counts is not known: .* The tiers stay as they are\./)
    expect(lockout).not.toHaveTextContent('reports no lockout tiers')
    expect(screen.queryByRole('group', { name: 'Lockout model' })).toBeNull()
    await put(view, 'Lock lasts', '60')
    await view.user.click(button('Review changes'))
    const list = within(await dialog()).getByRole('list', { name: 'Consequences' })
    expect(list).toHaveTextContent('Note What it comes to for locks is not known')
    expect(list).not.toHaveTextContent('A lock lasts')
  })

  it('are at most ten and at least one', async () => {
    const ten = Array.from({ length: 10 }, () => ({ attempts: 1, duration: 1 }))
    const view = renderSettings(reads({ settings: { ...settings, lockoutTiers: ten } }))
    await edit(view)
    await view.user.click(button('Add tier'))
    expect(screen.queryByLabelText('Tier 11: wrong attempts in all')).toBeNull()
    expect(button('Add tier')).toHaveAccessibleDescription('Mosaic takes at most ten tiers.')
    for (let left = 10; left > 0; left--) await view.user.click(button('Remove tier 1'))
    await view.user.click(button('Review changes'))
    await waitFor(() => expect(button('Add tier')).toHaveAccessibleDescription('Add at least one tier.'))
    await waitFor(() => expect(button('Add tier')).toHaveFocus())
  })

  it('may be chosen, and given up for the simple model', async () => {
    const view = renderSettings({ 'passwordSettings.save': () => ({ outcome: 'saved', view: aReading() }) })
    await edit(view)
    await view.user.click(screen.getByRole('radio', { name: /^Progressive/ }))
    expect(screen.queryByLabelText('Lock lasts')).toBeNull()
    await put(view, 'Tier 1: wrong attempts in all', '3')
    await put(view, 'Tier 1: minutes locked', '5')
    await view.user.click(button('Review changes'))
    const asked = await dialog()
    expect(within(asked).getByRole('list', { name: 'Consequences' })).toHaveTextContent(
      'After the last tier a password stays locked until somebody unlocks it.'
    )
    await view.user.click(within(asked).getByRole('button', { name: 'Cancel' }))
    await view.user.click(screen.getByRole('radio', { name: /^Simple/ }))
    await put(view, 'Lock lasts', '30')
    await change(view)
    await screen.findByText('Password settings changed.')
    expect(view.callsOf('passwordSettings.save')[0]?.change).toEqual({ passwordSuspensionDuration: 30 })
  })
})

describe('the review', () => {
  it('counts the passwords that expire at once without making anybody wait', async () => {
    const ages = deferred<PasswordAges>()
    const view = renderSettings({ 'passwordSettings.ages': () => ages.promise })
    await edit(view)
    await put(view, 'Password expiry', '60')
    await view.user.click(button('Review changes'))
    const asked = await dialog()
    const counted = within(asked).getByRole('status', { name: 'Passwords that expire' })
    expect(counted).toHaveTextContent('Counting the passwords that are older than 60 days…')
    expect(within(asked).getByRole('button', { name: 'Change settings' })).toHaveAttribute(
      'aria-disabled',
      'false'
    )
    act(() => ages.resolve({ older: 1_204, of: 5_310 }))
    await waitFor(() =>
      expect(counted).toHaveTextContent(
        '1,204 passwords older than 60 days will be expired, of 5,310, not counting'
      )
    )
    expect(view.callsOf('passwordSettings.ages').at(-1)).toMatchObject({ days: 60 })
  })

  it('names no number where none can be known', async () => {
    const view = renderSettings({
      'passwordSettings.ages': () => ({ of: 2_000, why: 'There are too many users to look at.' })
    })
    await edit(view)
    await put(view, 'Password expiry', '60')
    await view.user.click(button('Review changes'))
    expect(await screen.findByText(/is not known\. There are too many users to look at\./)).toBeVisible()
  })

  it('is left by Escape: nothing is sent, the edits stay, the focus goes back', async () => {
    const view = renderSettings()
    await edit(view)
    await put(view, 'Minimum length', '14')
    button('Review changes').focus()
    await view.user.keyboard('{Enter}')
    const asked = await dialog()
    expect(asked).toHaveTextContent('Contoso shop · Practice tenant · Practice')
    await waitFor(() => expect(within(asked).getByRole('button', { name: 'Cancel' })).toHaveFocus())
    await view.user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await waitFor(() => expect(button('Review changes')).toHaveFocus())
    expect(field('Minimum length')).toHaveValue('14')
    expect(view.callsOf('passwordSettings.save')).toEqual([])
  })
})

describe('unsaved edits', () => {
  it('survive a look at another screen, on the reading that they were begun on', async () => {
    const view = renderSettings()
    await edit(view)
    await put(view, 'Minimum length', '14')
    goTo('find')
    const before = view.callsOf('passwordSettings.read').length
    goTo('password-settings')
    expect(field('Minimum length')).toHaveValue('14')
    expect(view.callsOf('passwordSettings.read')).toHaveLength(before)
  })

  it('are dropped only after a question', async () => {
    const view = renderSettings()
    await edit(view)
    await put(view, 'Minimum length', '14')
    await view.user.click(button('Cancel'))
    await dialog('Discard your changes?')
    await view.user.keyboard('{Escape}')
    await waitFor(() => expect(button('Cancel')).toHaveFocus())
    expect(field('Minimum length')).toHaveValue('14')
    await view.user.click(button('Cancel'))
    const asked = await dialog('Discard your changes?')
    await view.user.click(within(asked).getByRole('button', { name: 'Discard changes' }))
    await waitFor(() => expect(button('Edit settings')).toHaveFocus())
    expect(await region('Strength')).toHaveTextContent('12 characters')
  })

  it('that are none need no question', async () => {
    const view = renderSettings()
    await edit(view)
    await view.user.click(button('Cancel'))
    await waitFor(() => expect(button('Edit settings')).toHaveFocus())
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('never go to another tenant', async () => {
    const view = renderSettings({ 'app.state': () => anAppState() })
    await edit(view)
    await put(view, 'Minimum length', '14')
    act(() => view.emit('app.state', anAppState({ currentTenantId: practice.id })))
    await waitFor(() => expect(screen.getByRole('banner')).toHaveTextContent(practice.label))
    expect(screen.queryByRole('form', { name: 'Password settings' })).toBeNull()
    act(() => view.emit('app.state', anAppState()))
    await waitFor(() => expect(screen.getByRole('banner')).toHaveTextContent(contoso.label))
    await screen.findByRole('button', { name: 'Edit settings' })
    expect(screen.queryByRole('form', { name: 'Password settings' })).toBeNull()
    expect(view.callsOf('passwordSettings.read').at(-1)).toEqual(inContoso)
  })
})
