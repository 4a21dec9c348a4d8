import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAuthenticator } from '../../../src/main/mosaic/wire-authenticator'
import { readGroup, readSession } from '../../../src/main/mosaic/wire-session'
import { readUser } from '../../../src/main/mosaic/wire-user'
import { authenticator, group, session, user } from '../../../src/shared/user'

describe('readUser', () => {
  it('reads all that the console shows', () => {
    const read = readUser({
      user_id: 'ue3N8fKgygwfkxC7GXhFV',
      status: 'Active',
      status_changed_at: '2026-01-02T03:04:05Z',
      created_at: 1_767_323_045_000,
      updated_at: '2026-01-02T03:04:05Z',
      last_auth: '2026-01-02T03:04:05.000Z',
      name: { title: 'Dr', first_name: 'Ana', middle_name: 'M', last_name: 'López' },
      email: { value: 'ana@example.com', email_verified: true, verified_at: '2026-01-02T03:04:05Z' },
      phone_number: { value: '+14155550123', phone_number_verified: false },
      secondary_emails: [{ value: 'a2@example.com', email_verified: false }, null, 'a3@example.com'],
      username: 'ana',
      external_user_id: 'CRM-7',
      external_account_id: 'ACC-7',
      app_name: 'Shop',
      language: 'es',
      groupIds: ['vip', 7],
      password_information: {
        expired: false,
        temporary: true,
        updated_at: 1_767_323_045_000,
        expires_in: '2026-01-05'
      },
      something_new: { nested: true }
    })
    const time = Date.UTC(2026, 0, 2, 3, 4, 5)
    expect(read).toEqual({
      id: 'ue3N8fKgygwfkxC7GXhFV',
      status: 'Active',
      statusChangedAt: time,
      createdAt: time,
      updatedAt: time,
      lastSignInAt: time,
      displayName: 'Ana López',
      name: { title: 'Dr', first: 'Ana', middle: 'M', last: 'López' },
      email: { value: 'ana@example.com', verified: true, verifiedAt: time },
      phone: { value: '+14155550123', verified: false },
      secondaryEmails: [{ value: 'a2@example.com', verified: false }, { value: 'a3@example.com' }],
      secondaryPhones: [],
      username: 'ana',
      externalUserId: 'CRM-7',
      externalAccountId: 'ACC-7',
      appName: 'Shop',
      language: 'es',
      groupIds: ['vip', '7'],
      password: { expired: false, temporary: true, updatedAt: time, expiresAt: Date.UTC(2026, 0, 5) }
    })
  })

  it.each([
    [{ name: { first_name: 'Ana', last_name: 'López' }, username: 'al' }, 'Ana López'],
    [{ name: { last_name: 'López' }, username: 'al' }, 'López'],
    [{ name: { first_name: ' ' }, username: 'al' }, 'al'],
    [{ email: { value: 'a@example.com' }, phone_number: { value: '+1' } }, 'a@example.com'],
    [{ phone_number: { value: '+1' } }, '+1'],
    [{}, 'u1']
  ])('%j is shown as %j', (fields, shown) => {
    expect(readUser({ user_id: 'u1', ...fields })?.displayName).toBe(shown)
  })

  it('makes hostile text harmless', () => {
    const read = readUser({
      user_id: 'u1',
      name: { first_name: 'Eve\u202Egnp', last_name: 'x'.repeat(5000) }
    })
    expect(read?.name?.first).toBe('Eve\uFFFDgnp')
    expect(user.safeParse(read).success).toBe(true)
  })

  it.each([[{}], [{ user_id: '' }], [{ user_id: 7 }], [{ user_id: 'a b' }], [[]], [null], ['u1']])(
    'has no user in %j',
    (value) => {
      expect(readUser(value)).toBeUndefined()
    }
  )

  it('reads any JSON in any field to something that may cross IPC', () => {
    const names = ['status', 'created_at', 'last_auth', 'name', 'email', 'phone_number', 'secondary_emails']
    const more = [
      'secondary_phone_numbers',
      'username',
      'groupIds',
      'password_information',
      'external_user_id'
    ]
    const anyFields = fc.dictionary(fc.constantFrom(...names, ...more), fc.jsonValue())
    fc.assert(
      fc.property(anyFields, (fields) => {
        expect(user.safeParse(readUser({ ...fields, user_id: 'u1' })).success).toBe(true)
      })
    )
  })
})

describe('readAuthenticator', () => {
  it('reads a locked password', () => {
    const read = readAuthenticator({
      id: 'a1',
      type: 'password',
      status: 'Locked',
      last_failed_authentication: '2026-01-02T03:04:05Z',
      extra_data: {
        app_id: 'app',
        app_name: 'Shop',
        temporary: true,
        expired: false,
        expires_in: '2026-01-05'
      }
    })
    expect(read).toMatchObject({
      id: 'a1',
      type: 'password',
      status: 'Locked',
      lastFailureAt: Date.UTC(2026, 0, 2, 3, 4, 5),
      appId: 'app',
      appName: 'Shop',
      temporary: true,
      expired: false,
      expiresAt: Date.UTC(2026, 0, 5)
    })
  })

  it.each([
    [{ name: 'Work phone', extra_data: { phone_number: '+1' } }, 'Work phone'],
    [{ extra_data: { devices: [{ os_type: 'Android', browser: 'Chrome' }] } }, 'Chrome, Android'],
    [{ extra_data: { devices: [{ os_type: 'Android' }] } }, 'Android'],
    [{ extra_data: { email: 'a@example.com', username: 'al' } }, 'a@example.com'],
    [{ extra_data: { phone_number: '+1' } }, '+1'],
    [{ extra_data: { username: 'al' } }, 'al'],
    [{ extra_data: null }, undefined]
  ])('%j is labelled %j', (fields, label) => {
    expect(readAuthenticator({ id: 'a1', type: 'x', ...fields })?.label).toBe(label)
  })

  it('reads any JSON to something that may cross IPC, or to nothing', () => {
    const fields = fc.record({ status: fc.jsonValue(), name: fc.jsonValue(), extra_data: fc.jsonValue() })
    fc.assert(
      fc.property(fields, fc.jsonValue(), (some, id) => {
        const read = readAuthenticator({ ...some, type: 'password', id })
        expect(read === undefined || authenticator.safeParse(read).success).toBe(true)
        expect(
          authenticator.safeParse(readAuthenticator({ ...some, type: 'password', id: 'a' })).success
        ).toBe(true)
      })
    )
  })
})

it('reads sessions and groups, and leaves out what has no id', () => {
  const read = readSession(
    { session_id: 's', start_time: 1_767_323_045, expiration_time: '2026-01-05' },
    'hosted'
  )
  expect(read).toMatchObject({ id: 's', family: 'hosted', startedAt: Date.UTC(2026, 0, 2, 3, 4, 5) })
  expect(session.safeParse(read).success).toBe(true)
  expect(readSession({}, 'backend')).toBeUndefined()
  expect(readGroup({ group_id: 'g' })).toMatchObject({ id: 'g', name: 'g' })
  expect(group.safeParse(readGroup({ group_id: 'g', name: 'VIP', description: 'd' })).success).toBe(true)
  expect(readGroup({ name: 'VIP' })).toBeUndefined()
})
