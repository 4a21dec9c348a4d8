import { days, hours, minutes, type DrillKey, type SeedUser } from './seed-types'

/**
 * The people of the practice calls. The first three call for themselves; in the name of the other three somebody
 * else calls, and the right answer is to refuse.
 */
export const drillSeeds: readonly (SeedUser & { drill: DrillKey })[] = [
  {
    id: 'mN4r8tA0wKq2LpZx7Vb1c',
    drill: 'locked-out',
    name: ['Marta', 'Nowak'],
    email: 'marta.nowak@example.com',
    phone: '+447700900811',
    username: 'marta.nowak',
    externalId: 'CRM-02107',
    created: days(730),
    lastAuth: days(2),
    language: 'pl',
    // for good, so that the call can be practised at any hour
    password: { changed: days(61), locked: 'for-good', failed: minutes(8) },
    smsOtp: 'never',
    hostedSessions: [days(2)]
  },
  {
    id: 'oB6e9lLo3sUn1KfYt5Rw2',
    drill: 'password-run-out',
    name: ['Oluwaseun', 'Bello'],
    email: 'oluwaseun.bello@example.com',
    phone: '+447700900822',
    username: 'obello',
    externalId: 'CRM-02144',
    created: days(1020),
    lastAuth: days(33),
    password: { changed: days(213) },
    emailOtp: days(33)
  },
  {
    id: 'hK1m7uRa9qWe4TyUi8Op3',
    drill: 'phone-only-forgot',
    name: ['Hana', 'Kimura'],
    phone: '+61491570158',
    externalId: 'CRM-02190',
    created: days(415),
    lastAuth: days(58),
    language: 'ja',
    password: { changed: days(120) },
    smsOtp: 'never'
  },
  {
    id: 'vC5a2sTe8lLnXz3Mk6Qp4',
    drill: 'vip-takeover',
    name: ['Victor', 'Castellane'],
    email: 'victor.castellane@example.com',
    phone: '+14155550181',
    username: 'vcastellane',
    externalId: 'CRM-00009',
    created: days(2210),
    lastAuth: hours(30),
    groups: ['vip'],
    customAppData: { account_manager: 'R. Adler' },
    password: { changed: days(36) },
    passkeys: [{ name: 'iPhone 17', os: 'iOS', browser: 'Safari', used: hours(30) }],
    smsOtp: days(36),
    hostedSessions: [hours(30)]
  },
  {
    id: 'jB9r4aNd7tGhRe2Sw5Lx6',
    drill: 'changed-lately',
    name: ['Julia', 'Brandt'],
    email: 'jb4471@freemail.example.org',
    phone: '+493023125184',
    username: 'julia.brandt',
    externalId: 'CRM-01733',
    created: days(880),
    lastAuth: hours(3),
    language: 'de',
    // whoever put this address in has also confirmed it
    updated: hours(3),
    emailVerified: hours(3),
    password: { changed: days(140) },
    backendSessions: [hours(3)]
  },
  {
    id: 'sO3k8oRo5vBnMq1Zx9Cv7',
    drill: 'suspended',
    name: ['Samuel', 'Okoro'],
    email: 'samuel.okoro@example.com',
    phone: '+447700900833',
    username: 'samuel.okoro',
    externalId: 'CRM-01958',
    status: 'Disabled',
    statusChanged: days(6),
    updated: days(6),
    created: days(505),
    lastAuth: days(7),
    customData: { note: 'Suspended by the fraud team, case 2291' },
    password: { changed: days(25) }
  }
]

/** Which drill a user belongs to, by user id. */
export const drillUsers: Readonly<Record<string, DrillKey>> = Object.fromEntries(
  drillSeeds.map(({ id, drill }) => [id, drill])
)
