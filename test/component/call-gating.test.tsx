import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { IssueOutcome } from '../../src/shared/actions'
import { type DeskAction, deskAction } from '../../src/shared/desk-action'
import { AppFailure } from '../../src/shared/errors'
import type { CodeCheck } from '../../src/shared/verification'
import {
  ana,
  callInMain,
  dialogOf,
  inDialog,
  isGone,
  ofAna,
  openCall,
  someWays,
  unverified
} from './call-helpers'
import { bar, button, heading, outcome, settled } from './card-helpers'
import { deferred } from './deferred'
import type { FakeHandlers } from './fake-bridge'
import { aCallView, aPassword, aPolicyView, gates } from './fixtures'

type View = Awaited<ReturnType<typeof openCall>>

const issued: IssueOutcome = {
  issueId: 'issue-1',
  how: 'replaced',
  strengthened: false,
  length: 19,
  user: ana,
  authenticators: [aPassword()]
}
/** What main does once its gate lets pass. */
const writes: FakeHandlers = {
  'password.unlock': () => ({
    was: 'locked',
    via: 'type',
    authenticators: [aPassword()],
    stillLocked: false
  }),
  'password.issue': () => issued,
  'issued.done': () => null,
  'user.setStatus': () => ({ user: ana }),
  'user.signOut': () => ({ backend: { state: 'done' }, hosted: { state: 'done' } }),
  'password.set': () => ({ how: 'replaced', temporary: true, check: 'passed' }),
  'access.issue': () => ({ issueId: 'issue-2', length: 6, expiresAt: Date.now() + 900_000, estimated: false })
}
const isWrite = (name: string) => name !== 'issued.done' && name in writes
const written = (view: View) => view.calls.filter(({ name }) => isWrite(name)).map(({ name }) => name)

/** The card of a call in which everything waits for a verification, or what `main` says. */
async function opened(main = callInMain(), handlers: FakeHandlers = {}) {
  const view = await openCall({ handlers: { ...main.handlers, ...writes, ...handlers } })
  await waitFor(() => expect(heading()).toHaveFocus())
  return view
}

/** Lets the caller be verified by a code that is right. */
async function prove(view: View): Promise<void> {
  const dialog = await dialogOf('Verify caller')
  await view.user.click(inDialog(dialog, 'Send code by SMS'))
  await waitFor(() => expect(within(dialog).getByRole('textbox', { name: 'Code' })).toHaveFocus())
  expect(written(view)).toEqual([])
  await view.user.keyboard('123456{Enter}')
  await waitFor(() => expect(view.callsOf('verify.checkCode')).toHaveLength(1))
  await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Verify caller' })).toBeNull())
}

async function choose(view: View, item: string): Promise<void> {
  await view.user.click(button('More actions'))
  await view.user.click(await screen.findByRole('menuitem', { name: item }))
}

/** Begins an action by its button, which may have to rest first, or by its item in the menu. */
async function begin(view: View, name: string): Promise<void> {
  const inBar = screen.queryByRole('button', { name })
  if (inBar) await view.user.click(await settled(name))
  else await choose(view, name)
}

