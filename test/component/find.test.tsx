import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { App } from '../../src/renderer/App'
import { useSearch } from '../../src/renderer/find/search-store'
import type { Input } from '../../src/shared/contract'
import { type AppError, AppFailure } from '../../src/shared/errors'
import type { FindResult } from '../../src/shared/find'
import { failed, found, none, result } from './answers'
import { deferred } from './deferred'
import { ana, ben, box, card, cleo, slowHost, start, startRunning } from './find-helpers'
import { anAppState, contoso, practice } from './fixtures'
import { renderScreen } from './render'

describe('the search box', () => {
  it('has the focus at the start and says what it takes', async () => {
    await start(() => result(''))
    await waitFor(() => expect(box()).toHaveFocus())
    expect(screen.getByText('(415) 555-0123')).toBeVisible()
  })

  it('is focused and selected by Ctrl+K from anywhere', async () => {
    const { user } = await start(() => result(''))
    await user.type(box(), 'ana')
    screen.getByRole('button', { name: 'Create' }).focus()
    await user.keyboard('{Control>}k{/Control}')
    expect(box()).toHaveFocus()
    await user.keyboard('ben')
    expect(box()).toHaveValue('ben')
  })

  it('asks with the tenant and the text, and nothing for an empty box', async () => {
    const view = await start(() => result('ana', none('username')))
    await view.user.type(box(), '   {Enter}')
    expect(view.callsOf('find')).toEqual([])
    await view.user.type(box(), 'ana {Enter}')
    await screen.findByText('Nobody found in Contoso Retail')
    expect(view.callsOf('find')).toMatchObject([{ tenantId: contoso.id, text: 'ana' }])
  })

  it('asks nothing for what cannot be seen, and once for an Enter that is held down', async () => {
    const view = await start(() => new Promise<FindResult>(() => undefined))
    fireEvent.change(box(), { target: { value: '\u200b' } })
    fireEvent.keyDown(box(), { key: 'Enter' })
    fireEvent.change(box(), { target: { value: 'ana' } })
    fireEvent.keyDown(box(), { key: 'Enter' })
    fireEvent.keyDown(box(), { key: 'Enter', repeat: true })
    expect(view.callsOf('find').map(({ text }) => text)).toEqual(['ana'])
  })

  it('searches as soon as the tenant is known when Enter came before', async () => {
    const state = deferred<ReturnType<typeof anAppState>>()
    const view = renderScreen(<App />, {
      ...card,
      'app.state': () => state.promise,
      find: () => result('ana', found('username', [ana]))
    })
    await view.user.type(box(), 'ana{Enter}')
    expect(view.callsOf('find')).toEqual([])
    state.resolve(anAppState())
    expect(await screen.findByRole('heading', { name: 'Ana López' })).toBeVisible()
  })
})

describe('while a search runs', () => {
  it('shows each look-up and its answer as it comes, and stops on Esc', async () => {
    const asked = [
      { source: 'username', value: 'analopez' },
      { source: 'username', value: 'ANALOPEZ' },
      { source: 'external-id', value: 'analopez' }
    ] as const
    const view = await startRunning('analopez', [...asked])
    const panel = await screen.findByRole('region', { name: 'Looking in Contoso Retail' })
    expect(
      within(panel)
        .getAllByRole('term')
        .map((term) => term.textContent)
    ).toEqual(['Username', 'External ID'])
    expect(within(panel).getByText('ANALOPEZ')).toBeVisible()
    expect(within(panel).getAllByText('asking…')).toHaveLength(2)
    view.answer(none('username', 'analopez'))
    expect(await within(panel).findByText('none in 8 ms, asking…')).toBeVisible()

    await view.user.keyboard('{Escape}')
    expect(screen.queryByRole('region', { name: /Looking in/ })).toBeNull()
    expect(box()).toHaveValue('analopez')
    expect(view.isAborted()).toBe(true)
    // what was stopped is named and never counts as none
    const notice = screen.getByRole('region', { name: 'Nobody found so far in Contoso Retail' })
    expect(within(notice).getByText('none in 8 ms, stopped')).toBeVisible()
    expect(within(notice).getByText('stopped')).toBeVisible()
    expect(
      screen.getByText('You stopped the search before these answered: username and external ID.')
    ).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Create user' })).toBeNull()
    await view.user.keyboard('{Escape}')
    expect(useSearch.getState()).toMatchObject({ text: '', run: undefined })
  })

  it('keeps Chromium from emptying the box on Esc by itself', async () => {
    const view = await start(() => new Promise<FindResult>(() => undefined))
    await view.user.type(box(), 'analopez{Enter}')
    expect(fireEvent.keyDown(box(), { key: 'Escape' })).toBe(false)
    expect(box()).toHaveValue('analopez')
  })

  it('never shows an old answer under a newer search', async () => {
    const first = deferred<FindResult>()
    const inputs: Input<'find'>[] = []
    const view = await start((input) => {
      inputs.push(input)
      return input.text === 'first' ? first.promise : result('second', none('username', 'second'))
    })
    await view.user.type(box(), 'first{Enter}')
    await view.user.clear(box())
    await view.user.type(box(), 'second{Enter}')
    await screen.findByText('Nobody found in Contoso Retail')
    view.emit('find.answer', { searchId: inputs[0]?.searchId ?? '', answer: found('email', [ana]) })
    first.resolve(result('first', found('email', [ana])))
    await waitFor(() => expect(view.callsOf('find')).toHaveLength(2))
    expect(screen.queryByText('Ana López')).toBeNull()
    expect(screen.getByText('second', { selector: 'bdi' })).toBeVisible()
  })

  it('does not open the card under the hands of somebody who types on', async () => {
    const answer = deferred<FindResult>()
    const view = await start(() => answer.promise)
    await view.user.type(box(), 'ana{Enter}')
    await view.user.type(box(), 'bel')
    answer.resolve(result('ana', found('username', [ana])))
    expect(await screen.findByRole('option', { name: /Ana López/ })).toBeVisible()
    expect(box()).toHaveFocus()
    expect(screen.queryByRole('region', { name: 'User' })).toBeNull()
  })
})

