import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AppState } from '../../shared/app-state'
import { type AppError, toAppError } from '../../shared/errors'
import type { SecretProblem } from '../../shared/tenant'
import { appStateKey } from '../state/queries'
import { secretStatusKey } from './secret-status'

export type Saving =
  | { state: 'saving' }
  | { state: 'failed'; error: AppError }
  /** all but the secret that was entered is saved: it could not be kept */
  | { state: 'not-kept'; error: AppError }
  /** all is saved, but whether the secret is: the keychain may hold it or the one of before */
  | { state: 'unsure'; error: AppError }
  /** all is saved, but since when the secret is there is not */
  | { state: 'not-noted'; error: AppError }
  /** all is saved, but the secret of the old host or client is still in the keychain */
  | { state: 'not-dropped'; error: AppError }

/** What main answers to every save that may take a secret along. */
interface Saved {
  state: AppState
  secretProblem?: SecretProblem | undefined
}

/** One save of a profile, of an application, or of a secret alone, and what hindered it. */
export function useSaving() {
  const client = useQueryClient()
  const [saving, setSaving] = useState<Saving>()
  const end = (ended: Saving | undefined) => {
    setSaving(ended)
    return ended
  }
  /** Answers what is left to be told; undefined when everything is saved. `send` saves and names the profile. */
  const run = async (send: () => Promise<Saved & { tenantId: string }>): Promise<Saving | undefined> => {
    setSaving({ state: 'saving' })
    try {
      const { tenantId, state, secretProblem } = await send()
      client.setQueryData(appStateKey(), state)
      void client.invalidateQueries({ queryKey: secretStatusKey(tenantId) })
      return end(secretProblem && { state: secretProblem.what, error: secretProblem.error })
    } catch (thrown) {
      return end({ state: 'failed', error: toAppError(thrown) })
    }
  }
  return { saving, run }
}
