import { skipToken, useQuery } from '@tanstack/react-query'
import type { AppError } from '../../shared/errors'
import type { SecretStatus } from '../../shared/tenant'
import { call } from '../bridge/client'

export const secretStatusKey = (tenantId: string | undefined) => ['secret-status', tenantId] as const

export interface StoredSecret {
  /** undefined while the keychain is asked */
  status: SecretStatus | undefined
  error?: AppError | undefined
}

/** Whether a client secret is stored; asked anew whenever the form opens, since the keychain is not ours alone. */
export function useStoredSecret(tenantId: string | undefined): StoredSecret {
  const { data, isPending } = useQuery({
    queryKey: secretStatusKey(tenantId),
    queryFn:
      tenantId === undefined
        ? skipToken
        : ({ signal }) => call('tenants.secretStatus', { tenantId }, { signal }),
    staleTime: 0,
    gcTime: 0
  })
  if (tenantId === undefined) return { status: 'none' }
  if (isPending) return { status: undefined }
  return { status: data?.status ?? 'unknown', error: data?.error }
}
