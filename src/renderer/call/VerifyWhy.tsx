import type { CallView } from '../../shared/verification'
import { actionButtons } from '../user/action-buttons'
import type { GatedAction } from './gates'
import classes from './VerifyDialog.module.css'

interface VerifyWhyProps {
  call: CallView | undefined
  forAction: GatedAction | undefined
  proved: string | undefined
}

/** What the verification is for, and why one is not enough. */
export function VerifyWhy({ call, forAction, proved }: VerifyWhyProps) {
  return (
    <div className={classes.why}>
      {forAction !== undefined && (
        <p>“{actionButtons[forAction].name}” goes on once the caller is verified.</p>
      )}
      {call?.privileged !== undefined && (
        <p className={classes.warning}>
          This user is privileged ({call.privileged}): two verifications of different kinds are needed.
        </p>
      )}
      <p role="status">
        {proved !== undefined && `✓ Verified by ${proved}. One more is needed, of another kind.`}
      </p>
    </div>
  )
}
