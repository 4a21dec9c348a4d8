import { mostTenants } from '../../shared/most-tenants'
import { plainLine } from '../../shared/plain-line'
import { counted } from '../format/count'
import type { Row, Tally } from './look-up-run'

/** What came of one tenant, in a word or two. */
export function rowWords(row: Row): string {
  if (row.state === 'asking') return 'asking…'
  if (row.state === 'stopped') return 'stopped'
  if (row.state === 'changed') return 'its profile was changed since'
  const { outcome } = row.answer
  switch (outcome.state) {
    case 'found':
      return `found ${outcome.users.length + outcome.more}`
    case 'none':
      return 'nobody'
    case 'failed':
      return 'failed'
  }
}

/** "12 of 25 tenants answered: 2 hits, 3 failed" */
export function summaryWords({ asked, asking, stopped, changed, failed, hits }: Tally): string {
  const answered = `${asked - asking - stopped - changed} of ${counted(asked, 'tenant')} answered`
  const parts = [hits === 0 ? 'no hits' : counted(hits, 'hit')]
  if (failed > 0) parts.push(`${failed} failed`)
  if (stopped > 0) parts.push(`${stopped} stopped`)
  if (changed > 0) parts.push(`${changed} changed since`)
  return `${answered}: ${parts.join(', ')}`
}

interface NobodyOf {
  /** what was looked up */
  text: string
  /** applications of these tenants that were not asked */
  notAsked: number
}

/**
 * Nobody was found, and nobody is being asked any more. "Not found" is said only where every tenant said so, and only of the applications
 * that were asked.
 */
export function nobodyWords(
  { asked, stopped, changed, failed }: Tally,
  { text, notAsked }: NobodyOf
): { title: string; text: string; certain: boolean } {
  const sought = `“${plainLine(text, 60)}”`
  const further = counted(notAsked, 'further application was', 'further applications were')
  if (failed === 0 && stopped === 0 && changed === 0) {
    const title = `Nobody found for ${sought} in ${counted(asked, 'tenant')}`
    if (notAsked === 0) {
      const advice = 'Ask for another identifier, or check the spelling with the caller.'
      return { title, text: advice, certain: true }
    }
    return {
      title: `${title}, ${asked === 1 ? 'in its open application' : 'in the open application of each'}`,
      text: `${further} not asked: the caller may well have an account there. To ask another application, open it in its tenant and look up again.`,
      certain: false
    }
  }
  const missing = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(stopped > 0 ? [`${stopped} ${wasOrWere(stopped)} stopped`] : []),
    ...(changed > 0 ? [`${changed} ${wasOrWere(changed)} changed since`] : [])
  ]
  const others = notAsked > 0 ? ` ${further} not asked at all.` : ''
  return {
    title: `Nobody found so far for ${sought}`,
    text: `${counted(asked, 'tenant was', 'tenants were')} asked, of which ${missing.join(' and ')}: the caller may well have an account there. Try again.${others}`,
    certain: false
  }
}

const wasOrWere = (count: number): string => (count === 1 ? 'was' : 'were')

/** Why nothing can be looked up with this choice; undefined where it can. */
export function choiceProblem(chosen: number): string | undefined {
  if (chosen === 0) return 'Choose at least one tenant.'
  return chosen > mostTenants ? `Choose at most ${mostTenants} tenants.` : undefined
}
