import { counted } from '../format/count'
import { collectFindings } from './hits'
import type { SearchRun } from './search-store'
import { capitalised, sourceList } from './source-words'

/** The short answer at the end of the box: "Phone → +14155550123 · 1 found in 214 ms". Empty when it says nothing. */
export function searchHint(run: SearchRun | undefined, text: string): string {
  if (run === undefined || text.trim() !== run.text) return ''
  if (run.state === 'running') return lookingUp(run)
  if (run.state === 'failed') return 'The search failed'
  const { hits, more, failed } = collectFindings(run.answers)
  const took = run.milliseconds === undefined ? '' : ` in ${Math.round(run.milliseconds)} ms`
  const count = more > 0 ? `${hits.length} of ${hits.length + more} shown` : `${hits.length} found${took}`
  const stopped = run.state === 'stopped'
  const parts = [hits.length === 0 ? `none found${stopped ? ' so far' : took}` : count]
  if (hits.length > 0) parts.unshift(foundBy(run))
  if (failed.length > 0) parts.push(`${counted(failed.length, 'look-up')} failed`)
  if (stopped) parts.push('stopped')
  return capitalised(parts.join(' · '))
}

function lookingUp({ asked }: SearchRun): string {
  const sources = sourceList(asked.map((question) => question.source))
  return sources === '' ? 'Looking up…' : `Looking up ${sources}…`
}

function foundBy({ answers, text }: SearchRun): string {
  const found = answers.filter((answer) => answer.outcome.state === 'found').map((answer) => answer.question)
  const [first] = found
  const sources = sourceList(found.map((question) => question.source))
  const differs = found.length === 1 && first !== undefined && first.value !== text
  return differs ? `${sources} → ${first.value}` : sources
}
