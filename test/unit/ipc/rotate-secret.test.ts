import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppFailure } from '../../../src/shared/errors'
import { failureOf, userOf } from '../desk/practice-desk'
import { type HandlerDesk, openHandlerDesk } from './handler-desk'

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
})
afterEach(() => desk.stop())

const rotate = (secret: string, applicationId = 'main') =>
  desk.handlers['tenants.rotateSecret']({ tenantId, applicationId, secret }, desk.context)
const openCall = () => desk.handlers['call.open']({ tenantId, userId: userOf('ok') }, desk.context)
const stored = () => [...desk.keychain.entries.values()]

describe('"Rotate secret"', () => {
  // the simulator knows one secret, so the stored one plays the one that is no longer good
  const storeOld = (applicationId = 'main', keep: 'keychain' | 'session' = 'keychain') =>
    desk.handlers['tenants.setSecret']({ tenantId, applicationId, secret: 'old', keep }, desk.context)
  const since = () => desk.tenants.application(tenantId, 'main').secretSince

  it('puts a secret that works in the old one’s place, ends the session, and records that it did', async () => {
    await storeOld()
    const { closed } = await desk.sessions.for(tenantId)
    const { report, remark, secretProblem } = await rotate(desk.simulator.clientSecret)
    expect(report).toMatchObject({ result: 'good', appId: desk.simulator.appId })
    expect({ remark, secretProblem }).toEqual({})
    expect(stored()).toContain(desk.simulator.clientSecret)
    expect(stored()).not.toContain('old')
    expect(closed.aborted).toBe(true)
    expect(desk.tenants.application(tenantId, 'main')).toMatchObject({
      appId: desk.simulator.appId,
      secretSince: expect.any(Number) as number,
      secretUsedAt: expect.any(Number) as number
    })
    expect(desk.journal.of('tenant-profile')).toEqual(['event done'])
    expect(JSON.stringify(desk.journal.lines)).not.toContain(desk.simulator.clientSecret)
    expect(await readFile(join(desk.folder, 'tenants.json'), 'utf8')).not.toContain(
      desk.simulator.clientSecret
    )
  })

  it('leaves the session of another application alone', async () => {
    await storeOld(loyalty)
    const { closed } = await desk.sessions.for(tenantId)
    expect((await rotate(desk.simulator.secondApp.clientSecret, loyalty)).report.result).toBe('good')
    expect(closed.aborted).toBe(false)
  })

  it('leaves the old one where the new one is refused, or Mosaic is not reached', async () => {
    await storeOld()
    const before = { stored: stored(), since: since() }
    const { closed } = await desk.sessions.for(tenantId)
    expect((await rotate('wrong')).report.result).toBe('bad-credentials')
    await desk.control({ action: 'fault', fault: { kind: 'reset' }, match: { path: '/oidc/token' } })
    expect((await rotate(desk.simulator.clientSecret)).report.result).toBe('unreachable')
    expect({ stored: stored(), since: since() }).toEqual(before)
    expect(closed.aborted).toBe(false)
    expect(desk.journal.lines).toEqual([])
  })

  it.each([
    [403, /may not read users.+users:list/],
    [503, /^Listing users with it failed: .+\.$/]
  ])('takes a token for enough: that the list answers %s is a remark', async (status, words) => {
    await storeOld()
    const fault = { kind: 'status', status } as const
    await desk.control({ action: 'fault', fault, match: { path: '/v1/users$' } })
    const { report, remark, secretProblem } = await rotate(desk.simulator.clientSecret)
    expect(report).toMatchObject({ result: 'good', appId: desk.simulator.appId })
    expect(remark).toMatch(words)
    expect(secretProblem).toBeUndefined()
    expect(stored()).toContain(desk.simulator.clientSecret)
  })

  it('works for a client that may read no users', async () => {
    const { draft, handlers, context, simulator } = desk
    const { clientId, clientSecret } = simulator.limited
    const profile = { draft: { ...draft, clientId }, secret: 'old', keep: 'keychain' } as const
    const { tenantId: limited } = await handlers['tenants.save'](profile, context)
    const rotation = { tenantId: limited, applicationId: 'main', secret: clientSecret }
    const { report, remark } = await handlers['tenants.rotateSecret'](rotation, context)
    expect(report.result).toBe('good')
    expect(remark).toContain('users:read')
    expect(stored()).toContain(clientSecret)
  })

  it('refuses the secret that is stored already, and sends nothing', async () => {
    const before = since()
    await desk.control({ action: 'clear-requests' })
    expect(await failureOf(rotate(desk.simulator.clientSecret))).toMatchObject({
      kind: 'invalid-input',
      fields: { secret: expect.stringContaining('stored already') as string }
    })
    expect(since()).toBe(before)
    expect(await desk.control({ action: 'requests' })).toMatchObject({ requests: [] })
    expect(desk.journal.lines).toEqual([])
    await storeOld('main', 'session')
    expect(await failureOf(rotate('old'))).toMatchObject({ kind: 'invalid-input' })
  })

  it('refuses a secret whose token is another application’s than the known one', async () => {
    await storeOld()
    await desk.profiles.patch(tenantId, (latest) => ({ ...latest, appId: 'another-app', appName: 'Other' }))
    const before = stored()
    expect(await failureOf(rotate(desk.simulator.clientSecret))).toMatchObject({
      kind: 'invalid-input',
      fields: { secret: expect.stringContaining('“Contoso shop”') as string }
    })
    expect(stored()).toEqual(before)
    expect(desk.tenants.profile(tenantId).appId).toBe('another-app')
  })

  it('says where the keychain did not take the new one', async () => {
    await storeOld()
    desk.keychain.state = 'locked'
    const before = stored()
    const { report, secretProblem } = await rotate(desk.simulator.clientSecret)
    expect(report.result).toBe('good')
    expect(secretProblem).toMatchObject({ what: 'not-kept', error: { kind: 'keychain-unavailable' } })
    expect(stored()).toEqual(before)
    expect(desk.journal.lines).toEqual([])
  })

  it('does not say which one is stored where the keychain died over it', async () => {
    await storeOld()
    const { onRequest } = desk.keychain
    desk.keychain.onRequest = (request, worker) => {
      onRequest(request, worker)
      if (request.op === 'set' && request.secret !== 'old') desk.keychain.state = 'no-service'
    }
    const { secretProblem } = await rotate(desk.simulator.clientSecret)
    expect(secretProblem).toMatchObject({ what: 'unsure', error: { kind: 'keychain-unavailable' } })
    expect(stored()).not.toContain('old')
    expect(desk.journal.lines).toEqual([])
  })

  it('has replaced it though the file cannot be written', async () => {
    await storeOld()
    const error = { kind: 'not-saved', fileName: 'tenants.json', reason: 'disk-full' } as const
    const patch = vi.spyOn(desk.profiles, 'patch').mockRejectedValue(new AppFailure(error))
    const { report, secretProblem } = await rotate(desk.simulator.clientSecret)
    patch.mockRestore()
    expect(report.result).toBe('good')
    expect(secretProblem).toEqual({ what: 'not-noted', error })
    expect(stored()).toContain(desk.simulator.clientSecret)
    expect(desk.journal.of('tenant-profile')).toEqual(['event done'])
    expect(await openCall()).toBeDefined()
  })

  it('keeps it for this session where the old one was', async () => {
    await desk.handlers['tenants.clearSecret']({ tenantId }, desk.context)
    const secret = desk.simulator.clientSecret
    const of = { tenantId, applicationId: 'main' }
    await storeOld('main', 'session')
    expect((await rotate(secret)).secretProblem).toBeUndefined()
    expect(stored()).toEqual([desk.simulator.secondApp.clientSecret])
    expect(await desk.handlers['tenants.secretStatus'](of, desk.context)).toEqual({ status: 'session' })
    expect(await openCall()).toBeDefined()
  })

  it('replaces nothing where the client was changed while the new secret was tried', async () => {
    await storeOld()
    await desk.control({
      action: 'fault',
      fault: { kind: 'latency', ms: 100 },
      match: { path: '/oidc/token' }
    })
    const rotating = failureOf(rotate(desk.simulator.clientSecret))
    const draft = { ...desk.draft, clientId: 'another' }
    await desk.handlers['tenants.save'](
      { tenantId, draft, secret: 'its own', keep: 'keychain' },
      desk.context
    )
    expect(await rotating).toMatchObject({ kind: 'not-found' })
    expect(stored().sort()).toEqual([desk.simulator.secondApp.clientSecret, 'its own'].sort())
  })

  it('works for a managed profile too', async () => {
    await storeOld()
    await desk.profiles.patch(tenantId, (latest) => ({ ...latest, managed: true }))
    expect((await rotate(desk.simulator.clientSecret)).report.result).toBe('good')
  })
})
