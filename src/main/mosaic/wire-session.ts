import type { Group, Session } from '../../shared/user'
import { readTime } from './dates'
import { fieldsOf, textOf } from './fields'

/** A session of one of the two families (API.md §6.3); undefined without an id. */
export function readSession(value: unknown, family: Session['family']): Session | undefined {
  const fields = fieldsOf(value)
  const id = textOf(fields?.['session_id'])
  if (fields === undefined || id === undefined) return undefined
  return {
    id,
    family,
    startedAt: readTime(fields['start_time']),
    expiresAt: readTime(fields['expiration_time']),
    clientId: textOf(fields['client_id'])
  }
}

/** A group (API.md §7); one without a name goes by its id. */
export function readGroup(value: unknown): Group | undefined {
  const fields = fieldsOf(value)
  const id = textOf(fields?.['group_id'])
  if (fields === undefined || id === undefined) return undefined
  return { id, name: textOf(fields['name']) ?? id, description: textOf(fields['description']) }
}
