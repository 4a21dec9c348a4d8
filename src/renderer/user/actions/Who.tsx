import type { TenantSummary } from '../../../shared/tenant'
import type { User } from '../../../shared/user'
import { Fact, Facts } from '../../components/Facts'
import { environmentName } from '../../tenants/environment-words'
import classes from './Who.module.css'

interface WhoProps {
  user: User
  tenant: TenantSummary
}

/** Names the person, the tenant and the environment before anything is done to them. */
export function Who({ user, tenant }: WhoProps) {
  return (
    <Facts>
      <Fact name="Person">
        <Person user={user} />
      </Fact>
      <Fact name="Tenant">{tenant.label}</Fact>
      <Fact name="Environment">{environmentName(tenant)}</Fact>
    </Facts>
  )
}

/** The same in a line. */
export function WhoLine({ user, tenant }: WhoProps) {
  return (
    <p className={classes.line}>
      <Person user={user} /> · {tenant.label} · {environmentName(tenant)}
    </p>
  )
}

function Person({ user }: { user: User }) {
  const known = user.email?.value ?? user.phone?.value ?? user.username ?? user.id
  return (
    <>
      <bdi className={classes.name}>{user.displayName}</bdi>
      {known !== user.displayName && (
        <>
          {' · '}
          <bdi>{known}</bdi>
        </>
      )}
    </>
  )
}
