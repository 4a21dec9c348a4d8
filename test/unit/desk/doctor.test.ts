import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { examine } from '../../../src/main/desk/doctor'
import { doctorReport } from '../../../src/shared/doctor'
import type { ControlAction } from '../../../src/simulator/control'
import { type HandlerDesk, openHandlerDesk } from '../ipc/handler-desk'
import { failureOf, userOf } from './practice-desk'

const day = 24 * 3_600_000
const now = Date.UTC(2026, 10, 23)
const none = new AbortController().signal

let desk: HandlerDesk
/** Nothing of what the client may do is taken away on this machine. */
const free = { passwordSettings: { edit: true } }
beforeEach(async () => {
  desk = await openHandlerDesk()
  desk.setPolicy(free)
})
afterEach(() => desk.stop())

async function profileOf(client: { clientId: string; clientSecret?: string }): Promise<string> {
  const { handlers, context } = desk
  const draft = { ...desk.draft, clientId: client.clientId }
  const secret = client.clientSecret === undefined ? {} : { secret: client.clientSecret }
  const saved = await handlers['tenants.save']({ draft, keep: 'keychain', ...secret }, context)
  return saved.tenantId
}
const look = async (tenantId: string, applicationId = 'main', signal = none) => {
  const { desk: calls, opener, tenants } = desk
  const doctor = { opener, tenants, policy: () => calls.policy(), now: () => now }
  const report = await examine(doctor, { tenantId, applicationId }, signal)
  // what crosses IPC is what was found
  expect(doctorReport.parse(report)).toEqual(report)
  return report
}
const fault = (match: string, kind: Extract<ControlAction, { action: 'fault' }>['fault']) =>
  desk.control({ action: 'fault', match: { path: match }, fault: kind })
const statesOf = (report: Awaited<ReturnType<typeof look>>) =>
  Object.fromEntries(report.reads.map(({ read, state }) => [read, state]))
const worksOf = (report: Awaited<ReturnType<typeof look>>) =>
  Object.fromEntries(report.buttons.map(({ button, works }) => [button, works]))
const allOf = <State extends string>(state: State) => ({
  users: state,
  user: state,
  authenticators: state,
  sessions: state,
  groups: state,
  applications: state,
  'login-preferences': state
})

