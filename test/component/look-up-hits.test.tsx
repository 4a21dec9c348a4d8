import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { useLookUp } from '../../src/renderer/look-up/look-up-store'
import { useDesk } from '../../src/renderer/state/desk-store'
import { AppFailure } from '../../src/shared/errors'
import type { TenantSummary } from '../../src/shared/tenant'
import { deferred } from './deferred'
import { anAppState, aUser, contoso, practice } from './fixtures'
import {
  ana,
  answerOf,
  button,
  fabrikam,
  found,
  none,
  openLookUp as open,
  row,
  stateOf,
  summary,
  tailspin,
  withLoyalty
} from './look-up-helpers'

describe('a hit', () => {
  const heading = () => screen.findByRole('heading', { name: 'Ana López' })

  it('opens in its own tenant with that tenant’s colours, by keyboard', async () => {
    const { lookUp, answer, callsOf, user } = await open()
    await lookUp('ana')
    answer(answerOf(contoso, found()), answerOf(fabrikam, found()))
    await user.keyboard('{ArrowDown}')
    expect(button('Open Ana López in Contoso Retail')).toHaveFocus()
    await user.keyboard('{ArrowDown}{ArrowDown}')
    expect(button('Open Ana López in Fabrikam')).toHaveFocus()
    await user.keyboard('{Home}{End}{Enter}')
    await heading()
    expect(callsOf('tenants.select')).toEqual([{ tenantId: fabrikam.id }])
    expect(useDesk.getState().open).toMatchObject({ tenantId: fabrikam.id, userId: ana.id })
    expect(document.documentElement.dataset).toMatchObject({ accent: 'blue', environment: 'sandbox' })
    expect(callsOf('call.open')).toMatchObject([{ tenantId: fabrikam.id, userId: ana.id }])
  })

  it('opens at once where its tenant is the open one, and leads back to the others', async () => {
    const { lookUp, answer, callsOf, user } = await open()
    await lookUp('ana')
    answer(answerOf(contoso, found()), answerOf(fabrikam, found()))
    await user.click(button('Open Ana López in Contoso Retail'))
    await heading()
    expect(callsOf('tenants.select')).toEqual([])
    await user.click(button('Back to 2 hits in all tenants'))
    expect(button('Open Ana López in Fabrikam')).toBeVisible()
  })

  it('opens nothing when the tenant cannot be switched', async () => {
    const { lookUp, answer, user } = await open({
      'tenants.select': () => {
        throw new AppFailure({ kind: 'not-found', what: 'This tenant profile' })
      }
    })
    await lookUp('ana')
    answer(answerOf(fabrikam, found()))
    await user.click(button('Open Ana López in Fabrikam'))
    expect(await screen.findByText(/Switch the tenant: This tenant profile was not found/)).toBeVisible()
    expect(useDesk.getState().open).toBeUndefined()
    expect(screen.getByRole('heading', { name: 'Look up in all tenants' })).toBeVisible()
  })

  it('opens in the application that was asked', async () => {
    const withOpen = (currentTenantId: string, applicationId: string) =>
      anAppState({ currentTenantId, tenants: [contoso, withLoyalty(fabrikam, applicationId)] })
    const { lookUp, answer, callsOf, user } = await open({
      'app.state': () => withOpen(contoso.id, 'main'),
      'tenants.select': ({ tenantId }) => withOpen(tenantId, 'main'),
      'tenants.selectApplication': ({ tenantId, applicationId }) => withOpen(tenantId, applicationId)
    })
    await lookUp('ana')
    answer(answerOf(withLoyalty(fabrikam), found(), 'loyalty'))
    expect(button('Open Ana López in Fabrikam')).toHaveAccessibleDescription('FabrikamSandboxLoyalty')
    await user.click(button('Open Ana López in Fabrikam'))
    await heading()
    expect(callsOf('tenants.selectApplication')).toEqual([
      { tenantId: fabrikam.id, applicationId: 'loyalty' }
    ])
  })

  it('opens only the one that was chosen last', async () => {
    const slow = deferred<void>()
    let current = contoso.id
    const { lookUp, answer, user } = await open({
      'tenants.select': async ({ tenantId }) => {
        current = tenantId
        if (tenantId === fabrikam.id) await slow.promise
        return stateOf(current)
      }
    })
    await lookUp('ana')
    answer(answerOf(fabrikam, found()), answerOf(tailspin, found([aUser({ id: 'other' })])))
    await user.click(button('Open Ana López in Fabrikam'))
    await user.click(button('Open Ana López in Tailspin'))
    await heading()
    await act(async () => slow.resolve())
    expect(useDesk.getState().open).toMatchObject({ tenantId: tailspin.id, userId: 'other' })
  })

  it('waits for the switch to an application that an earlier hit began', async () => {
    const slow = deferred<void>()
    let current = contoso.id
    const openIn = new Map<string, string>()
    const state = () =>
      anAppState({
        currentTenantId: current,
        tenants: [
          contoso,
          withLoyalty(fabrikam, openIn.get(fabrikam.id)),
          withLoyalty(tailspin, openIn.get(tailspin.id))
        ]
      })
    const { lookUp, answer, callsOf, user } = await open({
      'app.state': state,
      'tenants.select': ({ tenantId }) => {
        current = tenantId
        return state()
      },
      'tenants.selectApplication': async ({ tenantId, applicationId }) => {
        if (tenantId === fabrikam.id) await slow.promise
        openIn.set(tenantId, applicationId)
        return state()
      }
    })
    await lookUp('ana')
    answer(
      answerOf(withLoyalty(fabrikam), found(), 'loyalty'),
      answerOf(withLoyalty(tailspin), found([aUser({ id: 'other', displayName: 'Other One' })]), 'loyalty')
    )
    await user.click(button('Open Ana López in Fabrikam'))
    await waitFor(() => expect(callsOf('tenants.selectApplication')).toHaveLength(1))
    await user.click(button('Open Other One in Tailspin'))
    await waitFor(() => expect(callsOf('tenants.select')).toHaveLength(2))
    await act(async () => slow.resolve())
    await screen.findByRole('heading', { name: 'Other One' })
    expect(useDesk.getState().open).toMatchObject({
      tenantId: tailspin.id,
      applicationId: 'loyalty',
      userId: 'other'
    })
  })

  it('does not open over another look-up', async () => {
    const slow = deferred<void>()
    const { lookUp, answer, runs, user } = await open({
      'tenants.select': async ({ tenantId }) => {
        await slow.promise
        return stateOf(tenantId)
      }
    })
    await lookUp('ana')
    answer(answerOf(fabrikam, found()))
    await user.click(button('Open Ana López in Fabrikam'))
    await lookUp('ben')
    expect(runs).toHaveLength(2)
    // whatever was to open has by the end of it
    await act(async () => {
      slow.resolve()
      await new Promise((resolve) => setTimeout(resolve, 0))
    })
    expect(document.documentElement.dataset).toMatchObject({ accent: 'blue' })
    expect(useDesk.getState().open).toBeUndefined()
  })

  it('is forgotten with the call', async () => {
    const { lookUp, answer, user } = await open()
    await lookUp('ana')
    answer(answerOf(contoso, found()))
    await user.click(button('Open Ana López in Contoso Retail'))
    await heading()
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Ana López' })).toHaveFocus())
    await user.keyboard('{Escape}')
    expect(useLookUp.getState()).toMatchObject({ text: '', run: undefined })
  })
})

