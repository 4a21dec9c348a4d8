import type { Policy } from '../../shared/policy'
import type { User } from '../../shared/user'
import type { MosaicClient } from '../mosaic/client'

type Rules = Policy['privileged']

/**
 * Why the policy calls this user privileged, in a few words for the agent; undefined for everybody else. The custom data is
 * only read where the policy asks for it; when that fails, the failure passes: nobody is taken for an ordinary user unseen.
 */
export async function privilegedReason(
  user: User,
  rules: Rules,
  client: Pick<MosaicClient, 'users'>
): Promise<string | undefined> {
  if (rules.userIds.includes(user.id)) return 'named in the policy'
  if (user.groupIds.some((id) => rules.groupIds.includes(id))) return 'member of a privileged group'
  if (rules.customData.length === 0) return undefined
  const raw = await client.users.raw(user.id)
  return hasFlag(raw, rules.customData) ? 'flagged in Mosaic' : undefined
}

/** True where the tenant's or the application's custom data of a raw user (API.md §2.5) has one of these values. */
export function hasFlag(raw: unknown, flags: Rules['customData']): boolean {
  const user = fieldsOf(fieldsOf(raw)?.['result']) ?? fieldsOf(raw)
  const places = [fieldsOf(user?.['custom_data']), fieldsOf(user?.['custom_app_data'])]
  return flags.some(({ field, equals }) =>
    places.some((place) => place !== undefined && Object.hasOwn(place, field) && place[field] === equals)
  )
}

function fieldsOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}
