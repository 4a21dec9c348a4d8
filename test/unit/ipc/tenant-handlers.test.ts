import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { failureOf, userOf } from '../desk/practice-desk'
import { type HandlerDesk, openHandlerDesk } from './handler-desk'

let desk: HandlerDesk
beforeEach(async () => void (desk = await openHandlerDesk()))
afterEach(() => desk.stop())

const save = (more: { tenantId?: string; secret?: string }) =>
  desk.handlers['tenants.save']({ keep: 'keychain', draft: desk.draft, ...more }, desk.context)
const saveGood = () => save({ secret: desk.simulator.clientSecret })
const secrets = () => [...desk.keychain.entries.values()]

describe('the tenant that is open', () => {
  it.each(['save', 'clear', 'remove'])('ends before the slow keychain call of %s', async (what) => {
    const { sessions, handlers, context, issued, simulator } = desk
    const { tenantId } = await saveGood()
    const { closed } = await sessions.for(tenantId)
    const doneAll = vi.spyOn(issued, 'doneAll')
    const release = desk.hold()
    const acting =
      what === 'save'
        ? save({ tenantId, secret: 'another' })
        : handlers[what === 'clear' ? 'tenants.clearSecret' : 'tenants.remove']({ tenantId }, context)
    await vi.waitFor(() => expect(closed.aborted).toBe(true))
    expect(doneAll).toHaveBeenCalledTimes(1)
    expect(secrets()).toEqual([simulator.clientSecret])
    release()
    await acting
    expect(secrets()).toEqual(what === 'save' ? ['another'] : [])
  })

  it('goes on when the save is refused', async () => {
    const { tenantId } = await saveGood()
    const { closed } = await desk.sessions.for(tenantId)
    const doneAll = vi.spyOn(desk.issued, 'doneAll')
    expect(await failureOf(save({ tenantId: 'gone' }))).toMatchObject({ kind: 'not-found' })
    expect(closed.aborted).toBe(false)
    expect(doneAll).not.toHaveBeenCalled()
  })

  it('is not warmed up while its new secret is not kept', async () => {
    desk.keychain.state = 'locked'
    expect((await save({ secret: 's' })).secretProblem?.what).toBe('not-kept')
    expect(desk.warmUp).not.toHaveBeenCalled()
    desk.keychain.state = 'healthy'
    await save({ secret: 's' })
    expect(desk.warmUp).toHaveBeenCalledTimes(1)
  })
})

describe('a switch that nobody at the desk asked for', () => {
  const callOpen = { kind: 'conflict', reason: 'call-open' }
  const select = (tenantId: string, more: { unlessCall?: boolean } = { unlessCall: true }) =>
    desk.handlers['tenants.select']({ tenantId, ...more }, desk.context)
  const openCall = (tenantId: string) =>
    desk.handlers['call.open']({ tenantId, userId: userOf('ok') }, desk.context)

  it('happens where no call is open', async () => {
    await saveGood()
    expect(await select('practice')).toMatchObject({ currentTenantId: 'practice' })
  })

  it('is refused in a call, which goes on with all that belongs to it; one that was asked for ends it', async () => {
    const { tenantId } = await saveGood()
    await openCall(tenantId)
    const { closed } = await desk.sessions.for(tenantId)
    const doneAll = vi.spyOn(desk.issued, 'doneAll')
    expect(await failureOf(select('practice'))).toMatchObject(callOpen)
    expect(desk.tenants.currentId).toBe(tenantId)
    expect(desk.desk.calls.current).toMatchObject({ tenantId })
    expect(closed.aborted).toBe(false)
    expect(doneAll).not.toHaveBeenCalled()
    await select('practice', {})
    expect(desk.desk.calls.current).toBeUndefined()
    expect(closed.aborted).toBe(true)
  })

  it('is refused while an issued password is held', async () => {
    const { tenantId } = await saveGood()
    vi.spyOn(desk.issued, 'isHolding', 'get').mockReturnValue(true)
    expect(await failureOf(select('practice'))).toMatchObject(callOpen)
    expect(desk.tenants.currentId).toBe(tenantId)
  })

  it('is taken back for a call that began while it was written down; whatever is asked for meanwhile comes after it', async () => {
    const { tenantId } = await saveGood()
    const written = desk.profiles.select.bind(desk.profiles)
    const selected: (string | undefined)[] = []
    vi.spyOn(desk.profiles, 'select').mockImplementation(async (id) => {
      selected.push(id)
      if (selected.length === 1) await openCall(tenantId)
      return written(id)
    })
    const linked = failureOf(select('practice'))
    const asked = select('practice', {})
    expect(await linked).toMatchObject(callOpen)
    expect(await asked).toMatchObject({ currentTenantId: 'practice' })
    expect(selected).toEqual([undefined, tenantId, undefined])
    expect(desk.desk.calls.current).toBeUndefined()
  })

  it('ends the call where the way back cannot be written', async () => {
    const { tenantId } = await saveGood()
    const written = desk.profiles.select.bind(desk.profiles)
    vi.spyOn(desk.profiles, 'select')
      .mockImplementationOnce(async (id) => {
        await openCall(tenantId)
        return written(id)
      })
      .mockRejectedValueOnce(new Error('disk full'))
    expect(await select('practice')).toMatchObject({ currentTenantId: 'practice' })
    expect(desk.desk.calls.current).toBeUndefined()
  })
})

