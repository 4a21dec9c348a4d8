import { days, hours, type SeedUser } from './seed-types'

/** The other people of the tenant: odd records first, then ordinary ones, then those of the other application. */
export const otherUsers: readonly SeedUser[] = [
  {
    id: '7bPyKgC3ANTb3uIJ6HXFj',
    story: 'username-only',
    username: 'kiosk.frontdesk',
    created: days(250),
    lastAuth: days(1),
    password: { changed: days(40) }
  },
  {
    id: 'yNu8aZZeb4Pyzztm4R89Z',
    story: 'phone-only',
    phone: '+61491570156',
    created: days(75),
    lastAuth: days(75),
    smsOtp: days(75)
  },
  {
    id: 'QFOs4HsE4rWlfOtlV_MQG',
    story: 'incomplete-credentials',
    name: ['Imported', 'Account'],
    externalId: 'LEGACY/2019 #4471',
    created: days(2400),
    lastAuth: days(700),
    password: { changed: days(100) }
  },
  {
    id: 'kEJHc7d793uFUeXFwwyU2',
    story: 'long-name',
    name: [
      'Maximiliana-Wilhelmina-Theresa',
      'von Hohenzollern-Sigmaringenau',
      'Friederike Auguste Charlotte E'
    ],
    email: 'maximiliana.wilhelmina.theresa.von.hohenzollern.sigmaringen@subsidiary.department.example.org',
    phone: '+493023125077',
    username: 'maximiliana.wilhelmina.theresa.von.hohenzollern',
    created: days(310),
    lastAuth: days(17),
    password: { changed: days(50) }
  },
  {
    id: 'YuYf1oQ0lJg-tomDyfnDD',
    story: 'everything',
    name: ['Ingrid', 'Sørensen', 'Marie'],
    email: 'ingrid.sorensen@example.com',
    phone: '+447700900674',
    secondaryEmails: ['ingrid@family.example.org', 'i.sorensen@work.example.com'],
    secondaryPhones: ['+46701740623'],
    username: 'ingrid',
    externalId: 'CRM-00001',
    created: days(2000),
    lastAuth: hours(1),
    language: 'nb',
    birthday: '1979-05-17T00:00:00.000Z',
    address: {
      country: 'Norway',
      city: 'Bergen',
      street_address: 'Strandgaten 12',
      postal_code: '5013',
      type: 'Home'
    },
    customData: { loyalty: { tier: 'gold', points: 18250 }, newsletter: true, notes: null },
    customAppData: { vip_user: true, last_order: 'A-2291' },
    groups: ['vip', 'trade', 'beta'],
    password: { changed: days(20) },
    passkeys: [
      { name: 'MacBook Air', os: 'macOS', browser: 'Safari', used: hours(1) },
      { name: 'YubiKey 5C', os: 'Windows', browser: 'Edge' }
    ],
    totp: days(11),
    smsOtp: days(90),
    emailOtp: 'never',
    backendSessions: [hours(1), days(2)],
    hostedSessions: [hours(9), days(6), days(12)]
  },
  ...ordinary([
    ['Mvpku0YzwX82mQ5hcW3MU', 'Ana', 'Lima', 'ana.lima@example.com', '+14155550125', 'ana.lima'],
    ['x00v83A7Xh_Z5hTQbEk8d', 'Ana', 'Lopes', 'ana.lopes@example.org', '+351910000145', 'alopes'],
    ['bp-U2mjNifNVqYsmTXLYY', 'Ana', 'Lorenz', 'ana.lorenz@example.com', '+493023125091', 'ana.lorenz'],
    ['lXXKpMBoCgiEUinelBlFi', 'Anaïs', 'Petit', 'anais.petit@example.com', '+33639980789', 'anais'],
    ['WTxwZ8LUhGzHbL8fNtQx0', 'Maria', 'García', 'maria.garcia@example.com', '+14155550167', 'mgarcia'],
    ['0x_8fX2G0498tF6ru1BNd', 'María', 'García', 'maria.garcia2@example.com', '+14155550168', 'mgarcia2'],
    [
      'LsudYRWveV7AjMo657xEE',
      'Seán',
      'Ó Súilleabháin',
      'sean.osullivan@example.com',
      '+353209155678',
      'sean.os'
    ],
    ['6pMz7myfGWVaRFf7COv9P', 'Nguyễn', 'Thị Hương', 'huong.nguyen@example.com', '+61491570157', 'huong'],
    ['9FS2OAhyv0RJDQhKgQZ5h', 'Ștefan', 'Popescu', 'stefan.popescu@example.com', '+447700900785', 'spopescu'],
    ['pB49duQQkVrnXul9VFqdS', 'Ayşe', 'Yıldız', 'ayse.yildiz@example.com', '+905551234503', 'ayse'],
    ['eJf_RUk9m_QhyPZbB6U95', 'Grace', 'Mwangi', 'grace.mwangi@example.com', '+254712345604', 'gmwangi'],
    ['oz2oJIs9GC81gZp1zEqEv', '민준', '김', 'minjun.kim@example.com', '+821012345605', 'minjun'],
    ['EyQJFBUrRVau6JEGF-7aa', 'Ἑλένη', 'Παπαδοπούλου', 'eleni.p@example.org', '+306912345606', 'eleni'],
    ['GyiebNN-sT08Ly_eboJ_E', 'Ravi', "D'Souza", 'ravi.dsouza@example.com', '+919876543207', 'ravi.ds']
  ]),
  {
    id: 'QdQmQ3c5-Xzgx93v3eMQr',
    story: 'both-apps',
    name: ['Kwame', 'Asante'],
    email: 'kwame.asante@example.com',
    phone: '+14155550179',
    username: 'kwame',
    apps: ['shop', 'loyalty'],
    created: days(560),
    lastAuth: days(2),
    password: { changed: days(80) }
  },
  {
    id: 'tD4kWq8ZsLr1Xb6YnVe0A',
    story: 'locked-in-one-app',
    name: ['Teodora', 'Ilić'],
    email: 'teodora.ilic@example.com',
    phone: '+46701740634',
    username: 'teodora',
    externalId: 'CRM-00512',
    apps: ['shop', 'loyalty'],
    created: days(820),
    lastAuth: days(1),
    password: { changed: days(95), locked: 'for-good', failed: hours(4) },
    elsewhere: { username: 'teodora.i', password: { changed: days(30) } },
    smsOtp: days(30)
  },
  {
    id: 'rB7mHc2PzKu9Gf3TjNw5Q',
    story: 'run-out-in-other-app',
    name: ['Bjarne', 'Kvist'],
    email: 'bjarne.kvist@example.org',
    phone: '+46701740641',
    username: 'bkvist',
    externalId: 'CRM-00519',
    apps: ['shop', 'loyalty'],
    created: days(275),
    lastAuth: days(3),
    password: { changed: days(18) },
    elsewhere: { username: 'bjarne', password: { changed: days(6), temporary: true, neverUsed: true } }
  },
  {
    id: '2Jy-LVoFE3xY2an5Lx74s',
    story: 'other-app-only',
    name: ['Ana', 'López'],
    email: 'ana.lopez@example.org',
    phone: '+34600000108',
    username: 'ana.lopez',
    externalId: 'LOY-88120',
    apps: ['loyalty'],
    created: days(140),
    lastAuth: days(9),
    password: { changed: days(90) }
  },
  {
    id: '6_QGQD_TW1n_AxNSRmtFb',
    story: 'other-app-only',
    name: ['Bastian', 'Krüger'],
    email: 'bastian.krueger@example.com',
    phone: '+493023125133',
    apps: ['loyalty'],
    created: days(60),
    lastAuth: days(8),
    smsOtp: days(8)
  },
  {
    id: '16ADuqkEr-fre8zmh-eG1',
    story: 'other-app-only',
    name: ['Nadia', 'Haddad'],
    email: 'nadia.haddad@example.org',
    apps: ['loyalty'],
    status: 'Pending',
    unverified: true,
    created: days(1)
  }
]

type Row = [id: string, first: string, last: string, email: string, phone: string, username: string]

/** People with nothing the matter: verified contacts and a password that still has weeks to go. */
function ordinary(rows: Row[]): SeedUser[] {
  return rows.map(([id, first, last, email, phone, username], i) => ({
    id,
    name: [first, last],
    email,
    phone,
    username,
    externalId: `CRM-${String(400 + i * 7).padStart(5, '0')}`,
    created: days(90 + i * 61),
    lastAuth: hours(7 + i * 31),
    password: { changed: days(5 + i * 9) },
    ...(i % 3 === 0 && { hostedSessions: [hours(7 + i * 31)] }),
    ...(i % 4 === 1 && { smsOtp: 'never' as const })
  }))
}
