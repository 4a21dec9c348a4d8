import type { Contact } from '../../../shared/user'
import { formatExact } from '../../format/time'
import classes from './sections.module.css'

/** Whether codes and links may be trusted to reach the caller here, in words. */
export function VerifiedMark({ contact }: { contact: Contact }) {
  const { verified, verifiedAt } = contact
  if (verified === undefined) return 'not known if verified'
  if (!verified) return <span className={classes.warning}>not verified</span>
  return (
    <span className={classes.good} title={verifiedAt === undefined ? undefined : formatExact(verifiedAt)}>
      <span aria-hidden="true">✓ </span>verified
    </span>
  )
}
