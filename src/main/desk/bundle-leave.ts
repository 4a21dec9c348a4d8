import { openApplicationOf } from '../tenants/applications'
import type { AppliedToCurrent } from '../tenants/profile-store'
import type { PlannedProfile } from './bundle-plan'

/**
 * What ends with a bundle's change of the open profile. `tenant`: another host or client, or another place that links lead to, so
 * nothing that was read or proved holds; `session`: the same client goes on, but reads its profile anew; `nothing`: it only looks
 * different.
 */
export type Leaving = 'tenant' | 'session' | 'nothing'

/** What was left because of a bundle. */
export interface Left extends AppliedToCurrent {
  what: Exclude<Leaving, 'nothing'>
  /** the machine-wide bundle did it, and nobody asked for it */
  unasked: boolean
}

export function leavingBy({ before, after }: AppliedToCurrent): Leaving {
  if (after === undefined || before.apiHost !== after.apiHost) return 'tenant'
  const [one, other] = [openApplicationOf(before), openApplicationOf(after)]
  const isSame = one.id === other.id && one.clientId === other.clientId
  if (!isSame || one.redirectUri !== other.redirectUri) return 'tenant'
  const fields = ['name', 'appId', 'appName', 'secretId', 'secretStored'] as const
  const isSameSession =
    before.defaultCountry === after.defaultCountry && fields.every((field) => one[field] === other[field])
  return isSameSession ? 'nothing' : 'session'
}

/** Whether what is planned ends whatever belongs to the tenant that is open. */
export function endsOpenTenant(plan: readonly PlannedProfile[], openId: string | undefined): boolean {
  const open = plan.find(({ id }) => id === openId)
  return open?.before !== undefined && leavingBy({ before: open.before, after: open.after }) === 'tenant'
}
