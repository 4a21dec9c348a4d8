import { describe, expect, it } from 'vitest'
import { verificationWays, type WaysInput } from '../../../src/main/desk/ways'
import type { User } from '../../../src/shared/user'
import { verificationKind } from '../../../src/shared/verification'

const now = 1_764_000_000_000
const day = 24 * 3_600_000
const verifiedAt = now - 300 * day

const ana: User = {
  id: 'u',
  status: 'Active',
  displayName: 'Ana López',
  updatedAt: now - 30 * day,
  email: { value: 'ana.lopez@example.com', verified: true, verifiedAt },
  phone: { value: '+14155550123', verified: true, verifiedAt },
  secondaryEmails: [{ value: 'other@example.com', verified: true }],
  secondaryPhones: [],
  groupIds: [],
  password: { expired: false, temporary: false }
}

const ways = (more: Partial<Omit<WaysInput, 'policy'>> = {}, policy: Partial<WaysInput['policy']> = {}) => {
  const list = verificationWays({
    user: ana,
    redirectUri: 'https://shop.example.com/signed-in',
    ownChanges: [],
    now,
    policy: {
      kinds: verificationKind.options,
      allowUnverifiedContact: false,
      allowRecentlyChanged: false,
      ...policy
    },
    ...more
  })
  return Object.fromEntries(list.map((way) => [way.kind, way]))
}

it('everything is ready for a caller whose contacts were verified long ago', () => {
  const list = Object.values(ways())
  expect(list.map(({ kind, state }) => [kind, state])).toEqual(
    verificationKind.options.map((kind) => [kind, 'ready'])
  )
  expect(ways()['sms-code']?.to).toBe('•••0123')
  expect(ways()['email-code']?.to).toBe('a•••@example.com')
  expect(JSON.stringify(list)).not.toContain('ana.lopez')
  expect(JSON.stringify(list)).not.toContain('4155550123')
})

it('only the kinds of the policy, in its order', () => {
  const list = verificationWays({
    user: ana,
    redirectUri: undefined,
    ownChanges: [],
    now,
    policy: { kinds: ['in-person', 'sms-code'], allowUnverifiedContact: false, allowRecentlyChanged: false }
  })
  expect(list.map(({ kind }) => kind)).toEqual(['in-person', 'sms-code'])
})

describe('what cannot be used says why', () => {
  const unverified = { ...ana, phone: { value: '+14155550123', verified: false } }
  const changed = { ...ana, updatedAt: now - 3 * 3_600_000 }
  it.each<[string, keyof ReturnType<typeof ways>, Parameters<typeof ways>, string, RegExp]>([
    ['no phone', 'sms-code', [{ user: { ...ana, phone: undefined } }], 'off', /no phone number/],
    ['no phone to call', 'call-back', [{ user: { ...ana, phone: undefined } }], 'off', /no phone number/],
    ['no e-mail', 'email-link', [{ user: { ...ana, email: undefined } }], 'off', /no e-mail address/],
    ['no redirect URI', 'email-link', [{ redirectUri: undefined }], 'off', /redirect URI/],
    ['no password', 'current-password', [{ user: { ...ana, password: undefined } }], 'off', /No password/],
    ['suspended', 'sms-code', [{ user: { ...ana, status: 'Disabled' } }], 'off', /suspended/],
    ['unverified', 'sms-code', [{ user: unverified }], 'risky', /not verified/],
    ['unverified, to call', 'call-back', [{ user: unverified }], 'risky', /not verified/],
    [
      'unverified, with consent',
      'sms-code',
      [{ user: unverified }, { allowUnverifiedContact: true }],
      'ready',
      /not verified/
    ],
    [
      'unverified, with another consent',
      'sms-code',
      [{ user: unverified }, { allowRecentlyChanged: true }],
      'risky',
      /not verified/
    ],
    ['changed', 'email-code', [{ user: changed }], 'risky', /within the last 24 hours/],
    [
      'changed, with consent',
      'email-code',
      [{ user: changed }, { allowRecentlyChanged: true }],
      'ready',
      /within the last 24 hours/
    ]
  ])('%s', (_name, kind, input, state, why) => {
    const way = ways(...input)[kind]
    expect(way?.state).toBe(state)
    expect(way?.why).toMatch(why)
  })
})

it('a suspended user can still be vouched for', () => {
  const suspended = ways({ user: { ...ana, status: 'Disabled' } })
  expect(suspended['manager-approval']?.state).toBe('ready')
  expect(suspended['in-person']?.state).toBe('ready')
  expect(suspended['call-back']?.state).toBe('ready')
})

it('there is no way by knowledge questions', () => {
  expect(verificationKind.options.some((kind) => /question|knowledge|secret/.test(kind))).toBe(false)
})
