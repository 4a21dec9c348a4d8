import { Button } from '@mantine/core'
import type { TenantSummary } from '../../shared/tenant'
import { counted } from '../format/count'
import { useDesk } from '../state/desk-store'
import { draftFrom } from './create-draft'
import type { FailedAnswer } from './hits'
import { LookUpFacts } from './LookUpFacts'
import classes from './Notice.module.css'
import { failedWords } from './outcome-words'
import type { SearchRun } from './search-store'

interface NoMatchProps {
  run: SearchRun
  tenant: TenantSummary
  /** while there are any, nobody is "not found" */
  failed: FailedAnswer[]
}

/** Says what was asked where, and offers to create the person only when every look-up has answered. */
export function NoMatch({ run, tenant, failed }: NoMatchProps) {
  const startCreate = useDesk((desk) => desk.startCreate)
  const isCertain = run.state === 'done' && failed.length === 0
  return (
    <section className={classes.notice} aria-labelledby="no-match">
      <h1 id="no-match" className={classes.title}>
        {isCertain ? `Nobody found in ${tenant.label}` : `Nobody found so far in ${tenant.label}`}
      </h1>
      <p className={classes.text}>{isCertain ? nextWords : doubtWords(run, failed)}</p>
      <LookUpFacts run={run} />
      {isCertain && (
        <div className={classes.offers}>
          <Button size="sm" onClick={() => startCreate(draftFrom(run))}>
            Create user
          </Button>
        </div>
      )}
    </section>
  )
}

const nextWords = 'Ask for another identifier, or check the spelling with the caller.'

function doubtWords(run: SearchRun, failed: FailedAnswer[]): string {
  if (run.state === 'stopped')
    return 'The search was stopped before everything was asked, so the caller may well have an account.'
  const ofAll = `${counted(failed.length, 'look-up')} of ${run.answers.length}`
  return `${ofAll} ${failedWords(failed)}, so the caller may well have an account. Try again.`
}
