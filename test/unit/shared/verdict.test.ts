import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unknownType } from '../../../src/shared/not-reported'
import type { Authenticator, User } from '../../../src/shared/user'
import { verdict, type VerdictFacts, type VerdictKind } from '../../../src/shared/verdict'

const now = Date.parse('2026-11-23T14:13:00Z')
const hour = 3600_000
const day = 24 * hour
const formatTime = (time: number) => `at ${new Date(time).toISOString().slice(0, 16)}`

const verified = { value: 'x', verified: true }
const base: User = {
  id: 'u1',
  status: 'Active',
  displayName: 'Ana',
  email: verified,
  secondaryEmails: [],
  secondaryPhones: [],
  groupIds: [],
  password: { expired: false, temporary: false, updatedAt: now - 90 * day, expiresAt: now + 30 * day }
}
const untyped: Authenticator = { type: unknownType, status: 'Active' }
const passwordWith = (change: Partial<Authenticator> = {}): Authenticator => ({
  id: 'a1',
  type: 'password',
  status: 'Active',
  ...change
})
const judge = (
  user: Partial<User>,
  authenticators: Authenticator[] | undefined = [passwordWith()],
  more: Partial<VerdictFacts> = {}
) => verdict({ user: { ...base, ...user }, authenticators, now, formatTime, ...more })

interface Row {
  when: string
  user?: Partial<User>
  authenticators?: Authenticator[]
  kind: VerdictKind
  action?: string
  says: RegExp
  also?: RegExp[]
}

const temporary = (expiresAt: number, expired = false) => ({
  expired,
  temporary: true,
  updatedAt: now - hour,
  expiresAt
})
const { password: _password, ...withoutPassword } = base
const { email: _email, ...withoutContacts } = base

