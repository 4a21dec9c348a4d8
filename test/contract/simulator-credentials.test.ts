import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedStories } from '../../src/simulator/seed'
import { drillSeeds } from '../../src/simulator/seed-drills'
import type { Story } from '../../src/simulator/seed-types'
import { startBench, type Bench, type Reply, type Send } from '../unit/simulator/client'
import { loadContract } from './openapi'

const contract = loadContract()
const emma = '/v1/users/ikmq3yqbKb6TBIyNctwp7'
const redirect_uri = 'https://shop.example.com/signed-in'
const email = 'emma.johansson@example.com'
const phone_number = '+46701740605'
const strong = 'Gr8-Tile-Mosaic-77'

function by(story: Story): { identifier_type: string; identifier: string } {
  const found = seedStories.find((entry) => entry.story === story)
  if (!found) throw new Error(`nobody is seeded as ${story}`)
  return { identifier_type: 'user_id', identifier: found.userId }
}

describe.skipIf(!contract)('codes, links and resets of the practice tenant', () => {
  let bench: Bench
  beforeAll(async () => {
    bench = await startBench()
  })
  afterAll(() => bench.simulator.stop())

  /** Makes a call, and holds both sides of it against the reference. */
  const hold = async (method: string, path: string, body?: unknown, send?: Send): Promise<Reply> => {
    const request = { method, path: `/cis${path}`, body }
    expect(contract?.checkRequest(request)).toEqual([])
    const reply = await (send ?? bench.call)(method, path, body)
    const answered = reply.text === '' ? undefined : reply.body
    const { status } = reply
    expect(contract?.checkAnswer({ method, path: request.path, status, body: answered })).toEqual([])
    return reply
  }
  const post = (path: string, body: unknown): Promise<Reply> => hold('POST', `/v1/auth/${path}`, body)
  const statusOf = async (path: string, body: unknown): Promise<number> => (await post(path, body)).status
  const newest = () => bench.simulator.inbox()[0]
  const ok = by('ok')

  it.each([
    ['sms', {}],
    ['email', {}],
    ['direct', {}],
    [
      'sms',
      { expires_in: 10, custom_sms_input: { custom_message: '{otp} {app}' }, approval_data: { a: '1' } }
    ]
  ])('a code by %s with %j, and its use', async (channel, more) => {
    const sent = await post('otp/send', { channel, ...ok, ...more })
    expect(sent.status).toBe(200)
    const passcode = (sent.body as { code?: string }).code ?? newest()?.code
    expect(await statusOf('otp/authenticate', { passcode, ...ok })).toBe(200)
    expect(await statusOf('otp/authenticate', { passcode, ...ok })).toBe(400)
  })

  it.each([
    ['sms', { identifier_type: 'email', identifier: 'nobody@example.com' }, 404],
    ['sms', by('username-only'), 404],
    ['email', by('phone-only'), 404],
    ['direct', by('disabled'), 403]
  ])('a code by %s for %j → %i', async (channel, who, status) => {
    expect(await statusOf('otp/send', { channel, ...who })).toBe(status)
  })

  it('a code to an address that is not on file, which the reference knows and this tenant refuses', async () => {
    const body = { channel: 'email', ...ok, custom_email: 'x@example.com' }
    expect(await statusOf('otp/send', body)).toBe(400)
  })

  it('codes while the provider fails or the method is off', async () => {
    await bench.control({ action: 'set', providerFails: 'sms' })
    expect(await statusOf('otp/send', { channel: 'sms', ...ok })).toBe(400)
    await bench.control({ action: 'set', providerFails: null })
    await bench.control({ action: 'method', name: 'email_otp', value: null })
    expect(await statusOf('otp/send', { channel: 'email', ...ok })).toBe(403)
  })

  it('a code that ran out, and wrong ones until they lock', async () => {
    const body = { channel: 'sms', ...by('locked') }
    await post('otp/send', body)
    await bench.control({ action: 'advance', ms: 300_000 })
    const use = { passcode: newest()?.code, ...by('locked') }
    const late = await post('otp/authenticate', use)
    expect([late.status, late.body]).toMatchObject([400, { error_code: 'auth_otp_passcode_expired' }])
    await post('otp/send', body)
    for (let i = 0; i < 3; i++) await post('otp/authenticate', { ...use, passcode: 'wrong' })
    expect(await statusOf('otp/authenticate', use)).toBe(403)
  })

  it('a magic link and its use', async () => {
    expect(await statusOf('link/email/send', { redirect_uri, ...ok, state: 's' })).toBe(200)
    const code = /code=([\w-]+)/.exec(newest()?.text ?? '')?.[1]
    expect(await statusOf('link/email/authenticate', { code })).toBe(200)
    expect(await statusOf('link/email/authenticate', { code })).toBe(400)
    expect(await statusOf('link/email/send', { redirect_uri, email })).toBe(200)
  })

  it.each([
    [{ redirect_uri: 'https://evil.example.com/', ...ok }, 400],
    [{ redirect_uri, ...by('disabled') }, 403],
    [{ redirect_uri, identifier_type: 'username', identifier: 'nobody' }, 404]
  ])('a magic link %j → %i', async (body, status) => {
    expect(await statusOf('link/email/send', body)).toBe(status)
  })

  it.each([
    ['email/link', { redirect_uri, email }, 200],
    ['email/link', { redirect_uri, username: 'emma.j' }, 200],
    ['email/link', { redirect_uri, email: 'chloe.dubois@example.com' }, 403],
    ['email/link', { redirect_uri, email: 'nobody@example.com' }, 404],
    ['email/otp', { email }, 200],
    ['email/otp', { email: 'chloe.dubois@example.com' }, 403],
    ['email/otp', { email: 'nobody@example.com' }, 404],
    ['sms/otp', { phone_number }, 200],
    ['sms/otp', { phone_number: '+33639980456' }, 403],
    ['sms/otp', { phone_number: '+14155550000' }, 404],
    ['email/otp/validate', { email, passcode: 'wrong' }, 403],
    ['email/otp/validate', { email: 'nobody@example.com', passcode: '1' }, 404],
    ['sms/otp/validate', { phone_number, passcode: 'wrong' }, 403],
    ['sms/otp/validate', { phone_number: '+14155550000', passcode: '1' }, 404]
  ])('reset/%s %j → %i', async (end, body, status) => {
    expect(await statusOf(`password/reset/${end}`, body)).toBe(status)
  })

  it.each([
    ['email', { email }],
    ['sms', { phone_number }]
  ])('a new password by a code sent by %s', async (way, who) => {
    await post(`password/reset/${way}/otp`, who)
    const passcode = newest()?.code
    const right = await post(`password/reset/${way}/otp/validate`, { ...who, passcode })
    const { result: reset_token } = right.body as { result: string }
    const body = { reset_token, new_password: `${strong}-${way}` }
    expect(await statusOf('password/reset', body)).toBe(200)
    expect(await statusOf('password/reset', body)).toBe(403)
  })

  it('the check of a password', async () => {
    expect(await statusOf('password/validate', { password: strong, email })).toBe(200)
    const weak = await post('password/validate', { password: 'weak' })
    expect(weak.body).toMatchObject({ result: { valid_password: false } })
    await bench.control({ action: 'policy', policy: null })
    expect(await statusOf('password/validate', { password: strong })).toBe(403)
  })

  it('what that left behind', async () => {
    expect((await hold('GET', emma)).status).toBe(200)
    const { body } = await hold('GET', `${emma}/authenticators`)
    const types = (body as { result: { type: string }[] }).result.map(({ type }) => type)
    for (const type of ['sms_otp', 'email_otp', 'direct_otp', 'email_magic_link'])
      expect(types).toContain(type)
    expect((await hold('GET', '/loginPreferences/zl2trg3sanjsd63qs7seK')).status).toBe(200)
  })

  it('the people of the practice calls', async () => {
    for (const { id } of drillSeeds) {
      expect((await hold('GET', `/v1/users/${id}`)).status).toBe(200)
      expect((await hold('GET', `/v1/users/${id}/authenticators`)).status).toBe(200)
    }
  })
})
