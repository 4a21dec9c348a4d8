import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type AppError, toAppError } from '../../shared/errors'
import type { TenantDraftInput } from '../../shared/tenant'
import { call } from '../bridge/client'
import { appStateKey } from '../state/queries'
import { secretStatusKey } from './secret-status'

export type Saving =
  | { state: 'saving' }
  | { state: 'failed'; error: AppError }
  /** the profile is saved and current; the secret that was entered could not be kept */
  | { state: 'not-kept'; error: AppError }
  /** all is saved, but the secret of the old host or client is still in the keychain */
  | { state: 'not-dropped'; error: AppError }

export interface SaveInput {
  draft: TenantDraftInput
  secret: string | undefined
  keep: 'keychain' | 'session'
}

/** Saves a profile, which makes it current. `tenantId` is the profile's once it has been saved for the first time. */
export function useTenantSave(initialId: string | undefined) {
  const client = useQueryClient()
  const [tenantId, setTenantId] = useState(initialId)
  const [saving, setSaving] = useState<Saving>()

  const end = (ended: Saving | undefined) => {
    setSaving(ended)
    return ended
  }
  /** Answers what hinders the form from going; undefined when everything is saved. */
  const save = async ({ draft, secret, keep }: SaveInput): Promise<Saving | undefined> => {
    setSaving({ state: 'saving' })
    try {
      const saved = await call('tenants.save', {
        ...(tenantId !== undefined && { tenantId }),
        draft,
        ...(secret !== undefined && { secret }),
        keep
      })
      setTenantId(saved.tenantId)
      client.setQueryData(appStateKey(), saved.state)
      void client.invalidateQueries({ queryKey: secretStatusKey(saved.tenantId) })
      const { secretProblem } = saved
      return end(secretProblem && { state: secretProblem.what, error: secretProblem.error })
    } catch (thrown) {
      return end({ state: 'failed', error: toAppError(thrown) })
    }
  }
  return { tenantId, saving, save }
}
