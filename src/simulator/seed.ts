import { digestOf } from './digest'
import { loyaltyPolicy, otherMethods, practicePolicy } from './policy'
import { drillSeeds } from './seed-drills'
import { otherUsers } from './seed-people'
import { storyUsers } from './seed-stories'
import { days, minutes, type GroupKey, type SeedPassword, type SeedUser, type Story } from './seed-types'
import { sessionLifetime } from './sessions'
import type { Tenant } from './state'
import type { Authenticator, Contact, Membership, Password, Session, UserRecord } from './types'
import { iso } from './user-view'
import { clientIds } from './clients'

/** Which seeded user shows what; ordinary people have no story. */
export const seedStories: readonly { userId: string; story: Story }[] = [
  ...storyUsers,
  ...otherUsers
].flatMap(({ id, story }) => (story ? [{ userId: id, story }] : []))

/** The password of everybody who was seeded with one. */
export const seedPassword = 'Tile-by-Tile-2026'

export const appIds = { shop: 'zl2trg3sanjsd63qs7seK', loyalty: 'of51MdEPS37EAWsEZ-upi' }
/** The page of the practice application that links in e-mails may lead to. */
export const redirectUri = 'https://shop.example.com/signed-in'
export const secondRedirectUri = 'https://loyalty.example.com/signed-in'
const groupIds: Record<GroupKey, string> = {
  vip: 'xVlC3XAm1088RgN9eLJJM',
  trade: 'v8KvIbANwFlK4xr_mmo0q',
  beta: 'duPt4rXfzbd0NHjfDKSkz'
}

/** The tenant's applications and groups, which it has with and without people. */
export function seedTenant(tenant: Tenant): void {
  const app = (appId: string, name: string, description: string, redirectUri: string): void => {
    const policy = structuredClone(appId === appIds.loyalty ? loyaltyPolicy : practicePolicy)
    const methods = structuredClone(otherMethods)
    const redirectUris = [redirectUri]
    tenant.apps.set(appId, { appId, name, description, policy, otherMethods: methods, redirectUris })
  }
  app(appIds.shop, 'Contoso shop', 'Web shop and mobile app', redirectUri)
  app(appIds.loyalty, 'Contoso loyalty', 'Points and rewards', secondRedirectUri)
  const createdAt = tenant.now() - days(700)
  const group = (groupId: string, name: string, description: string): void => {
    tenant.groups.set(groupId, { groupId, name, description, createdAt })
  }
  group(groupIds.vip, 'VIP customers', 'Called back within the hour')
  group(groupIds.trade, 'Trade accounts', 'Buy on invoice')
  group(groupIds.beta, 'Beta testers', '')
}

export function seedUsers(tenant: Tenant): void {
  for (const user of [...storyUsers, ...otherUsers, ...drillSeeds]) tenant.add(userFromSeed(tenant, user))
}

/** Builds a user from its short description; times are counted back from the tenant's clock. */
export function userFromSeed(tenant: Tenant, seed: SeedUser): UserRecord {
  const now = tenant.now()
  const before = (age: number | undefined): number | undefined => (age === undefined ? undefined : now - age)
  const contact = (value: string | undefined): Contact | undefined =>
    value === undefined ? undefined : contactFrom(value, seed, now)
  const authentication = { lastAuth: before(seed.lastAuth), createdAt: now - seed.created }
  const [first, last, middle] = seed.name ?? []
  const user: UserRecord = {
    userId: seed.id,
    status: seed.status ?? 'Active',
    statusChangedAt: before(seed.statusChanged ?? seed.created),
    updatedAt: now - (seed.updated ?? Math.min(seed.created, seed.password?.changed ?? seed.created)),
    ...authentication,
    email: emailFrom(seed, contact(seed.email), now),
    phone: contact(seed.phone),
    secondaryEmails: (seed.secondaryEmails ?? []).map((value) => contactFrom(value, seed, now)),
    secondaryPhones: (seed.secondaryPhones ?? []).map((value) => contactFrom(value, seed, now)),
    externalUserId: seed.externalId,
    name: seed.name && { first_name: first, last_name: last, ...(middle && { middle_name: middle }) },
    address: seed.address,
    birthday: seed.birthday,
    language: seed.language,
    customData: seed.customData ?? {},
    groupIds: (seed.groups ?? []).map((key) => groupIds[key]),
    apps: new Map(),
    authenticators: [],
    sessions: [],
    identities: []
  }
  for (const [index, key] of (seed.apps ?? (['shop'] as const)).entries()) {
    const appId = appIds[key]
    const { username, password } = { ...seed, ...(index > 0 && seed.elsewhere) }
    const membership: Membership = { appId, username, customAppData: seed.customAppData }
    // the id of a password's authenticator is as stable as the user's own
    if (password) membership.password = passwordFrom(tenant, seed, password, `${key}-${seed.id}`.slice(0, 21))
    user.apps.set(appId, membership)
  }
  user.authenticators = authenticatorsFrom(seed, now)
  user.sessions = sessionsFrom(seed, now)
  if (seed.password && !seed.password.neverUsed && user.lastAuth !== undefined) {
    const identifier = seed.username ?? seed.email ?? seed.id
    const firstAuth = user.createdAt
    user.identities.push({ authType: 'password', identifier, firstAuth, lastAuth: user.lastAuth })
  }
  return user
}

