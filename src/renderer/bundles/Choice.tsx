import { useId } from 'react'

interface ChoiceProps {
  label: string
  hint: string
  checked: boolean
  disabled: boolean
  onChange: (checked: boolean) => void
}

/** A box to tick, with what it means. */
export function Choice({ label, hint, checked, disabled, onChange }: ChoiceProps) {
  const hintId = useId()
  return (
    <div>
      <label className="choice">
        <input
          type="checkbox"
          checked={checked}
          disabled={disabled}
          aria-describedby={hintId}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {label}
      </label>
      <p id={hintId} className="form-hint">
        {hint}
      </p>
    </div>
  )
}
