import type { FindAnswer, FindSource } from '../../shared/find'
import type { User } from '../../shared/user'

export interface Hit {
  user: User
  matchedBy: FindSource[]
}

export interface Findings {
  /** each user once, however many look-ups found them, in the order of the answers */
  hits: Hit[]
  /** how many match beyond `hits` */
  more: number
  failed: FailedAnswer[]
}

type Outcome<State> = Extract<FindAnswer['outcome'], { state: State }>
export type FailedAnswer = FindAnswer & { outcome: Outcome<'failed'> }

const isFailed = (answer: FindAnswer): answer is FailedAnswer => answer.outcome.state === 'failed'

/** Brings the answers of one search together. Pure. */
export function collectFindings(answers: FindAnswer[]): Findings {
  const hits = new Map<string, Hit>()
  let more = 0
  for (const { question, outcome } of answers) {
    if (outcome.state !== 'found') continue
    // two spellings of one prefix may find the same people: adding their counts up would count them twice
    more = Math.max(more, outcome.more)
    for (const user of outcome.users) {
      const hit = hits.get(user.id)
      if (hit === undefined) hits.set(user.id, { user, matchedBy: [question.source] })
      else if (!hit.matchedBy.includes(question.source)) hit.matchedBy.push(question.source)
    }
  }
  return { hits: [...hits.values()], more, failed: answers.filter(isFailed) }
}

/** The one user who matches, when there is no doubt that nobody else does: a name alone is never enough. */
export function onlyHit({ hits, more }: Findings): Hit | undefined {
  const [hit] = hits
  if (hit === undefined || hits.length > 1 || more > 0) return undefined
  return hit.matchedBy.every((source) => source === 'name') ? undefined : hit
}

/** The beginning by which alone a user was found; undefined for whoever has the whole of what was asked. */
export function beginningOf(answers: FindAnswer[], userId: string): string | undefined {
  let beginning: string | undefined
  for (const { question, outcome } of answers) {
    const user = outcome.state === 'found' && outcome.users.find((one) => one.id === userId)
    if (!user || question.source === 'name') continue
    const whole = [user.email?.value.toLowerCase(), user.phone?.value]
    if (question.source !== 'prefix' || whole.includes(question.value.toLowerCase())) return undefined
    beginning ??= question.value
  }
  return beginning
}
