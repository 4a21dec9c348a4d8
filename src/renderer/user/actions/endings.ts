import { create } from 'zustand'
import { isOpenCard, isOpenUser } from '../../state/call-news'
import { isCovered, useDesk } from '../../state/desk-store'
import type { CardRef } from '../../state/queries'
import { forgetRuns, setRun } from './action-store'
import type { CardAction } from './action-words'
import type { ActionOutcome } from './outcome-words'

/** Whom an action is for, by name too: its end is told also where their card is gone. */
export interface Concerned extends CardRef {
  /** the person */
  who: string
  /** the tenant's label */
  where: string
}

export interface Ending {
  id: string
  of: Concerned
  action: CardAction
  outcome: ActionOutcome
}

/** How actions ended whose card was not on show by then. */
export const useEndings = create<{ endings: Ending[] }>()(() => ({ endings: [] }))

/** Success needs no answer: so long (ms) it is told. */
export const successShownFor = 8_000

/** Tells how an action ended: on the card, or, where that is not on show, above whatever is. */
export function tellEnd(of: Concerned, action: CardAction, outcome: ActionOutcome): void {
  setRun(of, { outcome })
  if (isCardShown(of)) return
  const id = crypto.randomUUID()
  useEndings.setState(({ endings }) => ({ endings: [...endings, { id, of, action, outcome }] }))
  if (!outcome.doubt && outcome.failures.length === 0) setTimeout(() => dismissEnding(id), successShownFor)
}

/** It was seen: unless the card is only covered by another screen, nothing of it is kept. */
export function dismissEnding(id: string): void {
  const ended = useEndings.getState().endings.find((one) => one.id === id)
  if (ended === undefined) return
  useEndings.setState(({ endings }) => ({ endings: endings.filter((one) => one.id !== id) }))
  if (!isOpenUser(ended.of)) forgetRuns(ended.of)
}

export function isCardShown(of: CardRef): boolean {
  const desk = useDesk.getState()
  return isOpenCard(of) && desk.screen === 'find' && !isCovered(desk)
}

/** A card that comes on show tells it itself. */
useDesk.subscribe(() => {
  const { endings } = useEndings.getState()
  const left = endings.filter(({ of }) => !isCardShown(of))
  if (left.length < endings.length) useEndings.setState({ endings: left })
})
