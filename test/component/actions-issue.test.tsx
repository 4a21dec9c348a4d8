import { act, screen, waitFor, within } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { useDesk } from '../../src/renderer/state/desk-store'
import { cardOf, userKey } from '../../src/renderer/state/queries'
import { useActionRuns } from '../../src/renderer/user/actions/action-store'
import { useUserActions } from '../../src/renderer/user/actions/use-user-actions'
import type { IssueOutcome } from '../../src/shared/actions'
import { type AppError, AppFailure } from '../../src/shared/errors'
import { deferred } from './deferred'
import type { FakeHandlers } from './fake-bridge'
import { aPassword, aUser, contoso } from './fixtures'
import { renderScreen } from './render'

const ana = aUser()
const password = 'Kx4m-Tp7w-H3vn-Rc8d'
const issuedUser = aUser({ password: { expired: false, temporary: true } })
const anOutcome = (more: Partial<IssueOutcome> = {}): IssueOutcome => ({
  issueId: 'issue-1',
  how: 'replaced',
  strengthened: false,
  length: password.length,
  user: issuedUser,
  authenticators: [aPassword()],
  ...more
})

let closeCard = (): void => undefined

function Card() {
  const [open, setOpen] = useState(true)
  closeCard = () => setOpen(false)
  return open ? <Open /> : <p>Card closed</p>
}

function Open() {
  const { start, dialogs, outcome } = useUserActions(ana, contoso)
  return (
    <section aria-label="User">
      <h1 tabIndex={-1}>{ana.displayName}</h1>
      {outcome}
      <button type="button" onClick={() => start('issue', 'button')}>
        Issue temporary password
      </button>
      {dialogs}
    </section>
  )
}

function renderCard(handlers: FakeHandlers = {}) {
  const view = renderScreen(<Card />, {
    'password.issue': () => anOutcome(),
    'issued.reveal': () => ({ password, hideAfterMs: 30_000 }),
    'issued.copy': () => ({ clearAfterMs: 30_000 }),
    'issued.done': () => null,
    ...handlers
  })
  useDesk.getState().openUser(ana, contoso.id)
  return view
}

async function issue(view: ReturnType<typeof renderCard>): Promise<HTMLElement> {
  await view.user.click(screen.getByRole('button', { name: 'Issue temporary password' }))
  const dialog = await screen.findByRole('dialog', { name: 'Temporary password' })
  await within(dialog).findByRole('button', { name: /Done|Close/ })
  return dialog
}

const button = (dialog: HTMLElement, name: string) => within(dialog).getByRole('button', { name })
const outcome = () => screen.getByRole('status', { name: 'Outcome' })

/** Every string that React holds: props and state of the whole tree, with their alternates. */
function reactStrings(): string[] {
  const seen = new Set<unknown>()
  const texts: string[] = []
  const walk = (value: unknown, depth: number): void => {
    if (typeof value === 'string') texts.push(value)
    if (typeof value !== 'object' || value === null || seen.has(value) || depth > 400) return
    seen.add(value)
    if (value instanceof Node || value === window) return
    for (const key of Object.keys(value)) walk((value as Record<string, unknown>)[key], depth + 1)
  }
  for (const node of document.querySelectorAll('*')) {
    for (const key of Object.keys(node)) {
      if (key.startsWith('__react')) walk((node as unknown as Record<string, unknown>)[key], 0)
    }
  }
  return texts
}

