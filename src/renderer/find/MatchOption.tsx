import { memo } from 'react'
import { initials } from '../format/initials'
import { StatusTag } from '../user/StatusTags'
import type { Hit } from './hits'
import classes from './MatchList.module.css'
import { sourceList } from './source-words'

interface MatchOptionProps {
  hit: Hit
  index: number
  active: boolean
  onChoose: (hit: Hit) => void
}

export const optionId = (index: number): string => `match-${index}`

/** One user of the list; drawn anew only when it becomes or ceases to be the active one. */
export const MatchOption = memo(function MatchOption({ hit, index, active, onChoose }: MatchOptionProps) {
  const { user, matchedBy } = hit
  const identifiers = [user.email?.value, user.phone?.value, user.username, user.externalUserId]
  return (
    <li
      id={optionId(index)}
      role="option"
      aria-selected={active}
      className={classes.option}
      onClick={() => onChoose(hit)}
    >
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
      <span className={classes.matched}>matched by {sourceList(matchedBy)}</span>
      <StatusTag status={user.status} />
    </li>
  )
})
