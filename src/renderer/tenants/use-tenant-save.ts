import { useState } from 'react'
import type { TenantDraftInput } from '../../shared/tenant'
import { call } from '../bridge/client'
import { useSaving } from './use-saving'

export interface SaveInput {
  draft: TenantDraftInput
  secret: string | undefined
  keep: 'keychain' | 'session'
}

/** Saves a profile, which makes it current. `tenantId` is the profile's once it has been saved for the first time. */
export function useTenantSave(initialId: string | undefined) {
  const [tenantId, setTenantId] = useState(initialId)
  const { saving, run } = useSaving()
  /** Answers what hinders the form from going; undefined when everything is saved. */
  const save = ({ draft, secret, keep }: SaveInput) =>
    run(async () => {
      const saved = await call('tenants.save', {
        ...(tenantId !== undefined && { tenantId }),
        draft,
        ...(secret !== undefined && { secret }),
        keep
      })
      setTenantId(saved.tenantId)
      return saved
    })
  return { tenantId, saving, save }
}