it('the order of the tenants is the user’s, all of them or none', async () => {
  const { handlers, context } = desk
  const ids = [await save({}), await save({}), await save({})].map(({ tenantId }) => tenantId)
  const tenantIds = ids.toReversed()
  const state = await handlers['tenants.reorder']({ tenantIds }, context)
  expect(state.tenants.map(({ id }) => id)).toEqual([...tenantIds, 'practice'])
  const missing = handlers['tenants.reorder']({ tenantIds: tenantIds.slice(1) }, context)
  expect(await failureOf(missing)).toMatchObject({ kind: 'invalid-input' })
})

describe('"Test connection"', () => {
  it('uses the stored secret for its own host and client alone, and learns the application', async () => {
    const { tenants, handlers, context, draft, simulator } = desk
    const { tenantId } = await saveGood()
    expect(await handlers['tenants.test']({ tenantId, draft }, context)).toMatchObject({ result: 'good' })
    expect(tenants.profile(tenantId)).toMatchObject({ appId: simulator.appId })
    expect(tenants.profile(tenantId).secretUsedAt).toEqual(expect.any(Number))
    for (const other of [{ apiHost: 'http://localhost:1' }, { clientId: 'other' }]) {
      const report = handlers['tenants.test']({ tenantId, draft: { ...draft, ...other } }, context)
      expect(await report).toMatchObject({ result: 'no-secret' })
    }
    expect(await handlers['tenants.test']({ draft }, context)).toMatchObject({ result: 'no-secret' })
  })

  it('of another client teaches the stored profile nothing', async () => {
    const { tenants, handlers, context, draft, folder, simulator } = desk
    const { tenantId } = await saveGood()
    const { clientId, clientSecret: secret } = simulator.secondApp
    const test = handlers['tenants.test']({ tenantId, draft: { ...draft, clientId }, secret }, context)
    expect(await test).toMatchObject({ result: 'good' })
    expect(tenants.profile(tenantId)).not.toHaveProperty('appId')
    expect(await readFile(join(folder, 'tenants.json'), 'utf8')).not.toContain(simulator.secondApp.appId)
  })

  it('of a further application uses that one’s secret and learns for that one', async () => {
    const { tenants, handlers, context, draft, simulator } = desk
    const { tenantId } = await saveGood()
    const { clientId, clientSecret: secret, appId } = simulator.secondApp
    const { applicationId } = await handlers['tenants.saveApplication'](
      { tenantId, draft: { name: 'Loyalty', clientId }, secret, keep: 'keychain' },
      context
    )
    const test = (of: { applicationId?: string }) =>
      handlers['tenants.test']({ tenantId, ...of, draft: { ...draft, clientId } }, context)
    expect(await test({ applicationId })).toMatchObject({ result: 'good', appId })
    expect(tenants.application(tenantId, applicationId)).toMatchObject({ appId })
    expect(tenants.profile(tenantId)).not.toHaveProperty('appId')
    expect(await test({})).toMatchObject({ result: 'no-secret' })
  })
})
