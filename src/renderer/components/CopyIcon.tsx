import classes from './CopyValue.module.css'
import { useCopy } from './use-copy'

interface CopyIconProps {
  /** what it is, in lower case as it stands in a sentence: "e-mail" */
  what: string
  value: string
}

/** The small button that copies what it stands beside; it shows while that is pointed at, and when it has the focus. */
export function CopyIcon({ what, value }: CopyIconProps) {
  const { copy, said } = useCopy(value)
  return (
    <>
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
    </>
  )
}
