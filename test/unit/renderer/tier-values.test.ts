import { describe, expect, it } from 'vitest'
import { readForm, rebase, valuesOf } from '../../../src/renderer/password-settings/settings-values'
import { changedTiers, newTier, tiersOf } from '../../../src/renderer/password-settings/tier-values'
import type { LockoutTier, PasswordSettings } from '../../../src/shared/password-settings'
import { settings } from '../../fakes/password-settings'

const tiers = (...all: [attempts: number, duration: number][]): LockoutTier[] =>
  all.map(([attempts, duration]) => ({ attempts, duration }))
const withTiers = (lockoutTiers: LockoutTier[]): PasswordSettings => ({ ...settings, lockoutTiers })

it('a tier keeps its place in the reading, and a new one has none', () => {
  expect(tiersOf(withTiers(tiers([3, 5], [6, 30]))).map(({ from }) => from)).toEqual([0, 1])
  expect(newTier('3', '5')).not.toHaveProperty('from')
})

it('what Mosaic has of a tier goes where the tier goes', () => {
  const before = [{ attempts: 3, duration: 5, unknownFields: 2 }, ...tiers([6, 30])]
  expect(
    changedTiers(before, [
      { attempts: 1, duration: 1 },
      { attempts: 6, duration: 30, from: 1 },
      { attempts: 9, duration: 5, from: 0 }
    ])
  ).toEqual([...tiers([1, 1], [6, 30]), { attempts: 9, duration: 5, unknownFields: 2 }])
})

describe('edited tiers on top of another reading come from the tier that is there by now', () => {
  /** Somebody reads `before`, sets the second tier to ten attempts and an hour; by then it is `now`. */
  const placesOnTopOf = (now: LockoutTier[]) => {
    const before = withTiers(tiers([3, 5], [6, 30], [9, 60]))
    const values = valuesOf(before)
    const edited = values.tiers.map((tier) =>
      tier.from === 1 ? { ...tier, attempts: '7', duration: '45' } : tier
    )
    const moved = rebase({ ...values, tiers: edited }, before, withTiers(now))
    return readForm(moved, withTiers(now)).change.lockoutTiers?.map(({ from }) => from)
  }

  it.each<[string, LockoutTier[], (number | undefined)[]]>([
    ['the same tiers', tiers([3, 5], [6, 30], [9, 60]), [0, 1, 2]],
    ['one more before them', tiers([1, 1], [3, 5], [6, 30], [9, 60]), [1, 2, 3]],
    ['one of them removed', tiers([3, 5], [9, 60]), [0, undefined, 1]],
    ['another time for one', tiers([3, 5], [6, 31], [9, 60]), [0, 1, 2]],
    ['one that is another altogether', tiers([3, 5], [5, 20], [9, 60]), [0, 1, 2]],
    ['another order', tiers([9, 60], [3, 5], [6, 30]), [1, 2, 0]],
    ['none', [], [undefined, undefined, undefined]]
  ])('%s', (_, now, places) => expect(placesOnTopOf(now)).toEqual(places))
})
