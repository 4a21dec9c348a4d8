import { create } from 'zustand'
import type { AppError } from '../../shared/errors'
import type { SettingDifference } from '../../shared/password-settings'
import type { ReadView } from './settings-fields'
import type { SettingsValues } from './settings-values'

/** Whose settings: they belong to one application of a tenant. */
export interface SettingsOf {
  tenantId: string
  applicationId: string
}

export interface SettingsDraft {
  /** the reading that it is built on */
  base: ReadView
  values: SettingsValues
  /** counts the times that the form was filled in from outside: it then starts anew with `values` */
  filled: number
}

/** How the last act ended. `undoing` tells an undo from a change. */
export type SettingsNews = { undoing: boolean } & (
  | { kind: 'saved' }
  /** nothing was sent; `kept`: there are edits left to review again, which is no question for an undo */
  | { kind: 'moved'; differences: SettingDifference[]; kept: boolean }
  | { kind: 'not-as-asked'; differences: SettingDifference[] }
  /** nothing was sent: sign-in by password was switched off meanwhile */
  | { kind: 'switched-off' }
  /** no clear answer came. What a new reading showed: the change, not all of it, nothing that tells; or there is none */
  | { kind: 'unknown'; error: AppError; found: 'reading' | 'in-force' | 'different' | 'read' | 'unread' }
)

interface SettingsDesk {
  of?: SettingsOf
  draft?: SettingsDraft | undefined
  news?: SettingsNews | undefined
}

/** Edits that were not sent yet, and how the last act ended: both survive a look at another screen, in memory only. */
export const useSettingsDesk = create<SettingsDesk>()(() => ({}))

const isSame = (one: SettingsOf | undefined, other: SettingsOf): boolean =>
  one?.tenantId === other.tenantId && one.applicationId === other.applicationId

/** From now on the desk is this application's: edits for another one never come along. */
export function openSettings({ tenantId, applicationId }: SettingsOf): void {
  const of = { tenantId, applicationId }
  if (!isSame(useSettingsDesk.getState().of, of)) useSettingsDesk.setState({ of }, true)
}

/** Changes the desk unless it is another application's by now. */
export function keepFor(of: SettingsOf, change: Pick<SettingsDesk, 'draft' | 'news'>): void {
  if (isSame(useSettingsDesk.getState().of, of)) useSettingsDesk.setState(change)
}

/** The draft that is open for it, if there is one. */
export function draftOf(of: SettingsOf): SettingsDraft | undefined {
  const desk = useSettingsDesk.getState()
  return isSame(desk.of, of) ? desk.draft : undefined
}

/** News of something that is over are not told again when the agent comes back; what is left to do is. */
export function forgetOldNews(): void {
  const { draft, news } = useSettingsDesk.getState()
  if (draft === undefined && news !== undefined) useSettingsDesk.setState({ news: undefined })
}
