import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startBench, type Bench, type Reply } from './client'
import { authenticatorOf, idOf, minute, userOf } from './people'

const emma = idOf('ok')
let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.simulator.stop())

const send = (more: Record<string, unknown> = {}): Promise<Reply> =>
  bench.call('POST', '/v1/auth/link/email/send', {
    redirect_uri: bench.simulator.redirectUri,
    identifier_type: 'user_id',
    identifier: emma,
    ...more
  })
const redeem = (code: string | null): Promise<Reply> =>
  bench.call('POST', '/v1/auth/link/email/authenticate', { code })
const newest = () => bench.simulator.inbox()[0]
/** Where the link in the newest message leads. */
const linkSent = (): URL => new URL(/https:\/\/\S+/.exec(newest()?.text ?? '')?.[0] ?? '')
const invalid = { error_code: '400', message: 'Invalid magic link code' }

describe('sending', () => {
  it('puts a link to the application into an e-mail to the address on file', async () => {
    const { status, body } = await send()
    expect([status, body]).toEqual([200, { message: 'Email sent successfully' }])
    expect(newest()).toMatchObject({
      channel: 'email',
      to: 'emma.johansson@example.com',
      userId: emma,
      subject: 'Sign in to Contoso shop',
      link: 'fresh'
    })
    expect(newest()).not.toHaveProperty('code')
    expect(linkSent().origin + linkSent().pathname).toBe('https://shop.example.com/signed-in')
    expect(linkSent().searchParams.get('code')).toMatch(/^[\w-]{43}$/)
  })

  it('gives the state back with the link', async () => {
    await send({ state: 'a b&c' })
    expect(linkSent().searchParams.get('state')).toBe('a b&c')
  })

  it('takes the deprecated email', async () => {
    const body = { redirect_uri: bench.simulator.redirectUri, email: 'Emma.Johansson@example.com' }
    expect((await bench.call('POST', '/v1/auth/link/email/send', body)).status).toBe(200)
    expect(newest()?.userId).toBe(emma)
  })

  it.each([
    ['to a page that is not allowed', { redirect_uri: 'https://evil.example.com/signed-in' }, '400'],
    ['to below the page that is allowed', { redirect_uri: 'https://shop.example.com/signed-in/x' }, '400'],
    ['to no page', { redirect_uri: 1 }, '400'],
    ['for the channel direct', { channel: 'direct' }, '400'],
    ['by another identifier', { identifier_type: 'passport' }, '400'],
    ['for a lifetime of nothing', { email_expiration: 0 }, '400'],
    ['to a suspended user', { identifier: idOf('disabled') }, '403'],
    ['to nobody', { identifier: 'nobody' }, '404'],
    ['to somebody of the other application', { identifier: idOf('other-app-only') }, '404'],
    ['to who has no e-mail', { identifier: idOf('phone-only') }, '404']
  ])('is refused %s', async (_name, more, code) => {
    const { status, body } = await send(more)
    expect([status, body]).toEqual([
      Number(code),
      { error_code: code, message: expect.any(String) as string }
    ])
    expect(bench.simulator.inbox()).toEqual([])
  })

  it('says what is wrong with the page in the words of the reference', async () => {
    expect((await send({ redirect_uri: 'https://shop.example.com/' })).body).toEqual({
      error_code: '400',
      message: 'redirect_uri is not one of the allowed redirect URIs configured for this app'
    })
  })

  it('fails while the provider does, or where the application has no links', async () => {
    await bench.control({ action: 'set', providerFails: 'email' })
    expect((await send()).status).toBe(400)
    await bench.control({ action: 'set', providerFails: 'sms' })
    expect((await send()).status).toBe(200)
    await bench.control({ action: 'method', name: 'email', value: null })
    expect((await send()).status).toBe(403)
  })
})

