import type { TenantSummary } from '../../shared/tenant'
import classes from './EnvironmentBadge.module.css'
import { environmentName } from './environment-words'

type Of = { of: Pick<TenantSummary, 'environment' | 'apiHost'> }

/** The environment by name, in its colour. */
export function EnvironmentBadge({ of }: Of) {
  return (
    <span className={classes.badge} data-environment={of.environment}>
      {environmentName(of)}
    </span>
  )
}

/** The tenant's own colour; its name always stands beside it. */
export function TenantDot({ colour }: Pick<TenantSummary, 'colour'>) {
  return <i className={classes.dot} data-colour={colour} aria-hidden="true" />
}
