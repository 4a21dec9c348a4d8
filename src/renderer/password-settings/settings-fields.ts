import {
  type PasswordSettingName,
  type PasswordSettings,
  passwordSettingsFields,
  type PasswordSettingsView
} from '../../shared/password-settings'
import { settingValue } from '../../shared/password-settings-words'
import type { NumberSetting, SwitchSetting } from './consequence'

export type ReadView = Extract<PasswordSettingsView, { state: 'read' }>
export type MessageField = keyof NonNullable<PasswordSettings['message']>

/** The fields of each kind, in the order of the screen. */
export const numberSettings = [
  'passwordComplexity',
  'passwordMinLength',
  'blockPreviousPasswords',
  'passwordExpiresIn',
  'maxPasswordFailures',
  'passwordSuspensionDuration',
  'failuresExpireIn',
  'resetValidityMinutes',
  'codeLength',
  'tempPasswordValidityHours'
] as const satisfies NumberSetting[]

export const switchSettings = [
  'checkHibp',
  'checkDictionary',
  'ignoreExpiration',
  'requireMFA',
  'notifyOnPasswordUpdate'
] as const satisfies SwitchSetting[]

export const messageFields = ['from', 'subject', 'primaryColor'] as const satisfies MessageField[]

const units: Partial<Record<NumberSetting, string>> = {
  passwordMinLength: 'characters',
  passwordExpiresIn: 'days',
  blockPreviousPasswords: 'passwords',
  maxPasswordFailures: 'attempts',
  passwordSuspensionDuration: 'minutes',
  failuresExpireIn: 'minutes',
  resetValidityMinutes: 'minutes',
  codeLength: 'digits',
  tempPasswordValidityHours: 'hours'
}

const numeral = new Intl.NumberFormat('en')

/** Mosaic's range in words: "5 to 14 characters" (API.md §5). */
export function rangeWords(name: NumberSetting): string {
  const { minValue, maxValue } = passwordSettingsFields[name]
  const unit = units[name]
  const range = `${numeral.format(minValue ?? 0)} to ${numeral.format(maxValue ?? 0)}`
  return unit === undefined ? range : `${range} ${unit}`
}

/** True where the tenant reports it in a known shape: only then can it be edited. */
export function isReported(name: PasswordSettingName, settings: PasswordSettings): boolean {
  switch (name) {
    case 'message.from':
      return settings.message?.from !== undefined
    case 'message.subject':
      return settings.message?.subject !== undefined
    case 'message.primaryColor':
      return settings.message?.primaryColor !== undefined
    default:
      return settings[name] !== undefined
  }
}

/** A field as the screen shows it. */
export interface ShownSetting {
  /** `value`: as it stands; else why there is none */
  state: 'value' | 'lacking' | 'unreadable'
  text: string
  /** what is to be said of the value */
  note?: string
}

const isText = (name: PasswordSettingName) => name.startsWith('message.')

/** What stands beside a field's name: its value, or why there is none. */
export function shownSetting(name: PasswordSettingName, view: ReadView): ShownSetting {
  if (view.unreadable.includes(name)) {
    return { state: 'unreadable', text: 'Reported in a form that Tessera does not know. It stays as it is.' }
  }
  const text = settingValue(name, view.settings)
  if (text === undefined) return { state: 'lacking', text: 'Not reported by this tenant' }
  if (isText(name)) return { state: 'value', text }
  const shown = `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
  return isOutOfRange(name, view.settings)
    ? { state: 'value', text: shown, note: 'outside Mosaic’s own range' }
    : { state: 'value', text: shown }
}

function isOutOfRange(name: PasswordSettingName, settings: PasswordSettings): boolean {
  const known = numberSettings.find((one) => one === name)
  return known !== undefined && !passwordSettingsFields[known].safeParse(settings[known]).success
}
