import { badRequest } from './problems'
import type { JsonObject } from './types'

type Check = (value: unknown, field: string) => string | undefined

const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const e164 = /^\+[1-9]\d{6,14}$/
const customDataLimit = 500_000

const text: Check = (value, field) => (typeof value === 'string' ? undefined : `${field} must be a string`)
const emailText: Check = (value, field) =>
  typeof value === 'string' && email.test(value) ? undefined : `${field} must be an email`
const phoneText: Check = (value, field) =>
  typeof value === 'string' && e164.test(value) ? undefined : `${field} must be a valid phone number`
const date: Check = (value, field) =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value))
    ? undefined
    : `${field} must be a valid ISO 8601 date string`
const customData: Check = (value, field) => {
  if (!isObject(value)) return `${field} must be an object`
  return JSON.stringify(value).length > customDataLimit ? `${field} is larger than 500 KB` : undefined
}

function atMost(length: number): Check {
  return (value, field) => {
    if (typeof value !== 'string') return `${field} must be a string`
    return value.length > length
      ? `${field} must be shorter than or equal to ${length} characters`
      : undefined
  }
}

function oneOf(...values: string[]): Check {
  return (value, field) =>
    values.includes(value as string)
      ? undefined
      : `${field} must be one of the following values: ${values.join(', ')}`
}

function each(check: Check): Check {
  return (value, field) => {
    if (!Array.isArray(value)) return `${field} must be an array`
    return value.map((item) => check(item, `each value in ${field}`)).find((message) => message !== undefined)
  }
}

function shape(checks: Record<string, Check>): Check {
  return (value, field) => {
    if (!isObject(value)) return `${field} must be an object`
    return violations(value, checks, `${field}.`)[0]
  }
}

// The fields of API.md §2.3; those of §2.4 are the same but for the last two and `status`.
const common: Record<string, Check> = {
  email: emailText,
  phone_number: phoneText,
  username: text,
  secondary_emails: each(emailText),
  secondary_phone_numbers: each(phoneText),
  birthday: date,
  name: shape({ title: atMost(30), first_name: atMost(30), last_name: atMost(30), middle_name: atMost(30) }),
  address: shape({
    country: atMost(30),
    state: atMost(30),
    city: atMost(30),
    postal_code: atMost(30),
    street_address: atMost(150),
    type: oneOf('Home', 'Work', 'Other')
  }),
  external_account_id: text,
  external_user_id: text,
  custom_app_data: customData,
  custom_data: customData,
  picture: text,
  language: text
}
const onCreate: Record<string, Check> = {
  ...common,
  credentials: shape({ password: text }),
  delegated_access: shape({ actor_id: text, permissions: each(text) })
}
const onUpdate: Record<string, Check> = { ...common, status: oneOf('Active', 'Disabled', 'Pending') }

/** Refuses a create body with all that is wrong with it, as Mosaic does: 400 with an array of messages. */
export function checkCreateInput(body: JsonObject | undefined): JsonObject {
  const input = checked(body, onCreate)
  // "An email or a phone_number are required", yet official samples create by user name alone (API.md §10.14)
  if (!input['email'] && !input['phone_number'] && !input['username']) {
    throw badRequest('email or phone_number is required')
  }
  return input
}

/** Refuses an update body, likewise. Unknown fields pass. */
export function checkUpdateInput(body: JsonObject | undefined): JsonObject {
  return checked(body, onUpdate)
}

/** A field that was checked before, as a string. */
export function stringOf(input: JsonObject, field: string): string | undefined {
  const value = input[field]
  return typeof value === 'string' ? value : undefined
}

function checked(body: JsonObject | undefined, checks: Record<string, Check>): JsonObject {
  if (!body) throw badRequest('The body must be a JSON object')
  const messages = violations(body, checks, '')
  if (messages.length > 0) throw badRequest(...messages)
  return body
}

function violations(input: JsonObject, checks: Record<string, Check>, prefix: string): string[] {
  return Object.entries(checks)
    .filter(([field]) => input[field] !== undefined)
    .map(([field, check]) => check(input[field], prefix + field))
    .filter((message) => message !== undefined)
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
