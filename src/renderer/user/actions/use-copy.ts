import { useEffect, useState } from 'react'
import { type AppError, toAppError } from '../../../shared/errors'
import { call, onEvent } from '../../bridge/client'

export interface Copying {
  /** what to say about the clipboard; empty when nothing was copied */
  said: string
  error?: AppError | undefined
  copy: () => void
}

/** Copies an issued password: main writes the clipboard and clears it, the page never holds the text. */
export function useCopy(issueId: string): Copying {
  const [said, setSaid] = useState('')
  const [error, setError] = useState<AppError>()
  useEffect(
    () =>
      onEvent('issued.clipboardCleared', (event) => {
        if (event.issueId === issueId) setSaid('The clipboard was cleared.')
      }),
    [issueId]
  )
  const copy = () => {
    setError(undefined)
    call('issued.copy', { issueId }).then(
      ({ clearAfterMs }) => {
        const seconds = Math.round(clearAfterMs / 1000)
        setSaid(`Copied. The clipboard is cleared in ${seconds} s if it still holds it.`)
      },
      (thrown: unknown) => setError(toAppError(thrown))
    )
  }
  return { said, error, copy }
}
