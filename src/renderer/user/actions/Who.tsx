import type { TenantSummary } from '../../../shared/tenant'
import type { User } from '../../../shared/user'
import { Fact, Facts } from '../../components/Facts'
import { environmentName } from '../../tenants/environment-words'

/** Names the person, the tenant and the environment before anything is done to them. */
export function Who({ user, tenant }: { user: User; tenant: TenantSummary }) {
  const known = user.email?.value ?? user.phone?.value ?? user.username ?? user.id
  return (
    <Facts>
      <Fact name="Person">
        <bdi>{user.displayName}</bdi>
        {known !== user.displayName && (
          <>
            {' · '}
            <bdi>{known}</bdi>
          </>
        )}
      </Fact>
      <Fact name="Tenant">{tenant.label}</Fact>
      <Fact name="Environment">{environmentName(tenant)}</Fact>
    </Facts>
  )
}
