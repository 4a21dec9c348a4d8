/** What the practice tenant remembers. Instants are epoch milliseconds; `undefined` means "never" or "not given". */

export type UserStatus = 'Active' | 'Disabled' | 'Pending'
export type JsonObject = Record<string, unknown>

export interface Contact {
  value: string
  verified: boolean
  verifiedAt?: number | undefined
}

/** What locks: a lock has an end (or none: Infinity), a block by an administrator has not. */
export interface Lockable {
  blocked: boolean
  lockedUntil?: number | undefined
  failures: number[]
  /** Of the progressive lock-out: the tiers that these failures have set off. */
  tiersReached?: number | undefined
  lastSuccess?: number | undefined
  lastFailed?: number | undefined
}

export interface Password extends Lockable {
  /** The id of the authenticator that this password is. */
  id: string
  hash: string
  /** Hashes of earlier passwords, the latest first. */
  history: string[]
  temporary: boolean
  temporaryUntil?: number | undefined
  createdAt: number
  updatedAt: number
}

/** A user's part in one application: user names and passwords live here, not on the user (API.md §1.4). */
export interface Membership {
  appId: string
  username?: string | undefined
  externalAccountId?: string | undefined
  customAppData?: JsonObject | undefined
  password?: Password | undefined
}

/** A way to sign in other than a password. Without `appId` it belongs to the whole tenant. */
export interface Authenticator extends Lockable {
  id: string
  type: string
  name?: string | undefined
  appId?: string | undefined
  registeredAt: number
  extra: JsonObject | undefined
}

export interface Session {
  sessionId: string
  family: 'backend' | 'hosted'
  appId: string
  clientId: string
  startTime: number
  expirationTime: number
}

export interface Identity {
  authType: string
  identifier: string
  firstAuth: number
  lastAuth: number
}

export interface UserRecord {
  userId: string
  status: UserStatus
  statusChangedAt?: number | undefined
  createdAt: number
  updatedAt: number
  lastAuth?: number | undefined
  email?: Contact | undefined
  phone?: Contact | undefined
  secondaryEmails: Contact[]
  secondaryPhones: Contact[]
  externalUserId?: string | undefined
  name?: JsonObject | undefined
  address?: JsonObject | undefined
  birthday?: string | undefined
  picture?: string | undefined
  language?: string | undefined
  customData: JsonObject
  groupIds: string[]
  apps: Map<string, Membership>
  authenticators: Authenticator[]
  sessions: Session[]
  identities: Identity[]
}

export interface LockoutTier {
  /** Failures until it is set off. */
  attempts: number
  /** Minutes. */
  duration: number
}

/** What the tenant goes by; Mosaic's own names (API.md §5). */
export interface PasswordRules {
  passwordComplexity: number
  passwordMinLength: number
  passwordExpiresIn: number
  ignoreExpiration: boolean
  blockPreviousPasswords: number
  checkHibp: boolean
  checkDictionary: boolean
  maxPasswordFailures: number
  passwordSuspensionDuration: number
  failuresExpireIn: number
  /** None: the simple lock-out. */
  lockoutTiers: LockoutTier[]
  resetValidityMinutes: number
  codeLength: number
  tempPasswordValidityHours: number
  requireMFA: boolean
  notifyOnPasswordUpdate: boolean
}

/** The same as it was set and is reported: older tenants lack some, newer ones may have more. */
export type PasswordPolicy = Partial<PasswordRules> & JsonObject

/** The settings of one-time codes; times are minutes. */
export interface CodeRules {
  expiresIn: number
  maxFailures: number
  lockoutDuration: number
  codeLength: number
}

/** The sign-in methods other than a password. One that is absent is switched off. */
export interface OtherMethods {
  sms?: CodeRules
  email_otp?: CodeRules & { message: JsonObject }
  /** Magic links. */
  email?: { expiresIn: number; linksPerUser: number; message: JsonObject }
  [other: string]: unknown
}

export interface App {
  appId: string
  name: string
  description: string
  /** Without a policy the application has password sign-in switched off. */
  policy: PasswordPolicy | undefined
  otherMethods: OtherMethods
  /** Where links in e-mails may lead. */
  redirectUris: string[]
}

export interface Group {
  groupId: string
  name: string
  description: string
  createdAt: number
}

export interface Client {
  clientId: string
  clientSecret: string
  /** A management client belongs to no application and may do everything (API.md §1.2, §1.3). */
  admin: boolean
  appId: string
  appName: string
  roles: string[]
  permissions: string[]
}

/** What tests may change through the control endpoint. */
export interface Settings {
  authenticatorsShape: 'result' | 'array'
  unlockByType: boolean
  unlockById: boolean
  tokenTtlSeconds: number
  /** Whose provider refuses what it is given to send. */
  providerFails: 'sms' | 'email' | null
}
