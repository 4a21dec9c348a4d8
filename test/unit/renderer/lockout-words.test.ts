import { describe, expect, it } from 'vitest'
import {
  isProgressive,
  simpleLockout,
  tierSteps,
  tierTrouble
} from '../../../src/renderer/password-settings/lockout-words'

describe('the simple lockout in a sentence', () => {
  it.each([
    [
      { maxPasswordFailures: 5, passwordSuspensionDuration: 15, failuresExpireIn: 90 },
      'After 5 wrong attempts within 1 hour 30 minutes, the password is locked for 15 minutes. Then it opens by itself.'
    ],
    [
      { maxPasswordFailures: 1, passwordSuspensionDuration: 60 },
      'After 1 wrong attempt, the password is locked for 1 hour. Then it opens by itself.'
    ],
    [
      {},
      'After too many wrong attempts, the password is locked for a time that this tenant does not report. Then it opens by itself.'
    ]
  ])('%o', (settings, sentence) => expect(simpleLockout(settings)).toBe(sentence))
})

it.each([
  [undefined, false],
  [[], false],
  [[{ attempts: 3, duration: 5 }], true]
])('tiers %o: progressive is %s', (lockoutTiers, progressive) => {
  expect(isProgressive(lockoutTiers === undefined ? {} : { lockoutTiers })).toBe(progressive)
})

describe('the tiers as a timeline', () => {
  it('counts on from tier to tier and ends for good', () => {
    const steps = tierSteps([
      { attempts: 3, duration: 5 },
      { attempts: 5, duration: 30 },
      { attempts: 6, duration: 2_880 }
    ])
    expect(steps.map(({ when, lasts, forGood }) => [when, lasts, forGood])).toEqual([
      ['After 3 wrong attempts', '5 minutes', false],
      ['After 2 more, 5 in all', '30 minutes', false],
      ['After 1 more, 6 in all', '2 days', false],
      ['After any more', 'until somebody unlocks it', true]
    ])
    const shares = steps.map(({ share }) => share)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.every((share) => share > 0 && share <= 1)).toBe(true)
  })

  it('says the number in all where tiers do not grow', () => {
    const [, second] = tierSteps([
      { attempts: 5, duration: 5 },
      { attempts: 3, duration: 30 }
    ])
    expect(second?.when).toBe('After 3 in all')
  })

  it('draws something for any length', () => {
    for (const { share } of tierSteps([
      { attempts: 1, duration: 0 },
      { attempts: 1, duration: 525_600 }
    ])) {
      expect(share).toBeGreaterThan(0)
      expect(share).toBeLessThanOrEqual(1)
    }
  })
})

describe('tiers whose lock outlives the count', () => {
  it.each([
    ['all within the window', [5, 30], 60, undefined],
    ['the last one does', [5, 60], 60, /lock of tier 2 .* no lock is for good/],
    ['an earlier one does', [30, 5], 20, /lock of tier 1 .* later tiers are not reached/],
    ['the window is not reported', [30, 5], undefined, undefined],
    ['the window is not typed yet', [30, 5], Number.NaN, undefined],
    ['no tiers', [], 15, undefined]
  ])('%s', (_, durations, failuresExpireIn, words) => {
    const lockoutTiers = durations.map((duration, index) => ({ attempts: 3 * (index + 1), duration }))
    const trouble = tierTrouble({ lockoutTiers, ...(failuresExpireIn !== undefined && { failuresExpireIn }) })
    if (words === undefined) expect(trouble).toBeUndefined()
    else expect(trouble).toMatch(words)
  })
})
