import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { find } from '../../../src/main/desk/find'
import type { FindAnswer } from '../../../src/shared/find'
import { failureOf, type PracticeDesk, startPracticeDesk, userOf } from './practice-desk'

let desk: PracticeDesk
beforeEach(async () => {
  desk = await startPracticeDesk()
})
afterEach(() => desk.stop())

const search = async (text: string, signal = new AbortController().signal) => {
  const seen: FindAnswer[] = []
  const result = await find({
    text,
    defaultCountry: 'US',
    client: desk.client,
    signal,
    onAnswer: (answer) => seen.push(answer)
  })
  const found = result.answers.flatMap(({ outcome }) =>
    outcome.state === 'found' ? outcome.users.map((user) => user.id) : []
  )
  return { result, seen, found: [...new Set(found)] }
}

describe('find', () => {
  it.each([
    ['an e-mail', 'ana.lopez@example.com'],
    ['an e-mail in capitals', 'ANA.LOPEZ@Example.com'],
    ['a phone as people write it', '(415) 555-0123'],
    ['a phone with its country', '0014155550123'],
    ['a username', 'ana.lopez'],
    ['an external id', 'CRM-00077'],
    ['a user id', 'ue3N8fKgygwfkxC7GXhFV']
  ])('finds Ana by %s', async (_what, text) => {
    expect((await search(text)).found).toEqual([userOf('locked')])
  })

  it('lists several by the start of an e-mail, and says how many more there are', async () => {
    const { result, found } = await search('a')
    expect(result.answers.every(({ outcome }) => outcome.state !== 'failed')).toBe(true)
    expect(found).toEqual([])
    const several = await search('ana')
    expect(several.found.length).toBeGreaterThan(1)
  })

  it('hands on each answer as it comes, and all of them at the end', async () => {
    const { result, seen } = await search('nobody@example.com')
    expect(seen).toHaveLength(result.answers.length)
    expect(result.answers.map(({ question }) => question.source)).toEqual([
      'email',
      'username',
      'external-id',
      'prefix'
    ])
    expect(result.answers.every(({ outcome }) => outcome.state === 'none')).toBe(true)
  })

  it('names a source that failed and never counts it as none', async () => {
    await desk.control({
      action: 'fault',
      match: { path: '/users/email/' },
      fault: { kind: 'html', status: 502 }
    })
    const { result, found } = await search('ana.lopez@example.com')
    const [email] = result.answers
    expect(email).toMatchObject({ question: { source: 'email' }, outcome: { state: 'failed' } })
    // the prefix search still finds her
    expect(found).toEqual([userOf('locked')])
  })

  it('does not call a gateway’s 404 page "nobody"', async () => {
    await desk.control({ action: 'fault', match: { path: '/users/' }, fault: { kind: 'html', status: 404 } })
    const { result } = await search('ana.lopez@example.com')
    expect(result.answers.map(({ outcome }) => outcome.state)).not.toContain('none')
  })

  it('stops at once when it is cancelled, without a late answer', async () => {
    await desk.control({ action: 'fault', match: { path: '/users/' }, fault: { kind: 'hang' } })
    const abort = new AbortController()
    const seen: FindAnswer[] = []
    const running = find({
      text: 'ana',
      defaultCountry: 'US',
      client: desk.client,
      signal: abort.signal,
      onAnswer: (answer) => seen.push(answer)
    })
    setTimeout(() => abort.abort(), 50)
    expect(await failureOf(running)).toEqual({ kind: 'cancelled' })
    expect(seen).toEqual([])
  })

  it('only sees the users of its own application (API.md §1.4)', async () => {
    const { result } = await search(userOf('other-app-only'))
    expect(result.answers.every(({ outcome }) => outcome.state === 'none')).toBe(true)
  })
})
