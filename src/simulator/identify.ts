import type { Call } from './router'
import type { UserRecord } from './types'

/** Mosaic's own kinds of identifier; this tenant has no custom ones (API.md §6.1). */
export const identifierTypes = ['user_id', 'email', 'phone_number', 'username']

/** The user of the calling application who is meant: e-mail and phone are the primary ones. */
export function userByIdentifier(
  { tenant, client }: Pick<Call, 'tenant' | 'client'>,
  type: unknown,
  value: string
): UserRecord | undefined {
  const find: Record<string, () => UserRecord | undefined> = {
    user_id: () => tenant.users.get(value),
    email: () => tenant.byEmail(value),
    phone_number: () => tenant.byPhone(value),
    username: () => tenant.byUsername(client.appId, value)
  }
  const user = typeof type === 'string' && Object.hasOwn(find, type) ? find[type]?.() : undefined
  return user?.apps.has(client.appId) ? user : undefined
}
