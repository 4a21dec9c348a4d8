import { memo } from 'react'
import type { Authenticator, User } from '../../../shared/user'
import { toAppError } from '../../../shared/errors'
import { typeWords } from '../../../shared/way-words'
import { CopyValue } from '../../components/CopyValue'
import { Failure } from '../../components/Failure'
import { Moment } from '../../components/Moment'
import { Panel } from '../../components/Panel'
import { SkeletonLines } from '../../components/Skeleton'
import type { useAuthenticators } from '../../state/queries'
import classes from './sections.module.css'
import { ShortList } from './ShortList'

interface WaysSectionProps {
  user: User
  now: number
  authenticators: ReturnType<typeof useAuthenticators>
}

/** Each way to sign in, with what keeps it from working or when it was used. */
export const WaysSection = memo(function WaysSection({ user, now, authenticators }: WaysSectionProps) {
  const { data, isPending, isError, error, refetch } = authenticators
  const ways = data?.filter((way) => way.status !== 'Deleted')
  return (
    <Panel title="Ways to sign in" lines={3} busy={isPending}>
      {isPending && <SkeletonLines lines={3} label="Reading the ways to sign in" />}
      {isError && (
        <Failure
          error={toAppError(error)}
          doing="Read ways to sign in"
          onRetry={() => void refetch()}
          inline
        />
      )}
      {ways?.length === 0 && <p className={classes.empty}>None registered.</p>}
      {ways && (
        <ShortList what="ways to sign in">
          {ways.map((way, index) => (
            <Way
              key={way.id ?? `${way.type} ${index}`}
              way={way}
              suspended={user.status === 'Disabled'}
              now={now}
            />
          ))}
        </ShortList>
      )}
    </Panel>
  )
})

interface WayProps {
  way: Authenticator
  suspended: boolean
  now: number
}

/** What tells this way from others: its device, address or number, else its ID. */
function copyOf({ type, label, id }: Authenticator): { what: string; value: string } {
  const word = typeWords(type)
  if (label !== undefined) return { what: word, value: label }
  return id === undefined ? { what: word, value: word } : { what: `${word} ID`, value: id }
}

const Way = memo(function Way({ way, suspended, now }: WayProps) {
  return (
    <li className={classes.row}>
      <span className={classes.what}>
        <CopyValue {...copyOf(way)}>
          <bdi className={classes.kind}>{typeWords(way.type)}</bdi>
          {way.label !== undefined && (
            <bdi className={classes.label} dir="auto">
              {way.label}
            </bdi>
          )}
        </CopyValue>
      </span>
      <span className={classes.state}>
        <WayState way={way} suspended={suspended} now={now} />
      </span>
    </li>
  )
})

function WayState({ way, suspended, now }: WayProps) {
  switch (way.status) {
    case 'Locked':
      return (
        <span className={classes.warning}>
          locked
          {way.lastFailureAt !== undefined && (
            <>
              {' · failed '}
              <Moment time={way.lastFailureAt} now={now} as="short" />
            </>
          )}
        </span>
      )
    case 'Deactivated':
      return suspended ? 'off while suspended' : <span className={classes.danger}>blocked</span>
    case 'Registered':
      return 'never used'
    case 'Active':
      return way.lastSuccessAt === undefined ? (
        'in use'
      ) : (
        <>
          used <Moment time={way.lastSuccessAt} now={now} as="short" />
        </>
      )
    default:
      return <bdi>{way.status}</bdi>
  }
}
