import { badRequest } from './problems'
import type { JsonObject, PasswordPolicy } from './types'

/** What is wrong with a value, as the rest of a sentence that begins with its name; undefined where nothing is. */
type Check = (value: unknown) => string | undefined

interface Shape {
  required: readonly string[]
  fields: Record<string, Check | Shape>
}

const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'must be a boolean value')
const text: Check = (value) => (typeof value === 'string' ? undefined : 'must be a string')
const colour: Check = (value) =>
  typeof value === 'string' && /^#(?:[\da-f]{3}|[\da-f]{6})$/i.test(value)
    ? undefined
    : 'must be a hexadecimal color'

function number(least: number, most = Infinity): Check {
  return (value) => {
    if (typeof value !== 'number') return 'must be a number'
    if (value < least) return `must not be less than ${least}`
    return value > most ? `must not be greater than ${most}` : undefined
  }
}

const minutes = number(1, 525_600)
const message: Shape = {
  required: ['primaryColor'],
  fields: { primaryColor: colour, from: text, subject: text }
}
const tier: Shape = { required: ['attempts', 'duration'], fields: { attempts: number(1), duration: minutes } }

/** At most ten by the guide (API.md §3.2). */
const tiers: Check = (value) => {
  if (!Array.isArray(value)) return 'must be an array'
  if (value.length > 10) return 'must contain no more than 10 elements'
  const [wrong] = value.flatMap((one: unknown, i) => shapeProblems(`${i}`, one, tier))
  return wrong && `has a wrong tier: ${wrong}`
}

/** API.md §5, with the fields that are marked as required there. */
const password: Shape = {
  required: [
    'passwordComplexity',
    'passwordMinLength',
    'passwordExpiresIn',
    'blockPreviousPasswords',
    'resetValidityMinutes',
    'message'
  ],
  fields: {
    passwordComplexity: number(1, 5),
    passwordMinLength: number(5, 14),
    passwordExpiresIn: number(1, 1096),
    ignoreExpiration: flag,
    blockPreviousPasswords: number(0, 20),
    checkHibp: flag,
    checkDictionary: flag,
    maxPasswordFailures: number(1, 20),
    passwordSuspensionDuration: minutes,
    failuresExpireIn: minutes,
    lockoutTiers: tiers,
    resetValidityMinutes: number(5, 60),
    codeLength: number(4, 8),
    tempPasswordValidityHours: number(1, 8760),
    requireMFA: flag,
    notifyOnPasswordUpdate: flag,
    message
  }
}

/** Required in 2025 and no longer in 2026 (API.md §5): here wherever the tenant has them. */
const requiredWhereReported = ['maxPasswordFailures', 'passwordSuspensionDuration']

const clientSecret: Shape = { required: ['clientId'], fields: { clientId: text, clientSecret: text } }
const codes: Shape['fields'] = {
  expiresIn: number(1),
  maxFailures: number(1, 20),
  lockoutDuration: number(0),
  codeLength: number(4, 8),
  crossClientsAllowed: flag
}
const open: Shape = { required: [], fields: {} }

/** The methods that the call takes: fewer than there are (API.md §5). */
const methods: Record<string, Shape> = {
  password,
  email_otp: { required: ['expiresIn', 'maxFailures', 'message'], fields: { ...codes, message } },
  sms: { required: ['expiresIn', 'maxFailures'], fields: codes },
  email: {
    required: ['expiresIn', 'linksPerUser', 'message'],
    fields: { expiresIn: number(1), linksPerUser: number(1), message }
  },
  google: clientSecret,
  line: clientSecret,
  facebook: clientSecret,
  tiktok: clientSecret,
  apple: {
    required: ['clientId', 'appleTeamId', 'keyId'],
    fields: { clientId: text, appleTeamId: text, keyId: text }
  },
  webauthn_api: { required: ['rpId'], fields: { rpId: text } },
  totp: open,
  push: open
}

/** The methods that a body sets; 400 with all that is wrong with it. Unknown fields of a method pass and are kept. */
export function preferencesIn(
  body: JsonObject | undefined,
  present: PasswordPolicy | undefined
): { password?: PasswordPolicy } & JsonObject {
  if (!body) throw badRequest('The body must be a JSON object')
  const also = requiredWhereReported.filter((name) => present?.[name] !== undefined)
  const problems = Object.entries(body).flatMap(([name, value]) => {
    const shape = Object.hasOwn(methods, name) ? methods[name] : undefined
    if (!shape) return [`property ${name} should not exist`]
    const required = name === 'password' ? [...shape.required, ...also] : shape.required
    return shapeProblems(name, value, { ...shape, required })
  })
  if (problems.length > 0) throw badRequest(...problems)
  return body
}

function shapeProblems(name: string, value: unknown, { required, fields }: Shape): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [`${name} must be an object`]
  const given = value as JsonObject
  const missing = required
    .filter((field) => given[field] === undefined || given[field] === null)
    .map((field) => `${name}.${field} should not be null or undefined`)
  const wrong = Object.entries(fields).flatMap(([field, check]) => {
    const found = given[field]
    if (found === undefined || found === null) return []
    if (typeof check !== 'function') return shapeProblems(`${name}.${field}`, found, check)
    const problem = check(found)
    return problem === undefined ? [] : [`${name}.${field} ${problem}`]
  })
  return [...missing, ...wrong]
}
