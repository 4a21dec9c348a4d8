import { listApplications } from './applications'
import { deleteAuthenticator, listAuthenticators, lockById, unlockById, unlockByType } from './authenticators'
import { removeEmail, removePhone, verifyEmail, verifyPhone } from './contacts'
import { listGroupsOfUser } from './groups'
import { authenticate } from './login'
import { getLoginPreferences, putLoginPreferences } from './login-preferences'
import { authenticateMagicLink, sendMagicLink } from './magic-links'
import { authenticateOtp, sendOtp } from './otp'
import { validatePassword } from './password-check'
import { addPassword, updatePassword } from './passwords'
import {
  sendResetCodeByEmail,
  sendResetCodeBySms,
  sendResetLink,
  validateResetCodeByEmail,
  validateResetCodeBySms
} from './resets'
import type { Route } from './router'
import {
  deleteBackendSessions,
  deleteHostedSessions,
  listBackendSessions,
  listHostedSessions,
  logout
} from './sessions'
import { countUsers, listUsers } from './user-list'
import { createUser, deleteUser, removeFromApp, updateUser } from './user-writes'
import { getByEmail, getByExternalUserId, getById, getByIdentifier, getByPhone, getByUsername } from './users'

/** `apps:read`, `[appId]:read` and `users:read` each allow the same reads, and so on for other verbs (API.md §1.3). */
function anyOf(verb: string, ...subjects: string[]): string[] {
  return ['apps', '[appId]', ...subjects].map((subject) => `${subject}:${verb}`)
}

const readUsers = anyOf('read', 'users')
const editUsers = anyOf('edit', 'users')
const listUsersOf = anyOf('list', 'users')
const editAuthenticators = anyOf('edit', 'authenticators')
const readAuthenticators = [...anyOf('read', 'users', 'authenticators', 'organizations', 'orgs')]
const readSessions = anyOf('read', 'sessions')
const deleteSessions = anyOf('delete', 'sessions')
const executeAuth = anyOf('execute', 'auth')
const user = '/v1/users/*'
const auth = '/v1/auth'

/** Every operation that needs an access token. Paths are below `/cis`. */
export const routes: readonly Route[] = [
  { method: 'GET', path: '/v1/users', permissions: [...readUsers, ...listUsersOf], handler: listUsers },
  { method: 'POST', path: '/v1/users', permissions: anyOf('create', 'users'), handler: createUser },
  { method: 'GET', path: '/v1/users/count', permissions: listUsersOf, handler: countUsers },
  { method: 'GET', path: '/v1/users/identifier', permissions: readUsers, handler: getByIdentifier },
  { method: 'GET', path: '/v1/users/email/*', permissions: readUsers, handler: getByEmail },
  { method: 'GET', path: '/v1/users/phone-number/*', permissions: readUsers, handler: getByPhone },
  { method: 'GET', path: '/v1/users/phone/*', permissions: readUsers, handler: getByPhone },
  { method: 'GET', path: '/v1/users/username/*', permissions: readUsers, handler: getByUsername },
  {
    method: 'GET',
    path: '/v1/users/external-user-id/*',
    permissions: readUsers,
    handler: getByExternalUserId
  },
  { method: 'GET', path: user, permissions: readUsers, handler: getById },
  { method: 'PUT', path: user, permissions: editUsers, handler: updateUser },
  { method: 'DELETE', path: `${user}/apps`, permissions: editUsers, handler: removeFromApp },
  { method: 'DELETE', path: '/v1/manage/users/*', permissions: 'admin', handler: deleteUser },
  { method: 'GET', path: `${user}/groups`, permissions: anyOf('read', 'groups'), handler: listGroupsOfUser },
  { method: 'POST', path: `${user}/emails/*/verify`, permissions: editUsers, handler: verifyEmail },
  { method: 'DELETE', path: `${user}/emails/*`, permissions: editUsers, handler: removeEmail },
  { method: 'POST', path: `${user}/phone-numbers/*/verify`, permissions: editUsers, handler: verifyPhone },
  { method: 'DELETE', path: `${user}/phone-numbers/*`, permissions: editUsers, handler: removePhone },
  {
    method: 'POST',
    path: `${user}/password`,
    permissions: anyOf('create', 'authenticators'),
    handler: addPassword
  },
  { method: 'PUT', path: `${user}/password`, permissions: editAuthenticators, handler: updatePassword },
  {
    method: 'GET',
    path: `${user}/authenticators`,
    permissions: readAuthenticators,
    handler: listAuthenticators
  },
  {
    method: 'POST',
    path: `${user}/authenticators/types/*/unlock`,
    permissions: editAuthenticators,
    handler: unlockByType
  },
  {
    method: 'POST',
    path: `${user}/authenticators/*/unlock`,
    permissions: editAuthenticators,
    handler: unlockById
  },
  {
    method: 'POST',
    path: `${user}/authenticators/*/lock`,
    permissions: editAuthenticators,
    handler: lockById
  },
  {
    method: 'DELETE',
    path: `${user}/authenticators/*`,
    permissions: anyOf('delete', 'authenticators'),
    handler: deleteAuthenticator
  },
  {
    method: 'GET',
    path: '/v1/auth/users/*/sessions',
    permissions: readSessions,
    handler: listBackendSessions
  },
  {
    method: 'DELETE',
    path: '/v1/auth/users/*/sessions',
    permissions: deleteSessions,
    handler: deleteBackendSessions
  },
  { method: 'GET', path: '/v1/sessions/*', permissions: readSessions, handler: listHostedSessions },
  { method: 'DELETE', path: '/v1/sessions/*', permissions: deleteSessions, handler: deleteHostedSessions },
  { method: 'POST', path: '/v1/auth/session/logout', permissions: deleteSessions, handler: logout },
  ...[
    { path: `${auth}/password/authenticate`, handler: authenticate },
    { path: `${auth}/password/validate`, handler: validatePassword },
    { path: `${auth}/password/reset/email/link`, handler: sendResetLink },
    { path: `${auth}/password/reset/email/otp`, handler: sendResetCodeByEmail },
    { path: `${auth}/password/reset/email/otp/validate`, handler: validateResetCodeByEmail },
    { path: `${auth}/password/reset/sms/otp`, handler: sendResetCodeBySms },
    { path: `${auth}/password/reset/sms/otp/validate`, handler: validateResetCodeBySms },
    { path: `${auth}/otp/send`, handler: sendOtp },
    { path: `${auth}/otp/authenticate`, handler: authenticateOtp },
    { path: `${auth}/link/email/send`, handler: sendMagicLink },
    { path: `${auth}/link/email/authenticate`, handler: authenticateMagicLink }
  ].map((route) => ({ ...route, method: 'POST', permissions: executeAuth })),
  {
    method: 'GET',
    path: '/v1/applications/list',
    permissions: ['apps:list', '[appId]:list', 'users:read', 'organizations:read', 'roles:read', 'orgs:read'],
    handler: listApplications
  },
  {
    method: 'GET',
    path: '/loginPreferences/*',
    permissions: anyOf('read', '*', 'config', 'authentication-methods'),
    handler: getLoginPreferences
  },
  {
    method: 'PUT',
    path: '/loginPreferences/*/authMethods',
    permissions: anyOf('edit', '*', 'config', 'authentication-methods'),
    handler: putLoginPreferences
  }
]
