import { Button } from '@mantine/core'
import type { TenantSummary } from '../../shared/tenant'
import { counted } from '../format/count'
import { hasOthers } from '../look-up/choice'
import { lookUpInAll } from '../look-up/to-look-up'
import { useDesk } from '../state/desk-store'
import { useAppState } from '../state/queries'
import { SearchedApplication } from '../tenants/applications/SearchedApplication'
import { draftFrom } from './create-draft'
import type { FailedAnswer } from './hits'
import { LookUpFacts } from './LookUpFacts'
import classes from './Notice.module.css'
import { failedWords } from './outcome-words'
import { type SearchRun, useSearch } from './search-store'

interface NoMatchProps {
  run: SearchRun
  tenant: TenantSummary
  /** while there are any, nobody is "not found" */
  failed: FailedAnswer[]
}

/** Says what was asked where, and offers to create the person only when every look-up has answered. */
export function NoMatch({ run, tenant, failed }: NoMatchProps) {
  const startCreate = useDesk((desk) => desk.startCreate)
  const tenants = useAppState().data?.tenants ?? []
  const others = hasOthers(tenants, tenant.id)
  const isCertain = run.state === 'done' && failed.length === 0
  return (
    <section className={classes.notice} aria-labelledby="no-match">
      <h1 id="no-match" className={classes.title}>
        {isCertain ? `Nobody found in ${tenant.label}` : `Nobody found so far in ${tenant.label}`}
      </h1>
      <p className={classes.text}>{isCertain ? nextWords : doubtWords(run, failed)}</p>
      <SearchedApplication
        tenant={tenant}
        onOpened={(applicationId) => void useSearch.getState().start(run.tenantId, run.text, applicationId)}
      />
      <LookUpFacts run={run} />
      {(isCertain || others) && (
        <div className={classes.offers}>
          {isCertain && (
            <Button size="sm" onClick={() => startCreate(draftFrom(run))}>
              Create user
            </Button>
          )}
          {others && (
            <Button variant="default" size="sm" onClick={() => lookUpInAll(tenants, run.text)}>
              Look in all tenants
            </Button>
          )}
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
