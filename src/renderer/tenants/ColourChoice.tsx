import { type TenantColour, tenantColour } from '../../shared/tenant'
import { TenantDot } from './EnvironmentBadge'

interface ColourChoiceProps {
  value: TenantColour
  onChange: (colour: TenantColour) => void
}

export function ColourChoice({ value, onChange }: ColourChoiceProps) {
  return (
    <fieldset className="choices">
      <legend>Colour</legend>
      <div className="choices-list">
        {tenantColour.options.map((colour) => (
          <label key={colour} className="choice">
            <input
              type="radio"
              name="colour"
              value={colour}
              checked={colour === value}
              onChange={() => onChange(colour)}
            />
            <TenantDot colour={colour} />
            {colour[0]?.toUpperCase()}
            {colour.slice(1)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
