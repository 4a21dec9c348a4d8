import type { FindQuestion, FindSource } from '../../shared/find'
import { planSearch } from '../../shared/identifiers'
import {
  anyOf,
  contactBegins,
  emailIs,
  externalIdIs,
  nameBegins,
  phoneIs,
  secondaryEmailIs,
  secondaryPhoneIs
} from '../mosaic/search-expression'
import { readPhone } from './phone'

/** The most HTTP requests one look-up sends to one tenant, the token and all retries counted. */
export const requestsPerTenant = 6
const tokenRequests = 1

/** One request: an exact look-up or a search, or one search of the list for what is meant by any of several questions. */
export type Asking = { question: FindQuestion } | { search: string }

export interface LookUpPlan {
  exact: Asking[]
  /** asked only where no exact look-up found anybody */
  fallback: Asking[]
}

/** How the list is asked; absent where it cannot be: usernames and user ids are no fields of a search (API.md §2.2). */
const expressions: Partial<Record<FindSource, (value: string) => string>> = {
  email: emailIs,
  phone: phoneIs,
  'external-id': externalIdIs,
  'other-email': secondaryEmailIs,
  'other-phone': secondaryPhoneIs,
  prefix: contactBegins,
  name: nameBegins
}

/** The questions of a search in so few requests that the token and all of them fit what one tenant may be asked. */
export function planLookUp(text: string, country: string): LookUpPlan {
  const { exact, fallback } = planSearch(text, country, readPhone)
  const plan = { exact: joined(exact), fallback: joined(fallback) }
  if (tokenRequests + plan.exact.length + plan.fallback.length <= requestsPerTenant) return plan
  // a user id in mixed case may be a username in three spellings as well
  return { exact: joined([...exact, ...fallback], () => true), fallback: [] }
}

/** One search of the list for all that `together` takes, where that is more than one; each of the others alone. */
function joined(questions: FindQuestion[], together = isAskedTogether): Asking[] {
  const forList = questions.filter(
    ({ source }) => expressions[source] !== undefined && together(source, questions)
  )
  const alone = questions.filter((question) => !forList.includes(question)).map((question) => ({ question }))
  if (forList.length === 0) return alone
  const terms = forList.flatMap(({ source, value }) => expressions[source]?.(value) ?? [])
  return [{ search: anyOf(terms) }, ...alone]
}

const searches: ReadonlySet<FindSource> = new Set(['other-email', 'other-phone', 'prefix', 'name'])

/** An exact look-up of its own is surer than a search, so only what has several spellings, or is a search anyway, is joined. */
function isAskedTogether(source: FindSource, questions: FindQuestion[]): boolean {
  const kin = questions.filter((one) =>
    searches.has(source) ? searches.has(one.source) : one.source === source
  )
  return kin.length > 1
}
