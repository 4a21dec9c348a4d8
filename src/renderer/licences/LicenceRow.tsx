import { memo, useId, useState } from 'react'
import type { Licence } from '../../shared/licences'
import { IntoView } from '../components/IntoView'
import classes from './Licences.module.css'

/** One package. Its text is in the page only while it is folded out: all of them would be a book. */
export const LicenceRow = memo(function LicenceRow({ of }: { of: Licence }) {
  const { name, version, licence, text } = of
  const [isOpen, setOpen] = useState(false)
  const textId = useId()
  return (
    <li className={classes.row}>
      <button
        type="button"
        className={classes.fold}
        aria-expanded={isOpen}
        aria-controls={isOpen ? textId : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <bdi className={classes.name}>{name}</bdi> <bdi className={classes.version}>{version}</bdi>{' '}
        <bdi className={classes.licence}>{licence}</bdi>
        <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
          <path d="m4 6 4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.6" />
        </svg>
      </button>
      {isOpen && (
        <IntoView>
          <div
            id={textId}
            role="region"
            aria-label={`Licence of ${name}`}
            // it scrolls, so the keys must reach it
            tabIndex={0}
            dir="auto"
            className={classes.text}
          >
            {text.trim() === '' ? 'The package states its licence and brings no text of it.' : text}
          </div>
        </IntoView>
      )}
    </li>
  )
})
