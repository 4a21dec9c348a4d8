import { describe, expect, it, vi } from 'vitest'
import { type OpenApplication, TenantSessions } from '../../../src/main/desk/tenant-session'
import type { MosaicClient } from '../../../src/main/mosaic/client'
import { failureOf } from './practice-desk'

const changed = { kind: 'conflict', reason: 'tenant-changed' }

function sessionsOf(open = vi.fn(async (application: OpenApplication) => application)) {
  const closed: string[] = []
  const state = { tenantId: 'a', applicationId: 'main' }
  const clientNow = { apiHost: 'https://a.example', clientId: 'c' }
  const sessions = new TenantSessions(
    () => ({ ...state }),
    async () => {
      const application = await open({ ...state })
      const client = {
        close: async () => void closed.push(`${application.tenantId} ${application.applicationId}`)
      } as Partial<MosaicClient> as MosaicClient
      return {
        ...application,
        defaultCountry: 'US',
        client,
        clientOf: { ...clientNow }
      }
    },
    () => ({ ...clientNow })
  )
  return { sessions, state, clientNow, open, closed }
}

describe('TenantSessions', () => {
  it('opens a tenant once, also when asked twice at a time', async () => {
    const { sessions, open } = sessionsOf()
    const [one, two] = await Promise.all([sessions.for('a'), sessions.for('a', 'main')])
    expect(one).toBe(two)
    expect(open).toHaveBeenCalledTimes(1)
  })

  it('refuses a call made for a tenant that is not open any more', async () => {
    const { sessions, state } = sessionsOf()
    await sessions.for('a')
    state.tenantId = 'b'
    expect(await failureOf(sessions.for('a'))).toMatchObject(changed)
  })

  it('refuses a call made for another application of the tenant than the open one', async () => {
    const { sessions, state, open } = sessionsOf()
    expect(await failureOf(sessions.for('a', 'loyalty'))).toMatchObject(changed)
    await sessions.for('a', 'main')
    state.applicationId = 'loyalty'
    await sessions.close()
    expect(await failureOf(sessions.for('a', 'main'))).toMatchObject(changed)
    expect(await sessions.for('a', 'loyalty')).toMatchObject({ applicationId: 'loyalty' })
    expect(open).toHaveBeenCalledTimes(2)
  })

  it.each([
    ['tenant', { tenantId: 'b' }],
    ['application', { applicationId: 'loyalty' }]
  ])('never hands out the session of the %s before, and ends it', async (_what, next) => {
    const { sessions, state, closed } = sessionsOf()
    const old = await sessions.for('a')
    Object.assign(state, next)
    expect(await failureOf(sessions.for(state.tenantId, state.applicationId))).toMatchObject(changed)
    expect(old.closed.aborted).toBe(true)
    expect(closed).toEqual(['a main'])
    expect(await sessions.for(state.tenantId, state.applicationId)).toMatchObject(state)
  })

  it.each([
    ['host', { apiHost: 'https://b.example' }],
    ['client', { clientId: 'd' }]
  ])('never hands out a session of another %s than the profile has now', async (_what, next) => {
    const { sessions, clientNow, closed } = sessionsOf()
    const old = await sessions.for('a')
    Object.assign(clientNow, next)
    expect(await failureOf(sessions.for('a'))).toMatchObject(changed)
    expect(old.closed.aborted).toBe(true)
    expect(closed).toEqual(['a main'])
    expect((await sessions.for('a')).clientOf).toEqual(clientNow)
  })

  it('ends what is under way on a switch and closes the client', async () => {
    const { sessions, state, closed } = sessionsOf()
    const session = await sessions.for('a')
    state.tenantId = 'b'
    await sessions.close()
    expect(session.closed.aborted).toBe(true)
    expect(closed).toEqual(['a main'])
    const next = await sessions.for('b')
    expect(next.tenantId).toBe('b')
    expect(next.closed.aborted).toBe(false)
  })

  it('refuses whoever was waiting for a tenant that was closed meanwhile, and closes it', async () => {
    let release: (application: OpenApplication) => void = () => undefined
    const { sessions, state, closed } = sessionsOf(
      vi.fn(() => new Promise<OpenApplication>((resolve) => (release = resolve)))
    )
    const waiting = sessions.for('a')
    const left = sessions.close()
    state.tenantId = 'b'
    release({ tenantId: 'a', applicationId: 'main' })
    expect(await failureOf(waiting)).toMatchObject({ kind: 'conflict' })
    await left
    expect(closed).toEqual(['a main'])
  })

  it('tries again after a failure to open', async () => {
    const open = vi
      .fn(async (application: OpenApplication) => application)
      .mockRejectedValueOnce(new Error('locked'))
    const { sessions } = sessionsOf(open)
    await expect(sessions.for('a')).rejects.toThrow('locked')
    expect((await sessions.for('a')).tenantId).toBe('a')
  })
})