describe('the dialog "Temporary password"', () => {
  it('is busy while Mosaic is asked and cannot be left', async () => {
    const end = deferred<IssueOutcome>()
    const view = renderCard({ 'password.issue': () => end.promise })
    await view.user.click(screen.getByRole('button', { name: 'Issue temporary password' }))
    const dialog = await screen.findByRole('dialog', { name: 'Temporary password' })
    expect(dialog).toHaveTextContent('Setting a temporary password…')
    expect(dialog).toHaveTextContent('Ana López · ana.lopez@example.com')
    await view.user.keyboard('{Escape}{Enter}')
    expect(dialog).toBeVisible()
    end.resolve(anOutcome())
    await waitFor(() => expect(button(dialog, 'Reveal')).toHaveFocus())
    expect(view.callsOf('password.issue')).toEqual([cardOf(contoso, ana.id)])
    expect(view.client.getQueryData(userKey(cardOf(contoso, ana.id)))).toEqual(issuedUser)
  })

  it('is masked, reveals and spells out on request, and hides again', async () => {
    const view = renderCard()
    const dialog = await issue(view)
    expect(view.callsOf('issued.reveal')).toHaveLength(0)
    await waitFor(() => expect(button(dialog, 'Reveal')).toHaveFocus())
    await view.user.keyboard('{Enter}')
    await waitFor(() => expect(dialog).toHaveTextContent(password))
    expect(within(dialog).getByText('capital kilo, x-ray, four, mike, hyphen')).toBeVisible()
    expect(within(dialog).getByText('capital romeo, charlie, eight, delta')).toBeVisible()
    expect(dialog).toHaveTextContent('Hides itself in 30 s')
    await waitFor(() => expect(button(dialog, 'Hide')).toHaveFocus())
    await view.user.keyboard('{Enter}')
    expect(dialog).not.toHaveTextContent('Kx4m')
    expect(button(dialog, 'Reveal')).toBeVisible()
  })

  it('hides itself when its time is over', async () => {
    const view = renderCard({ 'issued.reveal': () => ({ password, hideAfterMs: 600 }) })
    const dialog = await issue(view)
    await view.user.click(button(dialog, 'Reveal'))
    await waitFor(() => expect(dialog).toHaveTextContent(password))
    await waitFor(() => expect(dialog).not.toHaveTextContent('Kx4m'), { timeout: 2000 })
    expect(button(dialog, 'Reveal')).toBeVisible()
  })

  it('never lets React hold the password, revealed or not', async () => {
    const view = renderCard()
    const dialog = await issue(view)
    await view.user.click(button(dialog, 'Reveal'))
    await waitFor(() => expect(document.body.textContent).toContain(password))
    const held = reactStrings()
    expect(held).toContain('Temporary password')
    expect(held.filter((text) => /Kx4m|Tp7w|H3vn|Rc8d/.test(text))).toEqual([])
    expect(
      JSON.stringify(
        view.client
          .getQueryCache()
          .getAll()
          .map(({ state }) => state)
      )
    ).not.toContain('Kx4m')
    await view.user.click(button(dialog, 'Done'))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(document.documentElement.outerHTML).not.toMatch(/Kx4m|capital kilo/)
  })

  it('drops a password that comes after it was hidden or done', async () => {
    const answer = deferred<{ password: string; hideAfterMs: number }>()
    const view = renderCard({ 'issued.reveal': () => answer.promise })
    const dialog = await issue(view)
    await view.user.click(button(dialog, 'Reveal'))
    await view.user.click(button(dialog, 'Done'))
    answer.resolve({ password, hideAfterMs: 30_000 })
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(document.body).not.toHaveTextContent('Kx4m')
  })

  it('copies through main and says when the clipboard is cleared', async () => {
    const view = renderCard()
    const dialog = await issue(view)
    await view.user.click(button(dialog, 'Copy'))
    const clipboard = within(dialog).getByRole('status', { name: 'Clipboard' })
    await waitFor(() =>
      expect(clipboard).toHaveTextContent('Copied. The clipboard is cleared in 30 s if it still holds it.')
    )
    expect(view.callsOf('issued.reveal')).toHaveLength(0)
    act(() => view.emit('issued.clipboardCleared', { issueId: 'another' }))
    expect(clipboard).toHaveTextContent('Copied.')
    act(() => view.emit('issued.clipboardCleared', { issueId: 'issue-1' }))
    expect(clipboard).toHaveTextContent('The clipboard was cleared.')
  })

  it('stops saying that the clipboard will be cleared where something else was copied meanwhile', async () => {
    const view = renderCard({ 'issued.copy': () => ({ clearAfterMs: 100 }) })
    const dialog = await issue(view)
    await view.user.click(button(dialog, 'Copy'))
    const clipboard = within(dialog).getByRole('status', { name: 'Clipboard' })
    await waitFor(() => expect(clipboard).toHaveTextContent('Copied.'))
    await waitFor(() => expect(clipboard).toHaveTextContent('Something else was copied since'), {
      timeout: 3000
    })
  })

  it.each([
    [
      'Done',
      (view: ReturnType<typeof renderCard>) => view.user.click(screen.getByRole('button', { name: 'Done' }))
    ],
    ['Escape', (view: ReturnType<typeof renderCard>) => view.user.keyboard('{Escape}')],
    ['Ctrl+K', (view: ReturnType<typeof renderCard>) => view.user.keyboard('{Control>}k{/Control}')]
  ])('%s makes main forget it and puts the focus on the heading', async (_, leave) => {
    const view = renderCard()
    await issue(view)
    await leave(view)
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(view.callsOf('issued.done')).toEqual([{ issueId: 'issue-1' }])
    expect(outcome()).toHaveTextContent('Temporary password issued.')
    await waitFor(() => expect(screen.getByRole('heading', { name: ana.displayName })).toHaveFocus())
  })

  it('is forgotten when the card goes', async () => {
    const view = renderCard()
    const dialog = await issue(view)
    await view.user.click(button(dialog, 'Reveal'))
    await waitFor(() => expect(dialog).toHaveTextContent(password))
    act(() => closeCard())
    await waitFor(() => expect(view.callsOf('issued.done')).toEqual([{ issueId: 'issue-1' }]))
    expect(document.body).not.toHaveTextContent('Kx4m')
  })

  it('is thrown away, and the card says so, when the card went before Mosaic answered', async () => {
    const end = deferred<IssueOutcome>()
    const view = renderCard({ 'password.issue': () => end.promise })
    await view.user.click(screen.getByRole('button', { name: 'Issue temporary password' }))
    act(() => closeCard())
    end.resolve(anOutcome())
    await waitFor(() => expect(view.callsOf('issued.done')).toEqual([{ issueId: 'issue-1' }]))
    const [run] = Object.values(useActionRuns.getState().runs)
    expect(run?.outcome?.doubt?.title).toBe('A temporary password was set and nobody saw it.')
  })
})

