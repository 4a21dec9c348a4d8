import { lockLength } from '../../shared/lock-end'
import type { LockoutTier, PasswordSettingName, PasswordSettings } from '../../shared/password-settings'
import { counted } from '../format/count'

/** Tiers count where there are any; else the simple model does (API.md §3.2). */
export const isProgressive = ({ lockoutTiers }: Pick<PasswordSettings, 'lockoutTiers'>): boolean =>
  lockoutTiers !== undefined && lockoutTiers.length > 0

/** Whether the model can be told at all: tiers of an unknown shape may count or not. */
export const isTiersKnown = ({ unreadable }: { unreadable: readonly PasswordSettingName[] }): boolean =>
  !unreadable.includes('lockoutTiers')

export const unknownModelWords =
  'Which lockout model counts is not known: this tenant reports its lockout tiers in a form that Tessera does not know.'

/** The simple model in a sentence, as far as it is reported. */
export function simpleLockout(settings: PasswordSettings): string {
  const { maxPasswordFailures, passwordSuspensionDuration, failuresExpireIn } = settings
  const attempts =
    maxPasswordFailures === undefined
      ? 'After too many wrong attempts'
      : `After ${counted(maxPasswordFailures, 'wrong attempt')}`
  const within = failuresExpireIn === undefined ? '' : ` within ${lockLength(failuresExpireIn)}`
  const lasts =
    passwordSuspensionDuration === undefined
      ? 'for a time that this tenant does not report'
      : `for ${lockLength(passwordSuspensionDuration)}`
  return `${attempts}${within}, the password is locked ${lasts}. Then it opens by itself.`
}

export interface TierStep {
  /** "After 3 wrong attempts" */
  when: string
  /** "5 minutes", "until somebody unlocks it" */
  lasts: string
  /** how much of the step's bar is filled, from 0 to 1: longer locks fill more, on a logarithmic scale */
  share: number
  /** it does not open by itself */
  forGood: boolean
}

/** What fills the whole bar of a step that opens by itself at the least (minutes). */
const longBar = 1_440

/**
 * The progressive model as a timeline. A tier's attempts are the number in all, for the count does not start anew between tiers, and
 * what comes after the last tier is for good (API.md §3.2).
 */
export function tierSteps(tiers: readonly LockoutTier[]): TierStep[] {
  const most = Math.log1p(Math.max(longBar, ...tiers.map(({ duration }) => duration)))
  const steps = tiers.map(({ attempts, duration }, index) => ({
    when: tierBegin(attempts, tiers[index - 1]?.attempts),
    lasts: lockLength(duration),
    share: Math.max(0.06, Math.log1p(Math.max(0, duration)) / most),
    forGood: false
  }))
  return [...steps, { when: 'After any more', lasts: 'until somebody unlocks it', share: 1, forGood: true }]
}

function tierBegin(attempts: number, before: number | undefined): string {
  if (before === undefined) return `After ${counted(attempts, 'wrong attempt')}`
  // tiers that do not grow are no mistake of this screen: it says what is reported
  return attempts > before
    ? `After ${attempts - before} more, ${attempts} in all`
    : `After ${attempts} in all`
}

/**
 * The tier after whose lock the count starts anew, because it lasts at least as long as wrong attempts count: later ones are not
 * reached then (API.md §3.2). From 1; undefined where there is none.
 */
export function lastReached({ lockoutTiers = [], failuresExpireIn }: PasswordSettings): number | undefined {
  // nothing, or nothing whole, is typed yet
  if (failuresExpireIn === undefined || !(failuresExpireIn > 0)) return undefined
  const found = lockoutTiers.findIndex(({ duration }) => duration >= failuresExpireIn)
  return found === -1 ? undefined : found + 1
}

/** What is odd about the tiers, in a sentence; undefined where nothing is. */
export function tierTrouble(settings: PasswordSettings): string | undefined {
  const tier = lastReached(settings)
  if (tier === undefined) return undefined
  const isLast = tier === settings.lockoutTiers?.length
  return `The lock of tier ${tier} lasts as long as wrong attempts count or longer, so the count starts anew after it: ${
    isLast ? 'no lock is for good.' : 'later tiers are not reached.'
  }`
}
