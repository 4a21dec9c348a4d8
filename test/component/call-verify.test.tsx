import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { AppFailure } from '../../src/shared/errors'
import type { CodeCheck } from '../../src/shared/verification'
import {
  aCode,
  caller,
  callInMain,
  codeBox,
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
import { heading, holdEnter } from './card-helpers'

describe('a code', () => {
  it('is sent by V and Enter, checked by Enter, and verifies the caller', async () => {
    const main = callInMain()
    const view = await openCall({ handlers: main.handlers })
    expect(caller()).toHaveTextContent('Not verified')
    const dialog = await codeSent(view)
    expect(view.callsOf('verify.sendCode')).toEqual([{ ...ofAna, channel: 'sms' }])
    expect(dialog).toHaveTextContent(/Code sent by SMS to •••0123 · (5:00|4:5\d) left/)
    await view.user.keyboard('123 456{Enter}')
    await isGone()
    expect(view.callsOf('verify.checkCode')).toEqual([{ ...ofAna, code: '123 456' }])
    await waitFor(() => expect(caller()).toHaveTextContent(/✓ Verified by SMS code· (10:00|9:5\d) left/))
    // a second Enter must not open it again
    await waitFor(() => expect(heading()).toHaveFocus())
  })

  it('by e-mail is sent from its own button', async () => {
    const view = await openCall({ handlers: callInMain().handlers })
    const dialog = await verifyCaller(view)
    await view.user.click(inDialog(dialog, 'Send code by e-mail'))
    await waitFor(() => expect(dialog).toHaveTextContent('Code sent by e-mail to a•••@example.com'))
    expect(view.callsOf('verify.sendCode')).toEqual([{ ...ofAna, channel: 'email' }])
  })

  it('is sent once, however long Enter is held', async () => {
    const view = await openCall({ handlers: callInMain().handlers })
    const dialog = await verifyCaller(view)
    await waitFor(() => expect(inDialog(dialog, 'Send code by SMS')).toHaveFocus())
    await view.user.keyboard('{Enter>}')
    holdEnter()
    await view.user.keyboard('{/Enter}')
    await waitFor(() => expect(codeBox(dialog)).toHaveFocus())
    expect(view.callsOf('verify.sendCode')).toHaveLength(1)
  })

  it('may be sent by what the policy allows when the dialog opens, not when the card did', async () => {
    const main = callInMain()
    const view = await openCall({ handlers: main.handlers })
    main.set({ ways: [way('call-back', { to: '•••0123' })] })
    const dialog = await verifyCaller(view)
    await waitFor(() => expect(within(dialog).queryByRole('button', { name: 'Send code by SMS' })).toBeNull())
    expect(inDialog(dialog, 'Dial')).toBeVisible()
  })

  it('is not checked while nothing was entered', async () => {
    const view = await openCall({ handlers: callInMain().handlers })
    const dialog = await codeSent(view)
    await view.user.keyboard(' {Enter}')
    await view.user.click(inDialog(dialog, 'Check code'))
    expect(view.callsOf('verify.checkCode')).toEqual([])
    expect(codeBox(dialog)).toHaveFocus()
  })

  it.each<[string, Partial<CodeCheck>, RegExp]>([
    ['the attempts that are left', { attemptsLeft: 2 }, /not the code\. 2 attempts are left/],
    ['the last one that is left', { attemptsLeft: 1 }, /1 attempt is left/],
    ['that none is left', { attemptsLeft: 0 }, /that was the last attempt/],
    ['no number where none is known', {}, /not the code\. Have it read out again/]
  ])('that is wrong says %s and is typed anew', async (_, more, words) => {
    const main = callInMain()
    const view = await openCall({
      handlers: {
        ...main.handlers,
        'verify.checkCode': () => ({ outcome: 'wrong', call: main.now(), ...more })
      }
    })
    const dialog = await codeSent(view)
    await view.user.keyboard('111111{Enter}')
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(words)
    expect(codeBox(dialog)).toHaveValue('')
    await waitFor(() => expect(codeBox(dialog)).toHaveFocus())
    expect(caller()).toHaveTextContent('Code sent')
  })

  it('that has run out is sent again by Enter', async () => {
    const main = callInMain()
    const view = await openCall({
      handlers: {
        ...main.handlers,
        'verify.checkCode': () => ({ outcome: 'expired', call: main.set({ pending: undefined }) })
      }
    })
    const dialog = await codeSent(view)
    await view.user.keyboard('111111{Enter}')
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('This code has run out.')
    expect(codeBox(dialog)).toHaveValue('')
    await waitFor(() => expect(inDialog(dialog, 'Send again')).toHaveFocus())
    await view.user.keyboard('{Enter}')
    await waitFor(() => expect(view.callsOf('verify.sendCode')).toHaveLength(2))
    await waitFor(() => expect(codeBox(dialog)).toHaveFocus())
    expect(within(dialog).queryByRole('alert')).toBeNull()
  })

  it('of which too many were wrong leads back to the other ways', async () => {
    const main = callInMain()
    const view = await openCall({
      handlers: {
        ...main.handlers,
        'verify.checkCode': () => ({ outcome: 'locked', call: main.set({ pending: undefined }) })
      }
    })
    const dialog = await codeSent(view)
    await view.user.keyboard('111111{Enter}')
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('takes no more codes for this user')
    expect(inDialog(dialog, 'Manager approved')).toBeVisible()
    expect(within(dialog).queryByRole('textbox')).toBeNull()
  })

  it('that could not be sent says why and leaves the other ways', async () => {
    const view = await openCall({
      handlers: {
        ...callInMain().handlers,
        'verify.sendCode': () => {
          throw new AppFailure({ kind: 'conflict', reason: 'provider-failed' })
        }
      }
    })
    const dialog = await verifyCaller(view)
    await view.user.click(inDialog(dialog, 'Send code by SMS'))
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'Send code by SMS: The tenant’s own SMS'
    )
    await view.user.click(inDialog(dialog, 'Send code by e-mail'))
    await waitFor(() => expect(within(dialog).queryByRole('alert')).not.toHaveTextContent('Send code by SMS'))
  })

  it('that is on its way already is asked for at once', async () => {
    const view = await openCall({ handlers: callInMain(unverified({ pending: aCode() })).handlers })
    expect(caller()).toHaveTextContent(/Code sent· (5:00|4:5\d) left/)
    const dialog = await verifyCaller(view)
    await waitFor(() => expect(codeBox(dialog)).toHaveFocus())
    await view.user.click(inDialog(dialog, 'Use another way'))
    await waitFor(() => expect(inDialog(dialog, 'Send code by SMS')).toHaveFocus())
  })

  it('says on the card that the sign-in it opened could not be ended', async () => {
    const main = callInMain()
    const view = await openCall({
      handlers: {
        ...main.handlers,
        'verify.checkCode': () => ({ outcome: 'verified', sessionLeft: true, call: main.prove('sms-code') })
      }
    })
    await codeSent(view)
    await view.user.keyboard('123456{Enter}')
    await isGone()
    expect(screen.getByRole('status', { name: 'Read first' })).toHaveTextContent('could not be ended')
  })
})

