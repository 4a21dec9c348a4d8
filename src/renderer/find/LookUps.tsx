import type { FindAnswer } from '../../shared/find'
import type { TenantSummary } from '../../shared/tenant'
import { Panel } from '../components/Panel'
import { Fact, Facts } from '../components/Facts'
import { counted } from '../format/count'
import { lookUps } from './asking'
import type { SearchRun } from './search-store'
import { sourceName } from './source-words'

/** What is being asked right now, each look-up with its answer as it comes. */
export function LookUps({ run, tenant }: { run: SearchRun; tenant: TenantSummary }) {
  return (
    <Panel title={`Looking in ${tenant.label}`} aside="Esc stops" busy>
      <Facts>
        {lookUps(run.asked, run.answers).map(({ source, answers }) => (
          <Fact key={source} name={sourceName(source)} note={progress(answers)}>
            <bdi className="mono">{answers.at(-1)?.question.value ?? run.text}</bdi>
          </Fact>
        ))}
      </Facts>
    </Panel>
  )
}

function progress(answers: FindAnswer[]): string {
  if (answers.length === 0) return 'asking…'
  return answers.map(outcomeWords).join(', ')
}

/** "2 found", "none" or "no answer", with the time it took. */
export function outcomeWords({ outcome, milliseconds }: FindAnswer): string {
  const took = `in ${Math.round(milliseconds)} ms`
  if (outcome.state === 'failed') return 'no answer'
  if (outcome.state === 'none') return `none ${took}`
  return `${counted(outcome.users.length, 'user')} ${took}`
}
