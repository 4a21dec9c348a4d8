import type { PasswordSettings } from '../../shared/password-settings'

/** What a change comes to. `weaker`: an attacker has it easier; `stricter`: so do the callers have it harder. */
export interface Consequence {
  kind: 'weaker' | 'stricter' | 'other'
  text: string
}

/** Looks at one subject of the settings, before and after. `tiersKnown`: no side has lockout tiers of an unknown shape. */
export type ConsequenceRule = (
  before: PasswordSettings,
  after: PasswordSettings,
  tiersKnown: boolean
) => Consequence[]

export const weaker = (text: string): Consequence => ({ kind: 'weaker', text })
export const stricter = (text: string): Consequence => ({ kind: 'stricter', text })
export const other = (text: string): Consequence => ({ kind: 'other', text })

export type NumberSetting = {
  [Name in keyof PasswordSettings]-?: number extends NonNullable<PasswordSettings[Name]> ? Name : never
}[keyof PasswordSettings]

export type SwitchSetting = {
  [Name in keyof PasswordSettings]-?: boolean extends NonNullable<PasswordSettings[Name]> ? Name : never
}[keyof PasswordSettings]

interface Words {
  /** both with the number before and after */
  more: (before: number, after: number) => Consequence
  less: (before: number, after: number) => Consequence
}

/** What it means that a number grows or shrinks; nothing where it is not known on both sides. */
export function compare(
  before: number | undefined,
  after: number | undefined,
  { more, less }: Words
): Consequence[] {
  if (before === undefined || after === undefined || before === after) return []
  return [after > before ? more(before, after) : less(before, after)]
}

export const byNumber =
  (setting: NumberSetting, words: Words): ConsequenceRule =>
  ({ [setting]: before }, { [setting]: after }) =>
    compare(before, after, words)

/** What it means that something is switched on or off. */
export function bySwitch(
  setting: SwitchSetting,
  words: { on: Consequence; off: Consequence }
): ConsequenceRule {
  return ({ [setting]: before }, { [setting]: after }) => {
    if (before === undefined || after === undefined || before === after) return []
    return [after ? words.on : words.off]
  }
}
