import { describe, expect, it } from 'vitest'
import { doctorButtons } from '../../../src/main/desk/doctor-buttons'
import type { DoctorFacts } from '../../../src/main/desk/doctor-facts'
import { doctorWarnings } from '../../../src/main/desk/doctor-warnings'
import type { TokenClaims } from '../../../src/main/mosaic/token-claims'
import { fillPolicy } from '../../../src/main/policy/fill'
import { deskAction } from '../../../src/shared/desk-action'
import { doctorReport, type DoctorButton, type DoctorRead } from '../../../src/shared/doctor'
import type { PolicyFile } from '../../../src/shared/policy'

type Button = DoctorButton['button']

const helpdesk: TokenClaims = {
  appId: 'app-1',
  appName: 'Shop',
  tenantId: 't',
  permissions: [
    'users:read',
    'users:list',
    'users:create',
    'users:edit',
    'authenticators:read',
    'authenticators:create',
    'authenticators:edit',
    'auth:execute',
    'sessions:read',
    'sessions:delete',
    'authentication-methods:read',
    'authentication-methods:edit'
  ],
  roles: ['Helpdesk'],
  admin: false,
  expiresAt: 0
}
const having = (...permissions: string[]): TokenClaims => ({ ...helpdesk, permissions })
const without = (...missing: string[]): TokenClaims =>
  having(...helpdesk.permissions.filter((name) => !missing.includes(name)))

const names = [
  'users',
  'user',
  'authenticators',
  'sessions',
  'groups',
  'applications',
  'login-preferences'
] as const
const reads = (changes: Partial<Record<DoctorRead['read'], DoctorRead['state']>> = {}): DoctorRead[] =>
  names.map((read) => ({ read, state: changes[read] ?? 'works' }))
/** Nothing could be tried: only the token speaks. */
const untried: DoctorRead[] = names.map((read) => ({ read, state: 'not-tried' }))

/** The policy takes nothing away, and the application has passwords. */
const free: DoctorFacts = factsOf({ passwordSettings: { edit: true } })
function factsOf(file: Partial<PolicyFile>, more: Partial<DoctorFacts> = {}): DoctorFacts {
  const policy = fillPolicy({ version: 1, ...file })
  return {
    policy: { source: 'own', file: 'policy.json', locked: false, policy },
    environment: 'production',
    passwordLogin: true,
    ...more
  }
}

const worksOf = (claims: TokenClaims, tried = reads(), facts = free) =>
  Object.fromEntries(doctorButtons(claims, tried, facts).map(({ button, works }) => [button, works]))
const buttonOf = (button: Button, claims: TokenClaims, tried = reads(), facts = free) =>
  doctorButtons(claims, tried, facts).find((one) => one.button === button)
/** Those that do not work. */
const hinderedBy = (facts: DoctorFacts, claims = helpdesk) =>
  doctorButtons(claims, reads(), facts).filter(({ works }) => works === 'no')

