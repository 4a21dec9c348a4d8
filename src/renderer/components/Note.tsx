import type { ReactNode } from 'react'
import classes from './Note.module.css'

interface NoteProps {
  /** `good` worked · `warning` read this first · `plain` for your information */
  tone: 'good' | 'warning' | 'plain'
  title: string
  children?: ReactNode
  /** buttons at the right */
  actions?: ReactNode
}

/** A framed message that is no failure. Who shows it gives it its live role. */
export function Note({ tone, title, children, actions }: NoteProps) {
  return (
    <div className={classes.note} data-tone={tone}>
      <div className={classes.words}>
        <p className={classes.title}>
          {tone === 'good' && <span aria-hidden="true">✓ </span>}
          {title}
        </p>
        <div className={classes.text}>{children}</div>
      </div>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </div>
  )
}
