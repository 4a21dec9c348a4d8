import { Button } from '@mantine/core'
import { Children, type ReactNode, useState } from 'react'
import classes from './sections.module.css'

const shownAtFirst = 6

/** A list that shows its first rows and offers the rest: a user with a hundred sessions must not push all else away. */
export function ShortList({ what, children }: { what: string; children: ReactNode[] }) {
  const [all, setAll] = useState(false)
  const rows = Children.toArray(children)
  const hidden = all ? 0 : Math.max(0, rows.length - shownAtFirst)
  return (
    <>
      <ul>{hidden > 0 ? rows.slice(0, shownAtFirst) : rows}</ul>
      {hidden > 0 && (
        <div className={classes.more}>
          <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
            Show {hidden} more {what}
          </Button>
        </div>
      )}
    </>
  )
}