describe('a helpdesk’s client', () => {
  it('is found to do everything, by harmless reads alone, each once', async () => {
    const tenantId = await profileOf(desk.simulator)
    await desk.control({ action: 'clear-requests' })
    const report = await look(tenantId)
    const { appId, appName } = desk.simulator
    expect(report).toMatchObject({
      at: now,
      connection: { result: 'good', appId, appName, unlimited: false },
      client: { appId, appName, management: false, unlimited: false, roles: ['Helpdesk'] },
      warnings: []
    })
    expect(report.client?.permissions).toContain('authenticators:edit')
    expect(report.client?.mosaicTenantId).toMatch(/./)
    expect(statesOf(report)).toEqual(allOf('works'))
    expect(new Set(Object.values(worksOf(report)))).toEqual(new Set(['yes']))
    const { requests } = (await desk.control({ action: 'requests' })) as {
      requests: { method: string; path: string; query: string }[]
    }
    const asked = requests.map(({ method, path }) => `${method} ${path}`)
    expect(new Set(asked).size).toBe(asked.length)
    expect(asked.filter((one) => !one.startsWith('GET '))).toEqual(['POST /oidc/token'])
    expect(requests.find(({ path }) => path === '/cis/v1/users')?.query).toContain('page_limit=1')
  })

  it('tells the secret’s age, its last use before this look, and no secret', async () => {
    const tenantId = await profileOf(desk.simulator)
    const since = now - 400 * day
    await desk.profiles.patch(tenantId, (latest) => ({
      ...latest,
      secretSince: since,
      secretUsedAt: now - day
    }))
    const report = await look(tenantId)
    expect(report.secret).toEqual({ status: 'keychain', since, usedAt: now - day })
    expect(report.warnings).toEqual([expect.stringContaining('more than a year ago')])
    expect(JSON.stringify(report)).not.toContain(desk.simulator.clientSecret)
  })

  it('of a further application is that one’s', async () => {
    const { handlers, context, simulator } = desk
    const tenantId = await profileOf(simulator)
    const { clientId, clientSecret: secret, appId } = simulator.secondApp
    const further = { tenantId, draft: { name: 'Loyalty', clientId }, secret, keep: 'keychain' } as const
    const { applicationId } = await handlers['tenants.saveApplication'](further, context)
    expect(await handlers['doctor.examine']({ tenantId, applicationId }, context)).toMatchObject({
      client: { appId }
    })
  })

  it('of another application than the profile’s is told', async () => {
    const tenantId = await profileOf(desk.simulator)
    await desk.profiles.patch(tenantId, (latest) => ({ ...latest, bundleId: 'b', appId: 'app-9' }))
    const expected = [expect.stringContaining('“Contoso shop”') as string]
    expect((await look(tenantId)).warnings).toEqual(expected)
    // the bundle says what it is for, so it stays told
    expect((await look(tenantId)).warnings).toEqual(expected)
  })

  it('of another application than the known one is told until the profile is edited', async () => {
    const tenantId = await profileOf(desk.simulator)
    await desk.profiles.patch(tenantId, (latest) => ({ ...latest, appId: 'app-9', appName: 'Other' }))
    const { warnings } = await look(tenantId)
    expect(warnings).toEqual([expect.stringContaining('app-9')])
    await vi.waitFor(() => expect(desk.tenants.profile(tenantId).appId).toBe(desk.simulator.appId))
    expect(desk.tenants.profile(tenantId)).toMatchObject({ appName: 'Contoso shop', expectedAppId: 'app-9' })
    expect((await look(tenantId)).warnings).toEqual(warnings)
    const draft = { ...desk.draft, clientId: 'another' }
    await desk.handlers['tenants.save']({ tenantId, draft, keep: 'keychain' }, desk.context)
    expect(desk.tenants.profile(tenantId)).not.toHaveProperty('expectedAppId')
  })

  it('of another application than the picked one is told, and that the profile has that one twice', async () => {
    const { handlers, context, simulator } = desk
    const tenantId = await profileOf(simulator)
    await look(tenantId)
    await vi.waitFor(() => expect(desk.tenants.profile(tenantId).appId).toBe(simulator.appId))
    const { limited, secondApp } = simulator
    const draft = { name: 'Loyalty', clientId: limited.clientId, expectedAppId: secondApp.appId }
    const further = { tenantId, draft, secret: limited.clientSecret, keep: 'keychain' } as const
    const { applicationId } = await handlers['tenants.saveApplication'](further, context)
    const told = [
      expect.stringMatching(/belongs to the application “Contoso shop”.+but the profile is for/) as string,
      expect.stringContaining('The client of the main application') as string
    ]
    expect((await look(tenantId, applicationId)).warnings).toEqual(told)
    const learnt = () => desk.tenants.application(tenantId, applicationId)
    await vi.waitFor(() => expect(learnt().appId).toBe(simulator.appId))
    expect(learnt().expectedAppId).toBe(secondApp.appId)
    expect((await look(tenantId, applicationId)).warnings).toEqual(told)
    expect((await look(tenantId)).warnings).toEqual([expect.stringContaining('“Loyalty”')])
  })
})

describe('other clients', () => {
  it('that may not read users have no buttons of a card', async () => {
    const report = await look(await profileOf(desk.simulator.limited))
    expect(statesOf(report)).toMatchObject({
      users: 'denied',
      user: 'not-tried',
      authenticators: 'not-tried',
      'login-preferences': 'denied'
    })
    expect(report.reads[0]).toMatchObject({ permission: 'users:list' })
    expect(new Set(Object.values(worksOf(report)))).toEqual(new Set(['no']))
  })

  it('that manage the tenant are warned of', async () => {
    const report = await look(await profileOf(desk.simulator.management))
    expect(report.client).toMatchObject({ management: true, unlimited: true })
    expect(report.client).not.toHaveProperty('appId', expect.anything())
    expect(statesOf(report)).toEqual({ ...allOf('works'), 'login-preferences': 'not-tried' })
    expect(report.warnings).toEqual([expect.stringContaining('management client')])
    expect(worksOf(report)).toMatchObject({
      find: 'yes',
      issue: 'unknown',
      'password-settings-read': 'unknown'
    })
  })

  it('of the practice tenant are looked at too', async () => {
    const report = await look('practice', 'loyalty')
    expect(report).toMatchObject({
      client: { appName: 'Contoso loyalty' },
      warnings: [],
      secret: { status: 'session' }
    })
    expect(statesOf(report)).toEqual(allOf('works'))
  })
})