describe('an action that the policy forbids', () => {
  const why = 'The policy of this machine does not allow this action.'
  const forbidden = (...actions: DeskAction[]) =>
    aCallView(ofAna, {
      actions: gates(
        Object.fromEntries(actions.map((one) => [one, { allowed: false, rule: 'actions.allowed', why }]))
      )
    })

  it.each<[DeskAction, string[]]>([
    ['unlock', ['Unlock password', 'Resolve']],
    ['send-reset', ['Send reset link']],
    ['issue', ['Issue temporary password', 'Resolve']],
    ['sign-out', ['Sign out everywhere', 'Resolve']],
    ['suspend', ['Suspend user']]
  ])('is not offered: %s', async (action, gone) => {
    const all = ['Unlock password', 'Send reset link', 'Issue temporary password', 'Sign out everywhere']
    const offered = [...all, 'Resolve', 'Suspend user'].filter((name) => !gone.includes(name))
    await opened(callInMain(forbidden(action)))
    await waitFor(() => expect(screen.queryByRole('button', { name: gone[0]! })).toBeNull())
    for (const name of gone) expect(screen.queryByRole('button', { name })).toBeNull()
    for (const name of [...offered, 'Verify caller']) expect(button(name)).toBeVisible()
  })

  it('is no item of the menu', async () => {
    const view = await opened(callInMain(forbidden('set-password', 'access-code', 'send-reset')))
    await view.user.click(button('More actions'))
    const items = await screen.findAllByRole('menuitem')
    expect(items.map(({ textContent }) => textContent)).toEqual(['Check a password', 'Refuse caller'])
  })

  it.each<[string, DeskAction, string]>([
    ['u', 'unlock', 'Unlock password'],
    ['r', 'send-reset', 'Send reset link'],
    ['t', 'issue', 'Issue temporary password'],
    ['o', 'sign-out', 'Sign out everywhere'],
    ['e', 'unlock', 'Resolve']
  ])('and whose key %s is pressed all the same says the rule', async (key, action, name) => {
    const view = await opened(callInMain(forbidden(action)))
    await view.user.keyboard(key)
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent(`${name}: Your organisation’s policy does not allow this.`)
    expect(alert).toHaveTextContent(`${why} Nothing was changed. The rule is “actions.allowed”.`)
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(written(view)).toEqual([])
  })

  it('is left out before the gate has answered', async () => {
    const allowed = deskAction.options.filter((action) => action !== 'unlock')
    await opened(undefined, {
      'call.open': () => new Promise<never>(() => undefined),
      'policy.view': () => aPolicyView({ allowed })
    })
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Unlock password' })).toBeNull())
    expect(within(bar()).getByRole('button', { name: 'Suspend user' })).toBeVisible()
  })

  it('stands nowhere where a broken managed policy locks everything', async () => {
    await opened(undefined, {
      'call.open': () => new Promise<never>(() => undefined),
      'policy.view': () => aPolicyView({}, { source: 'managed', locked: true })
    })
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Suspend user' })).toBeNull())
    const names = within(bar()).getAllByRole('button')
    expect(names.map(({ textContent }) => textContent)).toEqual([
      'Verify callerV',
      'More actions▾',
      'Copy work noteN',
      'RefreshF5',
      'End callEsc'
    ])
  })
})

