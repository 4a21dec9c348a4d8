import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { type Drill, drills } from '../../src/renderer/practice/drills'
import { startDrill, useDrill } from '../../src/renderer/practice/drill-store'
import { callKeyOf } from '../../src/renderer/state/call'
import { useDesk } from '../../src/renderer/state/desk-store'
import { AppFailure } from '../../src/shared/errors'
import type { TenantSummary } from '../../src/shared/tenant'
import {
  ana,
  callInMain,
  caller,
  dialogOf,
  inDialog,
  isGone,
  ofAna,
  openCall,
  unverified
} from './call-helpers'
import { button, heading } from './card-helpers'
import { deferred } from './deferred'
import type { FakeHandlers } from './fake-bridge'
import { contoso, practice } from './fixtures'

type View = Awaited<ReturnType<typeof openCall>>

/** A call that main ends when the caller is refused. */
const openRefusable = (handlers: FakeHandlers = {}, tenant: TenantSummary = contoso) =>
  openCall({
    tenant,
    handlers: {
      ...callInMain(unverified({ tenantId: tenant.id })).handlers,
      'practice.inbox': () => [],
      'call.refuse': () => null,
      ...handlers
    }
  })

/** The dialog, opened from the menu. */
async function refusing(view: View): Promise<HTMLElement> {
  await view.user.click(button('More actions'))
  await view.user.click(await screen.findByRole('menuitem', { name: 'Refuse caller' }))
  const dialog = await dialogOf('Refuse caller')
  await waitFor(() => expect(reason(dialog)).toHaveFocus())
  return dialog
}

const reason = (dialog: HTMLElement) => within(dialog).getByRole('textbox', { name: 'Reason' })
const cardIsGone = () => waitFor(() => expect(screen.queryByRole('region', { name: 'User' })).toBeNull())

describe('the dialog "Refuse caller"', () => {
  it('says who it is about and what a refusal does', async () => {
    const dialog = await refusing(await openRefusable())
    for (const words of [
      'Ana López',
      'Contoso Retail',
      'The reason goes into the journal',
      'For 24 hours new passwords, codes and resets of this user are braked',
      'Do not tell the caller whether there is such an account.'
    ])
      expect(dialog).toHaveTextContent(words)
    expect(reason(dialog)).toBeRequired()
  })

  it.each(['{Enter}', '  {Enter}', 'ab{Enter}'])('sends nothing without a reason: %j', async (keys) => {
    const view = await openRefusable()
    const dialog = await refusing(view)
    await view.user.keyboard(keys)
    expect(reason(dialog)).toHaveAccessibleDescription('Say why, in a few words.')
    expect(reason(dialog)).toBeInvalid()
    expect(reason(dialog)).toHaveFocus()
    await view.user.click(inDialog(dialog, 'Refuse caller'))
    expect(view.callsOf('call.refuse')).toEqual([])
    expect(dialog).toBeVisible()
  })

  it('refuses by Enter, once, with the reason as it was typed', async () => {
    const end = deferred<null>()
    const view = await openRefusable({ 'call.refuse': () => end.promise })
    const dialog = await refusing(view)
    await view.user.keyboard(' Did not know the manager. {Enter}{Enter}{Escape}')
    expect(inDialog(dialog, 'Refuse caller…')).toHaveAttribute('aria-disabled', 'true')
    await view.user.click(inDialog(dialog, 'Cancel'))
    expect(dialog).toBeVisible()
    end.resolve(null)
    await isGone()
    expect(view.callsOf('call.refuse')).toEqual([{ ...ofAna, reason: 'Did not know the manager.' }])
  })

  it.each(['Cancel', 'Escape'])('%s refuses nobody, and the call goes on', async (by) => {
    const view = await openRefusable()
    const dialog = await refusing(view)
    await view.user.keyboard('a mistake')
    if (by === 'Cancel') await view.user.click(inDialog(dialog, 'Cancel'))
    else await view.user.keyboard('{Escape}')
    await isGone()
    expect(view.callsOf('call.refuse')).toEqual([])
    expect(view.callsOf('call.close')).toEqual([])
    expect(caller()).toHaveTextContent('Not verified')
    await waitFor(() => expect(button('More actions')).toHaveFocus())
  })

  it('is opened from "Verify caller" as well, in its place', async () => {
    const view = await openRefusable()
    await waitFor(() => expect(heading()).toHaveFocus())
    await view.user.keyboard('v')
    await view.user.click(inDialog(await dialogOf('Verify caller'), 'Refuse caller'))
    const dialog = await dialogOf('Refuse caller')
    expect(screen.getAllByRole('dialog')).toEqual([dialog])
    await waitFor(() => expect(reason(dialog)).toHaveFocus())
    await view.user.keyboard('read out no code{Enter}')
    await cardIsGone()
    expect(view.callsOf('call.refuse')).toEqual([{ ...ofAna, reason: 'read out no code' }])
    expect(view.calls.filter(({ name }) => name.startsWith('verify.'))).toEqual([])
  })

  it('tells what failed; the call goes on and it can be tried again', async () => {
    const view = await openRefusable({
      'call.refuse': () => {
        throw new AppFailure({ kind: 'not-saved', reason: 'disk-full', fileName: 'journal.jsonl' })
      }
    })
    const dialog = await refusing(view)
    await view.user.keyboard('wrong voice{Enter}')
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'Refuse caller: journal.jsonl could not be written: the disk is full.'
    )
    expect(reason(dialog)).toHaveValue('wrong voice')
    expect(caller()).toHaveTextContent('Not verified')
    expect(view.callsOf('call.close')).toEqual([])
    expect(useDesk.getState().open).toMatchObject(ofAna)
    view.handle({ 'call.refuse': () => null })
    await view.user.click(inDialog(dialog, 'Refuse caller'))
    await cardIsGone()
    expect(view.callsOf('call.refuse')).toHaveLength(2)
  })

  it('tells at its field what main says of the reason', async () => {
    const view = await openRefusable({
      'call.refuse': () => {
        const fields = { reason: 'At most 300 characters.' }
        throw new AppFailure({ kind: 'invalid-input', reason: 'form', fields })
      }
    })
    const dialog = await refusing(view)
    await view.user.keyboard('wrong voice{Enter}')
    await waitFor(() => expect(reason(dialog)).toHaveAccessibleDescription('At most 300 characters.'))
    expect(within(dialog).queryByRole('alert')).toBeNull()
  })
})

