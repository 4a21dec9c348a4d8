import { useEffect, useState } from 'react'
import { type AppError, toAppError } from '../../shared/errors'
import { call } from '../bridge/client'
import type { UserRef } from '../state/queries'
import { ticketSaved } from './ticket-saving'

/** How long (ms) the word that it was copied stays. */
const saidFor = 4_000

export interface CopyNote {
  copy: () => void
  copied: boolean
  error: AppError | undefined
}

/** Copies the work note of the call, which main writes: who, verified how, what was done. */
export function useCopyNote({ tenantId, userId }: UserRef): CopyNote {
  /** epoch ms; a second copy is said as long as the first */
  const [copiedAt, setCopiedAt] = useState<number>()
  const [error, setError] = useState<AppError>()
  useEffect(() => {
    if (copiedAt === undefined) return
    const timer = setTimeout(() => setCopiedAt(undefined), saidFor)
    return () => clearTimeout(timer)
  }, [copiedAt])
  const copy = async () => {
    setError(undefined)
    try {
      // a number that was typed a moment ago belongs into the note
      await ticketSaved()
      await call('call.copyNote', { tenantId, userId })
      setCopiedAt(Date.now())
    } catch (thrown) {
      setCopiedAt(undefined)
      setError(toAppError(thrown))
    }
  }
  return { copy: () => void copy(), copied: copiedAt !== undefined, error }
}