const rows: Row[] = [
  {
    when: 'suspended',
    user: { status: 'Disabled' },
    kind: 'disabled',
    action: 'activate',
    says: /suspended/
  },
  { when: 'pending', user: { status: 'Pending' }, kind: 'pending', action: 'issue', says: /never signed in/ },
  { when: 'a status nobody knows', user: { status: 'Frozen' }, kind: 'unknown-status', says: /“Frozen”/ },
  {
    when: 'locked by policy',
    authenticators: [passwordWith({ status: 'Locked', lastFailureAt: now - 6 * 60_000 })],
    kind: 'locked',
    action: 'unlock',
    says: /locked after too many wrong attempts.*opens by itself at 2026-11-23T14:22/s
  },
  {
    when: 'locked, end unknown',
    authenticators: [passwordWith({ status: 'Locked' })],
    kind: 'locked',
    action: 'unlock',
    says: /does not say when/
  },
  {
    when: 'locked for longer than usual',
    authenticators: [passwordWith({ status: 'Locked', lastFailureAt: now - hour })],
    kind: 'locked',
    action: 'unlock',
    says: /locks for longer/
  },
  {
    when: 'blocked by an administrator',
    authenticators: [passwordWith({ status: 'Deactivated' })],
    kind: 'blocked',
    action: 'unlock',
    says: /blocked by an administrator/
  },
  {
    when: 'no password',
    user: { ...withoutPassword, password: undefined } as Partial<User>,
    authenticators: [],
    kind: 'no-password',
    action: 'issue',
    says: /No password is registered/
  },
  {
    when: 'temporary, run out by its date',
    user: { password: temporary(now - hour) },
    kind: 'temporary-run-out',
    action: 'issue',
    says: /temporary password has run out.*T13:13/s
  },
  {
    when: 'temporary, run out by its mark',
    user: { password: { expired: true, temporary: true } },
    kind: 'temporary-run-out',
    action: 'issue',
    says: /not used in time/
  },
  {
    when: 'temporary, waiting',
    user: { password: temporary(now + hour) },
    kind: 'temporary-waiting',
    action: 'issue',
    says: /waiting to be used until at 2026-11-23T15:13/
  },
  {
    when: 'temporary, waiting, end unknown',
    user: { password: { expired: false, temporary: true } },
    kind: 'temporary-waiting',
    action: 'issue',
    says: /waiting to be used\./
  },
  {
    when: 'expired',
    user: { password: { expired: true, temporary: false, expiresAt: now - day } },
    kind: 'expired',
    action: 'issue',
    says: /has expired/
  },
  {
    when: 'expires within 3 days',
    user: { password: { expired: false, temporary: false, expiresAt: now + 3 * day } },
    kind: 'expires-soon',
    action: 'issue',
    says: /still works; it expires/
  },
  {
    when: 'pending, although they have signed in',
    user: { status: 'Pending', lastSignInAt: now - day },
    kind: 'pending',
    action: 'issue',
    says: /although they have signed in before/
  },
  {
    when: 'pending, and a way of theirs was used',
    user: { status: 'Pending' },
    authenticators: [passwordWith({ lastSuccessAt: now - day })],
    kind: 'pending',
    action: 'issue',
    says: /although they have signed in before/
  },
  { when: 'no status', user: { status: '' }, kind: 'unknown-status', says: /reports no status/ },
  {
    when: 'no status, as the client marks it',
    user: { status: 'Unknown' },
    kind: 'unknown-status',
    says: /reports no status/
  },
  {
    when: 'expired, which only the authenticator knows',
    user: { password: { expired: false, temporary: false } },
    authenticators: [passwordWith({ expiresAt: now - hour })],
    kind: 'expired',
    action: 'issue',
    says: /expired at 2026-11-23T13:13/
  },
  {
    when: 'temporary, whose end only the authenticator knows',
    user: { password: { expired: false, temporary: true } },
    authenticators: [passwordWith({ expiresAt: now + hour })],
    kind: 'temporary-waiting',
    action: 'issue',
    says: /until at 2026-11-23T15:13/
  },
  {
    when: 'two passwords, of which one has expired: which is meant is not known',
    user: { password: { expired: false, temporary: false } },
    authenticators: [passwordWith({ expiresAt: now - hour }), passwordWith({ id: 'a2' })],
    kind: 'fine',
    action: 'issue',
    says: /Nothing wrong/
  },
  {
    when: 'a locked passkey and a blocked PIN',
    authenticators: [
      passwordWith(),
      { id: 'k', type: 'webauthn', status: 'Locked', label: 'Pixel 9' },
      { id: 'p', type: 'pin_authenticator', status: 'Deactivated' }
    ],
    kind: 'other-locked',
    action: 'issue',
    says: /Other ways to sign in are locked: Passkey “Pixel 9”, PIN \(by an administrator\)\./
  },
  {
    when: 'locked phone biometrics',
    authenticators: [passwordWith(), { id: 'b', type: 'mobile_biometric', status: 'Locked' }],
    kind: 'other-locked',
    action: 'issue',
    says: /Another way to sign in is locked: Phone biometrics\./
  },
  {
    when: 'not known whether anything is verified',
    user: { email: { value: 'x' } },
    kind: 'fine',
    action: 'issue',
    says: /Nothing wrong/
  },
  {
    when: 'one not verified, the other not known',
    user: { email: { value: 'x', verified: false }, phone: { value: '+1' } },
    kind: 'fine',
    action: 'issue',
    says: /Nothing wrong/
  },
  {
    when: 'nothing verified',
    user: { email: { value: 'x', verified: false } },
    kind: 'contacts-unverified',
    action: 'issue',
    says: /resets cannot reach them/
  },
  {
    when: 'no contact at all',
    user: { ...withoutContacts, email: undefined } as Partial<User>,
    kind: 'contacts-unverified',
    action: 'issue',
    says: /resets cannot reach/
  },
  { when: 'nothing wrong', kind: 'fine', action: 'issue', says: /Nothing wrong is seen here/ },
  // rows in combination
  {
    when: 'suspended and locked',
    user: { status: 'Disabled' },
    authenticators: [passwordWith({ status: 'Locked' })],
    kind: 'disabled',
    action: 'activate',
    says: /suspended/,
    also: [/locked/]
  },
  {
    when: 'suspended, so its password is deactivated',
    user: { status: 'Disabled' },
    authenticators: [passwordWith({ status: 'Deactivated' })],
    kind: 'disabled',
    action: 'activate',
    says: /suspended/,
    also: []
  },
  {
    when: 'locked and temporary run out',
    user: { password: temporary(now - hour) },
    authenticators: [passwordWith({ status: 'Locked' })],
    kind: 'locked',
    action: 'unlock',
    says: /locked/,
    also: [/temporary password has run out/]
  },
  {
    when: 'pending with a temporary one and nothing verified',
    user: { status: 'Pending', password: temporary(now + hour), email: { value: 'x', verified: false } },
    kind: 'pending',
    action: 'issue',
    says: /pending/,
    also: [/waiting/, /cannot reach/]
  },
  {
    when: 'password and passkey locked',
    authenticators: [passwordWith({ status: 'Locked' }), { id: 'k', type: 'webauthn', status: 'Locked' }],
    kind: 'locked',
    action: 'unlock',
    says: /The account itself is not locked\./,
    also: [/locked: Passkey\./]
  },
  {
    when: 'suspended, so every way is deactivated',
    user: { status: 'Disabled' },
    authenticators: [
      passwordWith({ status: 'Deactivated' }),
      { id: 'k', type: 'webauthn', status: 'Deactivated' }
    ],
    kind: 'disabled',
    action: 'activate',
    says: /suspended/,
    also: []
  },
  {
    when: 'pending again, with a PIN locked and an end that only the authenticator knows',
    user: {
      status: 'Pending',
      lastSignInAt: now - day,
      password: { expired: false, temporary: false }
    },
    authenticators: [
      passwordWith({ expiresAt: now + day }),
      { id: 'p', type: 'pin_authenticator', status: 'Locked' }
    ],
    kind: 'pending',
    action: 'issue',
    says: /although/,
    also: [/locked: PIN\./, /expires at 2026-11-24T14:13/]
  },
  {
    when: 'two passwords, one locked one blocked',
    authenticators: [passwordWith({ status: 'Deactivated' }), passwordWith({ id: 'a2', status: 'Locked' })],
    kind: 'locked',
    action: 'unlock',
    says: /locked/,
    also: [/blocked/]
  }
]

