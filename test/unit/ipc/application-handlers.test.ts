import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { failureOf, userOf } from '../desk/practice-desk'
import { type HandlerDesk, openHandlerDesk } from './handler-desk'

const changed = { kind: 'conflict', reason: 'tenant-changed' }
const teodora = userOf('locked-in-one-app')
const emma = userOf('ok')

let desk: HandlerDesk
let tenantId: string
let loyalty: string
beforeEach(async () => {
  desk = await openHandlerDesk()
  const { draft, handlers, context, simulator } = desk
  const saved = await handlers['tenants.save'](
    { draft, secret: simulator.clientSecret, keep: 'keychain' },
    context
  )
  tenantId = saved.tenantId
  const { clientId, clientSecret: secret } = simulator.secondApp
  const further = { tenantId, draft: { name: 'Loyalty', clientId }, secret, keep: 'keychain' } as const
  loyalty = (await handlers['tenants.saveApplication'](further, context)).applicationId
  desk.warmUp.mockClear()
})
afterEach(() => desk.stop())

const select = (applicationId: string) =>
  desk.handlers['tenants.selectApplication']({ tenantId, applicationId }, desk.context)
const openCall = (userId: string) => desk.handlers['call.open']({ tenantId, userId }, desk.context)
const callBack = (userId: string) =>
  desk.handlers['verify.attest']({ tenantId, userId, kind: 'call-back' }, desk.context)
const requests = async (method: string) => {
  const seen = (await desk.control({ action: 'requests' })) as {
    requests: { method: string; path: string }[]
  }
  return seen.requests.filter((one) => one.method === method && one.path !== '/oidc/token')
}