function contactFrom(value: string, seed: SeedUser, now: number): Contact {
  if (seed.unverified) return { value, verified: false }
  return { value, verified: true, verifiedAt: now - Math.floor(seed.created * 0.9) }
}

function emailFrom(seed: SeedUser, email: Contact | undefined, now: number): Contact | undefined {
  if (!email || seed.emailVerified === undefined) return email
  return { ...email, verifiedAt: now - seed.emailVerified }
}

function passwordFrom(tenant: Tenant, user: SeedUser, seed: SeedPassword, id: string): Password {
  const now = tenant.now()
  const changed = now - seed.changed
  const failed = seed.failed === undefined ? undefined : now - seed.failed
  const lockedUntil =
    failed === undefined ? undefined : failed + minutes(practicePolicy.passwordSuspensionDuration)
  const password: Password = {
    id,
    hash: digestOf(seedPassword),
    history: [],
    temporary: seed.temporary ?? false,
    temporaryUntil: seed.temporary
      ? changed + practicePolicy.tempPasswordValidityHours * 3_600_000
      : undefined,
    createdAt: now - user.created,
    updatedAt: changed,
    blocked: seed.blocked ?? false,
    lockedUntil: seed.locked === 'for-good' ? Infinity : seed.locked && lockedUntil,
    failures: [],
    lastFailed: failed,
    lastSuccess: seed.neverUsed || user.lastAuth === undefined ? undefined : now - user.lastAuth
  }
  return password
}

function authenticatorsFrom(seed: SeedUser, now: number): Authenticator[] {
  const appId = appIds[seed.apps?.[0] ?? 'shop']
  const at = now - seed.created
  const list: Authenticator[] = []
  const add = (
    type: string,
    used: number | 'never' | undefined,
    extra: Authenticator['extra'],
    more: { name?: string; appId?: string } = {}
  ): void => {
    const lastSuccess = typeof used === 'number' ? now - used : undefined
    const id = `${type.slice(0, 3)}${list.length}-${seed.id.slice(0, 16)}`
    list.push({ id, type, registeredAt: at, blocked: false, failures: [], lastSuccess, extra, ...more })
  }
  for (const { name, os, browser, used } of seed.passkeys ?? []) {
    const seen = iso(used === undefined ? at : now - used)
    const device = {
      os_type: os,
      os_version: '15',
      browser,
      user_agent: browser,
      first_seen: iso(at),
      last_seen: seen
    }
    const extra = { rpId: 'shop.example.com', identifier: seed.id, devices: [device] }
    add('webauthn', used, extra, { name, appId })
  }
  const totp = { digits: 6, period: 30, algorithm: 'sha1', issuer: 'Contoso shop' }
  if (seed.totp !== undefined) add('totp', seed.totp, totp, { appId })
  const verified = { verified: true, verified_at: iso(at) }
  if (seed.smsOtp !== undefined) add('sms_otp', seed.smsOtp, { phone_number: seed.phone, ...verified })
  if (seed.emailOtp !== undefined) add('email_otp', seed.emailOtp, { email: seed.email, ...verified })
  return list
}

function sessionsFrom(seed: SeedUser, now: number): Session[] {
  const key = seed.apps?.[0] ?? 'shop'
  const session = (family: Session['family']) => {
    return (age: number, i: number): Session => ({
      sessionId: `${family.slice(0, 4)}${i}${seed.id.slice(0, 16)}`,
      family,
      appId: appIds[key],
      clientId: key === 'shop' ? clientIds.app : clientIds.secondApp,
      startTime: now - age,
      expirationTime: now - age + sessionLifetime
    })
  }
  return [
    ...(seed.backendSessions ?? []).map(session('backend')),
    ...(seed.hostedSessions ?? []).map(session('hosted'))
  ]
}