describe('what the caller must be told', () => {
  const hour = 3_600_000
  it.each<[string, Partial<IssueOutcome>, RegExp]>([
    ['that it must be changed', {}, /must be changed at the first sign-in/],
    ['that Mosaic did not say when it runs out', {}, /Mosaic did not say when it runs out/],
    ['when it runs out', { expiresAt: Date.now() + 40 * hour }, /It runs out .+ at \d\d:\d\d/],
    ['that it replaces the old one', {}, /replaces the old password/],
    ['that it is the first', { how: 'first' }, /first password here/],
    ['that it is a stronger one', { strengthened: true }, /refused the first one as too weak/],
    [
      'that the re-read failed',
      { user: undefined as never, rereadError: { kind: 'rate-limited' } },
      /The password was set\. The card could not be read again/
    ]
  ])('says %s', async (_, more, words) => {
    const view = renderCard({ 'password.issue': () => anOutcome(more) })
    expect(await issue(view)).toHaveTextContent(words)
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('says that the password is still locked and unlocks it from there', async () => {
    const view = renderCard({
      'password.issue': () => anOutcome({ authenticators: [aPassword({ status: 'Locked' })] }),
      'password.unlock': () => ({ via: 'type', authenticators: [aPassword()], stillLocked: false })
    })
    const dialog = await issue(view)
    expect(dialog).toHaveTextContent('still locked')
    await view.user.click(button(dialog, 'Unlock password'))
    await waitFor(() => expect(dialog).toHaveTextContent('Password unlocked.'))
    // the button that had the focus is gone: the dialog's keys go on, and Enter presses none of its buttons
    expect(dialog).toContainElement(document.activeElement as HTMLElement)
    await view.user.keyboard('{Enter}')
    await view.user.click(button(dialog, 'Done'))
    expect(outcome()).toHaveTextContent('Password unlocked.')
    expect(screen.queryByRole('button', { name: 'Unlock password' })).toBeNull()
  })

  it('says on the card that the unlock was left undone', async () => {
    const view = renderCard({
      'password.issue': () => anOutcome({ authenticators: [aPassword({ status: 'Locked' })] })
    })
    await view.user.click(button(await issue(view), 'Done'))
    expect(outcome()).toHaveTextContent('The password is still locked: until it is unlocked')
  })
})

describe('when no password came of it', () => {
  it.each<[string, AppError, RegExp, boolean]>([
    ['suspended', { kind: 'conflict', reason: 'user-suspended' }, /suspended/, false],
    ['weak', { kind: 'invalid-input', reason: 'password-weak', fields: {} }, /too weak/, false],
    ['breached', { kind: 'invalid-input', reason: 'password-breached', fields: {} }, /data breach/, true],
    [
      'no permission',
      { kind: 'not-permitted', permission: 'authenticators:edit' },
      /authenticators:edit/,
      false
    ],
    ['unknown end', { kind: 'outcome-unknown', action: 'Issue' }, /not known whether/, true]
  ])('says why: %s', async (_, error, words, another) => {
    const view = renderCard({
      'password.issue': () => {
        throw new AppFailure(error)
      }
    })
    const dialog = await issue(view)
    expect(within(dialog).getByRole('alert')).toHaveTextContent(words)
    expect(within(dialog).queryByRole('button', { name: 'Issue another one' }) !== null).toBe(another)
    expect(within(dialog).queryByRole('button', { name: 'Reveal' })).toBeNull()
    await view.user.click(button(dialog, 'Close'))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(view.callsOf('issued.done')).toHaveLength(0)
  })

  it('goes on saying on the card that the end is not known', async () => {
    const view = renderCard({
      'password.issue': () => {
        throw new AppFailure({ kind: 'outcome-unknown', action: 'Issue' })
      }
    })
    await view.user.click(button(await issue(view), 'Close'))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(screen.getByRole('alert')).toHaveTextContent('Issue temporary password: It is not known whether')
  })

  it('issues another one on request', async () => {
    const answers = [{ kind: 'invalid-input', reason: 'password-breached', fields: {} } satisfies AppError]
    const view = renderCard({
      'password.issue': () => {
        const error = answers.pop()
        if (error) throw new AppFailure(error)
        return anOutcome()
      }
    })
    const dialog = await issue(view)
    await view.user.click(button(dialog, 'Issue another one'))
    await waitFor(() => expect(button(dialog, 'Reveal')).toHaveFocus())
  })

  it('says in the dialog that revealing or copying failed', async () => {
    const gone = () => {
      throw new AppFailure({ kind: 'not-found', what: 'The issued password' })
    }
    const view = renderCard({ 'issued.reveal': gone, 'issued.copy': gone })
    const dialog = await issue(view)
    await view.user.click(button(dialog, 'Reveal'))
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'Reveal: The issued password was not found.'
    )
    await view.user.click(button(dialog, 'Copy'))
    await waitFor(() => expect(within(dialog).getAllByRole('alert')).toHaveLength(2))
    expect(button(dialog, 'Reveal')).toBeVisible()
  })
})
