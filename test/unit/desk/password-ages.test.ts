import { describe, expect, it, onTestFinished } from 'vitest'
import { countPasswordAges } from '../../../src/main/desk/password-ages'
import { contract } from '../../../src/shared/contract'
import { clientFor, json, jwt, startFake } from '../mosaic/fake-mosaic'
import { startPracticeDesk } from './practice-desk'

const day = 24 * 3_600_000
const now = Date.parse('2026-11-23T12:00:00Z')

type FakeUser = { user_id: string; password_information?: object }

/** A Mosaic with so many users; `change` says how each page is answered. */
async function mosaicOf(
  users: readonly FakeUser[],
  change: (answer: Record<string, unknown>, page: number) => unknown = (answer) => answer
) {
  let pages = 0
  const fake = await startFake((seen, response) => {
    const query = new URL(seen.target, 'http://localhost').searchParams
    const offset = Number(query.get('page_offset'))
    const page = users.slice(offset, offset + Number(query.get('page_limit')))
    const answer = {
      result: page,
      total_count: users.length,
      page_info: { has_next_page: offset + page.length < users.length, has_previous_page: offset > 0 }
    }
    pages += 1
    json(response, 200, change(answer, pages))
  })
  fake.onToken = (_, response) =>
    json(response, 200, { access_token: jwt({ app_id: 'app1' }), token_type: 'Bearer', expires_in: 3600 })
  const client = clientFor(fake.origin)
  return {
    fake,
    count: async (days: number) =>
      contract['passwordSettings.ages'].output.parse(await countPasswordAges(client, { days, now }))
  }
}

const user = (id: number, ageDays?: number, more: object = {}): FakeUser => ({
  user_id: `u${id}`,
  ...(ageDays !== undefined && {
    password_information: { expired: false, temporary: false, updated_at: now - ageDays * day, ...more }
  })
})
/** So many days from now. */
const at = (days: number) => new Date(now + days * day).toISOString()

it('counts passwords that were set more than so many days ago, among those there are', async () => {
  const { count } = await mosaicOf([user(1, 10), user(2), user(3, 60), user(4, 60.01), user(5, 400)])
  expect(await count(60)).toEqual({ older: 2, of: 4 })
  expect(await count(1)).toEqual({ older: 4, of: 4 })
  expect(await count(1_096)).toEqual({ older: 0, of: 4 })
})

it('counts only those that an expiry newly takes away', async () => {
  const { count } = await mosaicOf([
    user(1, 10),
    user(2, 70),
    user(3, 100, { expired: true }),
    user(4, 200, { expires_in: at(-110) }),
    user(5, 300, { temporary: true, expires_in: at(2) }),
    user(6, 80, { expires_in: at(10) }),
    // of what does not count it need not be known when it was set
    { user_id: 'u7', password_information: { expired: true, temporary: false } }
  ])
  expect(await count(60)).toEqual({ older: 2, of: 7 })
  expect(await count(90)).toEqual({ older: 0, of: 7 })
})

it('goes through all pages, oldest users first', async () => {
  const users = Array.from({ length: 12_000 }, (_, i) => user(i, i % 2 === 0 ? 10 : 100))
  const { count, fake } = await mosaicOf(users)
  expect(await count(60)).toEqual({ older: 6_000, of: 12_000 })
  expect(fake.seen.map(({ target }) => target.split('?')[1])).toEqual(
    [0, 5_000, 10_000].map(
      (offset) => `page_offset=${offset}&page_limit=5000&sort_field=created_at&sort_order=asc`
    )
  )
})

describe('says why it cannot be known', () => {
  it('with more users than it looks at', async () => {
    const { count, fake } = await mosaicOf([user(1, 10)], (answer) => ({ ...answer, total_count: 20_001 }))
    expect(await count(60)).toEqual({ of: 0, why: expect.stringContaining('more than 20,000 users') })
    expect(fake.seen).toHaveLength(1)
  })

  it('where somebody could not be read', async () => {
    const { count } = await mosaicOf([user(1, 10), { user_id: '' }])
    expect(await count(60)).toEqual({ of: 0, why: 'Some users could not be read.' })
  })

  it('where Mosaic does not say when a password was set', async () => {
    const { count } = await mosaicOf([
      user(1, 10),
      { user_id: 'u2', password_information: { expired: false } }
    ])
    expect(await count(60)).toEqual({ of: 2, why: expect.stringContaining('when it was set') })
  })

  it('where the pages shift', async () => {
    const users = Array.from({ length: 5_002 }, (_, i) => user(i, 10))
    const { count } = await mosaicOf(users, (answer, page) =>
      page === 2 ? { ...answer, result: [user(4_999, 10), user(5_001, 10)] } : answer
    )
    expect(await count(60)).toMatchObject({ why: expect.stringContaining('came or went') })
  })

  it('where a page is missing', async () => {
    const { count } = await mosaicOf([user(1, 10)], (answer) => ({ ...answer, total_count: 3 }))
    expect(await count(60)).toMatchObject({ of: 1, why: expect.any(String) })
  })

  it('where they cannot be read at all', async () => {
    const { simulator, clientOf, stop } = await startPracticeDesk()
    onTestFinished(stop)
    expect(await countPasswordAges(clientOf(simulator.limited), { days: 60, now })).toEqual({
      of: 0,
      why: 'The users could not be looked at. This client may not do that in Mosaic.'
    })
    expect(await countPasswordAges(clientOf(simulator.management), { days: 60, now })).toEqual({
      of: 0,
      why: expect.stringContaining('every application')
    })
  })
})

it('counts the practice tenant’s, and ends when it is cancelled', async () => {
  const { client, stop } = await startPracticeDesk()
  onTestFinished(stop)
  const { older = -1, of } = await countPasswordAges(client, { days: 1_000, now: Date.now() })
  expect(older).toBe(0)
  // some of them are temporary, or have expired
  const later = await countPasswordAges(client, { days: 1, now: Date.now() + 5 * day })
  expect(later.of).toBe(of)
  expect(later.older).toBeGreaterThan(20)
  expect(later.older).toBeLessThan(of)
  const signal = AbortSignal.abort()
  await expect(countPasswordAges(client, { days: 60, now, signal })).rejects.toMatchObject({
    error: { kind: 'cancelled' }
  })
})
