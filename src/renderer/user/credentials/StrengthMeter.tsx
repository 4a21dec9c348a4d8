import type { StrengthView } from './use-strength'
import classes from './StrengthMeter.module.css'

const scores = ['Very weak', 'Weak', 'Fair', 'Good', 'Strong'] as const

function words(strength: StrengthView): string {
  if (strength === 'empty') return 'Judged while it is typed.'
  if (strength === 'loading') return 'Working it out…'
  if (strength === 'unknown') return 'It cannot be judged here. Mosaic checks it in any case.'
  const word = scores[strength.score]
  return strength.advice === undefined ? word : `${word}. ${strength.advice}`
}

/** Advice, no gate: what is taken is for Mosaic to decide. */
export function StrengthMeter({ strength }: { strength: StrengthView }) {
  const score = typeof strength === 'object' ? strength.score : undefined
  return (
    <div>
      <div
        className={classes.bar}
        role="meter"
        aria-label="Strength"
        aria-valuemin={0}
        aria-valuemax={4}
        aria-valuenow={score ?? 0}
        aria-valuetext={score === undefined ? words(strength) : scores[score]}
        data-score={score}
      >
        {scores.slice(1).map((word) => (
          <i key={word} />
        ))}
      </div>
      <p className={classes.words} aria-live="polite">
        {words(strength)}
      </p>
    </div>
  )
}
