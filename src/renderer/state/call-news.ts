import { create } from 'zustand'
import type { CallTakenBack } from '../../shared/verification'
import { shownApplication } from '../bridge/scope'
import { type OpenUser, useDesk } from './desk-store'
import type { CardRef, UserRef } from './queries'

/** What is to be told of a call beside its state; it goes with the call. */
export interface CallNews {
  /** for whom the last caller was refused; no other card was opened since */
  refused: UserRef | undefined
  /** main took the verifications back, and why */
  takenBack: CallTakenBack['takenBack'] | undefined
  /** a check was right and the session that it opened could not be ended */
  sessionLeft: boolean
}

const none: CallNews = { refused: undefined, takenBack: undefined, sessionLeft: false }

export const useCallNews = create<CallNews>()(() => none)

export const tellCall = (news: Partial<CallNews>): void => useCallNews.setState(news)

/** True while the card of this user is the open one: only then may what main brings enter the cache. */
export function isOpenUser({ tenantId, userId }: UserRef): boolean {
  const { open } = useDesk.getState()
  return open?.tenantId === tenantId && open.userId === userId
}

/** The same, and it shows this application. */
export function isOpenCard(of: CardRef): boolean {
  const shown = shownApplication(of.tenantId)
  return isOpenUser(of) && (shown === undefined || shown === of.applicationId)
}

/** Another card is another call; that the last caller was refused stands until then. */
export function forgetCallNews(opened: OpenUser | undefined): void {
  const { refused } = useCallNews.getState()
  useCallNews.setState({ ...none, refused: opened === undefined ? refused : undefined }, true)
}