describe('another application', () => {
  it('is opened for the same tenant, with its own view of the user', async () => {
    const { handlers, context } = desk
    const of = { tenantId, userId: teodora }
    const here = await handlers['user.read'](of, context)
    expect(here.username).toBe('teodora')
    const state = await select(loyalty)
    expect(state.tenants[0]).toMatchObject({ id: tenantId, applicationId: loyalty })
    expect(await handlers['user.read']({ ...of, applicationId: loyalty }, context)).toMatchObject({
      username: 'teodora.i'
    })
    const [there] = await handlers['user.authenticators'](of, context)
    expect(there).toMatchObject({ type: 'password', status: 'Active' })
    expect(desk.warmUp).toHaveBeenCalledTimes(1)
  })

  it('keeps the call and what was proved in it: it is the same person', async () => {
    await openCall(teodora)
    await desk.handlers['call.setTicket']({ tenantId, userId: teodora, ticket: 'INC1' }, desk.context)
    await callBack(teodora)
    await select(loyalty)
    const view = await openCall(teodora)
    expect(view).toMatchObject({ ticket: 'INC1', verifications: [{ kind: 'call-back' }] })
    const unlock = { tenantId, applicationId: loyalty, userId: teodora }
    await desk.handlers['password.unlock'](unlock, desk.context)
    expect(desk.journal.lines.at(-1)).toMatchObject({
      action: 'unlock',
      application: loyalty,
      verification: ['call-back']
    })
    expect((await openCall(teodora)).deeds.at(-1)).toMatchObject({
      what: 'Unlock password',
      detail: expect.stringMatching(/in Loyalty$/) as string
    })
    await select('main')
    const [here] = await desk.handlers['user.authenticators']({ tenantId, userId: teodora }, desk.context)
    expect(here).toMatchObject({ type: 'password', status: 'Locked' })
    await desk.handlers['password.unlock']({ tenantId, userId: teodora }, desk.context)
    expect(desk.journal.lines.at(-1)).not.toHaveProperty('application')
    expect((await openCall(teodora)).deeds.at(-1)?.detail).not.toContain('in ')
  })

  it('drops issued passwords, what is on its way and what was read of the caller', async () => {
    await openCall(emma)
    const sent = await desk.handlers['verify.sendCode'](
      { tenantId, userId: emma, channel: 'sms' },
      desk.context
    )
    expect(sent.pending).toMatchObject({ kind: 'sms-code' })
    const { code = '' } = desk.simulator.inbox()[0] ?? {}
    const issueId = desk.issued.hold('a password')
    const forgotten = vi.spyOn(desk.desk.facts, 'forget')
    await select(loyalty)
    expect(desk.desk.calls.current?.pending).toBeUndefined()
    expect(() => desk.issued.reveal(issueId)).toThrow('not-found')
    expect(forgotten).toHaveBeenCalled()
    const checked = desk.handlers['verify.checkCode']({ tenantId, userId: emma, code }, desk.context)
    expect(await failureOf(checked)).toMatchObject({ kind: 'not-found' })
  })

  it('cancels what is being read', async () => {
    await desk.control({
      action: 'fault',
      fault: { kind: 'hang' },
      match: { method: 'GET', path: '/v1/users' }
    })
    const session = await desk.sessions.for(tenantId)
    const reading = failureOf(desk.handlers['user.read']({ tenantId, userId: emma }, desk.context))
    await select(loyalty)
    expect(session.closed.aborted).toBe(true)
    expect(await reading).toMatchObject({ kind: 'cancelled' })
  })

  it('gets no proof that was under way in the old one', async () => {
    const of = { tenantId, userId: emma }
    const late = { kind: 'latency', ms: 100 } as const
    await openCall(emma)
    await desk.handlers['verify.sendCode']({ ...of, channel: 'sms' }, desk.context)
    const { code = '' } = desk.simulator.inbox()[0] ?? {}
    await desk.control({ action: 'fault', fault: late, match: { path: '/otp/' } })
    const checking = failureOf(desk.handlers['verify.checkCode']({ ...of, code }, desk.context))
    await vi.waitFor(async () =>
      expect(await requests('POST')).toContainEqual(
        expect.objectContaining({ path: '/cis/v1/auth/otp/authenticate' })
      )
    )
    await select(loyalty)
    expect(await checking).toMatchObject({ kind: 'verification-required' })
    expect(desk.desk.calls.current?.verifications).toEqual([])
  })

  it('gets no code that was being sent by the old one', async () => {
    await openCall(emma)
    await desk.control({
      action: 'fault',
      fault: { kind: 'latency', ms: 100 },
      match: { path: '/otp/send' }
    })
    const of = { tenantId, userId: emma }
    const sending = desk.handlers['verify.sendCode']({ ...of, channel: 'sms' }, desk.context)
    const settled = sending.catch(() => undefined)
    await vi.waitFor(async () => expect(await requests('POST')).toHaveLength(1))
    await select(loyalty)
    await settled
    expect(desk.desk.calls.current?.pending).toBeUndefined()
  })

  it('refuses a write that was made under the old one, and nothing is sent', async () => {
    desk.setPolicy({ verification: { byAction: { unlock: { required: 0 } } } })
    const of = { tenantId, userId: teodora, applicationId: 'main' }
    await select(loyalty)
    expect(await failureOf(desk.handlers['password.unlock'](of, desk.context))).toMatchObject(changed)
    expect(await failureOf(desk.handlers['password.issue'](of, desk.context))).toMatchObject(changed)
    expect(desk.journal.lines).toEqual([])
    expect(await requests('POST')).toEqual([])
  })

  it('refuses one whose attempt was being written down meanwhile, and the record says so', async () => {
    desk.setPolicy({ verification: { byAction: { unlock: { required: 0 } } } })
    const append = desk.journal.append.bind(desk.journal)
    vi.spyOn(desk.journal, 'append').mockImplementationOnce(async (input) => {
      await select(loyalty)
      return append(input)
    })
    const of = { tenantId, userId: teodora, applicationId: 'main' }
    expect(await failureOf(desk.handlers['password.unlock'](of, desk.context))).toMatchObject(changed)
    expect(desk.journal.of('unlock')).toEqual(['attempt', 'outcome conflict'])
    expect(await requests('POST')).toEqual([])
  })

  it('that is the open one already ends nothing', async () => {
    const { closed } = await desk.sessions.for(tenantId)
    await select('main')
    expect(closed.aborted).toBe(false)
    expect(await failureOf(select('gone'))).toMatchObject({ kind: 'not-found' })
    expect(closed.aborted).toBe(false)
  })

  it('of a tenant that is not open is only remembered', async () => {
    await desk.handlers['tenants.select']({ tenantId: 'practice' }, desk.context)
    const { closed } = await desk.sessions.for('practice')
    await select(loyalty)
    expect(closed.aborted).toBe(false)
    await desk.handlers['tenants.select']({ tenantId }, desk.context)
    expect(await desk.sessions.for(tenantId)).toMatchObject({
      applicationId: loyalty,
      applicationName: 'Loyalty',
      clientOf: { clientId: desk.simulator.secondApp.clientId }
    })
  })
})

