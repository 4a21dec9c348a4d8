import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readUser } from '../../../src/main/desk/card'
import { addToApplication, createUser } from '../../../src/main/desk/create'
import { describeError } from '../../../src/shared/error-text'
import { failureOf, type PracticeDesk, startPracticeDesk, userOf } from './practice-desk'

let desk: PracticeDesk
beforeEach(async () => {
  desk = await startPracticeDesk()
})
afterEach(() => desk.stop())

const posts = async () => {
  const { requests } = (await desk.control({ action: 'requests' })) as {
    requests: { method: string; path: string; body: string }[]
  }
  return requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/v1/users'))
}

describe('createUser', () => {
  it('creates whom nobody is, with the phone normalised', async () => {
    const form = {
      email: 'new.person@example.com',
      phone: '(415) 555-0198',
      username: 'new.person',
      firstName: 'New',
      lastName: 'Person',
      externalUserId: 'X-1'
    }
    const created = await createUser(desk.client, form, 'US')
    expect(created).toMatchObject({
      outcome: 'created',
      user: { status: 'Pending', displayName: 'New Person' }
    })
    const [post] = await posts()
    expect(JSON.parse(post?.body ?? '{}')).toEqual({
      email: 'new.person@example.com',
      phone_number: '+14155550198',
      username: 'new.person',
      external_user_id: 'X-1',
      name: { first_name: 'New', last_name: 'Person' }
    })
  })

  it.each([
    [{ email: 'ana.lopez@example.com' }, 'email'],
    [{ phone: '415-555-0123' }, 'phone'],
    [{ username: 'ana.lopez' }, 'username'],
    [{ email: 'other@example.com', externalUserId: 'CRM-00077' }, 'external-id']
  ])('sends nothing when %o exists', async (form, source) => {
    expect(await createUser(desk.client, form, 'US')).toMatchObject({
      outcome: 'exists',
      matches: [{ source, user: { id: userOf('locked') } }]
    })
    expect(await posts()).toEqual([])
  })

  it('names each person when identifiers belong to several', async () => {
    const noah = await readUser(desk.client, userOf('pending'))
    const answer = await createUser(
      desk.client,
      { email: 'ana.lopez@example.com', username: noah.username },
      'US'
    )
    expect(answer).toMatchObject({
      outcome: 'exists',
      matches: [{ user: { id: userOf('locked') } }, { user: { id: noah.id } }]
    })
  })

  it('sends nothing when a look-up failed: the person may exist', async () => {
    await desk.control({
      action: 'fault',
      match: { path: '/users/username/' },
      fault: { kind: 'status', status: 500 }
    })
    await failureOf(createUser(desk.client, { email: 'new@example.com', username: 'new' }, 'US'))
    expect(await posts()).toEqual([])
  })

  it('names the look-up that failed, and says that nobody was created', async () => {
    await desk.control({
      action: 'fault',
      match: { path: '/users/username/' },
      fault: { kind: 'status', status: 403, shape: 1 }
    })
    const error = await failureOf(
      createUser(desk.client, { email: 'new@example.com', username: 'new' }, 'US')
    )
    expect(error).toMatchObject({ kind: 'not-permitted' })
    expect(describeError(error).todo).toMatch(/^The look-up by username failed: .+ nobody was created\./)
  })

  it('asks for an address in lower case too, as a search does, and names whom it finds once', async () => {
    const typed = 'Ana.Lopez@Example.com'
    const { users } = desk.client
    const strict = {
      ...users,
      byEmail: (email: string) =>
        email === email.toLowerCase() ? users.byEmail(email) : Promise.resolve(null)
    }
    expect(await createUser({ ...desk.client, users: strict }, { email: typed }, 'US')).toMatchObject({
      outcome: 'exists',
      matches: [{ source: 'email', user: { id: userOf('locked') } }]
    })
    expect(await posts()).toEqual([])
    const lax = { ...users, byEmail: () => users.byId(userOf('locked')) }
    const both = await createUser({ ...desk.client, users: lax }, { email: typed }, 'US')
    expect(both.outcome === 'exists' && both.matches).toHaveLength(1)
  })

  it('says that a person of the tenant was added, not created', async () => {
    const other = await readUser(desk.clientOf(desk.simulator.management), userOf('other-app-only'))
    const answer = await createUser(desk.client, { email: other.email?.value, lastName: 'Changed' }, 'US')
    expect(answer).toMatchObject({ outcome: 'added', user: { id: other.id, displayName: other.displayName } })
  })

  it('refuses half a phone number at its field', async () => {
    expect(await failureOf(createUser(desk.client, { phone: '12' }, 'US'))).toMatchObject({
      kind: 'invalid-input',
      fields: { phone: expect.stringContaining('+') as string }
    })
  })

  it('puts what Mosaic reports at its field', async () => {
    await desk.control({
      action: 'fault',
      match: { method: 'POST', path: '/v1/users$' },
      fault: { kind: 'status', status: 400, shape: 1, message: ['email must be an email'] }
    })
    expect(await failureOf(createUser(desk.client, { email: 'a@b.cd' }, 'US'))).toMatchObject({
      kind: 'invalid-input',
      fields: { email: expect.any(String) as string }
    })
  })

  it('finds out what became of a create without an answer', async () => {
    await desk.control({
      action: 'fault',
      match: { method: 'POST', path: '/v1/users$' },
      times: 1,
      fault: { kind: 'reset-after' }
    })
    expect(await createUser(desk.client, { email: 'lost@example.com' }, 'US')).toMatchObject({
      outcome: 'created'
    })
    expect(await posts()).toHaveLength(1)
  })

  it('is unknown when it was lost, and is not sent again', async () => {
    await desk.control({
      action: 'fault',
      match: { method: 'POST', path: '/v1/users$' },
      fault: { kind: 'reset' }
    })
    expect(await failureOf(createUser(desk.client, { email: 'lost@example.com' }, 'US'))).toMatchObject({
      kind: 'outcome-unknown'
    })
    expect(await posts()).toHaveLength(1)
  })
})

describe('addToApplication', () => {
  it('adds a person who is found but not in the application that the client acts for', async () => {
    const management = desk.clientOf(desk.simulator.management)
    const users = { ...desk.client.users, byId: management.users.byId }
    const answer = await addToApplication({ ...desk.client, users }, userOf('other-app-only'))
    expect(answer).toMatchObject({ outcome: 'added', user: { id: userOf('other-app-only') } })
    expect(await desk.client.users.byId(userOf('other-app-only'))).not.toBeNull()
  })

  it.each(['reset-after', 'reset'] as const)('looks what became of it after a %s', async (kind) => {
    const management = desk.clientOf(desk.simulator.management)
    const users = { ...desk.client.users, byId: management.users.byId }
    await desk.control({
      action: 'fault',
      match: { method: 'POST', path: '/v1/users$' },
      times: 1,
      fault: { kind }
    })
    const adding = addToApplication({ ...desk.client, users }, userOf('other-app-only'))
    if (kind === 'reset') expect(await failureOf(adding)).toMatchObject({ kind: 'outcome-unknown' })
    else expect(await adding).toMatchObject({ outcome: 'added', user: { id: userOf('other-app-only') } })
    expect(await posts()).toHaveLength(1)
  })

  it('says when the person is in this application already', async () => {
    expect(await failureOf(addToApplication(desk.client, userOf('locked')))).toMatchObject({
      kind: 'conflict',
      reason: 'identifier-taken'
    })
  })
})
