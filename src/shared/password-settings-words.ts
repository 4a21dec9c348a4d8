import type { PasswordSettingName, PasswordSettings, SettingDifference } from './password-settings'
import { plainLine } from './plain-line'

/** The labels of the fields, and what a diff calls them. In the order of the screen. */
export const settingNames: Record<PasswordSettingName, string> = {
  passwordComplexity: 'Complexity level',
  passwordMinLength: 'Minimum length',
  blockPreviousPasswords: 'Earlier passwords refused',
  checkHibp: 'Refuse breached passwords',
  checkDictionary: 'Refuse dictionary words',
  passwordExpiresIn: 'Password expiry',
  ignoreExpiration: 'Passwords never expire',
  maxPasswordFailures: 'Wrong attempts until locked',
  passwordSuspensionDuration: 'Lock lasts',
  failuresExpireIn: 'Wrong attempts count for',
  lockoutTiers: 'Lockout tiers',
  resetValidityMinutes: 'Reset links and codes live',
  codeLength: 'Reset code length',
  tempPasswordValidityHours: 'Temporary passwords live',
  requireMFA: 'Second factor for resets',
  notifyOnPasswordUpdate: 'E-mail on password change',
  'message.primaryColor': 'Button colour',
  'message.from': 'Sender',
  'message.subject': 'Subject'
}

/** All of them, in that order. */
export const settingOrder = Object.keys(settingNames) as PasswordSettingName[]

/**
 * A setting in words, such as `90 days`, `never` or `on`; undefined where Mosaic does not report it. The days of the expiry are
 * `never` while passwords never expire.
 */
export function settingValue(name: PasswordSettingName, settings: PasswordSettings): string | undefined {
  if (name === 'passwordExpiresIn' && settings.ignoreExpiration === true) return 'never'
  return ownValue(name, settings)
}

/** What is not the same, in the order of the screen. Compares what the settings say, not what they mean together. */
export function differencesOf(before: PasswordSettings, after: PasswordSettings): SettingDifference[] {
  return settingOrder.flatMap((setting) => {
    if (isSame(setting, before, after)) return []
    const from = ownValue(setting, before)
    const to = ownValue(setting, after)
    return [{ setting, ...(from !== undefined && { before: from }), ...(to !== undefined && { after: to }) }]
  })
}

/** A difference in one line: `Minimum length: 12 characters → 14 characters`. */
export function differenceWords({ setting, before, after }: SettingDifference): string {
  if (setting === 'other') return 'Settings that Tessera does not know'
  return `${settingNames[setting]}: ${before ?? 'not reported'} → ${after ?? 'not reported'}`
}

/** The value of one setting as it stands in the object; undefined where it is not reported. */
function rawValue(name: PasswordSettingName, settings: PasswordSettings): unknown {
  switch (name) {
    case 'message.primaryColor':
      return settings.message?.primaryColor
    case 'message.from':
      return settings.message?.from
    case 'message.subject':
      return settings.message?.subject
    default:
      return settings[name]
  }
}

function isSame(name: PasswordSettingName, one: PasswordSettings, other: PasswordSettings): boolean {
  if (name !== 'lockoutTiers') return rawValue(name, one) === rawValue(name, other)
  return tiersKey(one.lockoutTiers) === tiersKey(other.lockoutTiers)
}

const tiersKey = (tiers: PasswordSettings['lockoutTiers']): string | undefined =>
  tiers && JSON.stringify(tiers.map(({ attempts, duration }) => [attempts, duration]))

function ownValue(name: PasswordSettingName, settings: PasswordSettings): string | undefined {
  if (name === 'lockoutTiers') return settings.lockoutTiers && tierWords(settings.lockoutTiers)
  const value = rawValue(name, settings)
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (typeof value === 'string') return plainLine(value, longestText)
  return typeof value === 'number' ? (numberWords[name] ?? numeral)(value) : undefined
}

/** The longest text of a diff that crosses IPC. */
const longestText = 2_000

const numberWords: Partial<Record<PasswordSettingName, (value: number) => string>> = {
  passwordComplexity: (level) => `level ${numeral(level)} of 5`,
  passwordMinLength: (length) => counted(length, 'character'),
  passwordExpiresIn: (days) => counted(days, 'day'),
  blockPreviousPasswords: (count) => (count === 0 ? 'none' : `the last ${numeral(count)}`),
  maxPasswordFailures: (count) => counted(count, 'attempt'),
  passwordSuspensionDuration: minutesWords,
  failuresExpireIn: minutesWords,
  resetValidityMinutes: minutesWords,
  codeLength: (length) => counted(length, 'digit'),
  tempPasswordValidityHours: (hours) => `${counted(hours, 'hour')}${inLarger(hours, [[24, 'day']])}`
}

/** The count runs on from tier to tier, and what comes after the last is for good (API.md §3.2). */
function tierWords(tiers: NonNullable<PasswordSettings['lockoutTiers']>): string {
  if (tiers.length === 0) return 'none'
  const steps = tiers.map(
    ({ attempts, duration }) => `${counted(attempts, 'attempt')}: ${minutesWords(duration)}`
  )
  return plainLine([...steps, 'then until unlocked'].join('; '), longestText)
}

/** `60 minutes (1 hour)` */
export function minutesWords(minutes: number): string {
  return `${counted(minutes, 'minute')}${inLarger(minutes, [
    [1_440, 'day'],
    [60, 'hour']
  ])}`
}

function inLarger(count: number, units: readonly [size: number, name: string][]): string {
  const unit = units.find(([size]) => count >= size && count % size === 0)
  return unit === undefined ? '' : ` (${counted(count / unit[0], unit[1])})`
}

function counted(count: number, one: string): string {
  return `${numeral(count)} ${one}${count === 1 ? '' : 's'}`
}

/** With commas; what no tenant means is written as a computer does, so that it stays short. */
function numeral(value: number): string {
  return Math.abs(value) < 1e15 ? value.toLocaleString('en-US') : String(value)
}