describe('the buttons', () => {
  it('are all there once, with what they rest on in words', () => {
    const buttons = doctorButtons(helpdesk, reads(), free)
    expect(buttons.map(({ button }) => button).sort()).toEqual(
      [
        ...deskAction.options,
        'find',
        'verify-by-code',
        'password-settings-read',
        'password-settings-edit'
      ].sort()
    )
    for (const { why } of buttons) expect(why).toMatch(/^[A-Z].+\.$/)
    expect(doctorReport.shape.buttons.parse(buttons)).toEqual(buttons)
  })

  it('all work for a helpdesk’s client, and for one without a role', () => {
    expect(new Set(Object.values(worksOf(helpdesk)))).toEqual(new Set(['yes']))
    const noRole = { ...helpdesk, roles: [], permissions: [] }
    expect(new Set(Object.values(worksOf(noRole)))).toEqual(new Set(['yes']))
    expect(buttonOf('create', noRole)?.why).toContain('no role')
  })

  it.each<[string, Button[]]>([
    ['users:create', ['add-to-app', 'create']],
    ['users:edit', ['activate', 'suspend']],
    ['authenticators:edit', ['issue', 'set-password', 'unlock']],
    ['auth:execute', ['access-code', 'send-reset', 'sign-in-check', 'verify-by-code']],
    ['sessions:delete', ['sign-out']],
    ['authentication-methods:edit', ['password-settings-edit']],
    ['sessions:read', []],
    ['users:list', []],
    ['authenticators:create', []]
  ])('without %s, %j do not work', (missing, expected) => {
    const buttons = doctorButtons(without(missing), reads(), free)
    expect(buttons.flatMap(({ button, works }) => (works === 'no' ? [button] : [])).sort()).toEqual(expected)
    for (const { works, why } of buttons) if (works === 'no') expect(why).toContain(missing)
  })

  it.each<[Button, string]>([
    ['issue', 'authenticators:create'],
    ['set-password', 'authenticators:create'],
    ['find', 'users:list'],
    ['verify-by-code', 'sessions:delete'],
    ['sign-in-check', 'sessions:delete']
  ])('%s works without %s, but for what it says', (button, missing) => {
    const claims = missing === 'users:list' ? having('apps:edit', 'auth:execute') : without(missing)
    const tried = missing === 'users:list' ? reads({ users: 'denied' }) : reads()
    expect(buttonOf(button, claims, tried)).toMatchObject({
      works: 'yes',
      why: expect.stringContaining(missing) as string
    })
    expect(buttonOf(button, helpdesk)?.why).not.toContain('is missing')
  })

  it.each<[string, string[], Button]>([
    ['for all applications', ['apps:edit'], 'unlock'],
    ['for its own application', ['app-1:edit'], 'suspend'],
    ['for everything', ['*:edit'], 'issue'],
    ['with every verb', ['authenticators:*'], 'unlock'],
    ['in the order of the guides', ['edit:authenticators'], 'unlock'],
    ['by the settings’ other name', ['config:edit'], 'password-settings-edit']
  ])('a permission %s suffices', (_how, permissions, button) => {
    expect(buttonOf(button, having(...permissions))?.works).toBe('yes')
  })

  it('a permission of another application does not', () => {
    expect(buttonOf('suspend', having('app-2:edit'))?.works).toBe('no')
  })

  it('what was refused does not work, whatever the token says', () => {
    const states = worksOf(helpdesk, reads({ user: 'denied' }))
    expect(states).toMatchObject({ find: 'no', unlock: 'no', issue: 'no', create: 'no' })
    expect(worksOf(helpdesk, reads({ 'login-preferences': 'denied' }))).toMatchObject({
      'password-settings-read': 'no',
      'password-settings-edit': 'no',
      unlock: 'yes'
    })
  })

  it('what works works, whatever the token says', () => {
    expect(buttonOf('password-settings-read', having('users:read'))?.works).toBe('yes')
    expect(buttonOf('find', having('groups:read'))?.works).toBe('yes')
  })

  it('listing authenticators that a region lacks takes unlocking with it', () => {
    expect(buttonOf('unlock', helpdesk, reads({ authenticators: 'not-enabled' }))?.works).toBe('no')
    expect(buttonOf('issue', helpdesk, reads({ authenticators: 'not-enabled' }))?.works).toBe('yes')
  })

  it('a read that failed leaves it open, unless the token denies it', () => {
    const failed = reads({ 'login-preferences': 'failed' })
    expect(buttonOf('password-settings-read', helpdesk, failed)?.works).toBe('unknown')
    expect(buttonOf('password-settings-read', having('users:read'), failed)?.works).toBe('no')
  })

  it('a token that does not say gets the benefit of the doubt, and no promise', () => {
    const silent: TokenClaims = { permissions: [], roles: [], admin: false, expiresAt: 0 }
    expect(new Set(Object.values(worksOf(silent, untried)))).toEqual(new Set(['unknown']))
    expect(worksOf(silent)).toMatchObject({ find: 'yes', unlock: 'unknown', 'password-settings-read': 'yes' })
    const namesRoles = { ...helpdesk, permissions: [] }
    expect(buttonOf('unlock', namesRoles)?.works).toBe('unknown')
  })

  it('those that are about passwords do not work without password login', () => {
    const facts = factsOf({ passwordSettings: { edit: true } }, { passwordLogin: false })
    const hindered = hinderedBy(facts)
    expect(hindered.map(({ button }) => button).sort()).toEqual([
      'issue',
      'password-settings-edit',
      'send-reset',
      'set-password',
      'sign-in-check',
      'unlock'
    ])
    for (const { why } of hindered) expect(why).toContain('no password login in this application')
    // that it could not be read says nothing
    expect(hinderedBy({ ...facts, passwordLogin: undefined })).toEqual([])
  })

  it('what this machine’s policy takes away does not work, and that is the reason', () => {
    const facts = factsOf({ actions: { allowed: ['unlock', 'suspend'] }, passwordSettings: { edit: false } })
    const states = worksOf(helpdesk, reads(), facts)
    expect(states).toMatchObject({ unlock: 'yes', suspend: 'yes', find: 'yes', 'verify-by-code': 'yes' })
    expect(states).toMatchObject({ issue: 'no', create: 'no', 'password-settings-edit': 'no' })
    expect(states['password-settings-read']).toBe('yes')
    for (const { why } of hinderedBy(facts)) expect(why).toContain('This machine’s policy does not allow it')
  })

  it('“Edit settings” is of the practice tenant alone where no policy says more', () => {
    expect(buttonOf('password-settings-edit', helpdesk, reads(), factsOf({}))).toMatchObject({
      works: 'no',
      why: expect.stringContaining('This machine’s policy') as string
    })
    const practice = factsOf({}, { environment: 'practice' })
    expect(buttonOf('password-settings-edit', helpdesk, reads(), practice)?.works).toBe('yes')
  })

  it('a policy that cannot be read leaves the reads', () => {
    const { policy } = factsOf({})
    const facts = { ...free, policy: { ...policy, locked: true, problem: 'x'.repeat(1_000) } }
    const working = doctorButtons(helpdesk, reads(), facts).filter(({ works }) => works === 'yes')
    expect(working.map(({ button }) => button)).toEqual(['find', 'verify-by-code', 'password-settings-read'])
  })

  it('names every reason, and they fit their place', () => {
    const facts = factsOf({ actions: { allowed: [] } }, { passwordLogin: false })
    const buttons = doctorButtons(having('groups:read'), reads({ user: 'denied' }), facts)
    const issue = buttons.find(({ button }) => button === 'issue')?.why
    for (const words of ['policy', 'password login', 'users:read is missing']) expect(issue).toContain(words)
    expect(doctorReport.shape.buttons.safeParse(buttons).success).toBe(true)
  })

  it('a management client may do everything, but not surely to the right application', () => {
    const admin = { ...helpdesk, appId: undefined, admin: true, permissions: [], roles: ['Admin'] }
    const states = worksOf(admin, reads({ 'login-preferences': 'not-tried' }))
    expect(states).toMatchObject({
      find: 'yes',
      create: 'yes',
      suspend: 'yes',
      'sign-out': 'yes',
      issue: 'unknown',
      'set-password': 'unknown',
      unlock: 'unknown',
      'password-settings-edit': 'unknown'
    })
  })
})

