import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { deliberateAfter } from '../../src/renderer/components/ConfirmDialog'
import { useDesk } from '../../src/renderer/state/desk-store'
import type { EventPayload } from '../../src/shared/contract'
import { AppFailure } from '../../src/shared/errors'
import { found, result } from './answers'
import { ana, ben, box } from './find-helpers'
import { contoso } from './fixtures'
import { agree, asked, button, fabrikam, heading, opened, patient, question } from './links-helpers'

async function openAna() {
  const view = await opened()
  await view.user.type(box(), 'ana{Enter}')
  await heading('Ana López')
  return view
}

describe('a link that interrupts nothing', () => {
  it('searches as if it had been typed: one match opens the card', async () => {
    const view = await opened()
    await view.link('ben')
    await heading('Ben Okafor')
    expect(box()).toHaveValue('ben')
    expect(view.searches()).toEqual([[contoso.id, 'ben']])
    expect(view.callsOf('tenants.select')).toEqual([])
    expect(question()).toBeNull()
  })

  it('shows the list where several match, from whatever screen', async () => {
    const view = await opened({}, ({ text }) => result(text, found('email', [ana]), found('username', [ben])))
    await view.user.click(button('Settings'))
    expect(useDesk.getState().screen).toBe('settings')
    await view.link('a')
    expect(await screen.findByRole('listbox', { name: 'Matching users' }, patient)).toHaveFocus()
    expect(useDesk.getState()).toMatchObject({ screen: 'find', open: undefined })
  })

  it('opens its tenant first', async () => {
    const view = await opened()
    await view.link('ben', fabrikam.id)
    await heading('Ben Okafor')
    // nobody agreed to it: main is not to leave a call for it
    expect(view.callsOf('tenants.select')).toEqual([{ tenantId: fabrikam.id, unlessCall: true }])
    expect(view.searches()).toEqual([[fabrikam.id, 'ben']])
    expect(useDesk.getState().open).toMatchObject({ tenantId: fabrikam.id, userId: ben.id })
  })

  it('searches nothing where its tenant cannot be opened, and says so', async () => {
    const failing = () => {
      throw new AppFailure({ kind: 'not-found', what: 'This tenant profile' })
    }
    const view = await opened({ 'tenants.select': failing })
    await view.link('ben', fabrikam.id)
    expect(await screen.findByRole('alert', {}, patient)).toHaveTextContent('Switch the tenant')
    expect(view.searches()).toEqual([])
  })

  it('of two that come together the later one counts', async () => {
    const view = await opened()
    await act(async () => {
      view.emit('app.link', { identifier: 'ana', tenantId: fabrikam.id })
      view.emit('app.link', { identifier: 'ben', tenantId: contoso.id })
    })
    await heading('Ben Okafor')
    expect(view.searches()).toEqual([[contoso.id, 'ben']])
  })

  it('is nothing but text', async () => {
    const view = await opened()
    await view.link('--unlock <b>x</b>')
    await heading('Nobody found in Contoso Retail')
    expect(box()).toHaveValue('--unlock <b>x</b>')
    expect(view.searches()).toEqual([[contoso.id, '--unlock <b>x</b>']])
  })
})

describe('in the middle of a call', () => {
  it('a link asks, takes no focus, and is answered by no key of the card', async () => {
    const view = await openAna()
    const before = document.activeElement
    await view.link('ben', fabrikam.id)
    const box = within(await asked())
    expect(box.getByText(/A link asks/)).toHaveTextContent('A link asks to search for ben in Fabrikam.')
    expect(box.getByText(/The call with/)).toHaveTextContent('The call with Ana López ends')
    expect(box.getByText(/Tessera leaves/)).toHaveTextContent('Contoso Retail')
    expect(document.activeElement).toBe(before)
    await view.user.keyboard('{Enter}{Enter}')
    expect(question()).toBeVisible()
    expect(view.searches()).toEqual([[contoso.id, 'ana']])
    expect(view.callsOf('tenants.select')).toEqual([])
    expect(useDesk.getState().open?.userId).toBe(ana.id)

    await agree(view, 'End call and search')
    await heading('Ben Okafor')
    expect(question()).toBeNull()
    expect(view.callsOf('tenants.select')).toEqual([{ tenantId: fabrikam.id }])
    expect(view.callsOf('call.close')).toEqual([{ tenantId: contoso.id, userId: ana.id }])
    expect(view.searches().at(-1)).toEqual([fabrikam.id, 'ben'])
  })

  it('is not agreed to by a click that was meant for what lay there before', async () => {
    const view = await openAna()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      act(() => view.emit('app.link', { identifier: 'ben', tenantId: contoso.id }))
      expect(button('End call and search')).toBeDisabled()
      fireEvent.click(button('End call and search'))
      act(() => void vi.advanceTimersByTime(deliberateAfter))
      expect(button('End call and search')).toBeEnabled()
    } finally {
      vi.useRealTimers()
    }
    expect(question()).toBeVisible()
    expect(view.searches()).toHaveLength(1)
  })

  it('goes away when the agent does not want it, and the call goes on', async () => {
    const view = await openAna()
    await view.link('ben')
    await view.user.click(button('Not now'))
    expect(question()).toBeNull()
    expect(view.searches()).toHaveLength(1)
    expect(useDesk.getState().open?.userId).toBe(ana.id)
  })

  it('the latest counts', async () => {
    const view = await openAna()
    await view.link('cleo')
    await view.link('ben')
    expect(screen.getAllByRole('region', { name: 'Link from another program' })).toHaveLength(1)
    expect(question()).toHaveTextContent('A link asks to search for ben in Contoso Retail.')
    // one that is only wrong takes nothing away
    await view.tell({ problem: 'malformed' })
    expect(question()).toBeVisible()
  })

  it('still asks once the call has ended by itself', async () => {
    const view = await openAna()
    await view.link('ben')
    act(() => useDesk.getState().closeUser())
    expect(question()).not.toHaveTextContent('The call with')
    expect(view.searches()).toHaveLength(1)
    await agree(view, 'Search')
    await heading('Ben Okafor')
  })

  it.each([
    ['the search that led to the card', 'ana'],
    ['the address on it', 'Ana.Lopez@example.com'],
    ['the user ID', ana.id]
  ])('a link for %s changes nothing, and takes the question back', async (_what, identifier) => {
    const view = await openAna()
    await view.link('ben')
    await view.link(identifier)
    expect(question()).toBeNull()
    expect(view.searches()).toHaveLength(1)
    expect(useDesk.getState().open?.userId).toBe(ana.id)
    // the same person in another tenant is somebody else
    await view.link(identifier, fabrikam.id)
    expect(question()).toBeVisible()
  })

  it('brings the open card back from behind another screen', async () => {
    const view = await openAna()
    act(() => useDesk.getState().setScreen('settings'))
    await view.link('ana')
    expect(useDesk.getState()).toMatchObject({ screen: 'find', open: { userId: ana.id } })
  })
})

