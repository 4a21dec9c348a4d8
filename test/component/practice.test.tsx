import { act, screen, waitFor, within } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { noteRefused, startDrill, useDrill } from '../../src/renderer/practice/drill-store'
import { DrillDock } from '../../src/renderer/practice/DrillDock'
import { type Drill, drills } from '../../src/renderer/practice/drills'
import { InboxPeek } from '../../src/renderer/practice/InboxPeek'
import { PracticeScreen } from '../../src/renderer/practice/PracticeScreen'
import { callKeyOf } from '../../src/renderer/state/call'
import { useDesk } from '../../src/renderer/state/desk-store'
import type { InboxMessage } from '../../src/shared/credentials'
import { actionNames } from '../../src/shared/desk-words'
import { AppFailure } from '../../src/shared/errors'
import type { Deed } from '../../src/shared/verification'
import type { FakeHandlers } from './fake-bridge'
import { anAppState, aUser, contoso, practice } from './fixtures'
import { renderScreen } from './render'

const sms = (more: Partial<InboxMessage> = {}): InboxMessage => ({
  id: 'm1',
  at: Date.now(),
  channel: 'sms',
  to: '+447700900811',
  userId: 'u1',
  text: 'Contoso shop: your code is 482913. It works for 5 minutes.',
  code: '482913',
  ...more
})
const mail = (more: Partial<InboxMessage> = {}): InboxMessage => ({
  id: 'm2',
  at: Date.now(),
  channel: 'email',
  to: 'ana@example.com',
  userId: 'u2',
  subject: 'Sign in to Contoso shop',
  text: 'Open this link.',
  link: 'fresh',
  ...more
})

const inPractice: FakeHandlers = {
  'app.state': () => anAppState({ currentTenantId: practice.id }),
  'app.copy': () => null,
  'call.close': () => null
}

const button = (name: string) => screen.getByRole('button', { name })
const inbox = () => screen.getByRole('region', { name: 'Inbox' })

describe('the inbox', () => {
  it('shows what was sent, its code marked and ready to be copied', async () => {
    const view = renderScreen(<PracticeScreen />, { ...inPractice, 'practice.inbox': () => [sms(), mail()] })
    const [first, second] = await within(inbox()).findAllByRole('listitem')
    expect(first).toHaveTextContent('SMS')
    expect(first).toHaveTextContent('+447700900811')
    expect(first).toHaveTextContent('your code is 482913')
    expect(within(first!).getByText('482913').closest('mark')).not.toBeNull()
    await view.user.click(within(first!).getByRole('button', { name: 'Copy code' }))
    expect(view.callsOf('app.copy')).toEqual([{ text: '482913' }])
    expect(second).toHaveTextContent('E-mail')
    expect(second).toHaveTextContent('Sign in to Contoso shop')
  })

  it('is read again every second', async () => {
    let messages: InboxMessage[] = []
    renderScreen(<PracticeScreen />, { ...inPractice, 'practice.inbox': () => messages })
    expect(await within(inbox()).findByText(/^Nothing was sent yet\./)).toBeVisible()
    messages = [sms()]
    expect(await within(inbox()).findByText('482913', {}, { timeout: 3_000 })).toBeVisible()
  })

  it('opens a fresh link as its receiver would, and no other', async () => {
    let messages = [mail(), mail({ id: 'm3', link: 'over' }), mail({ id: 'm4', link: 'opened' })]
    const view = renderScreen(<PracticeScreen />, {
      ...inPractice,
      'practice.inbox': () => messages,
      'practice.openLink': () => (messages = messages.map((one) => ({ ...one, link: 'opened' as const })))
    })
    expect(await within(inbox()).findAllByRole('button', { name: 'Open link' })).toHaveLength(1)
    expect(within(inbox()).getByText('The link is over.')).toBeVisible()
    await view.user.click(button('Open link'))
    expect(view.callsOf('practice.openLink')).toEqual([{ messageId: 'm2' }])
    await waitFor(() => expect(within(inbox()).getAllByText(/The link was opened/)).toHaveLength(3))
    expect(screen.queryByRole('button', { name: 'Open link' })).toBeNull()
  })

  it('says when it cannot be read', async () => {
    renderScreen(<PracticeScreen />, {
      ...inPractice,
      'practice.inbox': () => {
        throw new AppFailure({ kind: 'internal' })
      }
    })
    expect(await screen.findByRole('alert')).toHaveTextContent('Read the inbox: Tessera itself failed.')
  })
})

