import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seedStories } from '../../../src/simulator/seed'
import type { Story } from '../../../src/simulator/seed-types'
import { startBench, type Bench, type Send } from './client'

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.simulator.stop())

interface Authenticator {
  id: string
  type: string
  status: string
  extra_data: Record<string, unknown>
}

const pathOf = (story: Story): string =>
  `/v1/users/${seedStories.find((entry) => entry.story === story)?.userId}`

async function list(story: Story, send: Send = bench.call): Promise<Authenticator[]> {
  return ((await send('GET', `${pathOf(story)}/authenticators`)).body as { result: Authenticator[] }).result
}
async function password(story: Story): Promise<Authenticator> {
  const found = (await list(story)).find(({ type }) => type === 'password')
  if (!found) throw new Error('no password')
  return found
}
const unlockType = (story: Story, type: string, body?: unknown) =>
  bench.call('POST', `${pathOf(story)}/authenticators/types/${type}/unlock`, body)

describe('the list', () => {
  it('holds every kind with its own details', async () => {
    expect(await list('everything')).toMatchObject([
      {
        type: 'password',
        status: 'Active',
        extra_data: { app_name: 'Contoso shop', username: 'ingrid', expired: false }
      },
      { type: 'webauthn', status: 'Active', extra_data: { devices: [{ os_type: 'macOS' }] } },
      { type: 'webauthn', status: 'Registered' },
      { type: 'totp', status: 'Active', extra_data: { digits: 6 } },
      { type: 'sms_otp', status: 'Active', extra_data: { phone_number: '+447700900674' } },
      { type: 'email_otp', status: 'Registered' }
    ])
  })

  it('can be the bare array of 2025', async () => {
    await bench.control({ action: 'set', authenticatorsShape: 'array' })
    expect((await bench.call('GET', `${pathOf('ok')}/authenticators`)).body).toMatchObject([
      { type: 'password' }
    ])
  })

  it('shows each application its own password, and a management client all', async () => {
    const secondApp = await bench.as(bench.simulator.secondApp)
    const admin = await bench.as(bench.simulator.management)
    const [here, there, everywhere] = [
      await list('both-apps'),
      await list('both-apps', secondApp),
      await list('both-apps', admin)
    ]
    expect(here.map((it) => it.extra_data['app_name'])).toEqual(['Contoso shop'])
    expect(there.map((it) => it.extra_data['app_name'])).toEqual(['Contoso loyalty'])
    expect(everywhere).toHaveLength(2)
  })
})

describe('unlock', () => {
  it.each<[Story, unknown, string]>([
    ['locked', undefined, 'Active'],
    ['locked', {}, 'Active'],
    ['locked', { unlock_type: 'any' }, 'Active'],
    ['locked', { unlock_type: 'automatic' }, 'Active'],
    ['locked', { unlock_type: 'manual' }, 'Locked'],
    ['locked-for-good', { unlock_type: 'any' }, 'Active'],
    ['blocked', { unlock_type: 'automatic' }, 'Deactivated'],
    ['blocked', { unlock_type: 'manual' }, 'Active'],
    ['blocked', undefined, 'Active'],
    ['ok', undefined, 'Active']
  ])('by type, of %s with %j leaves it %s', async (story, body, status) => {
    const reply = await unlockType(story, 'password', body)
    expect([reply.status, reply.text]).toEqual([204, ''])
    expect((await password(story)).status).toBe(status)
  })

  it('by id lifts any lock', async () => {
    for (const story of ['locked', 'blocked'] as const) {
      const { id } = await password(story)
      expect((await bench.call('POST', `${pathOf(story)}/authenticators/${id}/unlock`)).status).toBe(204)
      expect((await password(story)).status).toBe('Active')
    }
  })

  it.each(['totp', 'sms_otp', 'email_otp'])('does not know %s', async (type) => {
    expect((await unlockType('everything', type)).status).toBe(400)
  })

  it('refuses an unknown kind of lock, and finds nothing of a type that the user has not', async () => {
    expect((await unlockType('locked', 'password', { unlock_type: 'both' })).status).toBe(400)
    expect((await unlockType('no-password', 'password')).status).toBe(404)
    expect((await bench.call('POST', `${pathOf('locked')}/authenticators/nothing/unlock`)).status).toBe(404)
    expect((await bench.call('POST', '/v1/users/nobody/authenticators/types/password/unlock')).status).toBe(
      404
    )
  })

  it('touches the password of the own application only', async () => {
    const secondApp = await bench.as(bench.simulator.secondApp)
    const [there] = await list('both-apps', secondApp)
    await secondApp('POST', `${pathOf('both-apps')}/authenticators/${there?.id}/lock`)
    expect((await list('both-apps', secondApp))[0]?.status).toBe('Deactivated')
    expect((await password('both-apps')).status).toBe('Active')
    await unlockType('both-apps', 'password')
    expect((await list('both-apps', secondApp))[0]?.status).toBe('Deactivated')
    expect(
      (await bench.call('POST', `${pathOf('both-apps')}/authenticators/${there?.id}/unlock`)).status
    ).toBe(404)
  })

  it('can be missing by type, by id, or both', async () => {
    const { id } = await password('locked')
    const byId = () => bench.call('POST', `${pathOf('locked')}/authenticators/${id}/unlock`)
    await bench.control({ action: 'set', unlockByType: false })
    const reply = await unlockType('locked', 'password')
    const message = `Cannot POST /cis${pathOf('locked')}/authenticators/types/password/unlock`
    expect([reply.status, reply.body]).toEqual([404, { message, error_code: 404 }])
    await bench.control({ action: 'set', unlockById: false })
    expect((await byId()).status).toBe(404)
    expect((await password('locked')).status).toBe('Locked')
    await bench.control({ action: 'set', unlockById: true })
    expect((await byId()).status).toBe(204)
  })
})

describe('lock and delete', () => {
  it('deactivates a password or a passkey', async () => {
    for (const { id } of (await list('everything')).slice(0, 2)) {
      const path = `${pathOf('everything')}/authenticators/${id}/lock`
      expect((await bench.call('POST', path, { reason: 'stolen phone' })).status).toBe(204)
      expect((await bench.call('POST', path, { reason: 5 })).status).toBe(400)
    }
    expect((await list('everything')).map(({ status }) => status).slice(0, 3)).toEqual([
      'Deactivated',
      'Deactivated',
      'Registered'
    ])
  })

  it('removes a passkey, and a password with its information', async () => {
    for (const { id } of (await list('locked')).slice(0, 2)) {
      expect((await bench.call('DELETE', `${pathOf('locked')}/authenticators/${id}`)).status).toBe(204)
    }
    expect((await list('locked')).map(({ type }) => type)).toEqual(['sms_otp'])
    const { body } = await bench.call('GET', pathOf('locked'))
    expect((body as { result: object }).result).not.toHaveProperty('password_information')
  })
})