describe('a link waits too', () => {
  it('for a dialog', async () => {
    const view = await opened()
    const dialog = document.createElement('div')
    dialog.setAttribute('role', 'dialog')
    document.body.append(dialog)
    await view.link('ben')
    dialog.remove()
    expect(question()).toBeVisible()
    expect(view.searches()).toEqual([])
  })

  it('for what was typed into the search box', async () => {
    const view = await opened()
    await view.user.type(box(), 'cle')
    await view.link('ben')
    expect(question()).toHaveTextContent('What you typed into the search box is replaced.')
    expect(box()).toHaveValue('cle')
    expect(box()).toHaveFocus()
    // the agent's own Enter searches for what they typed
    await view.user.keyboard('o{Enter}')
    expect(view.searches()).toEqual([[contoso.id, 'cleo']])
    expect(question()).toBeVisible()
  })

  it('for a half-filled user, who is lost only in another tenant', async () => {
    const view = await opened()
    await view.user.click(button('Create'))
    const email = await screen.findByRole('textbox', { name: 'Email' }, patient)
    await view.user.type(email, 'new@example.com')
    await view.link('ben')
    expect(question()).not.toHaveTextContent('is lost')
    await view.link('ben', fabrikam.id)
    expect(question()).toHaveTextContent('What you filled in under Create user is lost.')
    expect(email).toHaveFocus()
    expect(view.searches()).toEqual([])
  })

  it('for the form of a tenant profile, which the search closes', async () => {
    const view = await opened()
    act(() => useDesk.getState().openTenantForm())
    await view.link('ben')
    expect(question()).toHaveTextContent('What you filled in under Tenant profile is lost.')
    await agree(view, 'Search')
    await heading('Ben Okafor')
    expect(useDesk.getState().tenantForm).toBeUndefined()
  })

  it('for a form of another screen in which something was typed', async () => {
    const view = await opened({
      'settings.network': () => ({ proxy: { mode: 'system' } }),
      'settings.saveProxy': () => ({ proxy: { mode: 'system' } })
    })
    await view.user.click(button('Settings'))
    await view.user.click(await screen.findByRole('radio', { name: 'Manual' }, patient))
    act(() => (document.activeElement as HTMLElement).blur())
    await view.link('ben')
    expect(question()).toHaveTextContent('What you did not save in the form is lost.')
    expect(view.searches()).toEqual([])
  })
})

describe('a link that is not followed', () => {
  it.each<[EventPayload<'app.link'>, string]>([
    [{ problem: 'malformed' }, 'A link could not be followed.'],
    [{ problem: 'unknown-tenant' }, 'A link names a tenant that is not clear.'],
    [{ problem: 'policy' }, 'Links are switched off.'],
    // removed while it was on its way
    [{ tenantId: 't-gone', identifier: 'ben' }, 'A link names a tenant that is not clear.']
  ])('%j', async (request, words) => {
    const view = await opened()
    await view.tell(request)
    expect(screen.getByRole('alert')).toHaveTextContent(words)
    expect(box()).toHaveFocus()
    expect(view.searches()).toEqual([])
    await view.user.click(button('Dismiss'))
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('is forgotten with the next one that is', async () => {
    const view = await opened()
    await view.tell({ problem: 'malformed' })
    await view.link('ben')
    await heading('Ben Okafor')
    expect(screen.queryByRole('alert')).toBeNull()
  })
})
