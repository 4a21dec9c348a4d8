import type { CreateDraft } from '../state/desk-store'
import type { SearchRun } from './search-store'

/** What a fruitless search already tells about the new user, by what main recognised in the text. */
export function draftFrom({ text, answers }: Pick<SearchRun, 'text' | 'answers'>): CreateDraft {
  const asked = (source: string) =>
    answers.find((answer) => answer.question.source === source)?.question.value
  const email = asked('email')
  if (email !== undefined) return { email }
  const phone = asked('phone')
  if (phone !== undefined) return { phone }
  const [firstName, ...rest] = text.split(/\s+/)
  if (firstName === undefined || rest.length === 0) return { username: text }
  return { firstName, lastName: rest.join(' ') }
}
