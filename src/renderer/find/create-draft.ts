import type { FindSource } from '../../shared/find'
import { nameWords } from '../../shared/identifier-shapes'
import type { CreateDraft } from '../state/desk-store'
import type { SearchRun } from './search-store'

/** What a fruitless search already tells about the new user, by what main recognised in the text. */
export function draftFrom({ text, asked }: Pick<SearchRun, 'text' | 'asked'>): CreateDraft {
  const valueFor = (source: FindSource) => asked.find((question) => question.source === source)?.value
  const email = valueFor('email')
  if (email !== undefined) return { email }
  const phone = valueFor('phone')
  if (phone !== undefined) return { phone }
  const name = valueFor('name') ?? ''
  // "López, Ana"
  const [last = '', first = ''] = name.split(',').map((part) => part.trim())
  if (first !== '') return { firstName: first, lastName: last }
  const [firstName, ...rest] = nameWords(name)
  if (firstName === undefined || rest.length === 0) return { username: valueFor('username') ?? text }
  return { firstName, lastName: rest.join(' ') }
}
