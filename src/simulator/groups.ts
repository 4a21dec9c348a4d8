import type { Answer } from './http'
import type { Call } from './router'
import { userOfPath } from './users'

/** `GET /v1/users/{id}/groups`. */
export function listGroupsOfUser(call: Call): Answer {
  const groups = userOfPath(call).groupIds.map((id) => call.tenant.groups.get(id))
  const result = groups.flatMap((group) =>
    group
      ? [
          {
            group_id: group.groupId,
            name: group.name,
            description: group.description,
            created_at: group.createdAt,
            updated_at: group.createdAt,
            custom_data: {}
          }
        ]
      : []
  )
  return { status: 200, body: { result } }
}
