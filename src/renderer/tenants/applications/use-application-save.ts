import { useState } from 'react'
import type { ApplicationDraftInput } from '../../../shared/application'
import { call } from '../../bridge/client'
import { useSaving } from '../use-saving'

export interface ApplicationSaveInput {
  draft: ApplicationDraftInput
  secret: string | undefined
  keep: 'keychain' | 'session'
}

/** Saves a further application. `applicationId` is its own once it has been saved for the first time. */
export function useApplicationSave(tenantId: string, initialId: string | undefined) {
  const [applicationId, setApplicationId] = useState(initialId)
  const { saving, run } = useSaving()
  /** Answers what hinders the form from going; undefined when everything is saved. */
  const save = ({ draft, secret, keep }: ApplicationSaveInput) =>
    run(async () => {
      const saved = await call('tenants.saveApplication', {
        tenantId,
        ...(applicationId !== undefined && { applicationId }),
        draft,
        ...(secret !== undefined && { secret }),
        keep
      })
      setApplicationId(saved.applicationId)
      return { ...saved, tenantId }
    })
  return { applicationId, saving, save }
}
