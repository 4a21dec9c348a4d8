import type { User } from '../../shared/user'
import { initials } from '../format/initials'
import classes from './FoundUser.module.css'

/** What the row of a hit begins with, in a flex box: who it is, and by what they can be found. */
export function FoundUser({ user }: { user: User }) {
  const identifiers = [user.email?.value, user.phone?.value, user.username, user.externalUserId]
  return (
    <>
      <span className={classes.tile} aria-hidden="true">
        {initials(user.displayName)}
      </span>
      <span className={classes.who}>
        <bdi className={classes.name} dir="auto">
          {user.displayName}
        </bdi>
        <span className={classes.identifiers}>
          {identifiers
            .filter((value) => value !== undefined)
            .map((value, at) => (
              <bdi key={at} dir="auto">
                {value}
              </bdi>
            ))}
        </span>
      </span>
    </>
  )
}
