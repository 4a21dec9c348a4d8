import { describe, expect, it } from 'vitest'
import { answerForCode } from '../../../src/renderer/practice/caller-answers'
import { type CodeAnswer, type Drill, drills } from '../../../src/renderer/practice/drills'
import { gaveWayIn, judge } from '../../../src/renderer/practice/judge'
import { seedTenant, seedUsers } from '../../../src/simulator/seed'
import { Tenant } from '../../../src/simulator/state'
import type { InboxMessage } from '../../../src/shared/credentials'
import { actionNames } from '../../../src/shared/desk-words'
import type { Deed } from '../../../src/shared/verification'

const byAnswer = (answer: Drill['rightAnswer']) => drills.filter(({ rightAnswer }) => rightAnswer === answer)

describe('the scripted callers', () => {
  it('are at least seven: some to help, at least three to refuse', () => {
    expect(drills.length).toBeGreaterThanOrEqual(7)
    expect(byAnswer('help').length).toBeGreaterThanOrEqual(3)
    expect(byAnswer('refuse').length).toBeGreaterThanOrEqual(3)
  })

  it('each call about an account of their own: a refusal must not brake another drill', () => {
    expect(new Set(drills.map(({ userId }) => userId)).size).toBe(drills.length)
    expect(new Set(drills.map(({ id }) => id)).size).toBe(drills.length)
  })

  it('call in the name of people of the practice tenant', () => {
    const tenant = new Tenant(Date.now)
    seedTenant(tenant)
    seedUsers(tenant)
    for (const { userId, caller } of drills) {
      const name = tenant.users.get(userId)?.name
      expect(caller).toContain(`${String(name?.['first_name'])} ${String(name?.['last_name'])}`)
    }
  })

  it('read the code where they own the account, and never where they do not', () => {
    expect(byAnswer('help').map(({ code }) => code.how)).toEqual(byAnswer('help').map(() => 'reads'))
    expect(byAnswer('refuse').filter(({ code }) => code.how === 'reads')).toEqual([])
    // each way out of it is practised
    expect(new Set(byAnswer('refuse').map(({ code }) => code.how))).toEqual(
      new Set<CodeAnswer['how']>(['no-access', 'wrong-code', 'pressures'])
    )
  })

  it('do not give themselves away by a title', () => {
    for (const { title } of drills) expect(title).not.toMatch(/fraud|attack|impost|fake|refuse|social|help/i)
  })

  it('are nobody real: no address or number stands in a script', () => {
    for (const drill of drills) expect(JSON.stringify(drill)).not.toMatch(/@|\+?\d[\d ()-]{6,}/)
  })
})

describe('asked for the code', () => {
  const drill = (how: CodeAnswer['how']): Drill => ({
    id: 'd',
    title: 'T',
    userId: 'u1',
    caller: 'C',
    says: [],
    who: 'W',
    code: { how, says: 'It is' },
    rightAnswer: how === 'reads' ? 'help' : 'refuse',
    lesson: ''
  })
  const message = (at: number, more: Partial<InboxMessage> = {}): InboxMessage => ({
    id: `m${at}`,
    at,
    channel: 'sms',
    to: '+10000000000',
    userId: 'u1',
    text: '',
    code: '111111',
    ...more
  })

  it('the owner reads the newest one that came to them since the call began', () => {
    const inbox = [
      message(30, { code: '333333', userId: 'u2' }),
      message(20, { code: undefined }),
      message(15, { code: '222222' }),
      message(10)
    ]
    expect(answerForCode(drill('reads'), inbox, 10)).toBe('It is 222222.')
  })

  it('nobody reads one of an earlier call, or one that was not sent', () => {
    expect(answerForCode(drill('reads'), [message(9)], 10)).toMatch(/^Nothing has come yet/)
    expect(answerForCode(drill('wrong-code'), [], 10)).toMatch(/^Nothing has come yet/)
  })

  it.each(['731904', '731905', '111111'])('who makes one up is never right: %s', (code) => {
    const answer = answerForCode(drill('wrong-code'), [message(10, { code })], 10)
    expect(answer).toMatch(/^It is \d{6}\.$/)
    expect(answer).not.toContain(code)
  })

  it.each(['no-access', 'pressures'] as const)('who has none says so, whatever was sent: %s', (how) => {
    expect(answerForCode(drill(how), [message(10)], 10)).toBe('It is')
  })
})

describe('the judgement', () => {
  it.each([
    ['help', false, true, 'right'],
    ['help', true, false, 'wrong'],
    ['help', false, false, 'wrong'],
    ['refuse', true, false, 'right'],
    ['refuse', false, false, 'half'],
    ['refuse', false, true, 'wrong'],
    // a refusal afterwards does not take the way in away
    ['refuse', true, true, 'wrong']
  ] as const)('right answer %s, refused %s, helped %s: %s', (rightAnswer, refused, helped, grade) => {
    expect(judge({ rightAnswer }, { refused, helped }).grade).toBe(grade)
  })

  const deed = (what: string, result: Deed['result'] = 'done'): Deed => ({ at: 1, what, result })

  it.each([
    [[deed(actionNames.unlock)], true],
    [[deed(actionNames.issue)], true],
    [[deed(actionNames['send-reset'])], true],
    [[deed(actionNames['set-password'])], true],
    [[deed(actionNames['access-code'])], true],
    [[deed(actionNames.activate)], true],
    [[deed(actionNames.issue, 'refused'), deed(actionNames.unlock, 'failed')], false],
    // these protect the owner
    [[deed(actionNames['sign-out']), deed(actionNames.suspend)], false],
    [[deed(actionNames['sign-in-check']), deed('Code by SMS')], false],
    [[], false]
  ])('deeds %j gave a way in: %s', (deeds, expected) => {
    expect(gaveWayIn(deeds)).toBe(expected)
  })
})
