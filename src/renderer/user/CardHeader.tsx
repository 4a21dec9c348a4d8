import { useEffect, useRef } from 'react'
import type { Authenticator, User } from '../../shared/user'
import { CopyIcon } from '../components/CopyIcon'
import { CopyValue } from '../components/CopyValue'
import { Moment } from '../components/Moment'
import { initials } from '../format/initials'
import { ApplicationButton } from '../tenants/applications/ApplicationButton'
import type { Applications } from '../tenants/applications/use-applications'
import classes from './CardHeader.module.css'
import { LockTag, StatusTag } from './StatusTags'
import { applicationKey } from './use-card-keys'

interface CardHeaderProps {
  user: User
  now: number
  authenticators: Authenticator[] | undefined
  appId: string | undefined
  applications: Applications
  /** a write is under way */
  busy: boolean
}

/** Who it is. The heading takes the focus when the card opens, so that the keys act on this caller. */
export function CardHeader(props: CardHeaderProps) {
  const { user, now, authenticators, appId, applications, busy } = props
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // Focusing lays the page out: in the frame's own turn that is done once, here it would be done again for the frame.
    const frame = requestAnimationFrame(() => heading.current?.focus())
    return () => cancelAnimationFrame(frame)
  }, [])
  return (
    <header className={classes.header}>
      <div className={classes.tile} aria-hidden="true">
        {initials(user.displayName)}
      </div>
      <div className={classes.who}>
        <div className={classes.nameLine}>
          <h1 ref={heading} tabIndex={-1} className={classes.name} dir="auto" title={user.displayName}>
            {user.displayName}
          </h1>
          <CopyIcon what="name" value={user.displayName} />
        </div>
        <p className={classes.line}>
          <CopyValue what="user ID" value={user.id} mono />
          {user.createdAt !== undefined && (
            <span className={classes.since}>
              customer since <Moment time={user.createdAt} now={now} as="day" />
            </span>
          )}
        </p>
        {applications.several && <ShownApplication applications={applications} busy={busy} />}
      </div>
      <div className={classes.tags}>
        <StatusTag status={user.status} />
        <LockTag user={user} authenticators={authenticators} appId={appId} />
      </div>
    </header>
  )
}

/** Which application's password is meant: everything on the card is what that application says. */
function ShownApplication({ applications, busy }: Pick<CardHeaderProps, 'applications' | 'busy'>) {
  const { name, opening } = applications
  return (
    <div className={classes.application}>
      <span role="status" aria-label="Shown application">
        {opening === undefined ? 'Password of ' : 'Opening '}
        <bdi className={classes.applicationName}>{opening ?? name}</bdi>
        {opening !== undefined && '…'}
      </span>
      <ApplicationButton applications={applications} shortcut={applicationKey} busy={busy} />
    </div>
  )
}
