export interface ConsentProps {
  given: boolean
  readOnly: boolean
  onChange: (given: boolean) => void
}

/** The box without which a doubtful bundle is not imported. */
export function Consent({ given, readOnly, onChange, label }: ConsentProps & { label: string }) {
  return (
    <label className="choice">
      <input
        type="checkbox"
        checked={given}
        disabled={readOnly}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {label}
    </label>
  )
}
