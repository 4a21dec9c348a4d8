import { unknownType } from '../../shared/not-reported'
import type { Authenticator } from '../../shared/user'
import { readTime } from './dates'
import { fieldsOf, flagOf, listOf, textOf, type Fields } from './fields'
import { isPlainId } from './text'

/** A way to sign in (API.md §3.3), read liberally: its lock counts though it has no usable id. Undefined for no object. */
export function readAuthenticator(value: unknown): Authenticator | undefined {
  const fields = fieldsOf(value)
  if (fields === undefined) return undefined
  const id = fields['id']
  const extra = fieldsOf(fields['extra_data']) ?? {}
  return {
    id: isPlainId(id) ? id : undefined,
    type: textOf(fields['type']) ?? unknownType,
    status: textOf(fields['status']) ?? 'Unknown',
    label: textOf(fields['name']) ?? labelOf(extra),
    registeredAt: readTime(fields['registered_at']),
    lastSuccessAt: readTime(fields['last_successful_authentication']),
    lastFailureAt: readTime(fields['last_failed_authentication']),
    appId: textOf(extra['app_id']),
    appName: textOf(extra['app_name']),
    expired: flagOf(extra['expired']),
    temporary: flagOf(extra['temporary']),
    expiresAt: readTime(extra['expires_in'])
  }
}

function labelOf(extra: Fields): string | undefined {
  const device = fieldsOf(listOf(extra['devices'])[0]) ?? {}
  const browser = textOf(device['browser'])
  const system = textOf(device['os_type'])
  const onDevice =
    browser !== undefined && system !== undefined ? `${browser}, ${system}` : (browser ?? system)
  return (
    textOf(onDevice) ?? textOf(extra['email']) ?? textOf(extra['phone_number']) ?? textOf(extra['username'])
  )
}