describe('what does not go well', () => {
  it.each<[string, { clientSecret?: string }, string]>([
    ['a wrong secret', { clientSecret: 'wrong' }, 'bad-credentials'],
    ['no secret', {}, 'no-secret']
  ])('%s is the finding, and nothing more is tried', async (_what, secret, result) => {
    const tenantId = await profileOf({ clientId: desk.simulator.clientId, ...secret })
    const report = await look(tenantId)
    expect(report.connection.result).toBe(result)
    expect(statesOf(report)).toEqual(allOf('not-tried'))
    expect(report).toMatchObject({ buttons: [], warnings: [] })
    expect(report).not.toHaveProperty('client')
  })

  it('a keychain that cannot be asked is said twice: it hinders, and where the secret is is not known', async () => {
    const tenantId = await profileOf(desk.simulator)
    desk.keychain.state = 'locked'
    const report = await look(tenantId)
    expect(report.connection.result).toBe('keychain')
    expect(report.secret).toMatchObject({ status: 'unknown', error: { kind: 'keychain-unavailable' } })
  })

  it('a region that lacks a feature, and a gateway that fails, are told apart from a refusal', async () => {
    const tenantId = await profileOf(desk.simulator)
    await fault('/authenticators$', { kind: 'status', status: 501 })
    await fault('/groups$', { kind: 'html', status: 502 })
    await fault('/v1/sessions/', { kind: 'status', status: 403, shape: 1, message: 'no permission' })
    const report = await look(tenantId)
    expect(statesOf(report)).toEqual({
      ...allOf('works'),
      authenticators: 'not-enabled',
      groups: 'failed',
      sessions: 'denied'
    })
    for (const { state, why } of report.reads) if (state !== 'works') expect(why).toMatch(/\.$/)
    expect(worksOf(report)).toMatchObject({ unlock: 'no', find: 'yes' })
  })

  it('an application without password login, and a policy that takes a button away, are told', async () => {
    await desk.control({ action: 'policy', policy: null })
    desk.setPolicy({ actions: { allowed: ['issue', 'suspend'] } })
    const tenantId = await profileOf(desk.simulator)
    const report = await look(tenantId)
    expect(statesOf(report)).toEqual(allOf('works'))
    expect(worksOf(report)).toMatchObject({
      issue: 'no',
      suspend: 'yes',
      activate: 'no',
      'password-settings-read': 'yes',
      'password-settings-edit': 'no'
    })
    // the doctor is right
    desk.setPolicy({ verification: { byAction: { issue: { required: 0 } } } })
    const issue = { tenantId, userId: userOf('ok') }
    expect(await failureOf(desk.handlers['password.issue'](issue, desk.context))).toMatchObject({
      kind: 'not-enabled-here'
    })
  })

  it('an application without people leaves the reads of a user untried, and the token speaks', async () => {
    await desk.stop()
    desk = await openHandlerDesk({ seed: 'empty' })
    desk.setPolicy(free)
    const report = await look(await profileOf(desk.simulator))
    expect(statesOf(report)).toEqual({
      ...allOf('not-tried'),
      users: 'works',
      applications: 'works',
      'login-preferences': 'works'
    })
    expect(new Set(Object.values(worksOf(report)))).toEqual(new Set(['yes']))
  })

  it('who cancels gets no report', async () => {
    const tenantId = await profileOf(desk.simulator)
    await fault('/groups$', { kind: 'hang' })
    const cancel = new AbortController()
    const looking = look(tenantId, 'main', cancel.signal).catch((thrown: unknown) => thrown)
    setTimeout(() => cancel.abort(), 100)
    expect(await looking).toMatchObject({ name: 'AbortError' })
  })

  it('an application that there is not is not found', async () => {
    const tenantId = await profileOf(desk.simulator)
    expect(await failureOf(look(tenantId, 'gone'))).toMatchObject({ kind: 'not-found' })
    expect(await failureOf(look('gone'))).toMatchObject({ kind: 'not-found' })
    expect(await failureOf(look('practice', 'gone'))).toMatchObject({ kind: 'not-found' })
  })
})
