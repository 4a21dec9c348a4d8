import { AppFailure } from '../../shared/errors'
import { createInTurn } from '../storage/in-turn'
import type { CallDesk } from './call-desk'
import type { IssuedPasswords } from './issued-passwords'
import { type LeavingOf, leavingOf } from './leave'
import type { Tenants } from './tenants'

export interface SelectionOf extends LeavingOf {
  desk: LeavingOf['desk'] & Pick<CallDesk, 'calls'>
  issued: LeavingOf['issued'] & Pick<IssuedPasswords, 'isHolding'>
  tenants: Pick<Tenants, 'currentId' | 'select'>
}

export interface SelectOptions {
  /** nobody at the desk asked for it: refused where a call is open or an issued password is held, which would end with the tenant */
  unlessCall?: boolean | undefined
}

export type SelectTenant = (tenantId: string, options?: SelectOptions) => Promise<void>

/** Makes tenants the open one, one after another. Throws `not-found`, `not-saved`, and `conflict` as `call-open`: then nothing has ended. */
export function tenantSelection(of: SelectionOf): SelectTenant {
  const { desk, issued, tenants } = of
  const leave = leavingOf(of)
  const inTurn = createInTurn()

  async function isSelected(tenantId: string): Promise<boolean> {
    try {
      await tenants.select(tenantId)
      return true
    } catch {
      return false
    }
  }

  return (tenantId, { unlessCall = false } = {}) =>
    inTurn(async () => {
      const before = tenants.currentId
      const isKept = () => unlessCall && (desk.calls.current !== undefined || issued.isHolding)
      if (isKept()) throw callOpen()
      await tenants.select(tenantId)
      // a call that began while that was written down goes on where it is, if it can
      if (isKept() && (await isSelected(before))) throw callOpen()
      await leave.tenant()
    })
}

const callOpen = (): AppFailure => new AppFailure({ kind: 'conflict', reason: 'call-open' })