describe('verdict', () => {
  it.each(rows)('$when → $kind', ({ user = {}, authenticators, kind, action, says, also }) => {
    const judged = judge(user, authenticators)
    expect(judged.kind).toBe(kind)
    expect(judged.action).toBe(action)
    expect(`${judged.sentence} ${judged.detail}`).toMatch(says)
    if (also !== undefined) {
      expect(judged.also).toHaveLength(also.length)
      also.forEach((pattern, index) => expect(judged.also[index]).toMatch(pattern))
    }
  })

  it('heeds only the password of this application', () => {
    const others = [
      passwordWith({ appId: 'mine' }),
      passwordWith({ id: 'a2', status: 'Locked', appId: 'theirs' })
    ]
    expect(judge({}, others, { appId: 'mine' }).kind).toBe('fine')
    expect(judge({}, others, { appId: 'theirs' }).kind).toBe('locked')
    expect(judge({}, others).kind).toBe('locked')
  })

  it('does not call a lock of another way to sign in a password lock', () => {
    const judged = judge({}, [passwordWith(), { id: 'k', type: 'webauthn', status: 'Locked' }])
    expect(judged.kind).not.toBe('locked')
    expect(judged.action).not.toBe('unlock')
  })

  it('says that locks are not known while the authenticators are not', () => {
    const judged = verdict({ user: base, authenticators: undefined, now, formatTime })
    expect(judged.kind).toBe('fine')
    expect(judged.tone).not.toBe('good')
    expect(`${judged.sentence} ${judged.detail}`).toMatch(/cannot be ruled out/)
  })

  it('does not rule out what an authenticator without a type may be', () => {
    const none = { password: undefined } as Partial<User>
    expect(judge(none, [untyped]).sentence).toMatch(/locks are not known/)
    expect(judge({}, [passwordWith(), untyped]).sentence).toMatch(/locks are not known/)
    expect(judge(none, [passwordWith({ status: 'Locked' }), untyped]).kind).toBe('locked')
  })

  it('sees the lock of a password that came without an id', () => {
    expect(judge({}, [{ type: 'password', status: 'Locked' }]).kind).toBe('locked')
  })

  it('always answers one sentence, for any user, and names each finding once', () => {
    const anyPassword = fc.option(
      fc.record({
        expired: fc.boolean(),
        temporary: fc.boolean(),
        expiresAt: fc.integer({ min: now - 9 * day, max: now + 9 * day })
      }),
      { nil: undefined }
    )
    const anyAuthenticator = fc.record({
      id: fc.string({ minLength: 1 }),
      type: fc.constantFrom('password', 'totp'),
      status: fc.constantFrom('Active', 'Locked', 'Deactivated', 'Registered', 'Deleted', 'New')
    })
    fc.assert(
      fc.property(
        fc.constantFrom('Active', 'Disabled', 'Pending', 'Odd'),
        anyPassword,
        fc.option(fc.array(anyAuthenticator), { nil: undefined }),
        (status, password, authenticators) => {
          const judged = verdict({
            user: { ...base, status, password } as User,
            authenticators,
            now,
            formatTime
          })
          expect(judged.sentence).not.toBe('')
          expect(judged.also).not.toContain(judged.sentence)
          expect(new Set(judged.also).size).toBe(judged.also.length)
          if (status === 'Disabled') expect(judged.kind).toBe('disabled')
        }
      )
    )
  })
})
