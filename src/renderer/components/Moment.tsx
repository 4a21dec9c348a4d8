import { formatDay, formatExact, formatRelative, formatShort, isMoment } from '../format/time'
import classes from './Moment.module.css'

interface MomentProps {
  /** epoch ms */
  time: number
  now: number
  /** `long` "2 June 2026, 5 months ago" · `short` "yesterday" · `day` "2 June 2026" */
  as?: 'long' | 'short' | 'day'
}

/** A time in the agent's zone. The exact one, with its zone, shows on hover and on focus and is read out. */
export function Moment({ time, now, as = 'long' }: MomentProps) {
  const exact = formatExact(time)
  return (
    <time
      className={classes.moment}
      tabIndex={0}
      title={exact}
      data-exact={exact}
      dateTime={isMoment(time) ? new Date(time).toISOString() : undefined}
    >
      {words(time, now, as)}
      <span className="visually-hidden"> ({exact})</span>
    </time>
  )
}

function words(time: number, now: number, as: NonNullable<MomentProps['as']>): string {
  if (as === 'short') return formatShort(time, now)
  if (as === 'day') return formatDay(time)
  return `${formatDay(time)}, ${formatRelative(time, now)}`
}
