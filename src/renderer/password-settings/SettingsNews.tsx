import { type ReactNode, useEffect, useRef } from 'react'
import { Failure } from '../components/Failure'
import { Note } from '../components/Note'
import { DiffTable } from './DiffTable'
import classes from './PasswordSettings.module.css'
import type { SettingsNews as News } from './settings-desk'

/** How the last act ended. It takes the focus, since the button that began it is gone or stands elsewhere by now. */
export function SettingsNews({ news }: { news: News }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.focus({ preventScroll: true })
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={box} tabIndex={-1} className={classes.news} role={roles[news.kind]} aria-label="Outcome">
      <Words news={news} />
    </div>
  )
}

/** A failure is an alert by itself. */
const roles: Record<News['kind'], 'status' | 'alert' | 'group'> = {
  saved: 'status',
  moved: 'alert',
  'not-as-asked': 'alert',
  'switched-off': 'alert',
  failed: 'group',
  unknown: 'group'
}

function Words({ news }: { news: News }): ReactNode {
  const { undoing } = news
  switch (news.kind) {
    case 'saved':
      return (
        <Note tone="good" title={undoing ? 'The last change was undone.' : 'Password settings changed.'}>
          What stands here was read after it.
        </Note>
      )
    case 'moved':
      return (
        <Note
          tone="warning"
          title={`Somebody else changed these settings meanwhile. ${undoing ? 'Nothing was undone.' : 'Nothing was sent.'}`}
        >
          <DiffTable
            name="Changed by somebody else"
            differences={news.differences}
            columns={['Was', 'Is now']}
          />
          <p>{movedTodo(news)}</p>
        </Note>
      )
    case 'not-as-asked':
      return (
        <Note tone="warning" title="Mosaic took the change and reports something else.">
          {news.differences.length > 0 && (
            <DiffTable
              name="Not as asked"
              differences={news.differences}
              columns={['Asked for', 'Reported']}
            />
          )}
          <p>What stands here is what Mosaic reports now. Look at it before you change anything again.</p>
        </Note>
      )
    case 'switched-off':
      return (
        <Note
          tone="warning"
          title="Sign-in by password was switched off in this application meanwhile. Nothing was sent."
        >
          There are no password settings to change any more.
        </Note>
      )
    case 'failed':
      return <Failure error={news.error} doing={undoing ? 'Undo change' : 'Change settings'} />
    case 'unknown':
      return (
        <>
          <Failure error={news.error} />
          <p className={classes.about}>{foundWords[news.found]}</p>
        </>
      )
  }
}

function movedTodo({ undoing, kept }: Extract<News, { kind: 'moved' }>): string {
  if (undoing) return 'What stands here was read just now. Change it by hand if it should be as it was.'
  return kept
    ? 'Your edits are kept on top of what is there now: review them again.'
    : 'What you asked for is in force already.'
}

const foundWords: Record<Extract<News, { kind: 'unknown' }>['found'], string> = {
  reading: 'Reading the settings again…',
  'in-force': 'Read again: what you asked for is in force.',
  different:
    'Read again: not all that you asked for is in force. What is left of your edits stands in the form.',
  read: 'What stands here was read again after it.',
  unread: 'The settings could not be read again. Your edits are kept.'
}
