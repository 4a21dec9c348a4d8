import { counted } from './count'

/** What the application's settings say of its locks (API.md §3.2, §5). */
export interface LockRules {
  /** the simple model: how long a lock lasts */
  suspensionMinutes?: number | undefined
  /** the progressive model, which counts where there are any: each next lock may last for another time */
  lockoutTiers?: readonly { attempts: number; duration: number }[] | undefined
  /** its tiers have another shape than the documented one: which model counts is not known */
  lockoutUnreadable?: boolean | undefined
}

/** Mosaic's default for `passwordSuspensionDuration` (API.md §5); a tenant may have set another. */
export const defaultLockMinutes = 15

export interface LockedSince {
  /** the last wrong attempt, epoch ms; absent where Mosaic does not report it */
  failedAt: number | undefined
  /** epoch ms */
  now: number
  /** writes a moment for the agent, e.g. "today at 14:22" */
  formatTime: (time: number) => string
}

/**
 * When a lock opens by itself, in sentences. Mosaic does not say (API.md §3.3), so this is an estimate and calls itself one; it
 * goes by the application's own settings where they are known. Pure.
 */
export function lockEnd(since: LockedSince, rules: LockRules | undefined): string {
  const tiers = rules?.lockoutTiers ?? []
  const waits = tiers.map(({ duration }) => duration).filter(isDuration)
  if (waits.length > 0) return tieredEnd(since, waits)
  // the simple model's time says nothing here, and Mosaic's usual one neither
  if (tiers.length > 0 || rules?.lockoutUnreadable === true) return unknownEnd
  const minutes = rules?.suspensionMinutes
  return isDuration(minutes) ? ownEnd(since, minutes) : usualEnd(since)
}

const isDuration = (minutes: number | undefined): minutes is number =>
  minutes !== undefined && Number.isFinite(minutes) && minutes > 0

const endOf = (failedAt: number, minutes: number): number => failedAt + minutes * 60_000

function usualEnd({ failedAt, now, formatTime }: LockedSince): string {
  if (failedAt === undefined) return 'Mosaic does not say when it opens by itself.'
  const end = endOf(failedAt, defaultLockMinutes)
  if (end <= now) {
    return `With Mosaic’s usual ${defaultLockMinutes} minutes it would be open by now, so this tenant locks for longer or until somebody unlocks it.`
  }
  return `Estimate: it opens by itself ${formatTime(end)}, if this tenant keeps Mosaic’s usual ${defaultLockMinutes} minutes.`
}

function ownEnd({ failedAt, now, formatTime }: LockedSince, minutes: number): string {
  const lasts = lockLength(minutes)
  if (failedAt === undefined) {
    return `Mosaic does not say since when it is locked; this application locks for ${lasts}.`
  }
  const end = endOf(failedAt, minutes)
  if (end <= now) {
    return `This application locks for ${lasts}, which are over: if it is still locked after a refresh, unlock it.`
  }
  return `Estimate: it opens by itself ${formatTime(end)}, as this application locks for ${lasts}.`
}

/** Which tier it is at is not reported, and after the last one only an unlock helps (API.md §3.2, §3.3). */
function tieredEnd({ failedAt, now, formatTime }: LockedSince, waits: readonly number[]): string {
  const lengths = [...new Set(waits)].toSorted((a, b) => a - b)
  if (failedAt === undefined)
    return `This application locks for ${range(lengths.map(lockLength))}${orForGood}.`
  const ends = lengths.map((minutes) => endOf(failedAt, minutes)).filter((end) => end > now)
  const first = ends[0]
  const last = ends.at(-1)
  if (first === undefined || last === undefined) {
    return 'Every waiting time of this application would be over by now, so it seems to stay locked until somebody unlocks it.'
  }
  if (first === last) return `Estimate: it opens by itself ${formatTime(last)}${orForGood}.`
  return `Estimate: it opens by itself between ${formatTime(first)} and ${formatTime(last)}${orForGood}: this application locks in steps.`
}

const unknownEnd =
  'When it opens by itself is not known, or whether it does: this application’s lockout tiers are reported in a form that Tessera does not know.'

const orForGood = ', or only when somebody unlocks it'

function range(words: readonly string[]): string {
  const [first = ''] = words
  const last = words.at(-1) ?? first
  return first === last ? first : `${first} to ${last}`
}

/** "30 minutes", "2 hours", "1 hour 30 minutes", "3 days" */
export function lockLength(minutes: number): string {
  const whole = Math.round(minutes)
  const parts = [
    [Math.floor(whole / 1_440), 'day'],
    [Math.floor((whole % 1_440) / 60), 'hour'],
    [whole % 60, 'minute']
  ] as const
  const words = parts.flatMap(([count, one]) => (count === 0 ? [] : [counted(count, one)]))
  return words.length === 0 ? 'less than a minute' : words.join(' ')
}
