import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { useDesk } from '../../src/renderer/state/desk-store'
import { AppFailure } from '../../src/shared/errors'
import type { TenantSummary } from '../../src/shared/tenant'
import { anAppState, aUser, contoso, practice } from './fixtures'
import {
  ana,
  answerOf,
  box,
  button,
  fabrikam,
  failed,
  failure,
  found,
  none,
  openLookUp as open,
  row,
  rows,
  summary,
  tailspin,
  withLoyalty
} from './look-up-helpers'

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
    expect(screen.getByText('Nobody found so far for “ana”')).toBeVisible()
    expect(screen.getByText(/3 tenants were asked, of which 1 failed/)).toBeVisible()
  })

  it('says so once all have answered that they know nobody', async () => {
    const { lookUp, answer } = await open()
    await lookUp('ana')
    answer(answerOf(tailspin, none), answerOf(fabrikam, none), answerOf(contoso, none))
    expect(screen.getByText('Nobody found for “ana” in 3 tenants')).toBeVisible()
  })

  it('says so of the open applications alone where tenants have others', async () => {
    const tenants = [withLoyalty(contoso), withLoyalty(fabrikam), tailspin, practice]
    const { lookUp, answer } = await open({
      'app.state': () => anAppState({ tenants, currentTenantId: contoso.id })
    })
    await lookUp('ana')
    answer(answerOf(tailspin, none), answerOf(fabrikam, none), answerOf(contoso, none))
    expect(
      screen.getByText('Nobody found for “ana” in 3 tenants, in the open application of each')
    ).toBeVisible()
    expect(screen.getByText(/^2 further applications were not asked/)).toBeVisible()
    expect(screen.queryByText(/Ask for another identifier/)).toBeNull()
  })

  it('says what was looked up once the box says something else', async () => {
    const { lookUp, answer, user } = await open()
    await lookUp('ana@example.com')
    await user.clear(box())
    await user.type(box(), 'ben@example.com')
    expect(summary()?.parentElement).toHaveTextContent('no hitsfor ana@example.com')
    answer(answerOf(tailspin, none), answerOf(fabrikam, none), answerOf(contoso, none))
    expect(screen.getByText('Nobody found for “ana@example.com” in 3 tenants')).toBeVisible()
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
