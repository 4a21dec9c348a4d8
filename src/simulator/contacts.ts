import type { Answer } from './http'
import { badRequest, problem } from './problems'
import type { Call } from './router'
import type { Contact } from './types'
import { userOfPath } from './users'

type Kind = 'email' | 'phone'

export const verifyEmail = (call: Call): Answer => verify(call, 'email')
export const verifyPhone = (call: Call): Answer => verify(call, 'phone')
export const removeEmail = (call: Call): Answer => removeSecondary(call, 'email')
export const removePhone = (call: Call): Answer => removeSecondary(call, 'phone')

/** `POST …/emails/{email}/verify` and its sibling: 202 without a body (API.md §2.1). */
function verify(call: Call, kind: Kind): Answer {
  const user = userOfPath(call)
  const secondary = kind === 'email' ? 'secondaryEmails' : 'secondaryPhones'
  const toPrimary = call.body?.['change_to_primary']
  if (!call.body) throw badRequest('The body must be a JSON object')
  if (toPrimary !== undefined && typeof toPrimary !== 'boolean') {
    throw badRequest('change_to_primary must be a boolean value')
  }
  const contact = find([user[kind], ...user[secondary]], call.params[1])
  call.tenant.change(user, () => {
    contact.verified = true
    contact.verifiedAt = call.tenant.now()
    const former = user[kind]
    if (toPrimary && contact !== former) {
      const others = user[secondary].filter((it) => it !== contact)
      user[secondary] = former ? [former, ...others] : others
      user[kind] = contact
    }
  })
  return { status: 202 }
}

/** `DELETE …/emails/{email}` and its sibling; only secondary ones can go. */
function removeSecondary(call: Call, kind: Kind): Answer {
  const user = userOfPath(call)
  const secondary = kind === 'email' ? 'secondaryEmails' : 'secondaryPhones'
  const contact = find([user[kind], ...user[secondary]], call.params[1])
  if (contact === user[kind]) throw badRequest('A primary contact cannot be removed')
  call.tenant.change(user, () => {
    user[secondary] = user[secondary].filter((it) => it !== contact)
  })
  return { status: 204 }
}

function find(contacts: (Contact | undefined)[], value: string | undefined): Contact {
  const wanted = value?.toLowerCase()
  const contact = contacts.find((it) => it?.value.toLowerCase() === wanted)
  if (!contact) throw problem(404, 'The user does not have this contact')
  return contact
}
