import type { LockoutTier } from '../../shared/password-settings'
import { isTiersKnown, tierTrouble, unknownModelWords } from './lockout-words'
import { type FieldProps, NumberField } from './SettingField'
import { isReported } from './settings-fields'
import type { SettingsValues } from './settings-values'
import { newTier } from './tier-values'
import { TierFields } from './TierFields'
import { TierTimeline } from './TierTimeline'

const models = [
  ['simple', 'Simple', 'Every lock lasts equally long.'],
  [
    'progressive',
    'Progressive',
    'Each tier has a lock of its own, and what comes after the last is for good.'
  ]
] as const

/** The lockout of the chosen model; the choice is there only where the tenant knows tiers (API.md §3.2). */
export function LockoutFields({ form, view }: FieldProps) {
  const { model } = form.values
  const tiers = soundTiers(form.values.tiers)
  const trouble = tierTrouble({ lockoutTiers: tiers, failuresExpireIn: Number(form.values.failuresExpireIn) })
  const hasChoice = isReported('lockoutTiers', view.settings)
  const choose = (chosen: SettingsValues['model']) => {
    form.setFieldValue('model', chosen)
    if (chosen === 'progressive' && form.values.tiers.length === 0) {
      form.setFieldValue('tiers', [newTier()])
    }
  }
  return (
    <>
      {hasChoice ? (
        <fieldset className="choices">
          <legend>Lockout model</legend>
          <div className="choices-list">
            {models.map(([value, name, hint]) => (
              <label key={value} className="choice">
                <input
                  type="radio"
                  name="lockout-model"
                  value={value}
                  checked={model === value}
                  onChange={() => choose(value)}
                />
                <span>
                  {name} <span className="form-hint">{hint}</span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      ) : (
        <p className="form-hint">
          {isTiersKnown(view)
            ? 'This tenant reports no lockout tiers, so it has the simple model.'
            : `${unknownModelWords} The tiers stay as they are.`}
        </p>
      )}
      {model === 'simple' ? (
        <div className="form-row">
          <NumberField name="maxPasswordFailures" form={form} view={view} />
          <NumberField name="passwordSuspensionDuration" form={form} view={view} />
        </div>
      ) : (
        <>
          <TierFields form={form} />
          <TierTimeline tiers={tiers} />
          {trouble !== undefined && <p className="form-warning">{trouble}</p>}
        </>
      )}
      <div className="form-row">
        <NumberField name="failuresExpireIn" form={form} view={view} />
      </div>
    </>
  )
}

/** The timeline draws what is whole already. */
function soundTiers(tiers: SettingsValues['tiers']): LockoutTier[] {
  return tiers
    .map(({ attempts, duration }) => ({ attempts: Number(attempts), duration: Number(duration) }))
    .filter(({ attempts, duration }) => attempts >= 1 && duration >= 1)
}
