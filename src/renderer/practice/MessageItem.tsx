import { Button } from '@mantine/core'
import { Fragment, memo } from 'react'
import type { InboxMessage } from '../../shared/credentials'
import { CopyValue } from '../components/CopyValue'
import { Moment } from '../components/Moment'
import classes from './Practice.module.css'

const channelWords: Record<InboxMessage['channel'], string> = { sms: 'SMS', email: 'E-mail' }

interface MessageItemProps {
  message: InboxMessage
  now: number
  onOpen: (messageId: string) => void
}

/** A message as its receiver has it: its code stands out and can be copied, its link can be opened while it is fresh. */
export const MessageItem = memo(function MessageItem({ message, now, onOpen }: MessageItemProps) {
  const { id, at, channel, to, subject, text, code, link } = message
  return (
    <li className={classes.message}>
      <p className={classes.head}>
        <span className={classes.channel}>{channelWords[channel]}</span>
        <span className={classes.to}>
          to <bdi className="mono">{to}</bdi>
        </span>
        <span className={classes.time}>
          <Moment time={at} now={now} as="short" />
        </span>
      </p>
      {subject !== undefined && (
        <p className={classes.subject}>
          <bdi>{subject}</bdi>
        </p>
      )}
      <p className={classes.text}>
        <WithCode text={text} code={code} />
      </p>
      {link === 'fresh' && (
        <Button variant="default" size="xs" onClick={() => onOpen(id)}>
          Open link
        </Button>
      )}
      {link === 'opened' && <p className="form-hint">✓ The link was opened.</p>}
      {link === 'over' && <p className="form-hint">The link is over.</p>}
    </li>
  )
})

/** The text with its code marked where it first stands in it. */
function WithCode({ text, code }: { text: string; code: string | undefined }) {
  const at = code === undefined ? -1 : text.indexOf(code)
  if (code === undefined || at < 0) return <bdi>{text}</bdi>
  return (
    <Fragment>
      <bdi>{text.slice(0, at)}</bdi>
      <mark className={classes.code}>
        <CopyValue what="code" value={code} mono />
      </mark>
      <bdi>{text.slice(at + code.length)}</bdi>
    </Fragment>
  )
}
