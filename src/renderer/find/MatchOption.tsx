import { memo } from 'react'
import { FoundUser } from '../components/FoundUser'
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
  return (
    <li
      id={optionId(index)}
      role="option"
      aria-selected={active}
      className={classes.option}
      onClick={() => onChoose(hit)}
    >
      <FoundUser user={user} />
      <span className={classes.matched}>matched by {sourceList(matchedBy)}</span>
      <StatusTag status={user.status} />
    </li>
  )
})
