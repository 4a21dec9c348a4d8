import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { deliberateAfter } from '../../src/renderer/components/ConfirmDialog'
import { holdEnter } from './card-helpers'
import { aCall, buttonIn, findDialog } from './credentials-helpers'
import { aPassword, aUser } from './fixtures'
import {
  sessions,
  password,
  unlock,
  wait,
  openResolve,
  box,
  line,
  writes,
  start,
  ended
} from './credentials-resolve-helpers'

describe('the question "Resolve"', () => {
  it('lists the steps, has the focus on Cancel, and a held or early key does nothing', async () => {
    const view = openResolve()
    const dialog = await findDialog('Resolve')
    expect(dialog).toHaveTextContent('Ana López · ana.lopez@example.com')
    for (const name of [sessions, password, unlock]) expect(box(name)).toBeChecked()
    await waitFor(() => expect(buttonIn(dialog, 'Cancel')).toHaveFocus())
    await view.user.keyboard('e')
    fireEvent.keyDown(buttonIn(dialog, 'Cancel'), { key: 'e', repeat: true })
    holdEnter()
    await wait(deliberateAfter)
    fireEvent.keyDown(buttonIn(dialog, 'Cancel'), { key: 'e', repeat: true })
    expect(writes(view)).toEqual([])
    await view.user.keyboard('{Enter}')
    await screen.findByText('Card')
    expect(view.closed).toHaveBeenCalledExactlyOnceWith(undefined)
  })

  it('is answered by E once more, when that is deliberate', async () => {
    const view = openResolve()
    await findDialog('Resolve')
    await wait(deliberateAfter + 50)
    await view.user.keyboard('e')
    await ended()
    expect(writes(view)).toEqual(['user.signOut', 'password.issue', 'password.unlock'])
  })

  it.each<[string, Parameters<typeof openResolve>[0], boolean, boolean, RegExp]>([
    ['not locked', { authenticators: [aPassword()] }, false, false, /It is not locked now/],
    ['locked', {}, true, false, /It is locked now/],
    ['not known', { authenticators: undefined }, false, false, /not known/],
    [
      'blocked',
      { authenticators: [aPassword({ status: 'Deactivated' })] },
      false,
      true,
      /blocked by an administrator/
    ],
    ['suspended', { user: aUser({ status: 'Disabled' }) }, false, true, /The user is suspended/],
    [
      'forbidden',
      { call: aCall({ unlock: { allowed: false, why: 'Not here.' } }) },
      false,
      true,
      /Not here\./
    ]
  ])('offers the unlock as is sensible: %s', async (_, setting, checked, off, words) => {
    openResolve(setting)
    await findDialog('Resolve')
    expect((box(unlock) as HTMLInputElement).checked).toBe(checked)
    expect((box(unlock) as HTMLInputElement).disabled).toBe(off)
    expect(box(unlock)).toHaveAccessibleDescription(words)
    expect(box(sessions)).toBeChecked()
  })

  it('has nothing to unlock where there is no password yet', async () => {
    const { password: _none, ...newcomer } = aUser()
    openResolve({ user: newcomer, authenticators: [] })
    await findDialog('Resolve')
    expect(box(unlock)).toBeDisabled()
    expect(box(password)).toHaveAccessibleDescription(/A first one/)
  })

  it('does only what is chosen, and nothing where nothing is', async () => {
    const view = openResolve({ authenticators: [aPassword()] })
    const dialog = await findDialog('Resolve')
    await view.user.click(box(sessions))
    await view.user.click(box(password))
    await view.user.click(buttonIn(dialog, 'Resolve'))
    expect(within(dialog).getByRole('alert')).toHaveTextContent('Choose at least one step.')
    await view.user.click(box(sessions))
    expect(within(dialog).getByRole('alert')).toBeEmptyDOMElement()
    await start(view)
    await ended()
    expect(writes(view)).toEqual(['user.signOut'])
    expect(line(password)).toHaveTextContent('Left out')
  })

  it('has the caller verified before anything is done, where a step is known to need it', async () => {
    const view = openResolve({ call: aCall({ issue: { needed: 1, have: 0 } }) })
    await view.user.click(buttonIn(await findDialog('Resolve'), 'Resolve'))
    expect(view.needsVerification).toHaveBeenCalledOnce()
    expect(writes(view)).toEqual([])
    // without that step nothing of the kind is needed
    await view.user.click(box(password))
    await start(view)
    await ended()
    expect(writes(view)).toEqual(['user.signOut', 'password.unlock'])
  })
})
