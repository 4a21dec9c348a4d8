import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { AccessCodeOutcome } from '../../src/shared/credentials'
import { type AppError, AppFailure } from '../../src/shared/errors'
import { holdEnter } from './card-helpers'
import {
  anasCard,
  buttonIn,
  type DialogView,
  findDialog,
  openDialog,
  reactStrings
} from './credentials-helpers'
import { deferred } from './deferred'
import type { FakeHandlers } from './fake-bridge'

const code = '417093'
const anOutcome = (more: Partial<AccessCodeOutcome> = {}): AccessCodeOutcome => ({
  issueId: 'issue-7',
  length: code.length,
  expiresAt: Date.now() + 900_000,
  estimated: false,
  ...more
})
const fails = (error: AppError) => () => {
  throw new AppFailure(error)
}

const openCode = (handlers: FakeHandlers = {}) =>
  openDialog('access-code', {
    handlers: {
      'access.issue': () => anOutcome(),
      'issued.reveal': () => ({ password: code, hideAfterMs: 30_000 }),
      'issued.copy': () => ({ clearAfterMs: 30_000 }),
      ...handlers
    }
  })

async function issue(view: DialogView): Promise<HTMLElement> {
  await view.user.click(buttonIn(await findDialog('Access code'), 'Issue access code'))
  await screen.findByRole('button', { name: /^(Done|Close)$/ })
  return findDialog('Access code')
}

describe('the dialog "Access code"', () => {
  it('explains it and issues nothing by itself, nor by a key that is held', async () => {
    const view = openCode()
    const dialog = await findDialog('Access code')
    expect(dialog).toHaveTextContent('A one-time code that signs this person in.')
    expect(dialog).toHaveTextContent('they enter it in their own app')
    expect(dialog).toHaveTextContent('Ana López · ana.lopez@example.com')
    await waitFor(() => expect(buttonIn(dialog, 'Cancel')).toHaveFocus())
    holdEnter()
    await view.user.keyboard('{Escape}')
    await screen.findByText('Card')
    expect(view.closed).toHaveBeenCalledExactlyOnceWith(undefined)
    expect(view.callsOf('access.issue')).toHaveLength(0)
  })

  it('is busy while it is issued, once', async () => {
    const end = deferred<AccessCodeOutcome>()
    const view = openCode({ 'access.issue': () => end.promise })
    await view.user.dblClick(buttonIn(await findDialog('Access code'), 'Issue access code'))
    const dialog = await findDialog('Access code')
    expect(within(dialog).getByRole('status')).toHaveTextContent('Issuing an access code…')
    await view.user.keyboard('{Escape}{Enter}')
    expect(view.closed).not.toHaveBeenCalled()
    end.resolve(anOutcome())
    await waitFor(() => expect(buttonIn(dialog, 'Reveal')).toHaveFocus())
    expect(view.callsOf('access.issue')).toEqual([anasCard])
  })

  it('is masked, revealed and spelled on request, copied by main, and forgotten with Done', async () => {
    const view = openCode()
    const dialog = await issue(view)
    expect(dialog).not.toHaveTextContent(code)
    await waitFor(() => expect(buttonIn(dialog, 'Reveal')).toHaveFocus())
    await view.user.keyboard('{Enter}')
    await waitFor(() =>
      expect(within(dialog).getByRole('group', { name: 'Access code' })).toHaveTextContent(code)
    )
    expect(dialog).toHaveTextContent('four, one, seven, zero, nine, three')
    expect(reactStrings().filter((text) => text.includes(code) || text.includes('seven, zero'))).toEqual([])
    await view.user.click(buttonIn(dialog, 'Copy'))
    await waitFor(() => expect(dialog).toHaveTextContent('Copied. The clipboard is cleared in 30 s'))
    expect(view.callsOf('issued.reveal')).toEqual([{ issueId: 'issue-7' }])
    await view.user.click(buttonIn(dialog, 'Done'))
    await screen.findByText('Card')
    await waitFor(() => expect(view.callsOf('issued.done')).toEqual([{ issueId: 'issue-7' }]))
    expect(document.documentElement.outerHTML).not.toMatch(/417093|seven, zero/)
    expect(view.closed.mock.lastCall?.[0]?.done?.title).toBe('Access code issued.')
  })

  it.each<[string, Partial<AccessCodeOutcome>, RegExp]>([
    ['from the answer', {}, /It works once, in their own app\.It runs out (today|tomorrow) at \d\d:\d\d\./],
    [
      'as an estimate',
      { estimated: true },
      /It should run out .+: Mosaic did not say, so this is its usual life\./
    ],
    ['not at all', { expiresAt: undefined, estimated: true }, /Mosaic did not say when it runs out\./]
  ])('says its life %s', async (_, more, words) => {
    const view = openCode({ 'access.issue': () => anOutcome(more) })
    expect(await issue(view)).toHaveTextContent(words)
  })

  it('is forgotten when the card goes', async () => {
    const view = openCode()
    const dialog = await issue(view)
    await view.user.click(buttonIn(dialog, 'Reveal'))
    await waitFor(() => expect(dialog).toHaveTextContent(code))
    expect(view.callsOf('issued.done')).toEqual([])
    view.closeCard()
    await waitFor(() => expect(view.callsOf('issued.done')).toEqual([{ issueId: 'issue-7' }]))
    expect(document.documentElement.outerHTML).not.toContain(code)
  })

  it('is thrown away, and that is told, when the card went before Mosaic answered', async () => {
    const end = deferred<AccessCodeOutcome>()
    const view = openCode({ 'access.issue': () => end.promise })
    await view.user.click(buttonIn(await findDialog('Access code'), 'Issue access code'))
    view.closeCard()
    end.resolve(anOutcome())
    await waitFor(() => expect(view.callsOf('issued.done')).toEqual([{ issueId: 'issue-7' }]))
    expect(view.closed.mock.lastCall?.[0]?.doubt?.title).toBe('An access code was issued and nobody saw it.')
  })
})

describe('when no access code came of it', () => {
  it.each<[string, AppError, RegExp, boolean]>([
    ['suspended', { kind: 'conflict', reason: 'user-not-active' }, /suspended/, false],
    ['no answer', { kind: 'outcome-unknown', action: 'Issue access code' }, /not known whether/, true],
    ['policy', { kind: 'policy-refused', rule: 'temporaryPassword.delivery' }, /policy does not allow/, false]
  ])('says why: %s', async (_, error, words, another) => {
    const view = openCode({ 'access.issue': fails(error) })
    const dialog = await issue(view)
    expect(within(dialog).getByRole('alert')).toHaveTextContent(words)
    expect(within(dialog).queryByRole('button', { name: 'Issue another one' }) !== null).toBe(another)
    await view.user.click(buttonIn(dialog, 'Close'))
    await screen.findByText('Card')
    expect(view.closed).toHaveBeenCalledExactlyOnceWith(
      error.kind === 'outcome-unknown' ? { failures: [{ doing: 'Issue access code', error }] } : undefined
    )
    expect(view.callsOf('issued.done')).toHaveLength(0)
  })

  it('has the caller verified where main asks for it', async () => {
    const view = openCode({ 'access.issue': fails({ kind: 'verification-required' }) })
    await issue(view)
    expect(view.needsVerification).toHaveBeenCalledOnce()
  })
})