describe('an action that needs a verification', () => {
  it.each([
    ['Unlock password', 'password.unlock'],
    ['Issue temporary password', 'password.issue']
  ])('%s, by a click, is done as soon as the caller is verified', async (name, operation) => {
    const view = await opened()
    await begin(view, name)
    expect(await dialogOf('Verify caller')).toHaveTextContent(
      `“${name}” goes on once the caller is verified.`
    )
    await prove(view)
    await waitFor(() => expect(written(view)).toEqual([operation]))
    if (operation === 'password.issue') {
      expect(await dialogOf('Temporary password')).toBeVisible()
    } else await waitFor(() => expect(outcome()).toHaveTextContent('Password unlocked.'))
    expect(written(view)).toEqual([operation])
  })

  it.each([
    ['u', 'Unlock Ana López’s password?'],
    ['t', 'Give Ana López a new password?'],
    ['o', 'Sign Ana López out everywhere?']
  ])('by its key %s asks its question after that', async (key, question) => {
    const view = await opened()
    await view.user.keyboard(key)
    await prove(view)
    const dialog = await dialogOf(question)
    await waitFor(() => expect(inDialog(dialog, 'Cancel')).toHaveFocus())
    expect(written(view)).toEqual([])
  })

  it.each([
    ['Suspend user', 'Suspend Ana López?', 'user.setStatus'],
    ['Sign out everywhere', 'Sign Ana López out everywhere?', 'user.signOut']
  ])('%s asks its question after that', async (name, question, operation) => {
    const view = await opened()
    await begin(view, name)
    await prove(view)
    const dialog = await dialogOf(question)
    expect(written(view)).toEqual([])
    await view.user.click(inDialog(dialog, name))
    await isGone()
    expect(written(view)).toEqual([operation])
  })

  it.each([
    ['Send reset link', 'Send a password reset'],
    ['Send a reset code', 'Send a password reset'],
    ['Set a password', 'Set a password'],
    ['Issue access code', 'Access code'],
    ['Check a password', 'Check a password'],
    ['Resolve', 'Resolve']
  ])('%s opens its own dialog after that', async (name, title) => {
    const view = await opened()
    await begin(view, name)
    await prove(view)
    const dialog = await dialogOf(title)
    expect(screen.getAllByRole('dialog')).toEqual([dialog])
    expect(written(view)).toEqual([])
  })

  it('goes on only after the second proof where two are needed', async () => {
    const view = await opened(callInMain(unverified({ privileged: 'on the list' }, 2)))
    await begin(view, 'Unlock password')
    const dialog = await dialogOf('Verify caller')
    await view.user.click(inDialog(dialog, 'Caller was called back'))
    await waitFor(() => expect(dialog).toHaveTextContent('✓ Verified by call-back. One more is needed'))
    expect(written(view)).toEqual([])
    await prove(view)
    await waitFor(() => expect(written(view)).toEqual(['password.unlock']))
  })

  it('needs none any more while the last one is fresh', async () => {
    const main = callInMain()
    main.prove('in-person')
    const view = await opened(main)
    await begin(view, 'Unlock password')
    await waitFor(() => expect(outcome()).toHaveTextContent('Password unlocked.'))
    expect(view.calls.filter(({ name }) => name.startsWith('verify.'))).toEqual([])
  })

  it('needs a new one when the last has run out, although main has not said so', async () => {
    const actions = gates({}, { needed: 1, have: 1, verifiedUntil: Date.now() - 1 })
    const view = await opened(callInMain(unverified({ actions })))
    await begin(view, 'Unlock password')
    expect(await dialogOf('Verify caller')).toBeVisible()
    expect(written(view)).toEqual([])
  })

  it.each([
    ['Unlock password', 'Escape'],
    ['Suspend user', 'Escape'],
    ['Set a password', 'Close']
  ])('%s is not begun when the verification is left by %s', async (name, by) => {
    const view = await opened()
    await begin(view, name)
    const dialog = await dialogOf('Verify caller')
    if (by === 'Close') await view.user.click(inDialog(dialog, 'Close'))
    else await view.user.keyboard('{Escape}')
    await isGone()
    expect(screen.queryByRole('alert')).toBeNull()
    expect(outcome()).toBeEmptyDOMElement()
    // what was left does not go on by a later verification either
    await waitFor(() => expect(document.activeElement?.closest('section')).not.toBeNull())
    await view.user.keyboard('v')
    await prove(view)
    await isGone()
    await waitFor(() => expect(heading()).toHaveFocus())
    expect(written(view)).toEqual([])
  })
})

describe('a verification whose answer is awaited', () => {
  it.each(['Close', 'Refuse caller', 'Escape'])(
    'is not left by %s: nothing goes on behind it',
    async (by) => {
      const main = callInMain()
      const end = deferred<CodeCheck>()
      const view = await opened(main, { 'verify.checkCode': () => end.promise })
      await begin(view, 'Unlock password')
      const dialog = await dialogOf('Verify caller')
      await view.user.click(inDialog(dialog, 'Send code by SMS'))
      await waitFor(() => expect(within(dialog).getByRole('textbox', { name: 'Code' })).toHaveFocus())
      await view.user.keyboard('123456{Enter}')
      if (by === 'Escape') await view.user.keyboard('{Escape}')
      else await view.user.click(inDialog(dialog, by))
      expect(screen.getAllByRole('dialog', { name: 'Verify caller' })).toEqual([dialog])
      end.resolve({ outcome: 'wrong', call: main.now() })
      expect(await within(dialog).findByRole('alert')).toHaveTextContent('This is not the code.')
      if (by === 'Escape') await view.user.keyboard('{Escape}')
      else await view.user.click(inDialog(dialog, by))
      await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Verify caller' })).toBeNull())
      expect(written(view)).toEqual([])
    }
  )
})

