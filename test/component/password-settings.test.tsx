import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { AppFailure } from '../../src/shared/errors'
import type { PasswordSettingsView } from '../../src/shared/password-settings'
import { settings } from '../fakes/password-settings'
import { anAppState } from './fixtures'
import { aReading, button, inContoso, region, renderSettings } from './password-settings-helpers'

/** A fact as it is read out: its name, its value and what is said of it. */
const fact = (panel: HTMLElement, name: string) =>
  [...(within(panel).getByText(name).parentElement?.children ?? [])].map((part) => part.textContent)

describe('the screen "Password settings"', () => {
  it('shows every setting in its panel, and whose they are', async () => {
    const view = renderSettings({ 'app.state': () => anAppState() })
    const strength = await region('Strength')
    expect(screen.getByRole('heading', { level: 1, name: 'Password settings' })).toBeVisible()
    expect(screen.getByRole('banner')).toHaveTextContent('Contoso shop in Contoso Retail · app-shop')
    expect(fact(strength, 'Complexity level')).toEqual(['Complexity level', 'Level 3 of 5'])
    expect(strength).toHaveTextContent('Mosaic does not document what a level demands.')
    expect(fact(strength, 'Minimum length')).toEqual(['Minimum length', '12 characters'])
    expect(fact(strength, 'Refuse breached passwords')[1]).toBe('On')
    expect(fact(strength, 'Refuse dictionary words')[1]).toBe('Off')
    const expiry = await region('Expiry and history')
    expect(fact(expiry, 'Password expiry')[1]).toBe('90 days')
    expect(fact(expiry, 'Earlier passwords refused')[1]).toBe('The last 5')
    const resets = await region('Resets and temporary passwords')
    expect(fact(resets, 'Reset links and codes live')[1]).toBe('15 minutes')
    expect(fact(resets, 'Reset code length')[1]).toBe('6 digits')
    expect(fact(resets, 'Temporary passwords live')[1]).toBe('24 hours (1 day)')
    expect(fact(resets, 'Second factor for resets')[1]).toBe('Off')
    const notices = await region('Notices and reset e-mail')
    expect(fact(notices, 'E-mail on password change')[1]).toBe('On')
    expect(fact(notices, 'Sender')[1]).toBe('Contoso shop')
    expect(view.callsOf('passwordSettings.read').at(-1)).toEqual(inContoso)
    expect(screen.queryByRole('textbox')).toBeNull()
  })

  it('says that passwords never expire, and which days are set aside', async () => {
    renderSettings({
      'passwordSettings.read': () => aReading({ settings: { ...settings, ignoreExpiration: true } })
    })
    const expiry = await region('Expiry and history')
    expect(fact(expiry, 'Password expiry')).toEqual(['Password expiry', 'Never', '90 days are set aside'])
    expect(fact(expiry, 'Passwords never expire')[1]).toBe('On')
  })

  it('tells the simple lockout in a sentence, with its figures', async () => {
    renderSettings()
    const lockout = await region('Lockout')
    expect(lockout).toHaveTextContent(
      'After 5 wrong attempts within 15 minutes, the password is locked for 15 minutes. Then it opens by itself.'
    )
    expect(fact(lockout, 'Wrong attempts until locked')[1]).toBe('5 attempts')
    expect(within(lockout).queryByRole('list', { name: 'Lockout tiers' })).toBeNull()
  })

  it('draws tiers as a timeline that reads as a list', async () => {
    const lockoutTiers = [
      { attempts: 3, duration: 5 },
      { attempts: 6, duration: 30 }
    ]
    renderSettings({ 'passwordSettings.read': () => aReading({ settings: { ...settings, lockoutTiers } }) })
    const lockout = await region('Lockout')
    const steps = within(within(lockout).getByRole('list', { name: 'Lockout tiers' })).getAllByRole(
      'listitem'
    )
    expect(steps.map((step) => step.textContent)).toEqual([
      'After 3 wrong attemptslocked for 5 minutes',
      'After 3 more, 6 in alllocked for 30 minutes',
      'After any morelocked until somebody unlocks it'
    ])
    expect(lockout).toHaveTextContent('The lock of tier 2 lasts as long as wrong attempts count or longer')
    expect(fact(lockout, 'Lock lasts')[2]).toBe('not used: the tiers count')
  })

  it('shows the mail with its texts as text, and whether its button can be read', async () => {
    const message = { primaryColor: '#ffe000', from: '<b>Contoso</b>', subject: 'https://evil.example' }
    renderSettings({ 'passwordSettings.read': () => aReading({ settings: { ...settings, message } }) })
    const mail = await screen.findByRole('figure', { name: 'Preview of the reset e-mail' })
    expect(mail).toHaveTextContent('From <b>Contoso</b>')
    expect(mail).toHaveTextContent('Subject https://evil.example')
    expect(mail).toHaveTextContent('a contrast of 1.3:1 and fails AA, which asks for 4.5:1.')
    expect(within(mail).getByText('Reset password')).toHaveStyle({ backgroundColor: '#ffe000' })
    expect(within(mail).queryByRole('link')).toBeNull()
    expect(within(mail).queryByRole('button')).toBeNull()
  })

  it('shows no colour that is none', async () => {
    const message = { primaryColor: 'url(https://evil.example/x)', from: 'Contoso' }
    renderSettings({ 'passwordSettings.read': () => aReading({ settings: { ...settings, message } }) })
    const mail = await screen.findByRole('figure')
    expect(mail).toHaveTextContent('This is no colour that Tessera can show.')
    expect(mail.innerHTML).not.toContain('evil.example')
  })
})

