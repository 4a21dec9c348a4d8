import { act, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { App } from '../../src/renderer/App'
// loaded here, or the first test would wait for it on a busy machine
import '../../src/renderer/look-up/LookUpScreen'
import { useLookUp } from '../../src/renderer/look-up/look-up-store'
import { useDesk } from '../../src/renderer/state/desk-store'
import type { Input } from '../../src/shared/contract'
import { type AppError, AppFailure } from '../../src/shared/errors'
import type { LookUpAnswer } from '../../src/shared/lookup'
import type { TenantSummary } from '../../src/shared/tenant'
import { deferred } from './deferred'
import type { FakeHandlers } from './fake-bridge'
import { anAppState, aUser, contoso, practice } from './fixtures'
import { card } from './find-helpers'
import { renderScreen } from './render'

const drawn = vi.hoisted(() => ({ badges: [] as string[] }))
// stands in every row: how often it is drawn is how often the row is
vi.mock('../../src/renderer/tenants/environment-words', async (original) => {
  const real = await original<typeof import('../../src/renderer/tenants/environment-words')>()
  return {
    ...real,
    environmentName: (of: TenantSummary) => {
      drawn.badges.push(of.label)
      return real.environmentName(of)
    }
  }
})

const tenantOf = (name: string, more: Partial<TenantSummary> = {}): TenantSummary => ({
  ...contoso,
  id: `t-${name.toLowerCase()}`,
  label: name,
  applications: [{ id: 'main', clientId: name, appName: `${name} shop`, secretStored: true }],
  ...more
})
const fabrikam = tenantOf('Fabrikam', {
  environment: 'sandbox',
  apiHost: 'https://api.sbx.transmitsecurity.io',
  colour: 'blue'
})
const tailspin = tenantOf('Tailspin', { colour: 'teal' })
const tenants = [contoso, fabrikam, tailspin, practice]
const stateOf = (currentTenantId: string) => anAppState({ tenants, currentTenantId })

const ana = aUser()
const failure: AppError = { kind: 'unexpected-answer', problem: 'Mosaic answered 503.', status: 503 }

function answerOf(
  { id }: TenantSummary,
  outcome: LookUpAnswer['outcome'],
  applicationId = 'main'
): LookUpAnswer {
  return { tenantId: id, applicationId, milliseconds: 12, outcome }
}
const found = (users = [ana]): LookUpAnswer['outcome'] => ({ state: 'found', users, more: 0 })
const none: LookUpAnswer['outcome'] = { state: 'none' }
const failed: LookUpAnswer['outcome'] = { state: 'failed', error: failure }

const box = () => screen.getByRole('searchbox', { name: 'Find in all tenants' })
const button = (name: string) => screen.getByRole('button', { name })
const rows = () => within(screen.getByRole('list', { name: 'Answers by tenant' })).getAllByRole('listitem')
const row = ({ label }: TenantSummary) => screen.getByRole('listitem', { name: label })
const summary = () => screen.getAllByRole('status').find((one) => /answered/.test(one.textContent))

beforeEach(() => useLookUp.setState(useLookUp.getInitialState(), true))

/** The screen by its key, over a main that answers when the test says so. */
async function open(more: FakeHandlers = {}) {
  const runs: { input: Input<'lookup.run'>; signal: AbortSignal; end: () => void }[] = []
  const view = renderScreen(<App />, {
    ...card,
    'app.state': () => stateOf(contoso.id),
    'tenants.select': ({ tenantId }) => stateOf(tenantId),
    'lookup.run': async (input, signal) => {
      const over = deferred<void>()
      runs.push({ input, signal, end: () => over.resolve() })
      await over.promise
      return { answers: [], milliseconds: 1 }
    },
    ...more
  })
  await screen.findByRole('heading', { name: /Find a caller/ })
  await view.user.keyboard('{Control>}{Shift>}k{/Shift}{/Control}')
  await screen.findByRole('heading', { name: 'Look up in all tenants' })
  const lookUp = async (text: string) => {
    await view.user.clear(box())
    await view.user.type(box(), `${text}{Enter}`)
  }
  const answer = (...answers: LookUpAnswer[]) => {
    const lookUpId = runs.at(-1)?.input.lookUpId ?? ''
    act(() => answers.forEach((one) => view.emit('lookup.answer', { lookUpId, answer: one })))
  }
  return { ...view, runs, lookUp, answer }
}

describe('the screen "Look up in all tenants"', () => {
  it('has the focus in its box and asks every tenant but the practice one', async () => {
    const { lookUp, runs } = await open()
    expect(box()).toHaveFocus()
    await lookUp(' ana@example.com ')
    expect(runs.map(({ input }) => input)).toEqual([
      {
        lookUpId: expect.any(String),
        text: 'ana@example.com',
        tenantIds: [contoso.id, fabrikam.id, tailspin.id]
      }
    ])
    for (const one of rows()) expect(one).toHaveTextContent('asking…')
    expect(summary()).toHaveTextContent('0 of 3 tenants answered: no hits')
  })

  it('shows each answer as it comes, hits first, and counts them', async () => {
    const { lookUp, answer } = await open()
    await lookUp('ana')
    answer(answerOf(tailspin, none))
    expect(row(tailspin)).toHaveTextContent('nobody in 12 ms')
    answer(answerOf(fabrikam, found()))
    expect(rows()[0]).toBe(row(fabrikam))
    expect(row(fabrikam)).toHaveTextContent('found 1')
    expect(row(contoso)).toHaveTextContent('asking…')
    answer(answerOf(contoso, failed))
    expect(row(contoso)).toHaveTextContent(
      'failedThe answer was not one that Mosaic gives.Mosaic answered 503.'
    )
    expect(summary()).toHaveTextContent('3 of 3 tenants answered: 1 hit, 1 failed')
    expect(screen.queryByText(/Nobody found/)).toBeNull()
  })

  it('says of every hit whose it is', async () => {
    const { lookUp, answer } = await open()
    await lookUp('ana')
    answer(answerOf(fabrikam, found([ana, aUser({ id: 'ben', displayName: 'Ben Okafor' })])))
    for (const name of ['Ana López', 'Ben Okafor']) {
      const hit = button(`Open ${name} in Fabrikam`)
      expect(hit).toHaveAccessibleDescription('FabrikamSandboxFabrikam shop')
      expect(hit).toHaveAttribute('data-accent', 'blue')
    }
  })

  it('never says "not found" while a tenant failed', async () => {
    const { lookUp, answer } = await open()
    await lookUp('ana')
    answer(answerOf(tailspin, none), answerOf(fabrikam, none))
    expect(screen.queryByText(/Nobody found/)).toBeNull()
    answer(answerOf(contoso, failed))
    expect(screen.getByText('Nobody found so far')).toBeVisible()
    expect(screen.getByText(/3 tenants were asked, of which 1 failed/)).toBeVisible()
  })

  it('says so once all have answered that they know nobody', async () => {
    const { lookUp, answer } = await open()
    await lookUp('ana')
    answer(answerOf(tailspin, none), answerOf(fabrikam, none), answerOf(contoso, none))
    expect(screen.getByText('Nobody found in 3 tenants')).toBeVisible()
  })

  it('tries a failed tenant again, alone', async () => {
    const { lookUp, answer, runs, user } = await open()
    await lookUp('ana')
    answer(answerOf(tailspin, failed), answerOf(fabrikam, failed), answerOf(contoso, none))
    await user.click(within(row(fabrikam)).getByRole('button', { name: 'Try again' }))
    expect(runs.at(-1)?.input).toMatchObject({ text: 'ana', tenantIds: [fabrikam.id] })
    expect(runs.at(-1)?.input.lookUpId).not.toBe(runs[0]?.input.lookUpId)
    expect(row(fabrikam)).toHaveTextContent('asking…')
    expect(row(tailspin)).toHaveTextContent('failed')
    answer(answerOf(fabrikam, found()))
    expect(button('Open Ana López in Fabrikam')).toBeVisible()
  })

  it('shows what failed beside a hit', async () => {
    const { lookUp, answer } = await open()
    await lookUp('ana')
    answer(answerOf(fabrikam, { state: 'found', users: [ana], more: 7, partly: failure }))
    expect(row(fabrikam)).toHaveTextContent('found 8')
    expect(row(fabrikam)).toHaveTextContent('7 more match.')
    expect(row(fabrikam)).toHaveTextContent('There may be more: The answer was not one that Mosaic gives.')
  })

  it('stops on the button and on Esc, and keeps the answers so far', async () => {
    const { lookUp, answer, runs, user } = await open()
    await lookUp('ana')
    answer(answerOf(fabrikam, found()))
    await user.click(button('Stop'))
    expect(runs[0]?.signal.aborted).toBe(true)
    expect(row(contoso)).toHaveTextContent('stopped')
    expect(button('Open Ana López in Fabrikam')).toBeVisible()
    await lookUp('ben')
    await user.keyboard('{Escape}')
    expect(runs[1]?.signal.aborted).toBe(true)
    expect(box()).toHaveValue('ben')
    expect(summary()).toHaveTextContent('0 of 3 tenants answered: no hits, 3 stopped')
    expect(screen.getByText(/3 were stopped: the caller may well have an account there/)).toBeVisible()
  })

  it('takes no answer of an earlier look-up', async () => {
    const { lookUp, runs, emit } = await open()
    await lookUp('ana')
    await lookUp('ben')
    const [first] = runs
    expect(first?.signal.aborted).toBe(true)
    act(() =>
      emit('lookup.answer', { lookUpId: first?.input.lookUpId ?? '', answer: answerOf(fabrikam, found()) })
    )
    expect(row(fabrikam)).toHaveTextContent('asking…')
  })

  it('shows a failure of the whole look-up at every tenant that had not answered', async () => {
    const { lookUp } = await open({
      'lookup.run': () => {
        throw new AppFailure({ kind: 'internal' })
      }
    })
    await lookUp('ana')
    await waitFor(() => expect(row(contoso)).toHaveTextContent('Tessera itself failed.'))
    expect(summary()).toHaveTextContent('3 of 3 tenants answered: no hits, 3 failed')
  })

  it('draws one row for one answer', async () => {
    const { lookUp, answer } = await open()
    await lookUp('ana')
    drawn.badges.length = 0
    answer(answerOf(tailspin, none))
    // twice, for React's strict mode does everything twice
    expect(drawn.badges).toEqual(['Tailspin', 'Tailspin'])
  })
})

describe('the choice of tenants', () => {
  it('is kept, and is what is asked', async () => {
    const { lookUp, runs, user } = await open()
    const disclosure = button('Chosen tenants')
    expect(disclosure).toHaveAccessibleDescription('3 of 4')
    await user.click(disclosure)
    const boxOf = (name: string) => screen.getByRole('checkbox', { name })
    expect(boxOf('Practice tenant')).not.toBeChecked()
    await user.click(button('None'))
    expect(box()).toHaveAccessibleDescription('Choose at least one tenant.')
    await lookUp('ana')
    expect(runs).toEqual([])
    await user.click(boxOf('Practice tenant'))
    await user.click(boxOf('Tailspin'))
    await user.click(within(screen.getByRole('navigation')).getByRole('button', { name: 'Settings' }))
    await user.keyboard('{Control>}{Shift>}k{/Shift}{/Control}')
    await lookUp('ana')
    expect(runs.at(-1)?.input.tenantIds).toEqual([tailspin.id, practice.id])
    await user.click(button('Chosen tenants'))
    await user.click(button('All'))
    expect(button('Chosen tenants')).toHaveAccessibleDescription('4 of 4')
  })
})

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
    const both: TenantSummary['applications'] = [
      ...fabrikam.applications,
      { id: 'loyalty', name: 'Loyalty', clientId: 'l', secretStored: true }
    ]
    const withOpen = (currentTenantId: string, applicationId: string) =>
      anAppState({ currentTenantId, tenants: [contoso, { ...fabrikam, applications: both, applicationId }] })
    const { lookUp, answer, callsOf, user } = await open({
      'app.state': () => withOpen(contoso.id, 'main'),
      'tenants.select': ({ tenantId }) => withOpen(tenantId, 'main'),
      'tenants.selectApplication': ({ tenantId, applicationId }) => withOpen(tenantId, applicationId)
    })
    await lookUp('ana')
    answer(answerOf(fabrikam, found(), 'loyalty'))
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

describe('the ways to it', () => {
  it('are the menu, and not from within a dialog', async () => {
    const { emit, user } = await open()
    useDesk.getState().setScreen('find')
    act(() => emit('app.menu', { command: 'look-up-tenants' }))
    expect(await screen.findByRole('heading', { name: 'Look up in all tenants' })).toBeVisible()
    await waitFor(() => expect(box()).toHaveFocus())
    act(() => useDesk.getState().setScreen('find'))
    const dialog = document.body.appendChild(document.createElement('div'))
    dialog.role = 'dialog'
    await user.keyboard('{Control>}{Shift>}k{/Shift}{/Control}')
    expect(useDesk.getState().screen).toBe('find')
    dialog.remove()
  })

  it('are a fruitless search, with what was typed, in all tenants whatever was chosen', async () => {
    const { runs, user } = await open({
      find: ({ text }) => ({
        text,
        milliseconds: 1,
        answers: [{ question: { source: 'email', value: text }, milliseconds: 1, outcome: none }]
      })
    })
    await user.click(button('Chosen tenants'))
    await user.click(button('None'))
    await user.type(screen.getByRole('searchbox', { name: 'Find a user' }), 'nobody@example.com{Enter}')
    await user.click(await screen.findByRole('button', { name: 'Look in all tenants' }))
    expect(box()).toHaveValue('nobody@example.com')
    expect(runs.at(-1)?.input).toMatchObject({
      text: 'nobody@example.com',
      tenantIds: [contoso.id, fabrikam.id, tailspin.id]
    })
  })

  it('are not offered where there is no other tenant', async () => {
    const { user } = await open({
      'app.state': () => anAppState({ tenants: [contoso, practice] }),
      find: ({ text }) => ({
        text,
        milliseconds: 1,
        answers: [{ question: { source: 'email', value: text }, milliseconds: 1, outcome: none }]
      })
    })
    await user.type(screen.getByRole('searchbox', { name: 'Find a user' }), 'nobody@example.com{Enter}')
    expect(await screen.findByRole('button', { name: 'Create user' })).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Look in all tenants' })).toBeNull()
  })
})
