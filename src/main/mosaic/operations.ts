/** One of Mosaic's calls as this client uses it. Paths are relative to `/cis` (API.md §0). */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** with `{names}` in place of values: it also stands for the call in technical details, which carry no identifiers */
  readonly path: string
  /** what a client's role must allow, by its name in the Admin Portal (API.md §1.3) */
  readonly permission: string
  /** what a 404 says is missing */
  readonly what: string
  /** a write in the agent's words, for `outcome-unknown` */
  readonly action?: string
  /** how the feature is called where a region or tenant lacks the whole call */
  readonly feature?: string
  /** a wrong try counts towards a lock: sent a second time only where Mosaic surely means our own token */
  readonly triesCount?: true
}

const user = { what: 'The user', permission: 'users:read' } as const
const byIdentifier = 'Looking up by identifier'
/** Whatever sends or checks a one-time code, a link or a password (API.md §1.3). */
const signIn = { what: 'The user', method: 'POST', permission: 'auth:execute' } as const

export const operations = {
  userById: { ...user, method: 'GET', path: '/v1/users/{user_id}' },
  userByEmail: { ...user, method: 'GET', path: '/v1/users/email/{email}' },
  userByPhone: { ...user, method: 'GET', path: '/v1/users/phone-number/{phone_number}' },
  userByUsername: { ...user, method: 'GET', path: '/v1/users/username/{username}' },
  userByExternalId: { ...user, method: 'GET', path: '/v1/users/external-user-id/{external_user_id}' },
  userByIdentifier: { ...user, method: 'GET', path: '/v1/users/identifier', feature: byIdentifier },
  userList: { ...user, method: 'GET', path: '/v1/users', permission: 'users:list' },
  userCount: { ...user, method: 'GET', path: '/v1/users/count', permission: 'users:list' },
  userGroups: { ...user, method: 'GET', path: '/v1/users/{user_id}/groups', permission: 'groups:read' },
  userCreate: {
    method: 'POST',
    path: '/v1/users',
    permission: 'users:create',
    what: 'The application',
    action: 'Create user'
  },
  userUpdate: {
    ...user,
    method: 'PUT',
    path: '/v1/users/{user_id}',
    permission: 'users:edit',
    action: 'Update user'
  },
  passwordAdd: {
    ...user,
    method: 'POST',
    path: '/v1/users/{user_id}/password',
    permission: 'authenticators:create',
    action: 'Set first password'
  },
  passwordReplace: {
    ...user,
    method: 'PUT',
    path: '/v1/users/{user_id}/password',
    permission: 'authenticators:edit',
    action: 'Replace password'
  },
  authenticatorList: {
    ...user,
    method: 'GET',
    path: '/v1/users/{userId}/authenticators',
    permission: 'authenticators:read',
    feature: 'Listing authenticators'
  },
  unlockByType: {
    ...user,
    method: 'POST',
    path: '/v1/users/{user_id}/authenticators/types/{authenticator_type}/unlock',
    permission: 'authenticators:edit',
    action: 'Unlock password'
  },
  unlockById: {
    ...user,
    method: 'POST',
    path: '/v1/users/{user_id}/authenticators/{authenticator_id}/unlock',
    permission: 'authenticators:edit',
    action: 'Unlock password'
  },
  backendSessions: {
    ...user,
    method: 'GET',
    path: '/v1/auth/users/{userId}/sessions',
    permission: 'sessions:read'
  },
  backendSessionsEnd: {
    ...user,
    method: 'DELETE',
    path: '/v1/auth/users/{userId}/sessions',
    permission: 'sessions:delete',
    action: 'End backend sessions'
  },
  hostedSessions: { ...user, method: 'GET', path: '/v1/sessions/{user_id}', permission: 'sessions:read' },
  hostedSessionsEnd: {
    ...user,
    method: 'DELETE',
    path: '/v1/sessions/{user_id}',
    permission: 'sessions:delete',
    action: 'End hosted sessions'
  },
  sessionEnd: {
    method: 'POST',
    path: '/v1/auth/session/logout',
    permission: 'sessions:delete',
    what: 'The session',
    action: 'End the session'
  },
  otpSendSms: {
    ...signIn,
    path: '/v1/auth/otp/send',
    action: 'Send code by SMS',
    feature: 'Sign-in by SMS code'
  },
  otpSendEmail: {
    ...signIn,
    path: '/v1/auth/otp/send',
    action: 'Send code by e-mail',
    feature: 'Sign-in by e-mail code'
  },
  otpIssue: {
    ...signIn,
    path: '/v1/auth/otp/send',
    action: 'Issue access code',
    feature: 'Temporary access codes'
  },
  otpCheck: {
    ...signIn,
    path: '/v1/auth/otp/authenticate',
    action: 'Check code',
    feature: 'Checking a code',
    triesCount: true
  },
  linkSend: {
    ...signIn,
    path: '/v1/auth/link/email/send',
    action: 'Send link by e-mail',
    feature: 'Sign-in by e-mail link'
  },
  resetEmailLink: {
    ...signIn,
    path: '/v1/auth/password/reset/email/link',
    action: 'Send a password reset',
    feature: 'Password reset by e-mail link'
  },
  resetEmailCode: {
    ...signIn,
    path: '/v1/auth/password/reset/email/otp',
    action: 'Send a password reset',
    feature: 'Password reset by e-mail code'
  },
  resetSmsCode: {
    ...signIn,
    path: '/v1/auth/password/reset/sms/otp',
    action: 'Send a password reset',
    feature: 'Password reset by SMS code'
  },
  passwordValidate: {
    ...signIn,
    path: '/v1/auth/password/validate',
    feature: 'Checking a new password'
  },
  passwordCheck: {
    ...signIn,
    path: '/v1/auth/password/authenticate',
    action: 'Check a password',
    feature: 'Password sign-in',
    triesCount: true
  },
  applicationList: {
    method: 'GET',
    path: '/v1/applications/list',
    permission: 'apps:list',
    what: 'The application list'
  },
  loginPreferences: {
    method: 'GET',
    path: '/loginPreferences/{appId}',
    permission: 'authentication-methods:read',
    what: 'The application',
    feature: 'Reading the sign-in settings'
  },
  loginPreferencesUpdate: {
    method: 'PUT',
    path: '/loginPreferences/{appId}/authMethods',
    permission: 'authentication-methods:edit',
    what: 'The application',
    action: 'Change password settings',
    feature: 'Changing the sign-in settings'
  }
} as const satisfies Record<string, Operation>

/** `GET /v1/users/email/{email}`: names a call without the values in it. */
export function callName(operation: Pick<Operation, 'method' | 'path'>): string {
  return `${operation.method} ${operation.path}`
}
