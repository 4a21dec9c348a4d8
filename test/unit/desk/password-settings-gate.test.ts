import { describe, expect, it } from 'vitest'
import { doctorButtons } from '../../../src/main/desk/doctor-buttons'
import { clientRefusal } from '../../../src/main/desk/password-settings-gate'
import { readClaims } from '../../../src/main/mosaic/token-claims'
import { fillPolicy } from '../../../src/main/policy/fill'

const reads = [
  { read: 'login-preferences', state: 'works' },
  { read: 'user', state: 'works' }
] as const

/** A client of the application `app-1` that has a role with these permissions. */
const clientWith = (...permissions: string[]) =>
  readClaims({ app_id: 'app-1', ts_roles: ['Helpdesk'], ts_permissions: permissions }, 0)

/** What the doctor says of the same button, where neither the policy nor the application is in the way. */
const doctorWorks = (claims: ReturnType<typeof clientWith>) =>
  doctorButtons(claims, reads, {
    policy: {
      source: 'own',
      file: 'policy.json',
      locked: false,
      policy: fillPolicy({ version: 1, passwordSettings: { edit: true } })
    },
    environment: 'sandbox'
  }).find(({ button }) => button === 'password-settings-edit')?.works

describe('whether the client itself may change password settings', () => {
  it.each([
    [true, 'authentication-methods:edit'],
    [true, 'authentication-methods:*'],
    [true, 'edit:authentication-methods'],
    [true, 'config:edit'],
    [true, 'edit:config'],
    [true, 'update:config'],
    [true, 'config:*'],
    [true, 'apps:edit'],
    [true, 'app:edit'],
    [true, 'app-1:edit'],
    [true, 'APP-1:edit'],
    [true, '*:edit'],
    [true, '*:*'],
    [false, 'authentication-methods:read'],
    [false, 'users:edit'],
    [false, 'app-2:edit'],
    [false, 'authenticators:*']
  ])('is %s with %s, on the screen as in the doctor', (may, permission) => {
    const claims = clientWith('users:read', 'authentication-methods:read', permission)
    expect(clientRefusal(claims) === undefined).toBe(may)
    expect(doctorWorks(claims)).toBe(may ? 'yes' : 'no')
  })

  it('is not held against a client whose token does not say', () => {
    expect(clientRefusal(clientWith())).toBeUndefined()
    expect(doctorWorks(clientWith())).not.toBe('no')
  })
})

it('what guides write of the configuration is shown by its own name', () => {
  expect(clientWith('edit:config', 'read:user').permissions).toEqual(['config:edit', 'users:read'])
})
