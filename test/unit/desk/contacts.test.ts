import { expect, it } from 'vitest'
import { contactRisks, type RiskInput } from '../../../src/main/desk/contacts'
import type { User } from '../../../src/shared/user'

const now = 1_764_000_000_000
const hours = (count: number) => count * 3_600_000

const ana: User = {
  id: 'u',
  status: 'Active',
  displayName: 'Ana',
  createdAt: now - hours(9_000),
  updatedAt: now - hours(400),
  secondaryEmails: [],
  secondaryPhones: [],
  groupIds: []
}
const verified = { value: '+14155550123', verified: true, verifiedAt: now - hours(8_000) }

it.each<[string, Partial<RiskInput>, string[]]>([
  ['verified long ago, nothing changed', {}, []],
  ['not verified', { contact: { value: 'x', verified: false } }, ['unverified']],
  ['not said to be verified', { contact: { value: 'x' } }, ['unverified']],
  ['verified an hour ago', { contact: { ...verified, verifiedAt: now - hours(1) } }, ['recently-changed']],
  ['profile changed 23 h ago', { user: { ...ana, updatedAt: now - hours(23) } }, ['recently-changed']],
  ['profile changed 24 h ago', { user: { ...ana, updatedAt: now - hours(24) } }, []],
  ['changed just after our clock', { user: { ...ana, updatedAt: now + 3_000 } }, ['recently-changed']],
  ['only signed in', { user: { ...ana, updatedAt: now - hours(2), lastSignInAt: now - hours(2) + 900 } }, []],
  [
    'changed since the last sign-in',
    { user: { ...ana, updatedAt: now - hours(1), lastSignInAt: now - hours(2) } },
    ['recently-changed']
  ],
  [
    'a new contact is not hidden by a sign-in',
    {
      user: { ...ana, updatedAt: now - hours(1), lastSignInAt: now - hours(1) },
      contact: { ...verified, verifiedAt: now - hours(3) }
    },
    ['recently-changed']
  ],
  [
    'changed by us',
    {
      user: { ...ana, updatedAt: now - hours(1) },
      ownChanges: [{ from: now - hours(1) - 100, to: now - hours(1) + 200 }]
    },
    []
  ],
  [
    'changed by us and again by somebody',
    {
      user: { ...ana, updatedAt: now - hours(1) },
      ownChanges: [{ from: now - hours(2), to: now - hours(2) + 200 }]
    },
    ['recently-changed']
  ],
  [
    'unverified and new',
    { user: { ...ana, updatedAt: now - hours(1) }, contact: { value: 'x' } },
    ['unverified', 'recently-changed']
  ]
])('%s', (_name, more, risks) => {
  expect(contactRisks({ user: ana, contact: verified, ownChanges: [], now, ...more })).toEqual(risks)
})
