import type { LinkProblem } from '../../shared/link'
import type { Loss } from './in-the-way'

/** What is lost if the agent agrees, as sentences of their own. */
export const lossWords: Record<Exclude<Loss, 'call'>, string> = {
  profile: 'What you filled in under Tenant profile is lost.',
  'new-user': 'What you filled in under Create user is lost.',
  'password-settings': 'Your edits of the password settings are lost.',
  form: 'What you did not save in the form is lost.',
  search: 'Your search is replaced.',
  typed: 'What you typed into the search box is replaced.'
}

export const problemWords: Record<LinkProblem, { title: string; todo: string }> = {
  malformed: {
    title: 'A link could not be followed.',
    todo: 'It is not of the form tessera://find/…, so nothing was done. Search for the caller here, and tell whoever looks after the program that the link came from.'
  },
  'unknown-tenant': {
    title: 'A link names a tenant that is not clear.',
    todo: 'No tenant here is called that, or more than one is, so nothing was searched. Open the right tenant and search for the caller yourself.'
  },
  policy: {
    title: 'Links are switched off.',
    todo: 'The policy of this machine does not let other programs open a search here, so nothing was done. Search for the caller yourself.'
  }
}