describe('a link that is opened', () => {
  it('signs the user in by magic link', async () => {
    expect(await authenticatorOf(bench, emma, 'email_magic_link')).toBeUndefined()
    const before = await userOf(bench, emma)
    await send()
    const sent = Date.now()
    expect(bench.simulator.openLink(newest()?.id ?? '')).toBe(true)
    expect(newest()?.link).toBe('opened')
    const after = await userOf(bench, emma)
    expect(Date.parse(after.last_auth ?? '')).toBeGreaterThanOrEqual(sent)
    expect(after.identities).toContainEqual(
      expect.objectContaining({
        auth_type: 'email_magic_link',
        identifier: 'emma.johansson@example.com',
        last_auth_date: after.last_auth
      })
    )
    expect(after.updated_at).toBe(before.updated_at)
    expect(await authenticatorOf(bench, emma, 'email_magic_link')).toMatchObject({
      status: 'Active',
      last_successful_authentication: after.last_auth,
      extra_data: { email: 'emma.johansson@example.com', verified: true }
    })
    const sessions = (await bench.call('GET', `/v1/auth/users/${emma}/sessions`)).body as unknown[]
    expect(sessions).toHaveLength(2)
  })

  it('keeps one authenticator, with the time of the last', async () => {
    for (let i = 0; i < 2; i++) {
      await send()
      await bench.control({ action: 'open-link', messageId: newest()?.id ?? '' })
      await bench.control({ action: 'advance', ms: minute })
    }
    const { body } = await bench.call('GET', `/v1/users/${emma}/authenticators`)
    const links = (body as { result: { type: string }[] }).result.filter(
      ({ type }) => type === 'email_magic_link'
    )
    expect(links).toHaveLength(1)
  })

  it('verifies the address, which is a change of the profile', async () => {
    const userId = idOf('unverified')
    await send({ identifier: userId })
    bench.simulator.openLink(newest()?.id ?? '')
    const user = await userOf(bench, userId)
    expect(user).toMatchObject({
      email: { email_verified: true },
      phone_number: { phone_number_verified: false }
    })
    expect(Date.now() - user.updated_at).toBeLessThan(5000)
  })

  it('is over after that, for the application too', async () => {
    await send()
    const code = linkSent().searchParams.get('code')
    const id = newest()?.id ?? ''
    expect(bench.simulator.openLink(id)).toBe(true)
    expect(bench.simulator.openLink(id)).toBe(false)
    const { status, body } = await redeem(code)
    expect([status, body]).toEqual([400, invalid])
  })

  it('is over after fifteen minutes', async () => {
    await send()
    await bench.control({ action: 'advance', ms: 15 * minute })
    expect(newest()?.link).toBe('over')
    expect(bench.simulator.openLink(newest()?.id ?? '')).toBe(false)
    expect((await redeem(linkSent().searchParams.get('code'))).body).toEqual(invalid)
  })

  it('signs in nobody who was suspended in between', async () => {
    await send()
    await bench.call('PUT', `/v1/users/${emma}`, { status: 'Disabled' })
    expect(bench.simulator.openLink(newest()?.id ?? '')).toBe(false)
    expect((await redeem(linkSent().searchParams.get('code'))).status).toBe(403)
    expect(newest()?.link).toBe('fresh')
  })
})

describe('the code of a link', () => {
  it('is what the application hands over, once', async () => {
    await send()
    const code = linkSent().searchParams.get('code')
    const { status, body } = await redeem(code)
    expect(status).toBe(200)
    expect(body).toMatchObject({ token_type: 'Bearer', session_id: expect.any(String) as string })
    expect(newest()?.link).toBe('opened')
    expect((await redeem(code)).body).toEqual(invalid)
  })

  it('is no use to another application', async () => {
    await send({ identifier: idOf('both-apps') })
    const other = await bench.as(bench.simulator.secondApp)
    const body = { code: linkSent().searchParams.get('code') }
    expect((await other('POST', '/v1/auth/link/email/authenticate', body)).status).toBe(400)
  })

  it.each(['x', '', null])('is not %j', async (code) => {
    expect((await redeem(code)).body).toMatchObject({ error_code: '400' })
  })
})

it('asks for auth:execute', async () => {
  const limited = await bench.as(bench.simulator.limited)
  for (const end of ['send', 'authenticate'])
    expect((await limited('POST', `/v1/auth/link/email/${end}`, {})).status).toBe(403)
})
