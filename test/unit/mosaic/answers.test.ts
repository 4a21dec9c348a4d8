import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { clientFor, errorOf, json, startFake } from './fake-mosaic'

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
  [[{ id: 'a1', type: 'password', status: 'Locked' }]],
  [{ result: [{ id: 'a1', type: 'password', status: 'Locked' }] }]
])('lists authenticators from %j', async (body) => {
  const { authenticators } = await answering(200, body)
  expect(await authenticators.list('u1')).toMatchObject([{ id: 'a1', type: 'password', status: 'Locked' }])
})

it.each<[object, object]>([
  [
    { type: 'password', status: 'Locked' },
    { type: 'password', status: 'Locked' }
  ],
  [
    { id: 'a\n1', type: 'password', status: 'Locked' },
    { type: 'password', status: 'Locked' }
  ],
  [{ id: 'a1' }, { id: 'a1', type: 'Unknown', status: 'Unknown' }],
  [{}, { type: 'Unknown', status: 'Unknown' }]
])('keeps the authenticator %j: it may be what keeps somebody out', async (entry, authenticator) => {
  const { authenticators } = await answering(200, { result: [entry] })
  const [read, ...others] = await authenticators.list('u1')
  expect(JSON.parse(JSON.stringify(read))).toEqual(authenticator)
  expect(others).toEqual([])
})

it.each([[null], ['password'], [[]]])(
  'does not call authenticators with %j among them read',
  async (entry) => {
    const body = { result: [{ id: 'a1', type: 'password', status: 'Active' }, entry] }
    const { authenticators } = await answering(200, body)
    expect(await errorOf(authenticators.list('u1'))).toMatchObject({ kind: 'unexpected-answer', status: 200 })
  }
)

it('does not call a list empty of which nothing can be read', async () => {
  const { users, sessions, applications } = await answering(200, { result: [null, { name: 'no id' }] })
  const lists = [
    sessions.listBackend('u1'),
    sessions.listHosted('u1'),
    users.groups('u1'),
    applications.list()
  ]
  for (const error of await Promise.all(lists.map(errorOf))) {
    expect(error).toMatchObject({ kind: 'unexpected-answer', status: 200 })
  }
})

it('names the encoding of a body that is packed unasked', async () => {
  const fake = await startFake((_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(JSON.stringify({ result: ana })))
  )
  const error = await errorOf(clientFor(fake.origin).users.byId('u1'))
  expect(error).toMatchObject({
    kind: 'unexpected-answer',
    problem: 'Its data is packed as gzip, which Tessera did not ask for.',
    detail: 'GET /v1/users/{user_id} answered 200 with no valid JSON (content-encoding gzip)'
  })
  fake.on = (_, response) =>
    response.writeHead(404, { 'content-encoding': 'br', 'content-type': 'text/html' }).end('\u0001\u0002')
  const page = await errorOf(clientFor(fake.origin).users.byId('u1'))
  expect(page['problem']).toMatch(/^A web page came/)
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
