import { memo, type ReactNode } from 'react'
import classes from './CopyValue.module.css'
import { CopyIcon } from './CopyIcon'

interface CopyValueProps {
  /** what it is, in lower case as it stands in a sentence: "e-mail" */
  what: string
  value: string
  /** what is shown where that differs from what is copied */
  children?: ReactNode
  mono?: boolean
}

/** A value with a button that copies it. The text is Mosaic's, so it is isolated from ours and shown as text only. */
export const CopyValue = memo(function CopyValue({ what, value, children, mono = false }: CopyValueProps) {
  return (
    <span className={classes.value}>
      <bdi className={mono ? 'mono' : undefined} dir="auto">
        {children ?? value}
      </bdi>
      <CopyIcon what={what} value={value} />
    </span>
  )
})
