import { Button } from '@mantine/core'
import { type KeyboardEvent, memo, useId } from 'react'
import type { TrackedCredential } from '../../shared/credentials'
import { CopyValue } from '../components/CopyValue'
import { Kbd } from '../components/Kbd'
import { latinKey } from '../components/latin-key'
import { Moment } from '../components/Moment'
import { formatClock } from '../format/time'
import type { Intent } from '../state/desk-store'
import { openAgain } from './open-again'
import { stateWords } from './state-words'
import classes from './TrackerScreen.module.css'

const kindWords: Record<TrackedCredential['kind'], string> = {
  'temporary-password': 'Temporary password',
  'access-code': 'Access code'
}

const intents: Record<TrackedCredential['kind'], Intent> = {
  'temporary-password': 'issue',
  'access-code': 'access-code'
}

interface TrackedRowProps {
  credential: TrackedCredential
  tenantId: string
  now: number
}

/** One credential. T, pressed while the row has the focus, issues a new one in its place. */
export const TrackedRow = memo(function TrackedRow({ credential, tenantId, now }: TrackedRowProps) {
  const { kind, at, userId, displayName, agent } = credential
  const whoId = useId()
  const { tone, sign, word, why } = stateWords(credential, now)
  // what took its place has a row of its own
  const canIssue = credential.state !== 'replaced'
  const issueAgain = () => openAgain(tenantId, userId, intents[kind])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat) return
    if (!canIssue || latinKey(event) !== 't') return
    event.preventDefault()
    issueAgain()
  }
  return (
    <tr tabIndex={0} onKeyDown={onKeyDown}>
      <td className={classes.when}>
        <Moment time={at} now={now} as="day" /> <span>{formatClock(at)}</span>
        <span className={classes.by}>
          by <bdi>{agent}</bdi>
        </span>
      </td>
      <td id={whoId} className={classes.who}>
        {displayName !== undefined && <bdi className={classes.name}>{displayName}</bdi>}
        <CopyValue what="user ID" value={userId} mono />
      </td>
      <td>{kindWords[kind]}</td>
      <td className={classes.state} data-tone={tone}>
        <span aria-hidden="true">{sign} </span>
        {word}
        {why !== undefined && <span className={classes.why}>{why}</span>}
      </td>
      <td className={classes.act}>
        {canIssue ? (
          <Button
            variant="default"
            size="xs"
            aria-keyshortcuts="T"
            aria-describedby={whoId}
            rightSection={<Kbd>T</Kbd>}
            onClick={issueAgain}
          >
            Issue again
          </Button>
        ) : (
          <Button
            variant="default"
            size="xs"
            aria-describedby={whoId}
            onClick={() => openAgain(tenantId, userId)}
          >
            Open user
          </Button>
        )}
      </td>
    </tr>
  )
})