describe('the peek in a dialog', () => {
  it('shows the newest messages of one user', async () => {
    const others = [4, 5, 6].map((id) => sms({ id: `m${id}`, text: `Code ${id}`, code: undefined }))
    renderScreen(<InboxPeek userId="u1" />, {
      ...inPractice,
      'practice.inbox': () => [mail(), sms(), ...others]
    })
    const peek = screen.getByRole('region', { name: 'Practice inbox' })
    expect(await within(peek).findByText('482913')).toBeVisible()
    expect(within(peek).getAllByRole('listitem')).toHaveLength(3)
    expect(peek).not.toHaveTextContent('Open this link')
  })
})

const drillOf = (rightAnswer: Drill['rightAnswer'], how: Drill['code']['how']) =>
  drills.find((drill) => drill.rightAnswer === rightAnswer && drill.code.how === how)!
const genuine = drillOf('help', 'reads')
const impostor = drillOf('refuse', 'no-access')

const list = () => screen.getByRole('list', { name: 'Drills' })
const item = (drill: Drill) => within(list()).getByText(drill.title).closest('li')!
const pane = () => screen.findByRole('complementary', { name: 'Drill' })
const said = async () => within(await pane()).getByRole('log', { name: 'What was said' })

async function take(drill: Drill, handlers: FakeHandlers = {}) {
  const view = renderScreen(
    <>
      <PracticeScreen />
      <DrillDock />
    </>,
    { ...inPractice, 'practice.inbox': () => [], ...handlers }
  )
  await waitFor(() => expect(view.callsOf('app.state')).not.toEqual([]))
  await view.user.click(within(item(drill)).getByRole('button', { name: 'Take the call' }))
  await pane()
  const ref = { tenantId: practice.id, userId: drill.userId }
  return {
    ...view,
    openCard: () => act(() => useDesk.getState().openUser(aUser({ id: drill.userId }), practice.id)),
    deeds: (...deeds: Deed[]) =>
      act(() => {
        view.client.setQueryData(callKeyOf(ref), { ...ref, deeds })
      }),
    endCall: () => act(() => useDesk.getState().closeUser())
  }
}

/** Stands for the dialog "Verify caller". */
function PeekOnRequest({ userId }: { userId: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setOpen(!isOpen)}>
        Verify
      </button>
      {isOpen && <InboxPeek userId={userId} />}
      <DrillDock />
    </>
  )
}

const deed = (what: string, result: Deed['result'] = 'done'): Deed => ({ at: Date.now(), what, result })

