import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { type AppError, toAppError } from '../../../shared/errors'
import { hidePassword, revealPassword } from './password-view'

export interface Reveal {
  revealed: boolean
  /** whole seconds until it hides itself */
  secondsLeft: number
  error?: AppError | undefined
  toggle: () => void
}

/** Shows the issued password in `view` on request and hides it when its time is over or the dialog goes. */
export function useReveal(issueId: string, view: RefObject<HTMLElement | null>): Reveal {
  const [hideAt, setHideAt] = useState<number>()
  const [secondsLeft, setSecondsLeft] = useState(0)
  const [error, setError] = useState<AppError>()
  /** counts what was asked for: an answer to an earlier request is dropped */
  const asked = useRef(0)

  const hide = useCallback(() => {
    asked.current += 1
    if (view.current) hidePassword(view.current)
    setHideAt(undefined)
  }, [view])
  const show = async () => {
    const box = view.current
    if (!box) return
    const mine = (asked.current += 1)
    setError(undefined)
    try {
      const hideAfterMs = await revealPassword(issueId, box, () => asked.current === mine && box.isConnected)
      if (hideAfterMs === undefined) return
      setSecondsLeft(Math.ceil(hideAfterMs / 1000))
      setHideAt(Date.now() + hideAfterMs)
    } catch (thrown) {
      if (asked.current === mine) setError(toAppError(thrown))
    }
  }

  useEffect(() => {
    if (hideAt === undefined) return
    const tick = () => {
      const left = hideAt - Date.now()
      if (left <= 0) hide()
      else setSecondsLeft(Math.ceil(left / 1000))
    }
    const timer = setInterval(tick, 250)
    return () => clearInterval(timer)
  }, [hideAt, hide])
  useEffect(() => {
    const box = view.current
    return () => {
      asked.current += 1
      if (box) hidePassword(box)
    }
  }, [view])

  const revealed = hideAt !== undefined
  return { revealed, secondsLeft, error, toggle: () => (revealed ? hide() : void show()) }
}
