import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { find } from '../../../src/main/desk/find'
import type { FindAnswer, FindQuestion } from '../../../src/shared/find'
import type { UserPage } from '../../../src/main/mosaic/users'
import type { User } from '../../../src/shared/user'
import { failureOf, type PracticeDesk, startPracticeDesk, userOf } from './practice-desk'

let desk: PracticeDesk
beforeEach(async () => {
  desk = await startPracticeDesk()
})
afterEach(() => desk.stop())

const anybody: User = {
  id: 'u1',
  status: 'Active',
  displayName: 'Any Body',
  secondaryEmails: [],
  secondaryPhones: [],
  groupIds: []
}

const search = async (text: string, signal = new AbortController().signal) => {
  const seen: FindAnswer[] = []
  const asked: FindQuestion[] = []
  const result = await find({
    text,
    defaultCountry: 'US',
    client: desk.client,
    signal,
    onAsked: (questions) => asked.push(...questions),
    onAnswer: (answer) => seen.push(answer)
  })
  const found = result.answers.flatMap(({ outcome }) =>
    outcome.state === 'found' ? outcome.users.map((user) => user.id) : []
  )
  return { result, seen, asked, found: [...new Set(found)] }
}

const sourcesThatFound = ({ answers }: Awaited<ReturnType<typeof find>>) =>
  answers.filter(({ outcome }) => outcome.state === 'found').map(({ question }) => question.source)

describe('find', () => {
  it.each([
    ['an e-mail', 'ana.lopez@example.com'],
    ['an e-mail in capitals', 'ANA.LOPEZ@Example.com'],
    ['a phone as people write it', '(415) 555-0123'],
    ['a phone with its country', '0014155550123'],
    ['an e-mail as a mail program copies it', 'Ana López <ana.lopez@example.com>,'],
    ['a phone without the plus of its country', '1 (415) 555‑0123 ext. 12'],
    ['a username', 'ana.lopez'],
    ['a username in capitals', 'ANA.LOPEZ'],
    ['an external id', 'CRM-00077'],
    ['an external id in small letters', 'crm-00077'],
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

  it.each([
    ['e-mail', 'ingrid@family.example.org', 'other-email'],
    ['e-mail in capitals', 'INGRID@family.example.org', 'other-email'],
    ['phone', '+46 70 174 06 23', 'other-phone'],
    ['phone without its plus', '46 70 174 06 23', 'other-phone']
  ])('finds Ingrid by her second %s', async (_what, text, source) => {
    const { result, found } = await search(text)
    expect(found).toEqual([userOf('everything')])
    expect(sourcesThatFound(result)).toEqual([source])
  })

  it.each(['Ingrid Sørensen', 'sørensen, ingrid', 'Sørensen'])(
    'finds Ingrid by the name %s',
    async (text) => {
      const { result, found } = await search(text)
      expect(found).toEqual([userOf('everything')])
      expect(sourcesThatFound(result)).toEqual(['name'])
    }
  )

  it('names a search that the tenant refuses', async () => {
    await desk.control({
      action: 'fault',
      match: { path: '/v1/users$' },
      fault: { kind: 'status', status: 400, shape: 1, message: 'search is not supported' }
    })
    const { result } = await search('nobody@example.com')
    expect(result.answers).toMatchObject([
      { question: { source: 'email' }, outcome: { state: 'none' } },
      { question: { source: 'username' }, outcome: { state: 'none' } },
      { question: { source: 'external-id' }, outcome: { state: 'none' } },
      { question: { source: 'other-email' }, outcome: { state: 'failed' } },
      { question: { source: 'prefix' }, outcome: { state: 'failed' } }
    ])
  })

  it('hands on each question and each answer as it comes, and all of them at the end', async () => {
    const { result, seen, asked } = await search('nobody@example.com')
    expect(seen).toHaveLength(result.answers.length)
    expect(asked).toEqual(result.answers.map(({ question }) => question))
    expect(asked.map(({ source }) => source)).toEqual([
      'email',
      'username',
      'external-id',
      'other-email',
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
    await desk.control({ action: 'fault', match: { path: '/users' }, fault: { kind: 'html', status: 404 } })
    const { result } = await search('ana.lopez@example.com')
    expect(result.answers.map(({ outcome }) => outcome.state)).not.toContain('none')
  })

  it.each<[string, Partial<UserPage>, object]>([
    ['nobody', {}, { state: 'none' }],
    [
      'one who cannot be read',
      { total: 1, unreadable: 1 },
      { state: 'failed', error: { kind: 'unexpected-answer' } }
    ],
    [
      'one who can be read and two who cannot',
      { users: [anybody], total: 3, unreadable: 2 },
      { state: 'found', more: 2 }
    ],
    [
      'the same without a count of them all',
      { users: [anybody], total: 1, unreadable: 2 },
      { state: 'found', more: 2 }
    ]
  ])('says of a page with %s what is true', async (_, page, outcome) => {
    const nobody: UserPage = { users: [], total: 0, hasNext: false, unreadable: 0 }
    const users = { ...desk.client.users, list: () => Promise.resolve({ ...nobody, ...page }) }
    const { answers } = await find({
      text: 'zzz',
      defaultCountry: 'US',
      client: { ...desk.client, users },
      signal: new AbortController().signal,
      onAsked: () => undefined,
      onAnswer: () => undefined
    })
    expect(answers.find(({ question }) => question.source === 'prefix')?.outcome).toMatchObject(outcome)
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
      onAsked: () => undefined,
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