describe('what was found', () => {
  it('opens one hit by itself, found by two sources, and puts the focus on its heading', async () => {
    const view = await start(() => result('ana', found('email', [ana]), found('username', [ana])))
    await view.user.type(box(), 'ana{Enter}')
    const heading = await screen.findByRole('heading', { name: 'Ana López' })
    expect(screen.getByRole('region', { name: 'User' })).toContainElement(heading)
    await waitFor(() => expect(heading).toHaveFocus())
    expect(screen.getByText('E-mail and username · 1 found in 214 ms')).toBeVisible()
  })

  it('lists several, once each, for the arrow keys, Home, End and letters', async () => {
    const view = await start(() =>
      result('a', found('email', [ana]), found('username', [ana, ben]), found('external-id', [cleo]))
    )
    await view.user.type(box(), 'a{Enter}')
    const list = await screen.findByRole('listbox', { name: 'Matching users' })
    expect(list).toHaveFocus()
    const [first, second, third] = within(list).getAllByRole('option')
    expect(first).toHaveTextContent('matched by e-mail and username')
    expect(third).toHaveTextContent('Suspended')
    const active = () => document.getElementById(list.getAttribute('aria-activedescendant') ?? '')
    expect(active()).toBe(first)
    await view.user.keyboard('{ArrowDown}')
    expect(active()).toBe(second)
    expect(second).toHaveAttribute('aria-selected', 'true')
    await view.user.keyboard('{End}')
    expect(active()).toBe(third)
    await view.user.keyboard('{Home}b')
    expect(active()).toBe(second)
    await view.user.keyboard('{Enter}')
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Ben Okafor' })).toHaveFocus())
    await view.user.click(screen.getByRole('button', { name: 'Back to 3 matches' }))
    expect(await screen.findByRole('listbox', { name: 'Matching users' })).toBeVisible()
  })

  it('does not open the only one of many that match a prefix', async () => {
    const view = await start(() => result('an', none('username'), found('prefix', [ana], 'an', 33)))
    await view.user.type(box(), 'an{Enter}')
    await screen.findByRole('listbox', { name: 'Matching users' })
    expect(screen.getByText(/33 more match/)).toBeVisible()
  })

  it.each([
    ['address', 'ana.lopez@example.co'],
    ['number', '+1415555']
  ])('warns of a card that was opened by the beginning of an %s', async (what, text) => {
    const view = await start(() => result(text, none('username', text), found('prefix', [ana], text)))
    await view.user.type(box(), `${text}{Enter}`)
    await screen.findByRole('heading', { name: 'Ana López' })
    expect(
      screen.getByText(`Opened by the beginning “${text}”. Compare the whole ${what} with the caller.`)
    ).toBeVisible()
  })

  it('opens nobody by a name alone', async () => {
    const view = await start(() => result('Ana López', found('name', [ana], 'Ana López')))
    await view.user.type(box(), 'Ana López{Enter}')
    expect(await screen.findByRole('option', { name: /matched by name/ })).toHaveTextContent('Ana López')
    expect(screen.getByRole('listbox')).toHaveFocus()
    expect(screen.queryByRole('button', { name: 'Create user' })).toBeNull()
    await view.user.keyboard('{Enter}')
    expect(await screen.findByRole('region', { name: 'User' })).toBeVisible()
    expect(screen.queryByText(/Opened by the beginning/)).toBeNull()
  })

  it('says what was asked where when nobody matches, and offers to create them', async () => {
    const view = await start(() =>
      result('new@example.com', none('email', 'new@example.com'), none('prefix', 'new@example.com'))
    )
    await view.user.type(box(), 'new@example.com{Enter}')
    const notice = await screen.findByRole('region', { name: 'Nobody found in Contoso Retail' })
    expect(within(notice).getAllByText('new@example.com')).toHaveLength(2)
    await view.user.click(within(notice).getByRole('button', { name: 'Create user' }))
    const email = await screen.findByRole('textbox', { name: /^Email/ })
    await waitFor(() => expect(email).toHaveValue('new@example.com'))
  })
})