describe('the ways', () => {
  const ways = [
    way('email-code', {
      to: 'a•••@example.com',
      state: 'risky',
      risks: ['unverified'],
      why: 'Not verified.'
    }),
    way('email-link', { to: 'a•••@example.com', state: 'off', why: 'The profile has no redirect URI.' }),
    ...someWays.filter(({ kind }) => kind !== 'email-code')
  ]

  it('stand in the policy’s order; what is risky or off says why and sends nothing', async () => {
    const view = await openCall({ handlers: callInMain(unverified({ ways })).handlers })
    const dialog = await verifyCaller(view)
    const rows = within(dialog)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent)
    expect(rows).toEqual([
      'A code to a•••@example.comNot verified.Send code by e-mail',
      'Send link by e-mail a•••@example.comThe profile has no redirect URI.',
      'A code to •••0123Send code by SMS',
      'A call to the number on file, •••0123DialCaller was called back',
      'Somebody who may vouch for the caller Manager approved',
      'The caller stands here with a photo ID Seen in person'
    ])
    await waitFor(() => expect(inDialog(dialog, 'Send code by SMS')).toHaveFocus())
    const risky = inDialog(dialog, 'Send code by e-mail')
    expect(risky).toHaveAttribute('aria-disabled', 'true')
    expect(risky).toHaveAccessibleDescription('Not verified.')
    await view.user.click(risky)
    expect(view.callsOf('verify.sendCode')).toEqual([])
    // current-password and whatever else the policy does not know is not there
    expect(within(dialog).queryByRole('button', { name: /password/ })).toBeNull()
  })

  it('state nothing by an Enter: a call-back never has the focus by itself', async () => {
    const only = [way('call-back', { to: '•••0123' })]
    const view = await openCall({ handlers: callInMain(unverified({ ways: only })).handlers })
    const dialog = await verifyCaller(view)
    await waitFor(() => expect(within(dialog).getByRole('list')).toHaveFocus())
    await view.user.keyboard('{Enter}')
    expect(view.callsOf('verify.attest')).toEqual([])
  })

  it('say when the policy knows none', async () => {
    const view = await openCall({ handlers: callInMain(unverified({ ways: [] })).handlers })
    expect(await verifyCaller(view)).toHaveTextContent('knows no way to verify a caller')
  })

  it('are read while main has not answered, and again after a failure', async () => {
    let fails = true
    const view = await openCall({
      handlers: {
        'call.open': () => {
          if (fails) throw new AppFailure({ kind: 'unreachable', cause: 'timeout', host: 'api.example' })
          return unverified()
        }
      }
    })
    const dialog = await verifyCaller(view)
    const alert = await within(dialog).findByRole('alert')
    expect(alert).toHaveTextContent('Verify caller: api.example did not answer in time.')
    fails = false
    await view.user.click(within(alert).getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(inDialog(dialog, 'Send code by SMS')).toHaveFocus())
  })
})
