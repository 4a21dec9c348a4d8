// A link that nobody agreed to ends neither what the agent begins while it is on its way, nor their own search.
import { act, screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { useSearch } from '../../src/renderer/find/search-store'
import { useDesk } from '../../src/renderer/state/desk-store'
import { useApplicationSwitch } from '../../src/renderer/tenants/applications/select-application'
import { AppFailure } from '../../src/shared/errors'
import type { FindResult } from '../../src/shared/find'
import { found, none, result } from './answers'
import { deferred } from './deferred'
import type { FakeHandlers } from './fake-bridge'
import { ana, ben, box } from './find-helpers'
import { aCallView, anAppState, contoso } from './fixtures'
import { agree, asked, fabrikam, find, heading, opened, patient, question, tenants } from './links-helpers'

describe('a link for another tenant that nobody agreed to, while that is being opened', () => {
  /** The link is on its way; `answer` ends the switch as main does. */
  async function switching(more: FakeHandlers = {}, finding = find) {
    const first = deferred<'opened' | 'call-open'>()
    let isFirst = true
    const view = await opened(
      {
        'tenants.select': async ({ tenantId }) => {
          const isLink = isFirst
          isFirst = false
          if (isLink && (await first.promise) === 'call-open')
            throw new AppFailure({ kind: 'conflict', reason: 'call-open' })
          return anAppState({ tenants, currentTenantId: tenantId })
        },
        ...more
      },
      finding
    )
    await view.link('ben', fabrikam.id)
    expect(question()).toBeNull()
    return {
      ...view,
      answer: (how: 'opened' | 'call-open') => act(async () => first.resolve(how)),
      tenantsOpened: () => view.callsOf('tenants.select').map(({ tenantId }) => tenantId)
    }
  }

  it.each([
    ['main has left the tenant by then', 'opened', [fabrikam.id, contoso.id]],
    ['main has stayed', 'call-open', [fabrikam.id]]
  ] as const)('a card that opens stays, and it asks: %s', async (_what, how, selected) => {
    const view = await switching()
    await view.user.type(box(), 'ana{Enter}')
    await heading('Ana López')
    await view.answer(how)
    expect(await asked()).toHaveTextContent('The call with Ana López ends')
    expect(question()).toHaveTextContent('Tessera leaves Contoso Retail.')
    expect(screen.getByRole('heading', { name: 'Ana López' })).toBeVisible()
    expect(useDesk.getState().open).toMatchObject({ tenantId: contoso.id, userId: ana.id })
    expect(view.callsOf('call.close')).toEqual([])
    expect(view.searches()).toEqual([[contoso.id, 'ana']])
    expect(view.tenantsOpened()).toEqual(selected)
    expect(screen.queryByRole('alert')).toBeNull()

    await agree(view, 'End call and search')
    await heading('Ben Okafor')
    expect(view.searches().at(-1)).toEqual([fabrikam.id, 'ben'])
  })

  it.each(['opened', 'call-open'] as const)(
    'what main refused of a card meanwhile is asked once more: %s',
    async (how) => {
      let isLeft = true
      const view = await switching({
        'call.open': (of) => {
          if (isLeft) throw new AppFailure({ kind: 'conflict', reason: 'tenant-changed' })
          return aCallView(of)
        }
      })
      await view.user.type(box(), 'ana{Enter}')
      await heading('Ana López')
      await waitFor(() => expect(view.callsOf('call.open')).not.toEqual([]), patient)
      isLeft = false
      const before = view.callsOf('call.open').length
      await view.answer(how)
      await asked()
      await waitFor(() => expect(view.callsOf('call.open').length).toBeGreaterThan(before), patient)
    }
  )

  it('a search that was cut off with the tenant runs once more', async () => {
    const cut = deferred<FindResult>()
    const view = await switching({}, (input, signal) =>
      view.searches().length > 1 ? find(input, signal) : cut.promise
    )
    await view.user.type(box(), 'ana{Enter}')
    cut.reject(new AppFailure({ kind: 'conflict', reason: 'tenant-changed' }))
    await view.answer('opened')
    expect(await asked()).toBeVisible()
    await heading('Ana López')
    expect(view.searches()).toEqual([
      [contoso.id, 'ana'],
      [contoso.id, 'ana']
    ])
  })

  it('what is typed stays, and it asks', async () => {
    const view = await switching()
    await view.user.type(box(), 'cle')
    await view.answer('opened')
    expect(await asked()).toHaveTextContent('What you typed into the search box is replaced.')
    expect(box()).toHaveValue('cle')
    expect(view.searches()).toEqual([])
    expect(view.tenantsOpened()).toEqual([fabrikam.id, contoso.id])
  })

  it('where the way back fails, it asks in the tenant that is open by then', async () => {
    let tries = 0
    const first = deferred<undefined>()
    const view = await opened({
      'tenants.select': async ({ tenantId }) => {
        tries += 1
        if (tries > 1) throw new AppFailure({ kind: 'not-found', what: 'This tenant profile' })
        await first.promise
        return anAppState({ tenants, currentTenantId: tenantId })
      }
    })
    await view.link('ben', fabrikam.id)
    await view.user.type(box(), 'ana{Enter}')
    await heading('Ana López')
    await act(async () => first.resolve(undefined))
    expect(await asked()).toHaveTextContent('A link asks to search for ben in Fabrikam.')
    expect(question()).not.toHaveTextContent('Tessera leaves')
    expect(screen.getByRole('alert')).toHaveTextContent('Switch the tenant')
    expect(useDesk.getState().open).toBeUndefined()
    expect(view.searches()).toEqual([[contoso.id, 'ana']])
  })

  it('a later link that waits is not replaced by it', async () => {
    const view = await switching()
    await view.user.type(box(), 'ana{Enter}')
    await heading('Ana López')
    await view.link('cleo')
    await view.answer('opened')
    await waitFor(() => expect(view.tenantsOpened()).toEqual([fabrikam.id, contoso.id]), patient)
    expect(question()).toHaveTextContent('A link asks to search for cleo in Contoso Retail.')
    expect(view.searches()).toEqual([[contoso.id, 'ana']])
  })

  it('a card that opens before the search begins stays, and it asks', async () => {
    const view = await opened()
    act(() => useApplicationSwitch.setState({ to: { tenantId: contoso.id, applicationId: 'main' } }))
    await view.link('ben')
    act(() => useDesk.getState().openUser(ana, contoso.id))
    act(() => useApplicationSwitch.setState({ to: undefined }))
    expect(await asked()).toHaveTextContent('The call with Ana López ends')
    expect(view.searches()).toEqual([])
    expect(useDesk.getState().open?.userId).toBe(ana.id)
  })
})

describe('a search of the agent’s own', () => {
  const several: typeof find = ({ text }) => result(text, found('email', [ana]), found('username', [ben]))
  const replaced = 'Your search is replaced.'

  it('that runs is not replaced unasked, and the words go when it ends without a choice', async () => {
    const end = deferred<FindResult>()
    const view = await opened({}, () => end.promise)
    await view.user.type(box(), 'smith{Enter}')
    await view.link('ben')
    expect(question()).toHaveTextContent(replaced)
    expect(useSearch.getState().run).toMatchObject({ text: 'smith', state: 'running' })
    await act(async () => end.resolve(result('smith', none('email', 'smith'))))
    expect(question()).toBeVisible()
    expect(question()).not.toHaveTextContent(replaced)
    expect(view.searches()).toHaveLength(1)
  })

  it('with several hits is the agent’s until they choose', async () => {
    const view = await opened({}, several)
    await view.user.type(box(), 'smith{Enter}')
    await screen.findByRole('listbox', { name: 'Matching users' }, patient)
    await view.link('ben')
    expect(question()).toHaveTextContent(replaced)
    expect(screen.getByRole('listbox', { name: 'Matching users' })).toHaveFocus()
    expect(view.searches()).toHaveLength(1)
    // the card of one of them: now it is the call that ends
    await view.user.keyboard('{Enter}')
    await heading('Ana López')
    expect(question()).toHaveTextContent('The call with Ana López ends')
    expect(question()).not.toHaveTextContent(replaced)
  })

  it('with one hit by name alone is a question to the caller too', async () => {
    const view = await opened({}, ({ text }) => result(text, found('name', [ana])))
    await view.user.type(box(), 'ana lopez{Enter}')
    await screen.findByRole('listbox', { name: 'Matching users' }, patient)
    await view.link('ben')
    expect(question()).toHaveTextContent(replaced)
  })

  it('that found nobody is no reason to wait', async () => {
    const view = await opened()
    await view.user.type(box(), 'nobody{Enter}')
    await heading('Nobody found in Contoso Retail')
    await view.link('ben')
    await heading('Ben Okafor')
    expect(question()).toBeNull()
  })
})
