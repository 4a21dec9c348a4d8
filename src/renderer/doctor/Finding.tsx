import { type ReactNode, useId } from 'react'
import classes from './Doctor.module.css'
import type { Tone } from './doctor-words'

interface FindingProps {
  name: string
  /** how it came out, in words */
  state: string
  tone: Tone
  /** stands after the state: how long it took */
  aside?: string | undefined
  /** why, beneath it */
  children?: ReactNode
}

const icons: Record<Tone, string> = { good: '✓', bad: '✕', open: '?' }

/** One line of what was found: its name, how it came out, and why. */
export function Finding({ name, state, tone, aside, children }: FindingProps) {
  const nameId = useId()
  return (
    <li className={classes.finding} aria-labelledby={nameId}>
      <span id={nameId} className={classes.name}>
        {name}
      </span>
      <span className={classes.state} data-tone={tone}>
        <span className={classes.icon} aria-hidden="true">
          {icons[tone]}
        </span>
        {state}
      </span>
      {aside !== undefined && <span className={classes.took}> {aside}</span>}
      {children !== undefined && <div className={classes.why}>{children}</div>}
    </li>
  )
}