describe('the warnings', () => {
  const now = Date.UTC(2026, 10, 23)
  const day = 24 * 3_600_000
  const of = (more: Partial<Parameters<typeof doctorWarnings>[0]> = {}) =>
    doctorWarnings({ claims: helpdesk, expected: 'app-1', secretSince: now - 364 * day, now, ...more })

  it('are none where there is nothing to warn of', () => {
    expect(of()).toEqual([])
    expect(of({ expected: undefined, secretSince: undefined })).toEqual([])
  })

  it.each<[RegExp, Partial<Parameters<typeof doctorWarnings>[0]>]>([
    [/management client/, { claims: { ...helpdesk, admin: true } }],
    [/has no role/, { claims: { ...helpdesk, roles: [], permissions: [] } }],
    [/says nothing of its client/, { claims: { permissions: [], roles: [], admin: false, expiresAt: 0 } }],
    [/belongs to the application “Shop” \(app-1\).+app-9/, { expected: 'app-9', appName: 'Shop' }],
    [/belongs to the application app-1/, { expected: 'app-9' }],
    [
      /application “Shop” \(app-1\).+for “Outlet” \(app-9\)/,
      { expected: 'app-9', expectedName: 'Outlet', appName: 'Shop' }
    ],
    [/client of “Loyalty”.+same Mosaic application/, { twins: ['“Loyalty”'] }],
    [/more than a year ago/, { secretSince: now - 366 * day }]
  ])('say %s', (words, more) => {
    const warnings = of(more)
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toMatch(words)
  })

  it('fit their place, however long Mosaic’s names are', () => {
    const long = 'x'.repeat(500)
    const warnings = of({ expected: long, claims: { ...helpdesk, appId: long.slice(1) }, appName: long })
    expect(doctorReport.shape.warnings.safeParse(warnings).success).toBe(true)
  })
})
