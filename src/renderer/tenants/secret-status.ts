import { skipToken, useQuery } from '@tanstack/react-query'
import type { AppError } from '../../shared/errors'
import type { SecretStatus } from '../../shared/tenant'
import { call } from '../bridge/client'

/** Without `applicationId` that of the main application, and the beginning of all others’. */
export const secretStatusKey = (tenantId: string | undefined, applicationId?: string) =>
  ['secret-status', tenantId, ...(applicationId === undefined ? [] : [applicationId])] as const

export interface StoredSecret {
  /** undefined while the keychain is asked */
  status: SecretStatus | undefined
  error?: AppError | undefined
}

/** Whether a client secret is stored, the main application’s unless another is named; asked anew whenever the form opens, since the keychain is not ours alone. */
export function useStoredSecret(tenantId: string | undefined, applicationId?: string): StoredSecret {
  const ofApplication = applicationId === undefined ? {} : { applicationId }
  const { data, isPending } = useQuery({
    queryKey: secretStatusKey(tenantId, applicationId),
    queryFn:
      tenantId === undefined
        ? skipToken
        : ({ signal }) => call('tenants.secretStatus', { tenantId, ...ofApplication }, { signal }),
    staleTime: 0,
    gcTime: 0
  })
  if (tenantId === undefined) return { status: 'none' }
  if (isPending) return { status: undefined }
  return { status: data?.status ?? 'unknown', error: data?.error }
}
