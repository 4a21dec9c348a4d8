import { useId } from 'react'
import type { TenantSummary } from '../../shared/tenant'
import type { User } from '../../shared/user'
import { FoundUser } from '../components/FoundUser'
import { ignoreHeldKey } from '../components/held-key'
import { EnvironmentBadge, TenantDot } from '../tenants/EnvironmentBadge'
import { StatusTag } from '../user/StatusTags'
import { hitMark, walkHits } from './hit-keys'
import classes from './LookUp.module.css'

interface HitButtonProps {
  user: User
  tenant: TenantSummary
  application: string
  onOpen: () => void
}

/** Somebody who was found, and where: the card opens in that tenant. */
export function HitButton({ user, tenant, application, onOpen }: HitButtonProps) {
  const detailsId = useId()
  return (
    <button
      type="button"
      className={classes.hit}
      data-accent={tenant.colour}
      aria-label={`Open ${user.displayName} in ${tenant.label}`}
      aria-describedby={detailsId}
      onClick={onOpen}
      onKeyDown={(event) => {
        // Enter that was held down in the box is not meant for the hit
        ignoreHeldKey(event)
        walkHits(event)
      }}
      {...hitMark}
    >
      <FoundUser user={user} />
      <StatusTag status={user.status} />
      <span id={detailsId} className={classes.where}>
        <span className={classes.whereTenant}>
          <TenantDot colour={tenant.colour} />
          <span className={classes.label} title={tenant.label}>
            {tenant.label}
          </span>
          <EnvironmentBadge of={tenant} />
        </span>
        <bdi className={classes.application} title={application}>
          {application}
        </bdi>
      </span>
    </button>
  )
}
