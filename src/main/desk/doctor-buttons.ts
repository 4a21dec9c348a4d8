import { deskAction } from '../../shared/desk-action'
import type { DoctorButton, DoctorRead } from '../../shared/doctor'
import type { TokenClaims } from '../mosaic/token-claims'
import { actionRefusal, type DoctorFacts, settingsRefusal } from './doctor-facts'
import { isSilent, isUnlimited, mayDo } from './permissions'

type Read = DoctorRead['read']
type Button = DoctorButton['button']
type Judged = Pick<DoctorButton, 'works' | 'why'>

/** One call that a button makes. */
interface Need {
  /** by its name in the Admin Portal (API.md §1.3) */
  permission: string
  /** other subjects whose permission of the same verb suffices */
  also?: readonly string[]
  /** the harmless read that is this very call */
  read?: Read
}

interface Rests {
  needs: readonly Need[]
  /** without it the button works, but for this */
  eases?: { need: Need; without: string }
  /** known of the button whatever the client may do */
  besides?: string
  /** what it does belongs to one application, and a management client has none (API.md §10.19) */
  ofApplication?: true
  /** Mosaic refuses it where the application has no sign-in by password (API.md §4.1) */
  ofPasswords?: true
}

const readUsers: Need = { permission: 'users:read', read: 'user' }
const listUsers: Need = { permission: 'users:list', also: ['user'], read: 'users' }
const changeStatus: Rests = { needs: [readUsers, { permission: 'users:edit' }] }
const createUsers: Need = { permission: 'users:create' }
const editPasswords: Need = { permission: 'authenticators:edit' }
const execute: Need = { permission: 'auth:execute' }
const endSessions: Need = { permission: 'sessions:delete' }
const readSettings: Need = {
  permission: 'authentication-methods:read',
  also: ['config'],
  read: 'login-preferences'
}

const setPassword: Rests = {
  needs: [readUsers, editPasswords],
  eases: {
    need: { permission: 'authenticators:create' },
    without: 'Only for users who have a password: a first one needs authenticators:create, which is missing.'
  },
  ofApplication: true,
  ofPasswords: true
}
/** Checking a code or a password signs the user in (API.md §6.1). */
const signsIn = {
  need: endSessions,
  without: 'The session that a check opens stays open: sessions:delete is missing.'
}

/** What each button rests on (the cheat-sheet of API.md §1.3). */
const rests: Record<Button, Rests> = {
  find: {
    needs: [readUsers],
    eases: { need: listUsers, without: 'Only by a whole identifier: users:list is missing.' }
  },
  'verify-by-code': { needs: [readUsers, execute], eases: signsIn },
  unlock: {
    needs: [
      readUsers,
      { permission: 'authenticators:read', also: ['user', 'organization', 'org'], read: 'authenticators' },
      editPasswords
    ],
    besides: 'Mosaic brings unlocking to one region after the other: the first use tells whether it is here.',
    ofApplication: true,
    ofPasswords: true
  },
  issue: setPassword,
  'set-password': setPassword,
  'send-reset': { needs: [readUsers, execute], ofApplication: true, ofPasswords: true },
  'access-code': { needs: [readUsers, execute] },
  'sign-in-check': {
    needs: [readUsers, execute],
    eases: signsIn,
    ofApplication: true,
    ofPasswords: true
  },
  'sign-out': { needs: [readUsers, endSessions] },
  suspend: changeStatus,
  activate: changeStatus,
  // each identifier is looked up first
  create: { needs: [readUsers, createUsers] },
  'add-to-app': { needs: [readUsers, createUsers], ofApplication: true },
  'password-settings-read': { needs: [readSettings], ofApplication: true },
  'password-settings-edit': {
    needs: [readSettings, { permission: 'authentication-methods:edit', also: ['config'] }],
    ofApplication: true,
    ofPasswords: true
  }
}

const order: readonly Button[] = [
  'find',
  'verify-by-code',
  ...deskAction.options,
  'password-settings-read',
  'password-settings-edit'
]

