import type { ReactNode } from 'react'
import classes from './bundles.module.css'

export type Tone = 'good' | 'warning' | 'bad'

const marks: Record<Tone, string> = { good: '✓', warning: '▲', bad: '✕' }

interface BoxProps {
  tone: Tone
  /** a sign other than the tone's own: no state is told by its colour alone */
  mark?: string
  title?: ReactNode
  children?: ReactNode
}

/** Something to read before going on. Who shows it gives it its role. */
export function Box({ tone, mark = marks[tone], title, children }: BoxProps) {
  return (
    <div className={classes.box} data-tone={tone}>
      <span className={classes.mark} aria-hidden="true">
        {mark}
      </span>
      <div className={classes.words}>
        {title !== undefined && <p className={classes.title}>{title}</p>}
        {children}
      </div>
    </div>
  )
}
