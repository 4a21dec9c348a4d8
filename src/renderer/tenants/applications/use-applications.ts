import { useQueryClient } from '@tanstack/react-query'
import type { ApplicationSummary } from '../../../shared/application'
import type { TenantSummary } from '../../../shared/tenant'
import { applicationName, hasSeveral, openApplication } from '../../state/open-application'
import { cardOf } from '../../state/queries'
import { isBusy } from '../../user/actions/action-store'
import { selectApplication, useApplicationSwitch } from './select-application'

export interface Applications {
  /** the agent has to know which one is meant */
  several: boolean
  all: ApplicationSummary[]
  /** the name of the open one */
  name: string
  openId: string
  /** the name of the one that is being opened */
  opening: string | undefined
  /** Opens another one, unless a write of the card is under way, whose end must be seen. */
  open: (applicationId: string) => void
  openNext: () => void
}

interface From {
  /** whose card is on show */
  userId?: string
  onOpened?: (applicationId: string) => void
}

/** The applications of the open tenant. */
export function useApplications(tenant: TenantSummary, { userId, onOpened }: From): Applications {
  const client = useQueryClient()
  const { id: tenantId, applications: all, applicationId: openId } = tenant
  const to = useApplicationSwitch((now) => now.to)
  const current = openApplication(tenant)
  const target = to?.tenantId === tenantId ? all.find(({ id }) => id === to.applicationId) : undefined
  const select = async (applicationId: string) => {
    if (await selectApplication(client, { tenantId, applicationId })) onOpened?.(applicationId)
  }
  const open = (applicationId: string) => {
    if (applicationId === openId) return
    if (userId === undefined || !isBusy(cardOf(tenant, userId))) void select(applicationId)
  }
  const openNext = () => {
    const next = all[(all.findIndex(({ id }) => id === openId) + 1) % all.length]
    if (next !== undefined) open(next.id)
  }
  return {
    several: hasSeveral(tenant),
    all,
    name: current === undefined ? '' : applicationName(current),
    openId,
    opening: target && applicationName(target),
    open,
    openNext
  }
}
