import {
  type LockoutTier,
  mostShownTiers,
  type PasswordSettingName,
  type PasswordSettings,
  passwordSettingName
} from '../../shared/password-settings'
import { fieldsOf, flagOf, type Fields } from './fields'
import { plainText } from './text'

/** Mosaic's `password` object as it came (API.md §5): what is not known of it has to go back as it is. It stays in main. */
export type RawPasswordSettings = Fields

/** The same as screens may show it. */
export interface PasswordSettingsReading {
  settings: PasswordSettings
  /** not reported by this tenant */
  lacking: PasswordSettingName[]
  /** reported in another shape than the documented one */
  unreadable: PasswordSettingName[]
  /** how many fields there are beside the known ones, those of tiers included */
  unknownFields: number
}

const messagePrefix = 'message.'

type Value = number | boolean | string | LockoutTier[]

const flags: readonly PasswordSettingName[] = [
  'ignoreExpiration',
  'checkHibp',
  'checkDictionary',
  'requireMFA',
  'notifyOnPasswordUpdate'
]

/** Reads the object liberally: each field by itself, whatever the others are. Never throws. */
export function readPasswordSettings(raw: RawPasswordSettings): PasswordSettingsReading {
  const message = fieldsOf(raw['message'])
  const settings: Record<string, Value> = {}
  const shownMessage: Record<string, Value> = {}
  const lacking: PasswordSettingName[] = []
  const unreadable: PasswordSettingName[] = []
  for (const name of passwordSettingName.options) {
    const field = name.startsWith(messagePrefix) ? name.slice(messagePrefix.length) : undefined
    // a message of another shape hides its fields, and that is not the same as to lack them
    const value = field === undefined ? raw[name] : message === undefined ? raw['message'] : message[field]
    const read = readValue(name, value)
    if (value === undefined || value === null) lacking.push(name)
    else if (read === undefined || (field !== undefined && message === undefined)) unreadable.push(name)
    else if (field === undefined) settings[name] = read
    else shownMessage[field] = read
  }
  return {
    settings: { ...settings, ...(message !== undefined && { message: shownMessage }) },
    lacking,
    unreadable,
    unknownFields:
      unknownIn(raw, '') +
      (message === undefined ? 0 : unknownIn(message, messagePrefix)) +
      unknownInTiers(raw)
  }
}

function readValue(name: PasswordSettingName, value: unknown): Value | undefined {
  if (name === 'lockoutTiers') return readTiers(value)
  if (name.startsWith(messagePrefix)) return typeof value === 'string' ? plainText(value) : undefined
  return flags.includes(name) ? flagOf(value) : numberOf(value)
}

/** Also one that is out of its range, which is shown as it is. */
function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/** Documented are ten (API.md §3.2); more than that are shown, and a flood of them is not. */
function readTiers(value: unknown): LockoutTier[] | undefined {
  if (!Array.isArray(value) || value.length > mostShownTiers) return undefined
  const tiers = value.map(readTier)
  return tiers.every((tier) => tier !== undefined) ? tiers : undefined
}

function readTier(entry: unknown): LockoutTier | undefined {
  const fields = fieldsOf(entry)
  const attempts = numberOf(fields?.['attempts'])
  const duration = numberOf(fields?.['duration'])
  if (fields === undefined || attempts === undefined || duration === undefined) return undefined
  const unknownFields = Object.keys(unknownOfTier(fields)).length
  return { attempts, duration, ...(unknownFields > 0 && { unknownFields }) }
}

/** The tier with these two numbers; whatever else it has, and a number that says the same already, stays as it came. */
export function tierWith(tier: Fields, { attempts, duration }: LockoutTier): Fields {
  return {
    ...tier,
    ...(numberOf(tier['attempts']) !== attempts && { attempts }),
    ...(numberOf(tier['duration']) !== duration && { duration })
  }
}

/** What a tier has beside its two numbers. */
export function unknownOfTier({ attempts: _attempts, duration: _duration, ...rest }: Fields): Fields {
  return rest
}

const unknownInTiers = (raw: Fields): number =>
  (readTiers(raw['lockoutTiers']) ?? []).reduce((sum, { unknownFields = 0 }) => sum + unknownFields, 0)

function unknownIn(fields: Fields, prefix: string): number {
  const known: readonly string[] = passwordSettingName.options
  return Object.keys(fields).filter(
    (name) => !known.includes(prefix + name) && !(prefix === '' && name === 'message')
  ).length
}
