import type { JsonObject, UserStatus } from './types'

export const minutes = (n: number): number => n * 60_000
export const hours = (n: number): number => n * 3_600_000
export const days = (n: number): number => n * 86_400_000

/** What a seeded user shows. The first eleven are the verdicts of the console, the others are found beside them. */
export type Story =
  | 'disabled'
  | 'pending'
  | 'locked'
  | 'blocked'
  | 'no-password'
  | 'temporary-run-out'
  | 'temporary-waiting'
  | 'expired'
  | 'expires-soon'
  | 'unverified'
  | 'ok'
  | 'locked-for-good'
  | 'disabled-and-locked'
  | 'disabled-and-no-password'
  | 'pending-and-temporary-waiting'
  | 'locked-and-temporary-run-out'
  | 'locked-and-expires-soon'
  | 'blocked-and-expired'
  | 'temporary-waiting-and-unverified'
  | 'expires-soon-and-unverified'
  | 'username-only'
  | 'phone-only'
  | 'incomplete-credentials'
  | 'long-name'
  | 'everything'
  | 'both-apps'
  | 'locked-in-one-app'
  | 'run-out-in-other-app'
  | 'other-app-only'

/** What a practice call is about. */
export type DrillKey =
  | 'locked-out'
  | 'password-run-out'
  | 'phone-only-forgot'
  | 'vip-takeover'
  | 'changed-lately'
  | 'suspended'

export type AppKey = 'shop' | 'loyalty'
export type GroupKey = 'vip' | 'trade' | 'beta'

/** Ages and times are milliseconds before the start, so that every story stays true whenever the tenant starts. */
export interface SeedPassword {
  changed: number
  temporary?: boolean
  blocked?: boolean
  /** Locked by the policy: until its own end, or past every lockout tier, which only a helpdesk can lift. */
  locked?: 'for-now' | 'for-good'
  failed?: number
  neverUsed?: boolean
}

export interface SeedUser {
  id: string
  story?: Story
  drill?: DrillKey
  /** First, last and middle name. */
  name?: [first: string, last: string, middle?: string]
  email?: string
  phone?: string
  unverified?: boolean
  /** When the primary e-mail was verified, if not long ago. */
  emailVerified?: number
  secondaryEmails?: string[]
  secondaryPhones?: string[]
  username?: string
  externalId?: string
  status?: UserStatus
  statusChanged?: number
  created: number
  /** The last change of the profile, if it was not the password's. */
  updated?: number
  lastAuth?: number
  language?: string
  birthday?: string
  address?: JsonObject
  customData?: JsonObject
  customAppData?: JsonObject
  groups?: GroupKey[]
  apps?: AppKey[]
  password?: SeedPassword
  /** What is different in the second of these applications: username and password belong to each of them. */
  elsewhere?: { username?: string; password?: SeedPassword }
  passkeys?: { name: string; os: string; browser: string; used?: number }[]
  /** Last use of the other ways to sign in; `never` for registered but not used. */
  totp?: number | 'never'
  smsOtp?: number | 'never'
  emailOtp?: number | 'never'
  /** When each session began. */
  backendSessions?: number[]
  hostedSessions?: number[]
}
