import { memo, type ReactNode } from 'react'
import classes from './CopyValue.module.css'
import { useCopy } from './use-copy'

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
  const { copy, said } = useCopy(value)
  return (
    <span className={classes.value}>
      <bdi className={mono ? 'mono' : undefined} dir="auto">
        {children ?? value}
      </bdi>
      <button type="button" className={classes.copy} aria-label={`Copy ${what}`} onClick={copy}>
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path
            d="M5.5 5.5v-3h8v8h-3m-8-5h8v8h-8z"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.4"
            strokeLinejoin="round"
          />
        </svg>
      </button>
      <span className={classes.said} aria-live="polite">
        {said}
      </span>
    </span>
  )
})