describe('a drill', () => {
  it('begins at an empty search, with the caller on the line and one call at a time', async () => {
    const view = await take(genuine)
    expect(useDesk.getState()).toMatchObject({ screen: 'find', open: undefined })
    expect(await said()).toHaveTextContent(genuine.says[0]!)
    expect(item(genuine)).toHaveTextContent('on the line')
    expect(within(item(impostor)).getByRole('button')).toHaveAttribute('aria-disabled', 'true')
    await view.user.click(within(item(impostor)).getByRole('button'))
    expect(await said()).toHaveTextContent(genuine.says[0]!)
    // which answer is right is not told before
    expect(document.body).not.toHaveTextContent(genuine.lesson)
  })

  it('the owner reads the newest code that came to them; anybody else has their own answer', async () => {
    let messages: InboxMessage[] = [sms({ userId: 'someone-else', code: '999999' })]
    const view = await take(genuine, { 'practice.inbox': () => messages })
    await view.user.click(button('Ask for the code'))
    await waitFor(async () => expect(await said()).toHaveTextContent('Nothing has come yet'))
    messages = [sms({ userId: genuine.userId }), ...messages]
    await view.user.click(button('Ask for the code'))
    await waitFor(async () => expect(await said()).toHaveTextContent('482913'))
    await view.user.click(button('Ask who they are'))
    expect(await said()).toHaveTextContent(genuine.who)
    view.unmount()

    act(() => useDrill.setState(useDrill.getInitialState(), true))
    const other = await take(impostor, { 'practice.inbox': () => [sms({ userId: impostor.userId })] })
    await other.user.click(button('Ask for the code'))
    await waitFor(async () => expect(await said()).toHaveTextContent(impostor.code.says))
    expect(await said()).not.toHaveTextContent('482913')
  })

  it('says so when the inbox cannot be asked', async () => {
    const view = await take(genuine, {
      'practice.inbox': () => {
        throw new AppFailure({ kind: 'internal' })
      }
    })
    await view.user.click(button('Ask for the code'))
    await waitFor(async () =>
      expect(await said()).toHaveTextContent('Read the inbox: Tessera itself failed.')
    )
  })

  it('collapses to its title and comes back', async () => {
    const view = await take(genuine)
    await view.user.click(button('Collapse'))
    expect(screen.queryByRole('button', { name: 'Ask for the code' })).toBeNull()
    expect(button('Expand')).toHaveAttribute('aria-expanded', 'false')
    await view.user.click(button('Expand'))
    expect(button('Ask for the code')).toBeVisible()
  })

  it('of an owner is right when they were helped', async () => {
    const view = await take(genuine)
    view.openCard()
    view.deeds(deed(actionNames.unlock))
    view.endCall()
    expect(await pane()).toHaveTextContent(/Right: You helped the account’s owner\./)
    expect(await pane()).toHaveTextContent(genuine.lesson)
    expect(item(genuine)).toHaveTextContent('Right')
    expect(screen.getByText(`1 of ${drills.length} taken`)).toBeVisible()
    await view.user.click(button('Close'))
    expect(screen.queryByRole('complementary')).toBeNull()
    // it can be taken again, and the result stays in the list
    expect(item(genuine)).toHaveTextContent('Right')
    expect(within(item(genuine)).getByRole('button')).toHaveAttribute('aria-disabled', 'false')
  })

  it('of an owner is wrong when nothing was done, or only refused by the gate', async () => {
    const view = await take(genuine)
    view.openCard()
    view.deeds(deed(actionNames.unlock, 'refused'))
    view.endCall()
    expect(await pane()).toHaveTextContent(/Wrong: .*still cannot sign in/)
  })

  it('of an impostor is right when they were refused, before or after the card has closed', async () => {
    const view = await take(impostor)
    view.openCard()
    act(() => noteRefused(impostor.userId))
    expect(await pane()).toHaveTextContent(/Right: You refused/)
    view.endCall()
    expect(await pane()).toHaveTextContent(/Right: You refused/)
    view.unmount()

    act(() => useDrill.setState(useDrill.getInitialState(), true))
    const again = await take(impostor)
    again.openCard()
    again.endCall()
    expect(await pane()).toHaveTextContent(/Nearly: You gave nothing away, but refused nobody/)
    act(() => noteRefused(impostor.userId))
    expect(await pane()).toHaveTextContent(/Right: You refused/)
  })

  it('of an impostor is wrong when they got a way in, also when they were refused then', async () => {
    const view = await take(impostor)
    view.openCard()
    view.deeds(deed(actionNames['send-reset']))
    act(() => noteRefused(impostor.userId))
    expect(await pane()).toHaveTextContent(/Wrong: You gave somebody else a way in/)
    expect(await pane()).toHaveTextContent(impostor.lesson)
  })

  it('is about its own user: other cards and refusals do not end it', async () => {
    const view = await take(impostor)
    act(() => useDesk.getState().openUser(aUser({ id: 'x' }), practice.id))
    act(() => noteRefused('x'))
    act(() => useDesk.getState().closeUser())
    act(() => useDesk.getState().openUser(aUser({ id: impostor.userId }), contoso.id))
    act(() => useDesk.getState().closeUser())
    expect(await said()).toHaveTextContent(impostor.says[0]!)
    // nothing was open yet: it ends without a judgement
    await view.user.click(button('End drill'))
    await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull())
    expect(within(list()).queryByText(/Right|Nearly|Wrong/)).toBeNull()
  })

  it('is judged when the agent ends it with the card open', async () => {
    const view = await take(impostor)
    view.openCard()
    await view.user.click(button('End drill'))
    expect(await pane()).toHaveTextContent(/Nearly/)
  })

  it('moves into the dialog that waits for a code, which must not show the inbox then', async () => {
    const view = renderScreen(<PeekOnRequest userId={genuine.userId} />, {
      ...inPractice,
      'practice.inbox': () => [sms({ userId: genuine.userId })]
    })
    act(() => startDrill(genuine))
    await pane()
    await view.user.click(button('Verify'))
    const caller = await screen.findByRole('region', { name: 'Caller' })
    expect(screen.queryByRole('complementary')).toBeNull()
    expect(screen.queryByRole('region', { name: 'Practice inbox' })).toBeNull()
    await view.user.click(within(caller).getByRole('button', { name: 'Ask for the code' }))
    await waitFor(() => expect(caller).toHaveTextContent('482913'))
    await view.user.click(button('Verify'))
    expect(await said()).toHaveTextContent('482913')
  })

  it('stays with its tenant', async () => {
    const view = await take(genuine)
    act(() => view.emit('app.state', anAppState()))
    await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull())
  })
})
