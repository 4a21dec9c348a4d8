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
  /** it failed, and the dialog that would tell it is gone: another application was opened meanwhile */
  | { kind: 'failed'; error: AppError }
  /** no clear answer came. What a new reading showed: the change, not all of it, nothing that tells; or there is none */
  | { kind: 'unknown'; error: AppError; found: 'reading' | 'in-force' | 'different' | 'read' | 'unread' }
)

interface SettingsDesk {
  of?: SettingsOf
  draft?: SettingsDraft | undefined
  news?: SettingsNews | undefined
  /** how acts ended whose application was not open any more: told when the agent comes back to it */
  untold?: Record<string, SettingsNews>
}

/** Edits that were not sent yet, and how the last act ended: both survive a look at another screen, in memory only. */
export const useSettingsDesk = create<SettingsDesk>()(() => ({}))

const isSame = (one: SettingsOf | undefined, other: SettingsOf): boolean =>
  one?.tenantId === other.tenantId && one.applicationId === other.applicationId

const keyOf = ({ tenantId, applicationId }: SettingsOf): string => JSON.stringify([tenantId, applicationId])

/** True where the desk is still this application's. */
export const isOpenFor = (of: SettingsOf): boolean => isSame(useSettingsDesk.getState().of, of)

/** From now on the desk is this application's: edits for another one never come along. */
export function openSettings({ tenantId, applicationId }: SettingsOf): void {
  const of = { tenantId, applicationId }
  if (isOpenFor(of)) return
  const { [keyOf(of)]: news, ...untold } = useSettingsDesk.getState().untold ?? {}
  useSettingsDesk.setState({ of, news, untold }, true)
}

/** Changes the desk. Where it is another application's by now, only the news is kept, for when the agent comes back. */
export function keepFor(of: SettingsOf, change: Pick<SettingsDesk, 'draft' | 'news'>): void {
  const { news } = change
  if (isOpenFor(of)) useSettingsDesk.setState(change)
  else if (news !== undefined)
    useSettingsDesk.setState(({ untold }) => ({ untold: { ...untold, [keyOf(of)]: news } }))
}

/** The draft that is open for it, if there is one. */
export function draftOf(of: SettingsOf): SettingsDraft | undefined {
  const desk = useSettingsDesk.getState()
  return isSame(desk.of, of) ? desk.draft : undefined
}

/** News of something that is over are not told again when the agent comes back; what is left to do is. */
export function forgetOldNews(of: SettingsOf): void {
  const { draft, news } = useSettingsDesk.getState()
  if (isOpenFor(of) && draft === undefined && news !== undefined)
    useSettingsDesk.setState({ news: undefined })
}
