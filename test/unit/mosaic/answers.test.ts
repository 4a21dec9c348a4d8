import { describe, expect, it } from 'vitest'
import { clientFor, json, startFake } from './fake-mosaic'

/** A client whose every call is answered like this. */
async function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const fake = await startFake((_, response) =>
    body === undefined ? response.writeHead(status, headers).end() : json(response, status, body, headers)
  )
  return clientFor(fake.origin)
}

const ana = { user_id: 'u1', status: 'Active', new_field: [1] }

describe('a page of users', () => {
  it('shows those that can be read and counts the others', async () => {
    const body = {
      result: [ana, { status: 'Active' }, null, { user_id: 'u2' }],
      total_count: 9,
      page_info: { has_next_page: true }
    }
    const { users } = await answering(200, body)
    const page = await users.list({ searchPrefix: 'an', limit: 4 })
    expect(page).toMatchObject({ total: 9, hasNext: true, unreadable: 2 })
    expect(page.users.map(({ id, status }) => [id, status])).toEqual([
      ['u1', 'Active'],
      ['u2', 'Unknown']
    ])
  })

  it.each<[unknown, object]>([
    [[ana], { total: 11, hasNext: false }],
    [{ result: [ana] }, { total: 11, hasNext: false }],
    [
      { result: [ana], total_count: '25' },
      { total: 25, hasNext: true }
    ],
    [
      { result: [], total_count: 0 },
      { total: 0, hasNext: false }
    ]
  ])('is read from %j', async (body, page) => {
    const { users } = await answering(200, body)
    expect(await users.list({ offset: 10 })).toMatchObject(page)
  })
})

it.each([[{ result: ana }], [ana]])('reads a user from either envelope: %j', async (body) => {
  const { users } = await answering(200, body)
  expect(await users.byId('u1')).toMatchObject({ id: 'u1' })
  expect(await users.update('u1', { name: { first: 'Ana', last: 'L' } })).toMatchObject({ id: 'u1' })
  expect(await users.raw('u1')).toEqual(ana)
})

it.each([[{ result: { user_count: 7 } }], [{ user_count: 7 }], [{ user_count: '7' }]])(
  'counts from %j',
  async (body) => {
    const { users } = await answering(200, body)
    expect(await users.count({})).toBe(7)
  }
)

it('tells Mosaic’s clock with a created user', async () => {
  const { users } = await answering(201, { result: ana }, { date: 'Sun, 17 May 2026 09:30:00 GMT' })
  const { user, serverTime } = await users.create({ username: 'ana' })
  expect(user.id).toBe('u1')
  expect(serverTime).toBe(Date.UTC(2026, 4, 17, 9, 30))
})

it.each([
  [[{ id: 'a1', type: 'password', status: 'Locked' }, {}]],
  [{ result: [{ id: 'a1', type: 'password', status: 'Locked' }] }]
])('lists authenticators from %j', async (body) => {
  const { authenticators } = await answering(200, body)
  expect(await authenticators.list('u1')).toMatchObject([{ id: 'a1', type: 'password', status: 'Locked' }])
})

it.each([[[{ session_id: 's1' }, {}]], [{ result: [{ session_id: 's1' }] }]])(
  'lists sessions from %j',
  async (body) => {
    const { sessions } = await answering(200, body)
    expect(await sessions.listBackend('u1')).toMatchObject([{ id: 's1', family: 'backend' }])
    expect(await sessions.listHosted('u1')).toMatchObject([{ id: 's1', family: 'hosted' }])
  }
)

it.each<[unknown, object]>([
  [{ result: { deleted_count: 2 } }, { count: 2 }],
  [{ deleted_count: 0 }, { count: 0 }],
  [undefined, { count: undefined }]
])('ends hosted sessions with %j', async (body, ended) => {
  const { sessions } = await answering(200, body)
  expect(await sessions.endHosted('u1')).toEqual(ended)
})

it('lists groups and applications', async () => {
  const body = [
    {
      group_id: 'g',
      name: 'VIP',
      app_id: 'app',
      app_name: 'Sh\u202Eop',
      app_description: 'd',
      tenant_id: 't'
    }
  ]
  const { users, applications } = await answering(200, { result: body })
  expect(await users.groups('u1')).toEqual([{ id: 'g', name: 'VIP', description: undefined }])
  const [application] = await applications.list()
  expect(application).toEqual({
    id: 'app',
    name: 'Sh\uFFFDop',
    description: 'd',
    tenantId: 't',
    type: undefined
  })
})

it.each([
  [200, { result: { message: 'ok' } }],
  [201, 'text'],
  [202, undefined],
  [204, undefined]
])('takes %i with %j for a password that was set', async (status, body) => {
  const { passwords } = await answering(status, body)
  await expect(passwords.add('u1', { password: 'Tiger-7-Lamp' })).resolves.toBeUndefined()
})
