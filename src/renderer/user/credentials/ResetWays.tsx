import { Button } from '@mantine/core'
import { useId } from 'react'
import type { ResetWay } from '../../../shared/credentials'
import type { ResetChoice } from './reset-choices'
import classes from './ResetWays.module.css'

interface ResetWaysProps {
  choices: ResetChoice[]
  /** the one that is on its way now */
  sending: ResetWay | undefined
  onSend: (way: ResetWay) => void
}

/** Each way with where it goes, or why it cannot be used. The first that can be has the focus. */
export function ResetWays({ choices, sending, onSend }: ResetWaysProps) {
  const first = choices.find(({ why }) => why === undefined)
  return (
    <ul className={classes.ways} aria-label="Ways to send it">
      {choices.map((choice) => (
        <Way
          key={choice.way}
          choice={choice}
          isFirst={choice === first}
          isOff={choice.why !== undefined || sending !== undefined}
          onSend={onSend}
        />
      ))}
    </ul>
  )
}

interface WayProps {
  choice: ResetChoice
  isFirst: boolean
  isOff: boolean
  onSend: (way: ResetWay) => void
}

function Way({ choice: { way, name, to, why, risk }, isFirst, isOff, onSend }: WayProps) {
  const wordsId = useId()
  return (
    <li className={classes.way}>
      <Button
        className={classes.button ?? ''}
        variant={isFirst ? 'filled' : 'default'}
        aria-disabled={isOff}
        data-disabled={isOff}
        aria-describedby={wordsId}
        {...(isFirst && { 'data-autofocus': true })}
        onClick={() => {
          if (!isOff) onSend(way)
        }}
      >
        {name}
      </Button>
      <div id={wordsId} className={classes.words}>
        {to !== undefined && (
          <p>
            to <bdi className="mono">{to}</bdi>
          </p>
        )}
        {why !== undefined && <p className={classes.why}>{why}</p>}
        {risk !== undefined && <p className={classes.risk}>{risk}</p>}
      </div>
    </li>
  )
}