describe('an action of which only main knows that it needs a verification', () => {
  /** Main asks for a proof of which its view said nothing; one opens the gate. */
  function stricter() {
    const main = callInMain(aCallView(ofAna, { ways: someWays }))
    const gate = () => {
      if (main.now().verifications.length > 0) return
      throw new AppFailure({ kind: 'verification-required', needed: 1, have: 0 })
    }
    const gated = Object.fromEntries(
      Object.entries(writes).map(([name, handler]) => [
        name,
        (input: never, signal: AbortSignal) => {
          if (isWrite(name)) gate()
          return (handler as (input: never, signal: AbortSignal) => unknown)(input, signal)
        }
      ])
    ) as FakeHandlers
    return { main, gated }
  }

  /** The same as `prove`, after one write that main refused. */
  async function proveAfter(view: View, refused: string): Promise<void> {
    const dialog = await dialogOf('Verify caller')
    expect(screen.getAllByRole('dialog')).toEqual([dialog])
    expect(screen.queryByRole('alert')).toBeNull()
    expect(written(view)).toEqual([refused])
    await waitFor(() => expect(view.callsOf('call.open').length).toBeGreaterThan(1))
    await view.user.click(inDialog(dialog, 'Caller was called back'))
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Verify caller' })).toBeNull())
  }

  it.each([
    ['Unlock password', 'password.unlock'],
    ['Issue temporary password', 'password.issue']
  ])('%s: the caller is verified and it goes on', async (name, operation) => {
    const { main, gated } = stricter()
    const view = await opened(main, gated)
    await begin(view, name)
    await proveAfter(view, operation)
    await waitFor(() => expect(written(view)).toEqual([operation, operation]))
    if (operation === 'password.issue') expect(await dialogOf('Temporary password')).toBeVisible()
    else await waitFor(() => expect(outcome()).toHaveTextContent('Password unlocked.'))
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('Suspend user: it is asked again after that', async () => {
    const { main, gated } = stricter()
    const view = await opened(main, gated)
    await begin(view, 'Suspend user')
    await view.user.click(inDialog(await dialogOf('Suspend Ana López?'), 'Suspend user'))
    await proveAfter(view, 'user.setStatus')
    await view.user.click(inDialog(await dialogOf('Suspend Ana López?'), 'Suspend user'))
    await isGone()
    expect(written(view)).toEqual(['user.setStatus', 'user.setStatus'])
  })

  it('Issue access code: its own dialog opens again after that', async () => {
    const { main, gated } = stricter()
    const view = await opened(main, gated)
    await begin(view, 'Issue access code')
    await view.user.click(inDialog(await dialogOf('Access code'), 'Issue access code'))
    await proveAfter(view, 'access.issue')
    await view.user.click(inDialog(await dialogOf('Access code'), 'Issue access code'))
    expect(await screen.findByRole('button', { name: 'Reveal' })).toBeVisible()
    expect(written(view)).toEqual(['access.issue', 'access.issue'])
  })

  it('Set a password: its own dialog opens again, and what was typed is gone', async () => {
    const { main, gated } = stricter()
    const view = await opened(main, gated)
    await begin(view, 'Set a password')
    const dialog = await dialogOf('Set a password')
    for (const label of ['New password', 'Repeat password'])
      await view.user.type(within(dialog).getByLabelText(label), 'Zq7-unlikely-Wv9')
    await view.user.click(inDialog(dialog, 'Set password'))
    await proveAfter(view, 'password.set')
    const again = await dialogOf('Set a password')
    for (const label of ['New password', 'Repeat password'])
      expect(within(again).getByLabelText(label)).toHaveValue('')
    expect(written(view)).toEqual(['password.set'])
  })

  it('does nothing more when that verification is left', async () => {
    const { main, gated } = stricter()
    const view = await opened(main, gated)
    await begin(view, 'Unlock password')
    await dialogOf('Verify caller')
    await view.user.keyboard('{Escape}')
    await isGone()
    expect(written(view)).toEqual(['password.unlock'])
    expect(outcome()).toBeEmptyDOMElement()
    expect(await settled('Unlock password')).toBeVisible()
  })
})