describe('a source that failed', () => {
  it('is named and never counted as none', async () => {
    const view = await start(() =>
      result('ana', none('username'), failed('email', slowHost), failed('external-id', slowHost))
    )
    await view.user.type(box(), 'ana{Enter}')
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('Look-up by e-mail and external ID: api.example did not answer in time.')
    const notice = screen.getByRole('region', { name: 'Nobody found so far in Contoso Retail' })
    expect(notice).toHaveTextContent('2 look-ups of 3 did not answer')
    expect(screen.queryByRole('button', { name: 'Create user' })).toBeNull()
    await view.user.click(within(alert).getByRole('button', { name: 'Try again' }))
    expect(view.callsOf('find')).toHaveLength(2)
  })

  it('is told once for one rate limit, whenever its answers came', async () => {
    const limited = (ms: number): AppError => ({ kind: 'rate-limited', until: Date.now() + ms })
    const view = await start(() =>
      result('ana', failed('email', limited(600_000)), failed('external-id', limited(700_000)))
    )
    await view.user.type(box(), 'ana{Enter}')
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('Look-up by e-mail and external ID: Mosaic asks for fewer requests.')
    expect(alert).toHaveTextContent('Nothing was changed. Wait 10 minutes, then try again.')
  })

  it('gave no usable answer when it refused', async () => {
    const view = await start(() =>
      result('ana', failed('other-email', { kind: 'invalid-input', reason: 'form', fields: {} }))
    )
    await view.user.type(box(), 'ana{Enter}')
    const notice = await screen.findByRole('region', { name: 'Nobody found so far in Contoso Retail' })
    expect(notice).toHaveTextContent('1 look-up of 1 gave no usable answer')
    expect(within(notice).getByText('no usable answer')).toBeVisible()
    expect(screen.getByRole('alert')).toHaveTextContent('Look-up by other e-mail: Mosaic did not accept')
  })

  it('stands beside the card that another source opened', async () => {
    const view = await start(() => result('ana', found('username', [ana]), failed('email', slowHost)))
    await view.user.type(box(), 'ana{Enter}')
    expect(await screen.findByRole('heading', { name: 'Ana López' })).toBeVisible()
    expect(screen.getByRole('alert')).toHaveTextContent('Look-up by e-mail')
  })

  it('says what to do when the whole search fails', async () => {
    const view = await start(() => {
      throw new AppFailure({ kind: 'bad-credentials', reason: 'missing' })
    })
    await view.user.type(box(), 'ana{Enter}')
    expect(await screen.findByRole('alert')).toHaveTextContent('enter the client secret')
  })
})

describe('the end of a call', () => {
  const opened = async () => {
    const view = await start(() => result('ana', found('username', [ana])))
    await view.user.type(box(), 'ana{Enter}')
    await screen.findByRole('heading', { name: 'Ana López' })
    // the facts are drawn in a turn of their own
    await screen.findByText('Raw JSON')
    return view
  }
  const nothingLeft = (view: Awaited<ReturnType<typeof opened>>) => {
    expect(screen.queryByRole('region', { name: 'User' })).toBeNull()
    expect(view.client.getQueryCache().findAll({ queryKey: ['user'] })).toEqual([])
    expect(useSearch.getState()).toMatchObject({ text: '', run: undefined })
  }

  it('on Esc drops the user and gives the focus back to the box', async () => {
    const view = await opened()
    await view.user.keyboard('{Escape}')
    nothingLeft(view)
    expect(box()).toHaveFocus()
  })

  it('on a tenant switch does the same', async () => {
    const view = await opened()
    view.client.setQueryData(['app-state'], anAppState({ currentTenantId: practice.id }))
    await screen.findByRole('heading', { name: 'Find a caller in Practice tenant' })
    nothingLeft(view)
    expect(document.documentElement.dataset).toMatchObject({ accent: 'violet', environment: 'practice' })
  })

  it('comes with the next search', async () => {
    const view = await opened()
    const next = deferred<FindResult>()
    view.handle({ find: () => next.promise })
    await view.user.keyboard('{Control>}k{/Control}')
    await view.user.type(box(), 'ben{Enter}')
    expect(screen.queryByRole('region', { name: 'User' })).toBeNull()
    expect(view.client.getQueryCache().findAll({ queryKey: ['user'] })).toEqual([])
  })
})
