import { useQuery } from '@tanstack/react-query'
import type { AppState } from '../../shared/app-state'
import type { SignInRules } from '../../shared/password-settings'
import type { TenantSummary } from '../../shared/tenant'
import { call } from '../bridge/client'
import { withOpenApplication } from './open-application'

/** Names a user: the same id may exist in two tenants. */
export interface UserRef {
  tenantId: string
  userId: string
}

/** A user as one application of the tenant has them: passwords, usernames and their locks belong to it (API.md §1.4). */
export interface CardRef extends UserRef {
  applicationId: string
}

export const appStateKey = () => ['app-state'] as const
/** Everything known of one user starts with this key: removing it forgets the user. */
export const callKey = ({ tenantId, userId }: UserRef) => ['user', tenantId, userId] as const
/** What one application says of them; another one's never stands in its place. */
export const cardKey = (of: CardRef) => [...callKey(of), 'in', of.applicationId] as const
export const userKey = (of: CardRef) => [...cardKey(of), 'profile'] as const
export const authenticatorsKey = (of: CardRef) => [...cardKey(of), 'authenticators'] as const
export const sessionsKey = (of: CardRef) => [...cardKey(of), 'sessions'] as const
export const groupsKey = (of: CardRef) => [...cardKey(of), 'groups'] as const
export const rawKey = (of: CardRef) => [...cardKey(of), 'raw'] as const

/** A user in the application of the tenant that is open. */
export const cardOf = (
  { id, applicationId }: Pick<TenantSummary, 'id' | 'applicationId'>,
  userId: string
): CardRef => ({
  tenantId: id,
  applicationId,
  userId
})

/** What a reading of a card asks: the application that its key names, whatever is shown by the time it is sent. */
export const cardInput = ({ tenantId, applicationId, userId }: CardRef): CardRef => ({
  tenantId,
  applicationId,
  userId
})

/** What the desk needs of an application's password settings. */
export const rulesKey = (tenantId: string, applicationId: string) =>
  ['rules', tenantId, applicationId] as const

/** The call's data survives a look at another screen for so long (ms); closing the call removes it at once. */
const userDataLifetime = 120_000

export function useAppState() {
  return useQuery({
    queryKey: appStateKey(),
    queryFn: ({ signal }) => call('app.state', undefined, { signal }),
    gcTime: Infinity
  })
}

/** The tenant that is open, with the client and the redirect URI of its open application. */
export function currentTenant(state: AppState | undefined): TenantSummary | undefined {
  const tenant = state?.tenants.find(({ id }) => id === state.currentTenantId)
  return tenant && withOpenApplication(tenant)
}

/** The tenant that every search and action belongs to, as its open application sees it; undefined until main has answered. */
export function useCurrentTenant(): TenantSummary | undefined {
  return currentTenant(useAppState().data)
}

export function useUser(of: CardRef) {
  return useQuery({
    queryKey: userKey(of),
    queryFn: ({ signal }) => call('user.read', cardInput(of), { signal }),
    gcTime: userDataLifetime
  })
}

export function useAuthenticators(of: CardRef) {
  return useQuery({
    queryKey: authenticatorsKey(of),
    queryFn: ({ signal }) => call('user.authenticators', cardInput(of), { signal }),
    gcTime: userDataLifetime
  })
}

/** `errors` names the session family that failed while the other one answered. */
export function useSessions(of: CardRef) {
  return useQuery({
    queryKey: sessionsKey(of),
    queryFn: ({ signal }) => call('user.sessions', cardInput(of), { signal }),
    gcTime: userDataLifetime
  })
}

export function useGroups(of: CardRef) {
  return useQuery({
    queryKey: groupsKey(of),
    queryFn: ({ signal }) => call('user.groups', cardInput(of), { signal }),
    gcTime: userDataLifetime
  })
}

/** Somebody may change the settings in Mosaic meanwhile: the next card after so long (ms) asks again. */
const rulesFreshFor = 5 * 60_000
/** Rules without a number could not be read, and may be a moment later. */
const noRulesFreshFor = 30_000

const hasRules = (rules: SignInRules | undefined): boolean =>
  Object.values(rules ?? {}).some((value) => typeof value === 'number')

/**
 * The rules of the application that is open: how long locks, temporary passwords and resets last. Undefined while they are not
 * known, and where they cannot be read: nothing waits for them.
 */
export function useTenantRules({
  id,
  applicationId
}: Pick<TenantSummary, 'id' | 'applicationId'>): SignInRules | undefined {
  return useQuery({
    queryKey: rulesKey(id, applicationId),
    queryFn: ({ signal }) => call('tenant.rules', { tenantId: id, applicationId }, { signal }),
    staleTime: ({ state }) => (hasRules(state.data) ? rulesFreshFor : noRulesFreshFor),
    gcTime: Infinity
  }).data
}
