import type { LockoutTier, PasswordSettings, PasswordSettingsChange } from '../../shared/password-settings'

/** A tier as it is typed. */
export interface TierValues {
  /** tells tiers apart while they move */
  id: string
  attempts: string
  /** minutes */
  duration: string
  /** its place in the reading, which goes along wherever it moves; absent for a new one */
  from?: number
}

export const newTier = (attempts = '', duration = ''): TierValues => ({
  id: crypto.randomUUID(),
  attempts,
  duration
})

/** The tiers of a reading, to be edited. */
export const tiersOf = ({ lockoutTiers = [] }: PasswordSettings): TierValues[] =>
  lockoutTiers.map(({ attempts, duration }, from) => ({
    ...newTier(String(attempts), String(duration)),
    from
  }))

/** Tells lists of tiers apart by what they say. */
export const tiersKey = (tiers: readonly { attempts: unknown; duration: unknown }[]): string =>
  JSON.stringify(tiers.map(({ attempts, duration }) => [String(attempts).trim(), String(duration).trim()]))

/** The tiers as a change leaves them: what Mosaic has beside their numbers stays with those that were there. */
export function changedTiers(
  before: readonly LockoutTier[],
  tiers: NonNullable<PasswordSettingsChange['lockoutTiers']>
): LockoutTier[] {
  return tiers.map(({ from, ...tier }) => {
    const unknownFields = from === undefined ? undefined : before[from]?.unknownFields
    return { ...tier, ...(unknownFields !== undefined && { unknownFields }) }
  })
}

/**
 * The same tiers on top of another reading: each finds the one there that it comes from, by both numbers, by its attempts, or, where
 * there are as many, by its place. One that has no such tier is a new one.
 */
export function moveTiers(
  tiers: readonly TierValues[],
  before: readonly LockoutTier[],
  now: readonly LockoutTier[]
): TierValues[] {
  const places = new Map<number, number>()
  const match = (isSame: (old: LockoutTier, there: LockoutTier, from: number, to: number) => boolean) =>
    before.forEach((old, from) => {
      if (places.has(from)) return
      const taken = new Set(places.values())
      const found = now.findIndex((there, to) => !taken.has(to) && isSame(old, there, from, to))
      if (found !== -1) places.set(from, found)
    })
  match((old, there) => old.attempts === there.attempts && old.duration === there.duration)
  match((old, there) => old.attempts === there.attempts)
  if (before.length === now.length) match((_old, _there, from, to) => from === to)
  return tiers.map(({ from, ...tier }) => {
    const place = from === undefined ? undefined : places.get(from)
    return { ...tier, ...(place !== undefined && { from: place }) }
  })
}
