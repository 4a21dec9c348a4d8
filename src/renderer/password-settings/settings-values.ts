import type { z } from 'zod'
import {
  type PasswordSettings,
  type PasswordSettingsChange,
  passwordSettingsChange
} from '../../shared/password-settings'
import type { NumberSetting, SwitchSetting } from './consequence'
import { isProgressive } from './lockout-words'
import {
  isReported,
  messageFields,
  type MessageField,
  numberSettings,
  rangeWords,
  switchSettings
} from './settings-fields'
import { changedTiers, moveTiers, tiersKey, tiersOf, type TierValues } from './tier-values'

/** What the form holds: numbers as they are typed. What is not reported stands empty and has no field. */
export type SettingsValues = Record<(typeof numberSettings)[number], string> &
  Record<(typeof switchSettings)[number], boolean> & {
    model: 'simple' | 'progressive'
    tiers: TierValues[]
    message: Record<MessageField, string>
  }

const record = <Name extends string, Value>(names: readonly Name[], value: (name: Name) => Value) =>
  Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, Value>

/** What the form starts with. */
export function valuesOf(settings: PasswordSettings): SettingsValues {
  return {
    ...record(numberSettings, (name) => (settings[name] === undefined ? '' : String(settings[name]))),
    ...record(switchSettings, (name) => settings[name] === true),
    model: isProgressive(settings) ? 'progressive' : 'simple',
    tiers: tiersOf(settings),
    message: record(messageFields, (field) => settings.message?.[field] ?? '')
  }
}

/** What the other choices make pointless is not edited: it stays as it is. */
export function isInForce(name: NumberSetting, values: SettingsValues): boolean {
  if (name === 'passwordExpiresIn') return !values.ignoreExpiration
  if (name === 'maxPasswordFailures' || name === 'passwordSuspensionDuration')
    return values.model === 'simple'
  return true
}

export interface ReadForm {
  /** what was changed, within Mosaic's ranges; meant only where there is no error */
  change: PasswordSettingsChange
  /** field of the form → what is wrong with it; only of what was changed */
  errors: Record<string, string>
}

/** What the form asks for, compared with the settings that it was built on. */
export function readForm(values: SettingsValues, settings: PasswordSettings): ReadForm {
  const asked = {
    ...askedNumbers(values, settings),
    ...askedSwitches(values, settings),
    ...askedTiers(values, settings),
    ...askedMessage(values, settings)
  }
  const parsed = passwordSettingsChange.safeParse(asked)
  if (parsed.success) {
    return { change: parsed.data, errors: tierErrors(parsed.data, values.model) }
  }
  const errors: Record<string, string> = {}
  for (const issue of parsed.error.issues) {
    const [field, words] = problemAt(issue)
    errors[field] ??= words
  }
  return { change: {}, errors }
}

/** What makes tiers pointless: none at all, or one that needs no more attempts than the one before, as the count runs on (API.md §3.2). */
function tierErrors(
  { lockoutTiers }: PasswordSettingsChange,
  model: SettingsValues['model']
): Record<string, string> {
  if (model === 'simple' || lockoutTiers === undefined) return {}
  if (lockoutTiers.length === 0) return { tiers: 'Add at least one tier.' }
  const errors: Record<string, string> = {}
  lockoutTiers.forEach(({ attempts }, index) => {
    const before = lockoutTiers[index - 1]?.attempts
    if (before !== undefined && attempts <= before) {
      errors[`tiers.${index}.attempts`] =
        `The count runs on: enter more than the ${before} of the tier before.`
    }
  })
  return errors
}

/** Whether anything was edited, sound or not. */
export function isEdited(values: SettingsValues, settings: PasswordSettings): boolean {
  const { change, errors } = readForm(values, settings)
  return Object.keys(change).length + Object.keys(errors).length > 0
}

/** The settings as the change leaves them. */
export function withChange(settings: PasswordSettings, change: PasswordSettingsChange): PasswordSettings {
  const { message, lockoutTiers, ...fields } = change
  return {
    ...settings,
    ...(fields as PasswordSettings),
    ...(lockoutTiers && { lockoutTiers: changedTiers(settings.lockoutTiers ?? [], lockoutTiers) }),
    ...(message && { message: { ...settings.message, ...message } })
  }
}

