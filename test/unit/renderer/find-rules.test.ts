import { describe, expect, it } from 'vitest'
import { settle, unanswered } from '../../../src/renderer/find/asking'
import { draftFrom } from '../../../src/renderer/find/create-draft'
import { beginningOf, collectFindings, type FailedAnswer, onlyHit } from '../../../src/renderer/find/hits'
import { nextActive } from '../../../src/renderer/find/match-keys'
import { failedWords, outcomeWords } from '../../../src/renderer/find/outcome-words'
import { searchHint } from '../../../src/renderer/find/search-hint'
import type { SearchRun } from '../../../src/renderer/find/search-store'
import { sourceList, sourceName } from '../../../src/renderer/find/source-words'
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
const silent = {
  state: 'failed' as const,
  error: { kind: 'unreachable' as const, cause: 'timeout' as const, host: 'api.example' }
}
const question = (source: FindSource, value = 'ana') => ({ source, value })

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

  it('never takes a name for the only hit', () => {
    const byName = answer('name', found())
    expect(onlyHit(collectFindings([byName]))).toBeUndefined()
    expect(onlyHit(collectFindings([byName, answer('prefix', found())]))?.user).toBe(ana)
  })

  it.each<[string, FindAnswer[], string | undefined]>([
    ['a beginning alone', [answer('prefix', found(), 'ana.lo')], 'ana.lo'],
    ['a beginning and a name', [answer('name', found()), answer('prefix', found())], 'ana'],
    ['a beginning and more', [answer('prefix', found()), answer('email', found())], undefined],
    ['a whole address', [answer('prefix', found(), 'Ana.Lopez@example.com')], undefined],
    ['a whole number', [answer('prefix', found(), '+14155550123')], undefined],
    ['the beginning of a number', [answer('prefix', found(), '+1415')], '+1415'],
    ['a name', [answer('name', found())], undefined],
    ['somebody else’s beginning', [answer('prefix', found([ben]))], undefined]
  ])('knows who was found by %s', (_, answers, beginning) => {
    expect(beginningOf(answers, ana.id)).toBe(beginning)
  })

  it('keeps the order in which the answers came, and knows what was asked in the order of asking', () => {
    const [email, username, id] = [
      answer('email', found()),
      answer('username', none),
      answer('user-id', none)
    ]
    const { asked, answers } = settle([username, email], [id, email, username])
    expect(answers).toEqual([username, email, id])
    expect(asked.map(({ source }) => source)).toEqual(['user-id', 'email', 'username'])
  })

  it('knows which questions have no answer', () => {
    const asked = [
      question('email', 'Ana@x.y'),
      question('email', 'ana@x.y'),
      question('username', 'Ana@x.y')
    ]
    expect(unanswered({ asked, answers: [answer('email', none, 'Ana@x.y')] })).toEqual(asked.slice(1))
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
    applicationId: 'main',
    text: 'ana',
    asked: [question('username'), question('external-id')],
    answers: [],
    state: 'done',
    milliseconds: 214.4,
    ...more
  })

  it.each<[string, SearchRun, string]>([
    ['running', run({ state: 'running' }), 'Looking up username and external ID…'],
    ['just begun', run({ state: 'running', asked: [] }), 'Looking up…'],
    ['stopped', run({ state: 'stopped', answers: [answer('email', none)] }), 'None found so far · stopped'],
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

describe('what came of a look-up', () => {
  const words = (...answers: (FindAnswer | undefined)[]) =>
    outcomeWords(
      { source: 'username', parts: answers.map((one) => ({ question: question('username'), answer: one })) },
      'asking…'
    )
  it('is one phrase for all that it was asked', () => {
    expect(words(undefined)).toBe('asking…')
    expect(words(answer('username', none), { ...answer('username', none), milliseconds: 15 })).toBe(
      'none in 15 ms'
    )
    expect(words(answer('username', none), answer('username', found()), undefined)).toBe(
      '1 user in 12 ms, none in 12 ms, asking…'
    )
  })

  it('tells a refusal from silence', () => {
    expect(words(answer('username', silent))).toBe('no answer')
    expect(words(answer('username', failed))).toBe('no usable answer')
    const [one, other] = [answer('email', silent), answer('email', failed)] as FailedAnswer[]
    expect(failedWords([one!])).toBe('did not answer')
    expect(failedWords([one!, other!])).toBe('gave no usable answer')
  })

  it('names its sources, each once and in one order', () => {
    expect(sourceList(['name', 'prefix', 'email', 'email'])).toBe(
      'e-mail, beginning of e-mail or phone, and name'
    )
    expect(sourceName('other-email')).toBe('Other e-mail')
    expect(sourceName('other-phone')).toBe('Other phone')
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
    ['<a@example.com>', [question('email', 'a@example.com')], { email: 'a@example.com' }],
    ['(415) 555-0123', [question('phone', '+14155550123')], { phone: '+14155550123' }],
    ['ana.lopez', [question('username', 'ana.lopez')], { username: 'ana.lopez' }],
    ['Ana', [question('username', 'Ana'), question('name', 'Ana')], { username: 'Ana' }],
    ['LEGACY #1', [question('username', 'LEGACY #1')], { username: 'LEGACY #1' }],
    ['Ana María López', [question('name', 'Ana María López')], { firstName: 'Ana', lastName: 'María López' }],
    [
      'van der Berg, Zoë',
      [question('name', 'van der Berg, Zoë')],
      { firstName: 'Zoë', lastName: 'van der Berg' }
    ]
  ])('%s', (text, asked, draft) => {
    expect(draftFrom({ text, asked })).toEqual(draft)
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
