import { mostTenants } from '../../shared/most-tenants'
import { counted } from '../format/count'
import type { Row, Tally } from './look-up-run'

/** What came of one tenant, in a word or two. */
export function rowWords(row: Row): string {
  if (row.state === 'asking') return 'asking…'
  if (row.state === 'stopped') return 'stopped'
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
export function summaryWords({ asked, asking, stopped, failed, hits }: Tally): string {
  const answered = `${asked - asking - stopped} of ${counted(asked, 'tenant')} answered`
  const parts = [hits === 0 ? 'no hits' : counted(hits, 'hit')]
  if (failed > 0) parts.push(`${failed} failed`)
  if (stopped > 0) parts.push(`${stopped} stopped`)
  return `${answered}: ${parts.join(', ')}`
}

/** Nobody was found, and nobody is being asked any more. "Not found" is said only where every tenant said so. */
export function nobodyWords({ asked, stopped, failed }: Tally): {
  title: string
  text: string
  certain: boolean
} {
  if (failed === 0 && stopped === 0) {
    return {
      title: `Nobody found in ${counted(asked, 'tenant')}`,
      text: 'Ask for another identifier, or check the spelling with the caller.',
      certain: true
    }
  }
  const missing = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(stopped > 0 ? [`${stopped} ${stopped === 1 ? 'was' : 'were'} stopped`] : [])
  ]
  return {
    title: 'Nobody found so far',
    text: `${counted(asked, 'tenant was', 'tenants were')} asked, of which ${missing.join(' and ')}: the caller may well have an account there. Try again.`,
    certain: false
  }
}

/** Why nothing can be looked up with this choice; undefined where it can. */
export function choiceProblem(chosen: number): string | undefined {
  if (chosen === 0) return 'Choose at least one tenant.'
  return chosen > mostTenants ? `Choose at most ${mostTenants} tenants.` : undefined
}
