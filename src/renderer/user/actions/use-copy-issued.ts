import { useEffect, useRef, useState } from 'react'
import { type AppError, toAppError } from '../../../shared/errors'
import { call, onEvent } from '../../bridge/client'

/** When main has not cleared it by so long (ms) after its time, something else was in it. */
const slackMs = 1_000
const leftAlone = 'Something else was copied since, so the clipboard was left alone.'

export interface Copying {
  /** what to say about the clipboard; empty when nothing was copied */
  said: string
  error?: AppError | undefined
  copy: () => void
}

/** Copies an issued password: main writes the clipboard and clears it, the page never holds the text. */
export function useCopyIssued(issueId: string): Copying {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [said, setSaid] = useState('')
  const [error, setError] = useState<AppError>()
  useEffect(
    () =>
      onEvent('issued.clipboardCleared', (event) => {
        if (event.issueId !== issueId) return
        clearTimeout(timer.current)
        setSaid('The clipboard was cleared.')
      }),
    [issueId]
  )
  useEffect(() => () => clearTimeout(timer.current), [])
  const copy = () => {
    setError(undefined)
    call('issued.copy', { issueId }).then(
      ({ clearAfterMs }) => {
        const seconds = Math.round(clearAfterMs / 1000)
        setSaid(`Copied. The clipboard is cleared in ${seconds} s if it still holds it.`)
        clearTimeout(timer.current)
        timer.current = setTimeout(() => setSaid(leftAlone), clearAfterMs + slackMs)
      },
      (thrown: unknown) => setError(toAppError(thrown))
    )
  }
  return { said, error, copy }
}
