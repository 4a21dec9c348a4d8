import { describe, expect, it } from 'vitest'
import { draftFrom } from '../../../src/renderer/find/create-draft'
import { collectFindings, onlyHit } from '../../../src/renderer/find/hits'
import { nextActive } from '../../../src/renderer/find/match-keys'
import { searchHint } from '../../../src/renderer/find/search-hint'
import type { SearchRun } from '../../../src/renderer/find/search-store'
import { initials } from '../../../src/renderer/format/initials'
import type { FindAnswer, FindSource } from '../../../src/shared/find'
import { aUser } from '../../component/fixtures'

const ana = aUser()
const ben = aUser({ id: 'ben', displayName: 'Ben' })
const answer = (source: FindSource, outcome: FindAnswer['outcome'], value = 'ana'): FindAnswer => ({
  question: { source, value },
  milliseconds: 12,
  outcome
})
const found = (users = [ana], more = 0) => ({ state: 'found' as const, users, more })
const none = { state: 'none' as const }
const failed = { state: 'failed' as const, error: { kind: 'internal' as const } }

describe('the answers of one search', () => {
  it('counts a user once, however many look-ups found them', () => {
    const findings = collectFindings([answer('email', found()), answer('username', found())])
    expect(findings.hits).toEqual([{ user: ana, matchedBy: ['email', 'username'] }])
    expect(onlyHit(findings)?.user).toBe(ana)
  })

  it('has no only hit when two match, nobody matches, or more match than were sent', () => {
    expect(
      onlyHit(collectFindings([answer('email', found()), answer('username', found([ben]))]))
    ).toBeUndefined()
    expect(onlyHit(collectFindings([answer('email', none)]))).toBeUndefined()
    expect(onlyHit(collectFindings([answer('prefix', found([ana], 4))]))).toBeUndefined()
  })

  it('does not count the rest twice when two spellings of a prefix found the same people', () => {
    const twice = [answer('prefix', found([ana], 7), 'Ana'), answer('prefix', found([ana], 7), 'ana')]
    expect(collectFindings(twice)).toMatchObject({ more: 7, hits: [{ matchedBy: ['prefix'] }] })
  })

  it('keeps a failed source apart from one that found nobody', () => {
    const findings = collectFindings([answer('email', failed), answer('username', none)])
    expect(findings.failed.map((one) => one.question.source)).toEqual(['email'])
  })
})

describe('the hint in the box', () => {
  const run = (more: Partial<SearchRun>): SearchRun => ({
    id: '1',
    tenantId: 't',
    text: 'ana',
    asked: ['username', 'external-id'],
    answers: [],
    state: 'done',
    milliseconds: 214.4,
    ...more
  })

  it.each<[string, SearchRun, string]>([
    ['running', run({ state: 'running' }), 'Looking up username and external ID…'],
    ['one', run({ answers: [answer('username', found())] }), 'Username · 1 found in 214 ms'],
    [
      'a number that was read',
      run({ answers: [answer('phone', found(), '+14155550123')] }),
      'Phone → +14155550123 · 1 found in 214 ms'
    ],
    [
      'two sources',
      run({ answers: [answer('email', found()), answer('username', found())] }),
      'E-mail and username · 1 found in 214 ms'
    ],
    ['none', run({ answers: [answer('username', none)] }), 'None found in 214 ms'],
    [
      'none, and one that did not answer',
      run({ answers: [answer('username', none), answer('email', failed)] }),
      'None found in 214 ms · 1 look-up failed'
    ],
    [
      'more than shown',
      run({ answers: [answer('prefix', found([ana], 33))] }),
      'Beginning of e-mail or phone · 1 of 34 shown'
    ]
  ])('%s', (_, of, words) => {
    expect(searchHint(of, ' ana ')).toBe(words)
  })

  it('is empty once something else stands in the box', () => {
    expect(searchHint(run({ answers: [answer('username', none)] }), 'anab')).toBe('')
    expect(searchHint(undefined, 'ana')).toBe('')
  })
})

describe('keys in the list', () => {
  const names = ['Ana', 'Ben', 'Änne', 'Bea']
  it.each([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 3, 3],
    ['ArrowUp', 0, 0],
    ['ArrowUp', 2, 1],
    ['Home', 3, 0],
    ['End', 0, 3],
    ['b', 0, 1],
    ['B', 1, 3],
    ['b', 3, 1],
    ['ä', 0, 2],
    ['z', 0, undefined],
    ['Tab', 0, undefined]
  ])('%s from %i goes to %s', (key, from, to) => {
    expect(nextActive(key, from, names)).toBe(to)
  })
})

describe('what a fruitless search knows for "Create user"', () => {
  it.each([
    ['a@example.com', [answer('email', none, 'a@example.com')], { email: 'a@example.com' }],
    ['(415) 555-0123', [answer('phone', none, '+14155550123')], { phone: '+14155550123' }],
    ['ana.lopez', [answer('username', none, 'ana.lopez')], { username: 'ana.lopez' }],
    ['Ana María López', [], { firstName: 'Ana', lastName: 'María López' }]
  ])('%s', (text, answers, draft) => {
    expect(draftFrom({ text, answers })).toEqual(draft)
  })
})

describe('initials', () => {
  it.each([
    ['Ana López', 'AL'],
    ['健二 田中', '健田'],
    ['ana.lopez@example.com', 'AC'],
    ['Ana', 'A'],
    ['12345', '?'],
    ['', '?']
  ])('%s → %s', (name, letters) => {
    expect(initials(name)).toBe(letters)
  })
})
