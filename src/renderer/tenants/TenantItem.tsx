import { Menu } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { practiceTenantId } from '../../shared/practice-tenant'
import type { TenantSummary } from '../../shared/tenant'
import { EnvironmentBadge, TenantDot } from './EnvironmentBadge'
import { selectTenant } from './select-tenant'

interface TenantItemProps {
  tenant: TenantSummary
  isCurrent: boolean
  /** Enter in the search box chooses it */
  isFirstMatch?: boolean
}

/** A tenant in the menu "Tenants"; it makes that tenant current. */
export function TenantItem({ tenant, isCurrent, isFirstMatch = false }: TenantItemProps) {
  const client = useQueryClient()
  return (
    <Menu.Item
      leftSection={<TenantDot colour={tenant.colour} />}
      // the practice tenant's name says its environment already
      rightSection={tenant.id !== practiceTenantId && <EnvironmentBadge of={tenant} />}
      aria-current={isCurrent}
      data-first-match={isFirstMatch || undefined}
      onClick={() => void selectTenant(client, tenant.id)}
    >
      {tenant.label}
    </Menu.Item>
  )
}