describe('after a refusal', () => {
  async function refused(view: View): Promise<void> {
    await refusing(view)
    await view.user.keyboard('wrong voice{Enter}')
    await cardIsGone()
  }

  it('the card is gone, nothing of it is kept, and the badge says so', async () => {
    const view = await openRefusable()
    await refused(view)
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(caller()).toHaveTextContent('Caller refused')
    expect(screen.queryByRole('textbox', { name: 'Ticket number' })).toBeNull()
    expect(useDesk.getState().open).toBeUndefined()
    expect(view.callsOf('call.close')).toEqual([ofAna])
    expect(view.client.getQueryData(callKeyOf(ofAna))).toBeUndefined()
    expect(document.body).not.toHaveTextContent(ana.displayName)
  })

  it('the number that was typed last is saved before it is sent', async () => {
    const saved = deferred<void>()
    const main = callInMain()
    const view = await openRefusable({
      'call.setTicket': ({ ticket }) => saved.promise.then(() => main.set({ ticket }))
    })
    await view.user.type(screen.getByRole('textbox', { name: 'Ticket number' }), 'INC-7')
    await refusing(view)
    await view.user.keyboard('wrong voice{Enter}')
    expect(view.callsOf('call.setTicket')).toEqual([{ ...ofAna, ticket: 'INC-7' }])
    expect(view.callsOf('call.refuse')).toEqual([])
    saved.resolve()
    await cardIsGone()
    expect(view.callsOf('call.refuse')).toHaveLength(1)
  })

  it('the note of that call can be copied until another card is opened', async () => {
    const view = await openRefusable({ 'call.copyNote': () => ({ text: 'Work note' }) })
    await refused(view)
    await view.user.click(button('Copy work note'))
    await screen.findByText('Work note copied')
    expect(view.callsOf('call.copyNote')).toEqual([ofAna])
    act(() => useDesk.getState().openUser(ana, contoso.id))
    await waitFor(() => expect(caller()).toHaveTextContent('Not verified'))
    await waitFor(() => expect(view.callsOf('call.open')).toHaveLength(2))
  })
})

describe('a practice drill', () => {
  const drill: Drill = { ...drills[1]!, userId: ana.id, rightAnswer: 'refuse' }

  it('is told of a refusal in the practice tenant', async () => {
    const view = await openRefusable({}, practice)
    act(() => startDrill(drill))
    await refusing(view)
    await view.user.keyboard('wrong voice{Enter}')
    await cardIsGone()
    expect(useDrill.getState().results[drill.id]).toMatchObject({ refused: true, grade: 'right' })
    expect(useDrill.getState().running).toBeUndefined()
  })

  it('is not told of one that was thought better of, nor of one elsewhere', async () => {
    const view = await openRefusable({}, practice)
    act(() => startDrill(drill))
    await refusing(view)
    await view.user.keyboard('wrong voice{Escape}')
    await isGone()
    expect(useDrill.getState().running?.drill).toBe(drill)
    view.unmount()
    const other = await openRefusable()
    await refusing(other)
    await other.user.keyboard('wrong voice{Enter}')
    await cardIsGone()
    expect(useDrill.getState().running?.drill).toBe(drill)
  })
})