describe('what is not as Tessera knows it', () => {
  it('is named field by field, and the rest is still shown', async () => {
    const { tempPasswordValidityHours: _hours, checkHibp: _hibp, ...rest } = settings
    renderSettings({
      'passwordSettings.read': () =>
        aReading({
          settings: { ...rest, passwordMinLength: 64 },
          lacking: ['tempPasswordValidityHours'],
          unreadable: ['checkHibp'],
          unknownFields: 2
        })
    })
    const strength = await region('Strength')
    expect(fact(strength, 'Minimum length')).toEqual([
      'Minimum length',
      '64 characters',
      'outside Mosaic’s own range'
    ])
    expect(fact(strength, 'Refuse breached passwords')[1]).toMatch(/a form that Tessera does not know/)
    const resets = await region('Resets and temporary passwords')
    expect(fact(resets, 'Temporary passwords live')).toEqual([
      'Temporary passwords live',
      'Not reported by this tenant'
    ])
    const about = screen.getByRole('list', { name: 'About these settings' })
    expect(about).toHaveTextContent('This tenant does not report 1 setting')
    expect(about).toHaveTextContent('Not readable: Refuse breached passwords.')
    expect(about).toHaveTextContent('2 settings more that Tessera does not know stay as they are.')
  })

  it('says why nothing can be edited here', async () => {
    renderSettings({
      'passwordSettings.read': () =>
        aReading({
          edit: { allowed: false, why: 'Agents on this machine may not change password settings.' }
        })
    })
    expect(await screen.findByRole('list', { name: 'About these settings' })).toHaveTextContent(
      'These settings cannot be edited here. Agents on this machine may not change password settings.'
    )
    expect(screen.queryByRole('button', { name: 'Edit settings' })).toBeNull()
  })
})

describe('a reading', () => {
  it('is awaited with the panels in place', async () => {
    renderSettings({ 'passwordSettings.read': () => new Promise<never>(() => undefined) })
    expect(await screen.findByRole('region', { name: 'Strength' })).toHaveAttribute('aria-busy', 'true')
    expect(screen.getByText('Reading the password settings…')).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Edit settings' })).toBeNull()
  })

  it('that the client may not do names the permission, and can be tried again', async () => {
    const view = renderSettings({
      'passwordSettings.read': () => {
        throw new AppFailure({ kind: 'not-permitted', permission: 'authentication-methods:read' })
      }
    })
    expect(await screen.findByRole('alert')).toHaveTextContent('the permission authentication-methods:read')
    expect(screen.getByRole('heading', { level: 1, name: 'Password settings' })).toBeVisible()
    view.handle({ 'passwordSettings.read': () => aReading() })
    await view.user.click(button('Try again'))
    expect(await region('Lockout')).toBeVisible()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('of an application without passwords says so', async () => {
    renderSettings({ 'passwordSettings.read': () => ({ state: 'no-password-login', appId: 'app-shop' }) })
    expect(await screen.findByText('Sign-in by password is switched off in this application.')).toBeVisible()
    expect(screen.queryByRole('region', { name: 'Strength' })).toBeNull()
  })

  it('that cannot be made anew leaves the last one where it is', async () => {
    const view = renderSettings()
    await region('Strength')
    view.handle({
      'passwordSettings.read': () => {
        throw new AppFailure({ kind: 'unreachable', cause: 'timeout', host: 'api.example' })
      }
    })
    await view.user.click(button('Refresh'))
    expect(await screen.findByRole('alert')).toHaveTextContent('api.example did not answer in time')
    expect(await region('Strength')).toHaveTextContent('12 characters')
  })

  it('belongs to its application: another one’s is read anew', async () => {
    const two = anAppState()
    const other = (view: PasswordSettingsView) => ({ ...view, appName: 'Contoso staff' })
    const view = renderSettings({
      'app.state': () => two,
      'passwordSettings.read': ({ applicationId }) =>
        applicationId === 'main' ? aReading() : other(aReading({ readId: 'read-2' }))
    })
    await region('Strength')
    view.emit('app.state', {
      ...two,
      tenants: two.tenants.map((tenant) =>
        tenant.id === inContoso.tenantId
          ? {
              ...tenant,
              applicationId: 'staff',
              applications: [
                ...tenant.applications,
                { id: 'staff', name: 'Staff', clientId: 'client-2', secretStored: true }
              ]
            }
          : tenant
      )
    })
    await waitFor(() => expect(screen.getByRole('banner')).toHaveTextContent('Contoso staff in'))
    expect(view.callsOf('passwordSettings.read').at(-1)).toEqual({ ...inContoso, applicationId: 'staff' })
  })
})
