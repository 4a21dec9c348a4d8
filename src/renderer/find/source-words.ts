import type { FindSource } from '../../shared/find'

/** What each look-up asks for, as it stands within a sentence. */
export const sourceWords: Record<FindSource, string> = {
  'user-id': 'user ID',
  email: 'e-mail',
  phone: 'phone',
  username: 'username',
  'external-id': 'external ID',
  'other-email': 'other e-mail',
  'other-phone': 'other phone',
  prefix: 'beginning of e-mail or phone',
  name: 'name'
}

/** "e-mail, phone and username" */
export function listWords(words: string[]): string {
  return new Intl.ListFormat('en', { style: 'long', type: 'conjunction' }).format(words)
}

const inOrder = Object.keys(sourceWords) as FindSource[]

/** "matched by e-mail and username"; each source counts once, and the order is always the same. */
export function sourceList(sources: FindSource[]): string {
  return listWords(inOrder.filter((source) => sources.includes(source)).map((source) => sourceWords[source]))
}

/** What a look-up is called where it begins a row. */
export const sourceName = (source: FindSource): string =>
  source === 'prefix' ? 'Begins with' : capitalised(sourceWords[source])

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
