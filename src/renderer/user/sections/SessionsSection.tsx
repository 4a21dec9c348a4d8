import { memo } from 'react'
import type { Session } from '../../../shared/user'
import { toAppError } from '../../../shared/errors'
import { CopyValue } from '../../components/CopyValue'
import { Failure } from '../../components/Failure'
import { Moment } from '../../components/Moment'
import { Panel } from '../../components/Panel'
import { SkeletonLines } from '../../components/Skeleton'
import { type CardRef, useSessions } from '../../state/queries'
import classes from './sections.module.css'
import { ShortList } from './ShortList'

const familyWords: Record<Session['family'], string> = {
  backend: 'Application session',
  hosted: 'Hosted sign-in session'
}

/** Where the user is signed in now. One family may have failed while the other answered: both are said. */
export function SessionsSection({ of, now }: { of: CardRef; now: number }) {
  const { data, isPending, isError, error, refetch } = useSessions(of)
  const retry = () => void refetch()
  return (
    <Panel
      title="Sessions"
      aside={data?.errors.length === 0 ? data.sessions.length : undefined}
      lines={2}
      busy={isPending}
    >
      {isPending && <SkeletonLines lines={2} label="Reading the sessions" />}
      {isError && <Failure error={toAppError(error)} doing="Read sessions" onRetry={retry} inline />}
      {data?.errors.map((one, index) => (
        <Failure key={index} error={one} doing="Read some of the sessions" onRetry={retry} inline />
      ))}
      {data?.sessions.length === 0 && data.errors.length === 0 && (
        <p className={classes.empty}>Signed in nowhere.</p>
      )}
      {data && (
        <ShortList what="sessions">
          {data.sessions.map((session) => (
            <SessionRow key={`${session.family} ${session.id}`} session={session} now={now} />
          ))}
        </ShortList>
      )}
    </Panel>
  )
}

const SessionRow = memo(function SessionRow({ session, now }: { session: Session; now: number }) {
  return (
    <li className={classes.row}>
      <span className={classes.what}>
        <CopyValue what="session ID" value={session.id}>
          {familyWords[session.family]}
        </CopyValue>
      </span>
      {session.startedAt !== undefined && (
        <span className={classes.state}>
          since <Moment time={session.startedAt} now={now} as="short" />
        </span>
      )}
    </li>
  )
})
