import { Button } from '@mantine/core'
import { memo, useId, useState } from 'react'
import type { JournalRow } from '../../shared/journal'
import { CopyValue } from '../components/CopyValue'
import { Moment } from '../components/Moment'
import { formatClock } from '../format/time'
import { actionWords, resultWords, verificationWords } from './journal-words'
import { JournalDetails } from './JournalDetails'
import classes from './Journal.module.css'

interface JournalLineProps {
  row: JournalRow
  /** the other tenant that it belongs to, by its label; undefined where it belongs to the open one, or to none */
  elsewhere: string | undefined
  onFind: (userId: string) => void
}

/** A line of the journal never changes: the numbers of its lines say whether a row is the same. */
const isSame = (a: JournalLineProps, b: JournalLineProps) =>
  a.row.entry.seq === b.row.entry.seq &&
  a.row.outcome?.seq === b.row.outcome?.seq &&
  a.elsewhere === b.elsewhere &&
  a.onFind === b.onFind

/** One act with its outcome; details fold out below it. */
export const JournalLine = memo(function JournalLine({ row, elsewhere, onFind }: JournalLineProps) {
  const [isOpen, setOpen] = useState(false)
  const detailsId = useId()
  const actionId = useId()
  const { entry, outcome } = row
  const user = entry.user ?? outcome?.user
  const result = resultWords(row)
  const notes = [...new Set([entry.note, outcome?.note])].filter((note) => note !== undefined && note !== '')
  return (
    <>
      <tr data-open={isOpen}>
        <td className={classes.when}>
          <Moment time={entry.at} now={entry.at} as="day" /> <span>{formatClock(entry.at)}</span>
          <span className={classes.by}>
            by <bdi>{entry.agent}</bdi>
          </span>
        </td>
        <td className={classes.user}>
          {user !== undefined && (
            <>
              <CopyValue what="user ID" value={user} mono />
              {elsewhere === undefined ? (
                <Button
                  variant="subtle"
                  size="compact-xs"
                  className={classes.find ?? ''}
                  aria-describedby={actionId}
                  onClick={() => onFind(user)}
                >
                  Find
                </Button>
              ) : (
                <span className={classes.elsewhere}>
                  in <bdi>{elsewhere}</bdi>
                </span>
              )}
            </>
          )}
        </td>
        <td id={actionId}>
          <bdi className={classes.action}>{actionWords(entry.action)}</bdi>
          {notes.map((note) => (
            <span key={note} className={classes.note}>
              <bdi>{note}</bdi>
            </span>
          ))}
        </td>
        <td>{verificationWords(entry.verification ?? outcome?.verification)}</td>
        <td>
          <bdi>{entry.ticket ?? outcome?.ticket}</bdi>
        </td>
        <td className={classes.result} data-tone={result?.tone}>
          {result && (
            <>
              <span aria-hidden="true">{result.sign} </span>
              {result.word}
            </>
          )}
        </td>
        <td className={classes.toggle}>
          <button
            type="button"
            className={classes.fold}
            aria-label="Details"
            aria-expanded={isOpen}
            aria-controls={detailsId}
            aria-describedby={actionId}
            onClick={() => setOpen(!isOpen)}
          >
            <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
              <path d="m4 6 4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.6" />
            </svg>
          </button>
        </td>
      </tr>
      <tr id={detailsId} className={classes.details} hidden={!isOpen}>
        {isOpen && (
          <td colSpan={7}>
            <JournalDetails row={row} />
          </td>
        )}
      </tr>
    </>
  )
}, isSame)
