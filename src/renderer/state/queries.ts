import { useQuery } from '@tanstack/react-query'
import type { AppState } from '../../shared/app-state'
import type { TenantSummary } from '../../shared/tenant'
import { call } from '../bridge/client'

/** Names a user: the same id may exist in two tenants. */
export interface UserRef {
  tenantId: string
  userId: string
}

export const appStateKey = () => ['app-state'] as const
/** Everything known of one user starts with this key: removing it forgets the user. */
export const callKey = (tenantId: string, userId: string) => ['user', tenantId, userId] as const
export const userKey = (tenantId: string, userId: string) =>
  [...callKey(tenantId, userId), 'profile'] as const
export const authenticatorsKey = (tenantId: string, userId: string) =>
  [...callKey(tenantId, userId), 'authenticators'] as const
export const sessionsKey = (tenantId: string, userId: string) =>
  [...callKey(tenantId, userId), 'sessions'] as const
export const groupsKey = (tenantId: string, userId: string) =>
  [...callKey(tenantId, userId), 'groups'] as const

export const rawKey = (tenantId: string, userId: string) => [...callKey(tenantId, userId), 'raw'] as const

/** The call's data survives a look at another screen for so long (ms); closing the call removes it at once. */
const userDataLifetime = 120_000

export function useAppState() {
  return useQuery({
    queryKey: appStateKey(),
    queryFn: ({ signal }) => call('app.state', undefined, { signal }),
    gcTime: Infinity
  })
}

export function currentTenant(state: AppState | undefined): TenantSummary | undefined {
  return state?.tenants.find((tenant) => tenant.id === state.currentTenantId)
}

/** The tenant that every search and action belongs to; undefined until main has answered. */
export function useCurrentTenant(): TenantSummary | undefined {
  return currentTenant(useAppState().data)
}

export function useUser({ tenantId, userId }: UserRef) {
  return useQuery({
    queryKey: userKey(tenantId, userId),
    queryFn: ({ signal }) => call('user.read', { tenantId, userId }, { signal }),
    gcTime: userDataLifetime
  })
}

export function useAuthenticators({ tenantId, userId }: UserRef) {
  return useQuery({
    queryKey: authenticatorsKey(tenantId, userId),
    queryFn: ({ signal }) => call('user.authenticators', { tenantId, userId }, { signal }),
    gcTime: userDataLifetime
  })
}

/** `errors` names the session family that failed while the other one answered. */
export function useSessions({ tenantId, userId }: UserRef) {
  return useQuery({
    queryKey: sessionsKey(tenantId, userId),
    queryFn: ({ signal }) => call('user.sessions', { tenantId, userId }, { signal }),
    gcTime: userDataLifetime
  })
}

export function useGroups({ tenantId, userId }: UserRef) {
  return useQuery({
    queryKey: groupsKey(tenantId, userId),
    queryFn: ({ signal }) => call('user.groups', { tenantId, userId }, { signal }),
    gcTime: userDataLifetime
  })
}
