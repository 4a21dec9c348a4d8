import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { CreateScreen } from '../../src/renderer/create/CreateScreen'
import { useDesk } from '../../src/renderer/state/desk-store'
import { appStateKey, cardOf } from '../../src/renderer/state/queries'
import { selectTenant } from '../../src/renderer/tenants/select-tenant'
import { runKey, useActionRuns } from '../../src/renderer/user/actions/action-store'
import type { CreateOutcome } from '../../src/shared/actions'
import { type AppError, AppFailure } from '../../src/shared/errors'
import { deferred } from './deferred'
import type { FakeHandlers } from './fake-bridge'
import { anAppState, aUser, contoso, practice } from './fixtures'
import { renderScreen } from './render'

const ana = aUser()
const ben = aUser({ id: 'u-ben', displayName: 'Ben Ode' })

/** As in the app: the screen is there while it is the one that is shown. */
function Create() {
  return useDesk((desk) => desk.screen) === 'create' ? <CreateScreen /> : <p>Another screen</p>
}

async function renderCreate(handlers: FakeHandlers = {}) {
  const view = renderScreen(<Create />, handlers)
  act(() => useDesk.getState().setScreen('create'))
  await screen.findByRole('form', { name: 'Create user' })
  return view
}

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label)
const createButton = () => screen.getByRole('button', { name: 'Create user' })
const failing = (error: AppError) => () => {
  throw new AppFailure(error)
}

