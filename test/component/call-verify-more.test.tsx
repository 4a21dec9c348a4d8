import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { AppFailure } from '../../src/shared/errors'
import {
  ana,
  caller,
  callInMain,
  codeSent,
  inDialog,
  isGone,
  ofAna,
  openCall,
  someWays,
  unverified,
  verifyCaller,
  way
} from './call-helpers'
import { heading } from './card-helpers'
import { gates, practice } from './fixtures'

describe('what the agent states', () => {
  it('a call-back is dialled at the number on file and stated', async () => {
    const view = await openCall({ handlers: callInMain().handlers })
    const dialog = await verifyCaller(view)
    await view.user.click(inDialog(dialog, 'Dial'))
    await waitFor(() => expect(view.callsOf('verify.dial')).toEqual([ofAna]))
    await view.user.click(inDialog(dialog, 'Caller was called back'))
    await isGone()
    expect(view.callsOf('verify.attest')).toEqual([{ ...ofAna, kind: 'call-back' }])
    await waitFor(() => expect(caller()).toHaveTextContent('Verified by call-back'))
  })

  it.each([
    ['Manager approved', 'manager-approval', 'manager approval'],
    ['Seen in person', 'in-person', 'photo ID in person']
  ])('%s asks for name and reason', async (button, kind, words) => {
    const view = await openCall({ handlers: callInMain().handlers })
    const dialog = await verifyCaller(view)
    await view.user.click(inDialog(dialog, button))
    const name = within(dialog).getByRole('textbox', { name: 'Name' })
    await waitFor(() => expect(name).toHaveFocus())
    await view.user.keyboard('{Enter}')
    expect(name).toHaveAccessibleDescription(/Enter a name\./)
    await view.user.keyboard('M. Chen{Enter}')
    const reason = within(dialog).getByRole('textbox', { name: 'Reason' })
    expect(reason).toHaveFocus()
    expect(reason).toHaveAccessibleDescription(/Say why, in a few words\./)
    expect(view.callsOf('verify.attest')).toEqual([])
    await view.user.keyboard('knows her voice')
    await view.user.click(inDialog(dialog, button))
    await isGone()
    expect(view.callsOf('verify.attest')).toEqual([
      { ...ofAna, kind, name: 'M. Chen', reason: 'knows her voice' }
    ])
    await waitFor(() => expect(caller()).toHaveTextContent(`Verified by ${words}`))
  })
})

describe('the current password', () => {
  const withPassword = () => unverified({ ways: [...someWays, way('current-password')] })

  it('is masked, warned about, and leaves nothing in the page', async () => {
    const view = await openCall({ handlers: callInMain(withPassword()).handlers })
    const dialog = await verifyCaller(view)
    await view.user.click(inDialog(dialog, 'Check current password'))
    const field = within(dialog).getByLabelText('Current password')
    expect(field).toHaveAttribute('type', 'password')
    expect(dialog).toHaveTextContent('A wrong password counts towards the lock.')
    expect(dialog).toHaveTextContent('a habit to break')
    await waitFor(() => expect(field).toHaveFocus())
    await view.user.keyboard('s3cret-word{Enter}')
    await isGone()
    expect(view.callsOf('verify.password')).toEqual([{ ...ofAna, password: 's3cret-word' }])
    expect(document.documentElement.outerHTML).not.toContain('s3cret-word')
  })

  it('that is wrong is said at its field, which is empty again', async () => {
    const view = await openCall({
      handlers: {
        ...callInMain(withPassword()).handlers,
        'verify.password': () => {
          const fields = { password: 'This is not the password.' }
          throw new AppFailure({ kind: 'invalid-input', reason: 'form', fields })
        }
      }
    })
    const dialog = await verifyCaller(view)
    await view.user.click(inDialog(dialog, 'Check current password'))
    const field = within(dialog).getByLabelText('Current password')
    await view.user.type(field, 'nope{Enter}')
    await waitFor(() => expect(field).toHaveAccessibleDescription('This is not the password.'))
    expect(field).toHaveValue('')
    expect(within(dialog).queryByRole('alert')).toBeNull()
  })
})