describe('what was answered', () => {
  const askAgain = (of: TenantSummary) => within(row(of)).getByRole('button', { name: 'Try again' })

  /** The tenants are others from `change` on. */
  async function openChanging(before: TenantSummary[]) {
    let tenants = before
    const state = () => anAppState({ currentTenantId: tenants[0]?.id ?? '', tenants })
    const view = await open({ 'app.state': state })
    const change = async (after: TenantSummary[]) => {
      tenants = after
      await act(async () => {
        view.emit('app.state', state())
        // the query cache tells of it in the next turn
        await new Promise((resolve) => setTimeout(resolve, 0))
      })
    }
    return { ...view, change }
  }

  it.each<[string, (of: TenantSummary) => TenantSummary]>([
    ['host', (of) => ({ ...of, apiHost: 'https://api.other.example.com' })],
    ['client', (of) => ({ ...of, applications: [{ id: 'main', clientId: 'another', secretStored: true }] })]
  ])('by another %s than the profile’s is not shown, nor counted as nobody', async (_, changed) => {
    const { lookUp, answer, change, runs, user } = await openChanging([contoso, fabrikam, tailspin, practice])
    await lookUp('ana')
    answer(answerOf(fabrikam, found()), answerOf(tailspin, none), answerOf(contoso, none))
    await change([contoso, changed(fabrikam), changed(tailspin), practice])
    expect(screen.queryByRole('button', { name: /^Open Ana/ })).toBeNull()
    expect(row(fabrikam)).toHaveTextContent('its profile was changed since')
    expect(summary()).toHaveTextContent('1 of 3 tenants answered: no hits, 2 changed since')
    expect(screen.getByText(/of which 2 were changed since: the caller may well/)).toBeVisible()
    await user.click(askAgain(fabrikam))
    expect(runs.at(-1)?.input).toMatchObject({ text: 'ana', tenantIds: [fabrikam.id] })
    answer(answerOf(changed(fabrikam), found()))
    expect(button('Open Ana López in Fabrikam')).toBeVisible()
  })

  it('by another host while it was asked is not shown either', async () => {
    const { lookUp, answer } = await openChanging([contoso, fabrikam, tailspin, practice])
    await lookUp('ana')
    answer(answerOf({ ...fabrikam, apiHost: 'https://api.other.example.com' }, found()))
    expect(row(fabrikam)).toHaveTextContent('its profile was changed since')
    expect(screen.queryByRole('button', { name: /^Open Ana/ })).toBeNull()
  })

  it('in an application that was removed is not shown as the open one’s', async () => {
    const { lookUp, answer, change } = await openChanging([
      contoso,
      withLoyalty(fabrikam, 'loyalty'),
      practice
    ])
    await lookUp('ana')
    answer(answerOf(withLoyalty(fabrikam), found(), 'loyalty'))
    await change([contoso, fabrikam, practice])
    expect(screen.queryByRole('button', { name: /^Open Ana/ })).toBeNull()
    expect(askAgain(fabrikam)).toBeVisible()
  })

  it('by a tenant that was removed does not count', async () => {
    const { lookUp, answer, change } = await openChanging([contoso, fabrikam, tailspin, practice])
    await lookUp('ana')
    answer(answerOf(fabrikam, found()), answerOf(contoso, none), answerOf(tailspin, none))
    await change([contoso, tailspin, practice])
    expect(summary()).toHaveTextContent('2 of 2 tenants answered: no hits')
  })

  it('by the practice tenant counts, whose host is known only since it runs', async () => {
    const { lookUp, answer } = await openChanging([practice])
    await lookUp('ana')
    answer(answerOf({ ...practice, apiHost: 'http://127.0.0.1:1' }, found()))
    expect(button(`Open Ana López in ${practice.label}`)).toBeVisible()
  })
})
