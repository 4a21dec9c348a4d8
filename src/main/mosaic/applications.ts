import type { CallOptions, Calls } from './calls'
import { fieldsOf, textOf } from './fields'
import { operations } from './operations'
import { isPlainId } from './text'
import { readList } from './unreadable'

export interface Application {
  id: string
  name: string
  description?: string | undefined
  tenantId?: string | undefined
  /** `ido` or `basic` */
  type?: string | undefined
}

export interface Applications {
  list(options?: CallOptions): Promise<Application[]>
}

/** The list without secrets: Mosaic's other application calls return `client_secret` too (API.md §7). */
export function applicationsOf(calls: Calls): Applications {
  return {
    async list(options) {
      const operation = operations.applicationList
      const reply = await calls.read({ operation }, options)
      return readList(operation, reply, readApplication)
    }
  }
}

function readApplication(value: unknown): Application | undefined {
  const fields = fieldsOf(value)
  const id = fields?.['app_id']
  if (fields === undefined || !isPlainId(id)) return undefined
  return {
    id,
    name: textOf(fields['app_name']) ?? id,
    description: textOf(fields['app_description']),
    tenantId: textOf(fields['tenant_id']),
    type: textOf(fields['application_type'])
  }
}