describe('the practice tenant', () => {
  it('has two applications, of which either can be opened', async () => {
    const practice = { tenantId: 'practice' }
    await desk.handlers['tenants.select'](practice, desk.context)
    const session = await desk.sessions.for('practice')
    expect(session).toMatchObject({ applicationId: 'main', applicationName: 'Contoso shop' })
    const state = await desk.handlers['tenants.selectApplication'](
      { ...practice, applicationId: 'loyalty' },
      desk.context
    )
    expect(session.closed.aborted).toBe(true)
    expect(state.tenants.at(-1)).toMatchObject({
      applicationId: 'loyalty',
      applications: [{ appName: 'Contoso shop' }, { name: 'Contoso loyalty', appName: 'Contoso loyalty' }]
    })
    const of = { ...practice, userId: teodora, applicationId: 'loyalty' }
    expect(await desk.handlers['user.read'](of, desk.context)).toMatchObject({ username: 'teodora.i' })
    const gone = { ...practice, applicationId: 'gone' }
    expect(await failureOf(desk.handlers['tenants.selectApplication'](gone, desk.context))).toMatchObject({
      kind: 'not-found'
    })
    const rotation = { ...practice, applicationId: 'main', secret: 's' }
    expect(await failureOf(desk.handlers['tenants.rotateSecret'](rotation, desk.context))).toMatchObject({
      kind: 'not-found'
    })
  })
})

describe('a client', () => {
  it('learns its application with its first token, for itself alone', async () => {
    await select(loyalty)
    const { client } = await desk.sessions.for(tenantId)
    await client.claims()
    await vi.waitFor(() => expect(desk.onLearnt).toHaveBeenCalledTimes(1))
    const { appId, appName } = desk.simulator.secondApp
    expect(desk.tenants.application(tenantId, loyalty)).toMatchObject({
      appId,
      appName,
      secretUsedAt: expect.any(Number) as number
    })
    expect(desk.tenants.profile(tenantId)).not.toHaveProperty('appId')
  })

  it('lists the applications of its tenant', async () => {
    const list = await desk.handlers['tenants.listApplications'](
      { tenantId, applicationId: loyalty },
      desk.context
    )
    const { appId, appName, secondApp } = desk.simulator
    expect(list).toEqual([
      { appId, name: appName, description: 'Web shop and mobile app' },
      { appId: secondApp.appId, name: secondApp.appName, description: 'Points and rewards' }
    ])
  })

  it('gets another token with another secret, and the call goes on', async () => {
    await openCall(teodora)
    await callBack(teodora)
    const { closed } = await desk.sessions.for(tenantId)
    const setSecret = (secret: string) =>
      desk.handlers['tenants.setSecret'](
        { tenantId, applicationId: 'main', secret, keep: 'keychain' },
        desk.context
      )
    await setSecret('wrong')
    expect(closed.aborted).toBe(true)
    const read = () => desk.handlers['user.read']({ tenantId, userId: teodora }, desk.context)
    expect(await failureOf(read())).toMatchObject({ kind: 'bad-credentials' })
    await setSecret(desk.simulator.clientSecret)
    expect(await read()).toMatchObject({ id: teodora })
    expect(await openCall(teodora)).toMatchObject({ verifications: [{ kind: 'call-back' }] })
  })
})
