import { Button } from '@mantine/core'
import { counted } from '../format/count'
import classes from './LookUp.module.css'
import { answerIn, tally } from './look-up-run'
import { useLookUp } from './look-up-store'
import { goToLookUp } from './to-look-up'

interface BackToHitsProps {
  tenantId: string
  userId: string
}

/** On the card of one of several hits: the way back to the others. */
export function BackToHits({ tenantId, userId }: BackToHitsProps) {
  const run = useLookUp((lookUp) => lookUp.run)
  const row = run?.rows.get(tenantId)
  const outcome = row && answerIn(row)?.outcome
  const isHit = outcome?.state === 'found' && outcome.users.some(({ id }) => id === userId)
  const hits = run === undefined ? 0 : tally(run).hits
  if (!isHit || hits < 2) return null
  return (
    <p className={classes.back}>
      <Button variant="default" size="xs" onClick={goToLookUp}>
        Back to {counted(hits, 'hit')} in all tenants
      </Button>
    </p>
  )
}
