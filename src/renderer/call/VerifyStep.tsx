import type { CallView } from '../../shared/verification'
import { Failure } from '../components/Failure'
import { AttestForm } from './AttestForm'
import { CodeEntry } from './CodeEntry'
import type { GatedAction } from './gates'
import { LinkWait } from './LinkWait'
import { PasswordProof } from './PasswordProof'
import type { Verify } from './use-verify'
import classes from './VerifyDialog.module.css'
import { Ways } from './Ways'

interface VerifyStepProps {
  call: CallView
  verify: Verify
  forAction: GatedAction | undefined
}

/** The ways, or the one under way, with what the last step came to above it. */
export function VerifyStep({ call, verify, forAction }: VerifyStepProps) {
  const { mode, sent, told, steps } = verify
  return (
    <>
      {told !== undefined && (
        <p role="alert" className={classes.told}>
          {told}
        </p>
      )}
      {steps.failure && !isOfField(steps.failure) && (
        <div className={classes.failure}>
          <Failure doing={steps.failure.doing} error={steps.failure.error} />
        </div>
      )}
      {mode === 'ways' && <Ways call={call} verify={verify} forAction={forAction} />}
      {mode === 'code' && sent && <CodeEntry sent={sent} verify={verify} />}
      {mode === 'link' && sent && <LinkWait sent={sent} verify={verify} />}
      {mode === 'current-password' && <PasswordProof verify={verify} />}
      {(mode === 'manager-approval' || mode === 'in-person') && (
        <AttestForm key={mode} kind={mode} verify={verify} />
      )}
    </>
  )
}

/** It stands at its field. */
const isOfField = ({ error }: NonNullable<Verify['steps']['failure']>) =>
  error.kind === 'invalid-input' && Object.keys(error.fields).length > 0
