import { type ReactNode, useId } from 'react'
import classes from './Panel.module.css'

interface PanelProps {
  title: string
  /** stands at the right of the title: a count, an application */
  aside?: ReactNode
  children: ReactNode
  /** height in lines that the content usually has, so that nothing moves when it arrives */
  lines?: number
  busy?: boolean
}

/** A titled part of the card. */
export function Panel({ title, aside, children, lines, busy = false }: PanelProps) {
  const titleId = useId()
  return (
    <section className={classes.panel} aria-labelledby={titleId} aria-busy={busy}>
      <h2 className={classes.title}>
        <span id={titleId}>{title}</span>
        {aside !== undefined && <small className={classes.aside}>{aside}</small>}
      </h2>
      <div className={classes.body} data-lines={lines}>
        {children}
      </div>
    </section>
  )
}