/** The same edits on top of another reading: what was not touched follows that one. */
export function rebase(values: SettingsValues, from: PasswordSettings, to: PasswordSettings): SettingsValues {
  const old = valuesOf(from)
  const fresh = valuesOf(to)
  const keep = <Name extends keyof SettingsValues>(name: Name) =>
    values[name] === old[name] ? fresh[name] : values[name]
  const isMine = values.model !== old.model || tiersKey(values.tiers) !== tiersKey(old.tiers)
  const mine = isMine && isReported('lockoutTiers', to)
  return {
    ...record(numberSettings, keep),
    ...record(switchSettings, keep),
    model: mine ? values.model : fresh.model,
    tiers: mine ? moveTiers(values.tiers, from.lockoutTiers ?? [], to.lockoutTiers ?? []) : fresh.tiers,
    message: record(messageFields, (field) =>
      values.message[field] === old.message[field] ? fresh.message[field] : values.message[field]
    )
  }
}

/** A whole number as it was typed; anything else is refused by the ranges. */
const numberOf = (text: string): number => (/^\d{1,15}$/.test(text.trim()) ? Number(text) : Number.NaN)

function askedNumbers(values: SettingsValues, settings: PasswordSettings): Record<string, number> {
  const asked = numberSettings
    .filter((name) => isReported(name, settings) && isInForce(name, values))
    // as it stood, also where that is no whole number
    .filter((name) => values[name].trim() !== String(settings[name]))
    .map((name) => [name, numberOf(values[name])] as const)
    .filter(([name, number]) => number !== settings[name])
  return Object.fromEntries(asked)
}

function askedSwitches(
  values: SettingsValues,
  settings: PasswordSettings
): Partial<Record<SwitchSetting, boolean>> {
  const asked = switchSettings.filter((name) => isReported(name, settings) && values[name] !== settings[name])
  return Object.fromEntries(asked.map((name) => [name, values[name]]))
}

/** No tiers are the simple model. */
function askedTiers(values: SettingsValues, { lockoutTiers }: PasswordSettings): { lockoutTiers?: unknown } {
  if (lockoutTiers === undefined) return {}
  const tiers = values.model === 'simple' ? [] : values.tiers
  if (tiersKey(tiers) === tiersKey(lockoutTiers) && (values.model === 'simple' || tiers.length > 0)) return {}
  return {
    lockoutTiers: tiers.map(({ attempts, duration, from }) => ({
      attempts: numberOf(attempts),
      duration: numberOf(duration),
      ...(from !== undefined && { from })
    }))
  }
}

function askedMessage({ message }: SettingsValues, settings: PasswordSettings): { message?: unknown } {
  const asked = messageFields.filter(
    (field) =>
      isReported(`message.${field}`, settings) &&
      message[field] !== settings.message?.[field] &&
      message[field].trim() !== settings.message?.[field]
  )
  return asked.length === 0
    ? {}
    : { message: Object.fromEntries(asked.map((field) => [field, message[field].trim()])) }
}

/** Where in the form a fault is told, and in which words. */
function problemAt({ path, code, message }: z.core.$ZodIssue): [field: string, words: string] {
  const [first, second, third] = path
  if (first === 'message') {
    return [`message.${String(second)}`, code === 'too_big' ? 'Use at most 200 characters.' : message]
  }
  if (first === 'lockoutTiers') {
    if (typeof second !== 'number') return ['tiers', 'Mosaic takes at most ten tiers.']
    const words =
      third === 'attempts'
        ? 'Enter a whole number, 1 or more.'
        : 'Enter a whole number of minutes from 1 to 525,600.'
    return [`tiers.${second}.${String(third)}`, words]
  }
  const name = numberSettings.find((one) => one === first)
  return name === undefined
    ? [String(first), message]
    : [name, `Enter a whole number. Mosaic takes ${rangeWords(name)}.`]
}