describe('the form "Create user"', () => {
  it('sends what was typed, opens the card and offers a temporary password there', async () => {
    const view = await renderCreate({ 'user.create': () => ({ outcome: 'created', user: ana }) })
    await view.user.type(field('Email'), 'ana.lopez@example.com')
    await view.user.type(field('Phone'), '(415) 555-0123')
    await view.user.type(field('Username'), 'ana')
    await view.user.type(field('First name'), 'Ana')
    await view.user.type(field('Last name'), 'López')
    await view.user.type(field('External user ID'), 'CRM-1{Enter}')
    await waitFor(() => expect(useDesk.getState().open?.userId).toBe(ana.id))
    expect(view.callsOf('user.create')).toEqual([
      {
        tenantId: contoso.id,
        applicationId: contoso.applicationId,
        form: {
          email: 'ana.lopez@example.com',
          phone: '(415) 555-0123',
          username: 'ana',
          firstName: 'Ana',
          lastName: 'López',
          externalUserId: 'CRM-1'
        }
      }
    ])
    expect(useDesk.getState().screen).toBe('find')
    const run = useActionRuns.getState().runs[runKey(cardOf(contoso, ana.id))]
    expect(run?.outcome).toMatchObject({
      done: { title: 'User created.', lines: [expect.stringContaining('issue a temporary one')] }
    })
    act(() => useDesk.getState().setScreen('create'))
    expect(field('Email')).toHaveValue('')
  })

  it.each([
    ['nothing', 'First name', 'Ana', 'Email', /Enter an e-mail address, a phone number or a username/],
    ['no e-mail address', 'Email', 'ana@', 'Email', /not an e-mail address/]
  ])('says at the field that it is %s, and sends nothing', async (_, label, text, at, message) => {
    const view = await renderCreate()
    await view.user.type(field(label), text)
    await view.user.click(createButton())
    await waitFor(() => expect(field(at)).toHaveAccessibleDescription(message))
    expect(field(at)).toBeInvalid()
    await waitFor(() => expect(field(at)).toHaveFocus())
    expect(view.callsOf('user.create')).toHaveLength(0)
  })

  it('shows at their fields what Mosaic refused', async () => {
    const fields = { phone: 'This is not a whole phone number.', lastName: 'Too long for Mosaic.' }
    const view = await renderCreate({
      'user.create': failing({ kind: 'invalid-input', reason: 'form', fields })
    })
    await view.user.type(field('Phone'), '12{Enter}')
    await waitFor(() => expect(field('Phone')).toBeInvalid())
    expect(field('Phone')).toHaveAccessibleDescription(/This is not a whole phone number/)
    expect(field('Last name')).toHaveAccessibleDescription('Too long for Mosaic.')
    await waitFor(() => expect(field('Phone')).toHaveFocus())
    expect(screen.getByRole('alert')).toHaveTextContent('Nothing was changed')
    await view.user.type(field('Phone'), '3')
    expect(field('Phone')).toBeValid()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('shows at its field that a value is taken', async () => {
    const message = 'The phone number is taken.'
    const view = await renderCreate({
      'user.create': failing({ kind: 'conflict', reason: 'identifier-taken', message, field: 'phone' })
    })
    await view.user.type(field('Email'), 'a@b.example')
    await view.user.type(field('Phone'), '+14155550123{Enter}')
    await waitFor(() => expect(field('Phone')).toBeInvalid())
    expect(field('Phone')).toHaveAccessibleDescription(new RegExp(message))
    await waitFor(() => expect(field('Phone')).toHaveFocus())
    expect(field('Email')).toBeValid()
    expect(screen.getByRole('alert')).toHaveTextContent(message)
  })

  it('says in an alert what failed and keeps what was typed', async () => {
    const view = await renderCreate({
      'user.create': failing({ kind: 'unreachable', cause: 'dns', host: 'api.example' })
    })
    await view.user.type(field('Email'), 'a@b.example{Enter}')
    expect(await screen.findByRole('alert')).toHaveTextContent('Create user: The name api.example could not')
    expect(field('Email')).toHaveValue('a@b.example')
  })

  it('cannot be sent twice at a time', async () => {
    const end = deferred<CreateOutcome>()
    const view = await renderCreate({ 'user.create': () => end.promise })
    await view.user.type(field('Email'), 'a@b.example{Enter}{Enter}')
    await view.user.type(field('First name'), 'Ana{Enter}')
    await view.user.click(screen.getByRole('button', { name: /^Create user/ }))
    end.resolve({ outcome: 'created', user: ana })
    await waitFor(() => expect(useDesk.getState().open).toBeDefined())
    expect(view.callsOf('user.create')).toHaveLength(1)
  })
})

describe('somebody who exists', () => {
  const exists: FakeHandlers = {
    'user.create': () => ({
      outcome: 'exists',
      matches: [
        { source: 'email', user: ana },
        { source: 'username', user: ana },
        { source: 'phone', user: ben }
      ]
    })
  }

  it('is told in a status, each person with what they have, and can be opened', async () => {
    const view = await renderCreate(exists)
    await view.user.type(field('Email'), 'a@b.example{Enter}')
    const status = screen.getByRole('status', { name: 'Outcome' })
    await waitFor(() => expect(status).toHaveTextContent('2 people have these identifiers already.'))
    expect(status).toHaveTextContent('Ana López has this e-mail and username')
    expect(status).toHaveTextContent('Ben Ode has this phone')
    expect(screen.queryByRole('alert')).toBeNull()
    const [, openBen] = within(status).getAllByRole('button', { name: 'Open user' })
    expect(openBen).toHaveAccessibleDescription(/Ben Ode/)
    await view.user.click(openBen as HTMLElement)
    expect(useDesk.getState()).toMatchObject({ screen: 'find', open: { userId: ben.id } })
  })

  it('can be added to this application', async () => {
    const view = await renderCreate({
      ...exists,
      'user.addToApp': () => ({ outcome: 'added', user: ana })
    })
    await view.user.type(field('Email'), 'a@b.example{Enter}')
    const [add] = await screen.findAllByRole('button', { name: 'Add to this application' })
    await view.user.click(add as HTMLElement)
    await waitFor(() => expect(useDesk.getState().open?.userId).toBe(ana.id))
    expect(view.callsOf('user.addToApp')).toEqual([cardOf(contoso, ana.id)])
    const run = useActionRuns.getState().runs[runKey(cardOf(contoso, ana.id))]
    expect(run?.outcome?.done?.lines).toContain(
      'This person was in the tenant already. No detail of theirs was changed.'
    )
  })

  it('who is in the application already is no failure', async () => {
    const view = await renderCreate({
      ...exists,
      'user.addToApp': failing({ kind: 'conflict', reason: 'identifier-taken' })
    })
    await view.user.type(field('Email'), 'a@b.example{Enter}')
    const [add] = await screen.findAllByRole('button', { name: 'Add to this application' })
    await view.user.click(add as HTMLElement)
    expect(await screen.findByText('Already in this application. Nothing was changed.')).toBeVisible()
    expect(screen.getAllByRole('button', { name: 'Add to this application' })).toHaveLength(1)
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('who could not be added gives an alert', async () => {
    const view = await renderCreate({
      ...exists,
      'user.addToApp': failing({ kind: 'not-permitted', permission: 'users:create' })
    })
    await view.user.type(field('Email'), 'a@b.example{Enter}')
    const [add] = await screen.findAllByRole('button', { name: 'Add to this application' })
    await view.user.click(add as HTMLElement)
    expect(await screen.findByRole('alert')).toHaveTextContent('users:create')
    expect(screen.getAllByRole('button', { name: 'Add to this application' })).toHaveLength(2)
  })
})

describe('what was typed', () => {
  it('survives a look at another screen', async () => {
    const view = await renderCreate()
    await view.user.type(field('First name'), 'Ana')
    act(() => useDesk.getState().setScreen('settings'))
    act(() => useDesk.getState().setScreen('create'))
    expect(field('First name')).toHaveValue('Ana')
    await view.user.click(screen.getByRole('button', { name: 'Clear' }))
    expect(field('First name')).toHaveValue('')
  })

  it('is filled in from a fruitless search, before an older draft', async () => {
    const view = await renderCreate()
    await view.user.type(field('First name'), 'Ana')
    act(() => useDesk.getState().setScreen('find'))
    act(() => useDesk.getState().startCreate({ email: 'new@b.example' }))
    expect(field('Email')).toHaveValue('new@b.example')
    expect(field('First name')).toHaveValue('')
    await view.user.type(field('First name'), 'Bo')
    act(() => useDesk.getState().setScreen('find'))
    act(() => useDesk.getState().setScreen('create'))
    expect(field('Email')).toHaveValue('new@b.example')
    expect(field('First name')).toHaveValue('Bo')
  })

  it('never goes to another tenant', async () => {
    const view = await renderCreate({ 'tenants.select': () => anAppState({ currentTenantId: practice.id }) })
    await view.user.type(field('First name'), 'Ana')
    await act(() => selectTenant(view.client, practice.id))
    await screen.findByText('in Practice tenant')
    expect(field('First name')).toHaveValue('')
    await act(async () => view.client.setQueryData(appStateKey(), anAppState()))
    await screen.findByText('in Contoso Retail')
    expect(field('First name')).toHaveValue('')
  })

  it('is told to be created when the agent comes back', async () => {
    const end = deferred<CreateOutcome>()
    const view = await renderCreate({ 'user.create': () => end.promise })
    await view.user.type(field('Email'), 'a@b.example{Enter}')
    act(() => useDesk.getState().setScreen('settings'))
    await act(async () => end.resolve({ outcome: 'created', user: ana }))
    expect(useDesk.getState().open).toBeUndefined()
    act(() => useDesk.getState().setScreen('create'))
    expect(screen.getByRole('status', { name: 'Outcome' })).toHaveTextContent('Ana López was created.')
    await view.user.click(screen.getByRole('button', { name: 'Open user' }))
    expect(useDesk.getState().open?.userId).toBe(ana.id)
  })
})
