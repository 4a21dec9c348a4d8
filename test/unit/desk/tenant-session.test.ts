import { describe, expect, it, vi } from 'vitest'
import { TenantSessions } from '../../../src/main/desk/tenant-session'
import type { MosaicClient } from '../../../src/main/mosaic/client'
import { failureOf } from './practice-desk'

function sessionsOf(open = vi.fn(async (id: string) => id)) {
  const closed: string[] = []
  const state = { current: 'a' }
  const sessions = new TenantSessions(
    () => state.current,
    async () => {
      const tenantId = await open(state.current)
      const client = {
        close: async () => void closed.push(tenantId)
      } as Partial<MosaicClient> as MosaicClient
      return {
        tenantId,
        defaultCountry: 'US',
        client,
        clientOf: { apiHost: 'https://a.example', clientId: 'c' }
      }
    }
  )
  return { sessions, state, open, closed }
}

describe('TenantSessions', () => {
  it('opens a tenant once, also when asked twice at a time', async () => {
    const { sessions, open } = sessionsOf()
    const [one, two] = await Promise.all([sessions.for('a'), sessions.for('a')])
    expect(one).toBe(two)
    expect(open).toHaveBeenCalledTimes(1)
  })

  it('refuses a call made for a tenant that is not open any more', async () => {
    const { sessions, state } = sessionsOf()
    await sessions.for('a')
    state.current = 'b'
    expect(await failureOf(sessions.for('a'))).toMatchObject({ kind: 'conflict', reason: 'tenant-changed' })
  })

  it('ends what is under way on a switch and closes the client', async () => {
    const { sessions, state, closed } = sessionsOf()
    const session = await sessions.for('a')
    state.current = 'b'
    await sessions.close()
    expect(session.closed.aborted).toBe(true)
    expect(closed).toEqual(['a'])
    const next = await sessions.for('b')
    expect(next.tenantId).toBe('b')
    expect(next.closed.aborted).toBe(false)
  })

  it('refuses whoever was waiting for a tenant that was closed meanwhile, and closes it', async () => {
    let release: (id: string) => void = () => undefined
    const { sessions, state, closed } = sessionsOf(
      vi.fn(() => new Promise<string>((resolve) => (release = resolve)))
    )
    const waiting = sessions.for('a')
    const left = sessions.close()
    state.current = 'b'
    release('a')
    expect(await failureOf(waiting)).toMatchObject({ kind: 'conflict' })
    await left
    expect(closed).toEqual(['a'])
  })

  it('tries again after a failure to open', async () => {
    const open = vi.fn(async (id: string) => id).mockRejectedValueOnce(new Error('locked'))
    const { sessions } = sessionsOf(open)
    await expect(sessions.for('a')).rejects.toThrow('locked')
    expect((await sessions.for('a')).tenantId).toBe('a')
  })
})
