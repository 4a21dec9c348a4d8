import type { ReactNode } from 'react'
import classes from './Facts.module.css'

/** Names and values in aligned columns; the third says something about the value. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={classes.facts}>{children}</dl>
}

interface FactProps {
  name: string
  children: ReactNode
  note?: ReactNode
}

export function Fact({ name, children, note }: FactProps) {
  return (
    <div className={classes.fact}>
      <dt className={classes.name}>{name}</dt>
      <dd className={classes.value}>{children}</dd>
      {note !== undefined && <dd className={classes.note}>{note}</dd>}
    </div>
  )
}
