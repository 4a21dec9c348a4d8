import type { LockoutTier } from '../../shared/password-settings'
import { tierSteps } from './lockout-words'
import classes from './TierTimeline.module.css'

/** The progressive lockout from left to right. The list says it all; bars and dots are for the eye. */
export function TierTimeline({ tiers }: { tiers: readonly LockoutTier[] }) {
  return (
    <ol className={classes.timeline} aria-label="Lockout tiers">
      {tierSteps(tiers).map(({ when, lasts, share, forGood }, index) => (
        <li key={index} className={classes.step} data-for-good={forGood || undefined}>
          <span className={classes.track} aria-hidden="true">
            <i className={classes.dot} />
            <i className={classes.bar} style={{ width: `${Math.round(share * 100)}%` }} />
          </span>
          <span className={classes.when}>{when}</span>
          <span className={classes.lasts}>{forGood ? `locked ${lasts}` : `locked for ${lasts}`}</span>
        </li>
      ))}
    </ol>
  )
}
