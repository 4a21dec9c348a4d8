import type { TenantSummary } from '../../shared/tenant'
import { Note } from '../components/Note'
import classes from './LookUp.module.css'
import { type LookUpRun, notAsked, tally } from './look-up-run'
import { nobodyWords, summaryWords } from './words'

interface SummaryProps {
  run: LookUpRun | undefined
  tenants: readonly TenantSummary[]
}

/** How far it is and for what, and, where it led to nobody, what that means. */
export function Summary({ run, tenants }: SummaryProps) {
  const counts = run && tally(run)
  const isOver = run !== undefined && counts?.asking === 0 && counts.hits === 0 && counts.asked > 0
  const nobody = isOver
    ? nobodyWords(counts, { text: run.text, notAsked: notAsked(run, tenants) })
    : undefined
  return (
    <>
      <div className={classes.summary}>
        {/* it stands here before there is anything to say, or it would not be read out */}
        <p role="status">{counts && summaryWords(counts)}</p>
        {/* the box may say something else by now; read out with every answer it would be in the way */}
        {run && (
          <p className={classes.sought} title={run.text}>
            for <bdi dir="auto">{run.text}</bdi>
          </p>
        )}
      </div>
      {nobody && (
        <Note tone={nobody.certain ? 'plain' : 'warning'} title={nobody.title}>
          {nobody.text}
        </Note>
      )}
    </>
  )
}
