import { statusUnreported } from '../../shared/not-reported'
import type { Contact, User } from '../../shared/user'
import { readTime } from './dates'
import { fieldsOf, flagOf, listOf, textOf, wordsOf, type Fields } from './fields'
import { isPlainId } from './text'

/** Mosaic's user object (API.md §2.5), read liberally; undefined when it has no usable `user_id`. */
export function readUser(value: unknown): User | undefined {
  const fields = fieldsOf(value)
  const id = fields?.['user_id']
  if (fields === undefined || !isPlainId(id)) return undefined
  const name = readName(fieldsOf(fields['name']))
  const email = readContact(fields['email'], 'email_verified')
  const phone = readContact(fields['phone_number'], 'phone_number_verified')
  const username = textOf(fields['username'])
  const fullName = textOf([name?.first, name?.last].filter((part) => part !== undefined).join(' '))
  return {
    id,
    status: textOf(fields['status']) ?? statusUnreported,
    statusChangedAt: readTime(fields['status_changed_at']),
    createdAt: readTime(fields['created_at']),
    updatedAt: readTime(fields['updated_at']),
    lastSignInAt: readTime(fields['last_auth']),
    displayName: fullName ?? username ?? email?.value ?? phone?.value ?? id,
    name,
    email,
    phone,
    secondaryEmails: readContacts(fields['secondary_emails'], 'email_verified'),
    secondaryPhones: readContacts(fields['secondary_phone_numbers'], 'phone_number_verified'),
    username,
    externalUserId: textOf(fields['external_user_id']),
    externalAccountId: textOf(fields['external_account_id']),
    appName: textOf(fields['app_name']),
    language: textOf(fields['language']),
    groupIds: wordsOf(listOf(fields['groupIds'])),
    password: readPassword(fieldsOf(fields['password_information']))
  }
}

function readName(fields: Fields | undefined): User['name'] {
  const name = {
    title: textOf(fields?.['title']),
    first: textOf(fields?.['first_name']),
    middle: textOf(fields?.['middle_name']),
    last: textOf(fields?.['last_name'])
  }
  return Object.values(name).some((part) => part !== undefined) ? name : undefined
}

/** `verifiedName` differs between e-mail and phone; a bare string is taken as the value. */
function readContact(value: unknown, verifiedName: string): Contact | undefined {
  const fields = fieldsOf(value)
  const text = textOf(fields === undefined ? value : fields['value'])
  if (text === undefined) return undefined
  return {
    value: text,
    verified: flagOf(fields?.[verifiedName]),
    verifiedAt: readTime(fields?.['verified_at'])
  }
}

function readContacts(value: unknown, verifiedName: string): Contact[] {
  return listOf(value)
    .map((entry) => readContact(entry, verifiedName))
    .filter((contact) => contact !== undefined)
}

/** `expires_in` is the moment when the password runs out, in spite of its name (API.md §2.5). */
function readPassword(fields: Fields | undefined): User['password'] {
  if (fields === undefined) return undefined
  return {
    expired: flagOf(fields['expired']) ?? false,
    temporary: flagOf(fields['temporary']) ?? false,
    updatedAt: readTime(fields['updated_at']),
    expiresAt: readTime(fields['expires_in'])
  }
}
