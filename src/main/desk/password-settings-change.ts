import { isDeepStrictEqual } from 'node:util'
import { AppFailure } from '../../shared/errors'
import type { PasswordSettingsChange, SettingDifference } from '../../shared/password-settings'
import { differencesOf } from '../../shared/password-settings-words'
import { fieldsOf, type Fields, listOf } from '../mosaic/fields'
import {
  type RawPasswordSettings,
  readPasswordSettings,
  tierWith,
  unknownOfTier
} from '../mosaic/password-settings'

/**
 * The whole object as it is to be sent: what was changed, over what was read; everything else stays as Mosaic reported it, known or
 * not. Throws `invalid-input` for a field that this tenant does not report, or not readably, for a tier that was not read, and where
 * nothing is changed.
 */
export function mergeChange(raw: RawPasswordSettings, change: PasswordSettingsChange): RawPasswordSettings {
  const { message, lockoutTiers, ...others } = change
  const fields = { ...others, ...(lockoutTiers && { lockoutTiers: mergeTiers(raw, lockoutTiers) }) }
  const changed = [...namesIn(fields), ...namesIn(message ?? {}).map((name) => `message.${name}`)]
  const { lacking, unreadable } = readPasswordSettings(raw)
  const wrong = changed.filter((name) => isIn(lacking, name) || isIn(unreadable, name))
  if (wrong.length > 0) throw notAccepted(wrong, 'This tenant does not report it, so it cannot be changed.')
  const merged: RawPasswordSettings = {
    ...raw,
    ...pick(fields, changed),
    ...(message !== undefined &&
      namesIn(message).length > 0 && { message: { ...fieldsOf(raw['message']), ...given(message) } })
  }
  if (isDeepStrictEqual(merged, raw)) throw notAccepted(['change'], 'Nothing was changed.')
  return merged
}

/** Each tier goes back as it came with its numbers over it, wherever it stands by now; a new one has nothing else. */
function mergeTiers(
  raw: RawPasswordSettings,
  tiers: NonNullable<PasswordSettingsChange['lockoutTiers']>
): Fields[] {
  const read = listOf(raw['lockoutTiers'])
  const places = tiers.flatMap(({ from }) => from ?? [])
  if (new Set(places).size < places.length || places.some((from) => from >= read.length)) {
    throw notAccepted(['lockoutTiers'], 'These tiers are not those that were read. Read the settings again.')
  }
  return tiers.map(({ from, ...tier }) =>
    tierWith(from === undefined ? {} : (fieldsOf(read[from]) ?? {}), tier)
  )
}

/** What is not the same: in words where it is known, and else that there is something. */
export function differencesBetween(
  before: RawPasswordSettings,
  after: RawPasswordSettings
): SettingDifference[] {
  const told = differencesOf(readPasswordSettings(before).settings, readPasswordSettings(after).settings)
  const names: readonly string[] = told.map(({ setting }) => setting)
  return hasOther(before, after, '', names) ? [...told, { setting: 'other' }] : told
}

/** From what was sent to what is reported of it; what Mosaic adds by itself is no difference. */
export function differencesFromAsked(
  asked: RawPasswordSettings,
  reported: RawPasswordSettings
): SettingDifference[] {
  const message = fieldsOf(reported['message'])
  const askedMessage = fieldsOf(asked['message'])
  const tiers = fieldsOfEach(reported['lockoutTiers'])
  const askedTiers = fieldsOfEach(asked['lockoutTiers'])
  return differencesBetween(asked, {
    ...pick(reported, Object.keys(asked)),
    ...(message !== undefined &&
      askedMessage !== undefined && { message: pick(message, Object.keys(askedMessage)) }),
    ...(tiers !== undefined &&
      askedTiers !== undefined && {
        lockoutTiers: tiers.map((tier, index) => pick(tier, Object.keys(askedTiers[index] ?? tier)))
      })
  })
}

/** True where something differs that the words do not name: unknown fields, and values of an unknown shape. */
function hasOther(before: Fields, after: Fields, prefix: string, named: readonly string[]): boolean {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].some((name) => {
    const [from, to] = [before[name], after[name]]
    if (isDeepStrictEqual(from, to)) return false
    const [fields, others] = [fieldsOf(from), fieldsOf(to)]
    if (prefix === '' && name === 'message' && fields !== undefined && others !== undefined) {
      return hasOther(fields, others, 'message.', named)
    }
    if (prefix === '' && name === 'lockoutTiers' && hasOtherInTiers(from, to)) return true
    return !named.some((one) => one === prefix + name || (name === 'message' && one.startsWith('message.')))
  })
}

/** Tiers are told by their numbers: what else they have differs where it is not all there on the other side too. */
function hasOtherInTiers(before: unknown, after: unknown): boolean {
  const restsOf = (value: unknown) =>
    (fieldsOfEach(value) ?? []).map(unknownOfTier).filter((rest) => Object.keys(rest).length > 0)
  const left = restsOf(after)
  for (const rest of restsOf(before)) {
    const same = left.findIndex((one) => isDeepStrictEqual(one, rest))
    if (same === -1) return true
    left.splice(same, 1)
  }
  return left.length > 0
}

/** Undefined where it is no list, or not of objects alone. */
function fieldsOfEach(value: unknown): Fields[] | undefined {
  if (!Array.isArray(value)) return undefined
  const all = value.map(fieldsOf)
  return all.every((fields) => fields !== undefined) ? all : undefined
}

const isIn = (names: readonly string[], name: string): boolean => names.includes(name)

const namesIn = (fields: Fields): string[] => Object.keys(given(fields))

/** Without what is undefined: an optional field that was left out. */
const given = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

const pick = (fields: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)))

function notAccepted(names: readonly string[], problem: string): AppFailure {
  const fields = Object.fromEntries(names.map((name) => [name, problem]))
  return new AppFailure({ kind: 'invalid-input', reason: 'form', fields })
}