describe('a link', () => {
  const withLink = () => unverified({ ways: [way('email-link', { to: 'a•••@example.com' }), ...someWays] })

  it('is waited for, and goes on by itself once it was opened', async () => {
    const main = callInMain(withLink())
    let opened = false
    const view = await openCall({
      handlers: {
        ...main.handlers,
        'verify.checkLink': () =>
          opened
            ? { outcome: 'verified', call: main.prove('email-link') }
            : { outcome: 'waiting', call: main.now() }
      }
    })
    const dialog = await verifyCaller(view)
    await view.user.click(inDialog(dialog, 'Send link by e-mail'))
    await waitFor(() => expect(dialog).toHaveTextContent('Waiting until the caller opens it.'))
    expect(caller()).toHaveTextContent('Link sent')
    await waitFor(() => expect(view.callsOf('verify.checkLink').length).toBeGreaterThan(0), {
      timeout: 5_000
    })
    expect(dialog).toBeVisible()
    opened = true
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull(), { timeout: 5_000 })
    await waitFor(() => expect(caller()).toHaveTextContent('Verified by e-mail link'))
    const asked = view.callsOf('verify.checkLink').length
    await new Promise((resolve) => setTimeout(resolve, 3_300))
    expect(view.callsOf('verify.checkLink')).toHaveLength(asked)
  })

  it('that has run out says so and can be sent again', async () => {
    const main = callInMain(withLink())
    const view = await openCall({
      handlers: {
        ...main.handlers,
        'verify.checkLink': () => ({ outcome: 'expired', call: main.set({ pending: undefined }) })
      }
    })
    const dialog = await verifyCaller(view)
    await view.user.click(inDialog(dialog, 'Send link by e-mail'))
    await waitFor(
      () => expect(within(dialog).getByRole('alert')).toHaveTextContent('The link has run out.'),
      {
        timeout: 5_000
      }
    )
    expect(dialog).not.toHaveTextContent('Waiting until')
    await view.user.click(inDialog(dialog, 'Send again'))
    await waitFor(() => expect(dialog).toHaveTextContent('Waiting until'))
    expect(view.callsOf('verify.sendLink')).toHaveLength(2)
  })
})

describe('a privileged user', () => {
  it('needs a second verification of another kind, and says why', async () => {
    const main = callInMain(unverified({ privileged: 'in the group Administrators' }, 2))
    const view = await openCall({ handlers: main.handlers })
    expect(screen.getByRole('status', { name: 'Read first' })).toHaveTextContent(
      'This user is privileged.in the group Administrators. Changes need two verifications'
    )
    const dialog = await codeSent(view)
    expect(dialog).toHaveTextContent('(in the group Administrators): two verifications of different kinds')
    await view.user.keyboard('123456{Enter}')
    await waitFor(() => expect(dialog).toHaveTextContent('✓ Verified by SMS code. One more is needed'))
    await waitFor(() => expect(inDialog(dialog, 'Send code by e-mail')).toHaveFocus())
    expect(dialog).toHaveTextContent('Used already: the next one must be of another kind.')
    expect(within(dialog).queryByRole('button', { name: 'Send code by SMS' })).toBeNull()
    await view.user.click(inDialog(dialog, 'Caller was called back'))
    await isGone()
    await waitFor(() => expect(caller()).toHaveTextContent('✓ Verified by SMS code and call-back'))
  })
})

describe('leaving', () => {
  it.each(['Close', 'Escape'])('%s does nothing and gives the focus back', async (by) => {
    const view = await openCall({ handlers: callInMain().handlers })
    const dialog = await verifyCaller(view)
    if (by === 'Close') await view.user.click(inDialog(dialog, 'Close'))
    else await view.user.keyboard('{Escape}')
    await isGone()
    await waitFor(() => expect(heading()).toHaveFocus())
    expect(view.calls.filter(({ name }) => name.startsWith('verify.'))).toEqual([])
  })
})

it('the practice tenant shows what it sent', async () => {
  const ways = { ways: someWays, actions: gates({}, { needed: 1 }) }
  const ref = { tenantId: practice.id, userId: ana.id }
  const view = await openCall({
    tenant: practice,
    handlers: {
      ...callInMain(unverified({ ...ref, ...ways })).handlers,
      'practice.inbox': () => [
        {
          id: 'm1',
          at: Date.now(),
          channel: 'sms',
          to: '+1',
          userId: ana.id,
          text: 'Code 123456',
          code: '123456'
        }
      ]
    }
  })
  const dialog = await verifyCaller(view)
  expect(await within(dialog).findByText(/123456/)).toBeVisible()
  act(() => undefined)
})
