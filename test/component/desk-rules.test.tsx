import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { rulesKey } from '../../src/renderer/state/queries'
import { AppFailure } from '../../src/shared/errors'
import type { SignInRules } from '../../src/shared/password-settings'
import { openCard, verdict } from './card-helpers'
import { openDialog } from './credentials-helpers'
import { deferred } from './deferred'
import { aPassword, aUser, contoso } from './fixtures'

const rules: SignInRules = {
  suspensionMinutes: 30,
  temporaryPasswordHours: 24,
  resetValidityMinutes: 15,
  minLength: 12
}
const ana = aUser()
/** Its code may be loaded only now. */
const findDialog = (name: string) => screen.findByRole('dialog', { name }, { timeout: 10_000 })

describe('the verdict', () => {
  const locked = () => [aPassword({ status: 'Locked', lastFailureAt: Date.now() - 60_000 })]

  it('does not wait for the rules, and goes by them once they are there', async () => {
    const coming = deferred<SignInRules>()
    const view = await openCard(ana, locked, { 'tenant.rules': () => coming.promise })
    await waitFor(() => expect(verdict()).toHaveTextContent('if this tenant keeps Mosaic’s usual 15 minutes'))
    expect(view.callsOf('tenant.rules').at(-1)).toEqual({ tenantId: contoso.id, applicationId: 'main' })
    await act(async () => coming.resolve(rules))
    await waitFor(() => expect(verdict()).toHaveTextContent('as this application locks for 30 minutes.'))
    expect(verdict()).not.toHaveTextContent('usual')
  })

  it('does without them where they cannot be read', async () => {
    await openCard(ana, locked, {
      'tenant.rules': () => {
        throw new AppFailure({ kind: 'internal' })
      }
    })
    await waitFor(() => expect(verdict()).toHaveTextContent('usual 15 minutes'))
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

describe('a temporary password', () => {
  it('says before it is issued how long it lives, and afterwards when it should run out', async () => {
    const tomorrow = new Date()
    tomorrow.setDate(tomorrow.getDate() + 1)
    const view = await openCard(ana, () => [aPassword()], {
      'tenant.rules': () => rules,
      'password.issue': () => ({
        issueId: 'issue-1',
        how: 'replaced',
        strengthened: false,
        length: 19,
        expiresAt: tomorrow.getTime(),
        estimated: true
      }),
      'issued.done': () => null
    })
    await waitFor(() => expect(view.client.getQueryData(rulesKey(contoso.id, 'main'))).toEqual(rules))
    await view.user.keyboard('t')
    const asked = await findDialog('Give Ana López a new password?')
    expect(asked).toHaveTextContent('It has to be used within 24 hours.')
    await view.user.click(within(asked).getByRole('button', { name: 'Issue temporary password' }))
    const issued = await findDialog('Temporary password')
    expect(
      await within(issued).findByText(
        /^It should run out tomorrow at \d\d:\d\d: Mosaic did not say, so this is counted from the application’s settings\.$/
      )
    ).toBeVisible()
  })
})

describe('the dialogs of the card', () => {
  it('"Send a password reset" says how long a link or code lives', async () => {
    openDialog('send-reset', { handlers: { 'tenant.rules': () => rules } })
    const dialog = await findDialog('Send a password reset')
    await waitFor(() => expect(dialog).toHaveTextContent('A link or code lives 15 minutes.'))
  })

  it('"Send a password reset" says nothing of it where it is not known', async () => {
    const view = openDialog('send-reset')
    const dialog = await findDialog('Send a password reset')
    await waitFor(() => expect(view.callsOf('tenant.rules')).not.toHaveLength(0))
    expect(dialog).not.toHaveTextContent('lives')
  })
})
