import type { RefObject } from 'react'
import { StrengthMeter } from '../user/credentials/StrengthMeter'
import { useStrength } from '../user/credentials/use-strength'
import classes from './bundles.module.css'
import { PassphraseField } from './PassphraseField'
import type { ExportErrors } from './use-export'

interface NewPassphraseProps {
  passphrase: RefObject<HTMLInputElement | null>
  repeat: RefObject<HTMLInputElement | null>
  errors: ExportErrors
  readOnly: boolean
  onTyped: () => void
  /** the second field is left */
  onLeave: () => void
}

/** Nothing of it is known about anybody, so nothing personal is tried first. */
const nobody: string[] = []

/** What the client secrets will be encrypted to. */
export function NewPassphrase({
  passphrase,
  repeat,
  errors,
  readOnly,
  onTyped,
  onLeave
}: NewPassphraseProps) {
  const { strength, measure } = useStrength(passphrase, nobody)
  return (
    <div className={classes.part}>
      <PassphraseField
        label="Passphrase"
        description="At least 12 characters. It cannot be found again: without it the secrets in the file are lost."
        field={passphrase}
        autoComplete="new-password"
        error={errors.passphrase}
        readOnly={readOnly}
        onInput={() => {
          onTyped()
          measure()
        }}
      />
      {strength !== 'unknown' && <StrengthMeter strength={strength} />}
      <PassphraseField
        label="Repeat passphrase"
        field={repeat}
        autoComplete="new-password"
        error={errors.repeat}
        readOnly={readOnly}
        onInput={onTyped}
        onBlur={onLeave}
      />
    </div>
  )
}
