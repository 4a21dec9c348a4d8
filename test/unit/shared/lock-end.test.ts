import { describe, expect, it } from 'vitest'
import { lockEnd, lockLength, type LockRules } from '../../../src/shared/lock-end'
import { verdict } from '../../../src/shared/verdict'

const now = Date.parse('2026-11-23T14:13:00Z')
const minute = 60_000
const formatTime = (time: number) => `at ${new Date(time).toISOString().slice(11, 16)}`
const tiers = (...durations: number[]): LockRules => ({
  suspensionMinutes: 15,
  lockoutTiers: durations.map((duration) => ({ attempts: 3, duration }))
})

describe('when a lock ends', () => {
  it.each<[string, LockRules | undefined, number | undefined, string]>([
    [
      'no rules',
      undefined,
      6,
      'Estimate: it opens by itself at 14:22, if this tenant keeps Mosaic’s usual 15 minutes.'
    ],
    ['rules without minutes', {}, 6, 'Estimate: it opens by itself at 14:22, if this tenant keeps'],
    ['minutes that are none', { suspensionMinutes: 0 }, 6, 'Estimate: it opens by itself at 14:22, if this'],
    [
      'minutes that are no number',
      { suspensionMinutes: Number.NaN },
      6,
      'it opens by itself at 14:22, if this'
    ],
    ['no rules, over', undefined, 15, 'With Mosaic’s usual 15 minutes it would be open by now'],
    ['no rules, begin unknown', undefined, undefined, 'Mosaic does not say when it opens by itself.'],
    [
      'its own minutes',
      { suspensionMinutes: 30 },
      6,
      'Estimate: it opens by itself at 14:37, as this application locks for 30 minutes.'
    ],
    [
      'its own minutes, over',
      { suspensionMinutes: 30 },
      30,
      'This application locks for 30 minutes, which are over: if it is still locked after a refresh, unlock it.'
    ],
    [
      'its own minutes, begin unknown',
      { suspensionMinutes: 90 },
      undefined,
      'Mosaic does not say since when it is locked; this application locks for 1 hour 30 minutes.'
    ],
    [
      'tiers, none over',
      tiers(5, 30, 120),
      1,
      'Estimate: it opens by itself between at 14:17 and at 16:12, or only when somebody unlocks it: this application locks in steps.'
    ],
    [
      'tiers, the first over',
      tiers(5, 30, 120),
      5,
      'Estimate: it opens by itself between at 14:38 and at 16:08'
    ],
    [
      'tiers, one left',
      tiers(5, 30),
      6,
      'Estimate: it opens by itself at 14:37, or only when somebody unlocks it.'
    ],
    ['tiers out of order', tiers(120, 5, 30), 1, 'between at 14:17 and at 16:12'],
    [
      'tiers alike',
      tiers(30, 30),
      1,
      'Estimate: it opens by itself at 14:42, or only when somebody unlocks it.'
    ],
    [
      'tiers, all over',
      tiers(5, 30),
      30,
      'Every waiting time of this application would be over by now, so it seems to stay locked until somebody unlocks it.'
    ],
    [
      'tiers, begin unknown',
      tiers(5, 30, 120),
      undefined,
      'This application locks for 5 minutes to 2 hours, or only when somebody unlocks it.'
    ],
    ['one tier, begin unknown', tiers(30), undefined, 'This application locks for 30 minutes, or'],
    ['no tiers', { suspensionMinutes: 30, lockoutTiers: [] }, 6, 'as this application locks for 30 minutes.'],
    ['tiers of no length', tiers(0, -5), 6, 'When it opens by itself is not known, or whether it does'],
    [
      'tiers in another form',
      { suspensionMinutes: 15, lockoutUnreadable: true },
      6,
      'When it opens by itself is not known, or whether it does: this application’s lockout tiers are reported in a form that Tessera does not know.'
    ],
    [
      'tiers in another form, begin unknown',
      { lockoutUnreadable: true },
      undefined,
      'is not known, or whether'
    ],
    [
      'tiers in no other form',
      { suspensionMinutes: 15, lockoutUnreadable: false },
      6,
      'as this application locks for 15 minutes.'
    ]
  ])('%s', (_, rules, minutesAgo, words) => {
    const failedAt = minutesAgo === undefined ? undefined : now - minutesAgo * minute
    expect(lockEnd({ failedAt, now, formatTime }, rules)).toContain(words)
  })
})

describe('the length of a lock', () => {
  it.each([
    [1, '1 minute'],
    [30, '30 minutes'],
    [60, '1 hour'],
    [90, '1 hour 30 minutes'],
    [1_440, '1 day'],
    [4_335, '3 days 15 minutes'],
    [525_600, '365 days'],
    [0.2, 'less than a minute']
  ])('%d minutes are %s', (minutes, words) => {
    expect(lockLength(minutes)).toBe(words)
  })
})

it('stands in the verdict of a locked password', () => {
  const user = {
    id: 'u1',
    status: 'Active',
    displayName: 'Ana',
    secondaryEmails: [],
    secondaryPhones: [],
    groupIds: []
  }
  const authenticators = [{ id: 'a1', type: 'password', status: 'Locked', lastFailureAt: now - 6 * minute }]
  const detail = (lockRules?: LockRules) =>
    verdict({ user, authenticators, now, formatTime, lockRules }).detail
  expect(detail({ suspensionMinutes: 30, lockoutTiers: [] })).toBe(
    'Estimate: it opens by itself at 14:37, as this application locks for 30 minutes. The account itself and other ways to sign in are not locked.'
  )
  expect(detail(tiers(5, 30))).toContain('at 14:37, or only when somebody unlocks it. The account itself')
  expect(detail()).toContain('Mosaic’s usual 15 minutes')
  expect(detail({ suspensionMinutes: 15, lockoutUnreadable: true })).not.toMatch(/15 minutes|Estimate/)
})
