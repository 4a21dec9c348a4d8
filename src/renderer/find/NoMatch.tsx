import { Button } from '@mantine/core'
import type { TenantSummary } from '../../shared/tenant'
import { Fact, Facts } from '../components/Facts'
import { counted } from '../format/count'
import { useDesk } from '../state/desk-store'
import { draftFrom } from './create-draft'
import { outcomeWords } from './LookUps'
import classes from './Notice.module.css'
import type { SearchRun } from './search-store'
import { sourceName } from './source-words'

interface NoMatchProps {
  run: SearchRun
  tenant: TenantSummary
  /** how many look-ups did not answer: while there are any, nobody is "not found" */
  failed: number
}

/** Says what was asked where, and offers to create the person only when every look-up has answered. */
export function NoMatch({ run, tenant, failed }: NoMatchProps) {
  const startCreate = useDesk((desk) => desk.startCreate)
  return (
    <section className={classes.notice} aria-labelledby="no-match">
      <h1 id="no-match" className={classes.title}>
        {failed === 0 ? `Nobody found in ${tenant.label}` : `Nobody found so far in ${tenant.label}`}
      </h1>
      <p className={classes.text}>
        {failed === 0
          ? 'Ask for another identifier, or check the spelling with the caller.'
          : `${counted(failed, 'look-up')} of ${run.answers.length} did not answer, so the caller may well have an account. Try again.`}
      </p>
      <Facts>
        {run.answers.map((answer) => (
          <Fact
            key={`${answer.question.source} ${answer.question.value}`}
            name={sourceName(answer.question.source)}
            note={outcomeWords(answer)}
          >
            <bdi className="mono">{answer.question.value}</bdi>
          </Fact>
        ))}
      </Facts>
      {failed === 0 && (
        <div className={classes.offers}>
          <Button size="sm" onClick={() => startCreate(draftFrom(run))}>
            Create user
          </Button>
        </div>
      )}
    </section>
  )
}