/** Which buttons of the desk will work with this client on this machine, as far as that can be known without changing anything. */
export function doctorButtons(
  claims: TokenClaims,
  reads: readonly DoctorRead[],
  facts: DoctorFacts
): DoctorButton[] {
  return order.map((button) => {
    const judged = judgeButton(rests[button], claims, reads)
    const hindrances = [
      refusalOf(button, facts),
      rests[button].ofPasswords && facts.passwordLogin === false ? noPasswordLogin : undefined,
      judged.works === 'no' ? judged.why : undefined
    ].filter((why) => why !== undefined)
    if (hindrances.length === 0) return { button, ...judged }
    return { button, works: 'no', why: hindrances.join(' ') }
  })
}

const noPasswordLogin = 'There is no password login in this application: Mosaic refuses it.'

/** Why this machine does not let it be pressed, whatever the client may do. */
function refusalOf(button: Button, facts: DoctorFacts): string | undefined {
  if (button === 'password-settings-edit') return settingsRefusal(facts)
  const action = deskAction.safeParse(button)
  return action.success ? actionRefusal(facts, action.data) : undefined
}

function judgeButton(
  { needs, eases, besides, ofApplication }: Rests,
  claims: TokenClaims,
  reads: readonly DoctorRead[]
): Judged {
  const judged = needs.map((need) => judgeNeed(need, claims, reads))
  const short = judged.find(({ works }) => works === 'no') ?? judged.find(({ works }) => works === 'unknown')
  if (short !== undefined) return short
  if (ofApplication && claims.admin) return { works: 'unknown', why: managementWords }
  const eased = eases === undefined || judgeNeed(eases.need, claims, reads).works !== 'no'
  const [why = ''] = judged.map((one) => one.why).toReversed()
  const more = eased ? [besides] : [besides, eases.without]
  return { works: 'yes', why: [why, ...more.filter((text) => text !== undefined)].join(' ') }
}

const managementWords =
  'This is a management client, and Mosaic does not say which application it then acts on. Use the application’s own client.'

/** What was tried is known; for all else the token has to do. */
function judgeNeed(need: Need, claims: TokenClaims, reads: readonly DoctorRead[]): Judged {
  const tried = reads.find(({ read }) => read === need.read)
  if (tried?.state === 'works') return { works: 'yes', why: 'The read that it begins with works.' }
  if (tried?.state === 'denied') {
    return { works: 'no', why: `Mosaic refuses the read that it begins with: ${need.permission} is missing.` }
  }
  if (tried?.state === 'not-enabled')
    return { works: 'no', why: 'The read that it begins with is not enabled in this region or tenant.' }
  if (!mayDo(claims, [...subjectsOf(need), ...(need.also ?? [])], verbOf(need)))
    return { works: 'no', why: `The permission ${need.permission} is missing.` }
  if (tried?.state === 'failed')
    return { works: 'unknown', why: 'The read that it begins with failed, so nothing was found out.' }
  return judgeUntried(need, claims)
}

function judgeUntried({ permission }: Need, claims: TokenClaims): Judged {
  if (claims.admin) return { works: 'yes', why: 'A management client may do everything in the tenant.' }
  if (isSilent(claims))
    return {
      works: 'unknown',
      why: 'The token does not say what its client may do: Mosaic decides each time.'
    }
  if (isUnlimited(claims))
    return { works: 'yes', why: 'The client has no role, so Mosaic lets it do everything.' }
  if (claims.permissions.length === 0)
    return { works: 'unknown', why: 'The token names the client’s roles, but not what they allow.' }
  return { works: 'yes', why: `The client has ${permission}, or what stands for it.` }
}

const subjectsOf = ({ permission }: Need): string[] => [(permission.split(':')[0] ?? '').replace(/s$/, '')]
const verbOf = ({ permission }: Need): string => permission.split(':')[1] ?? ''
