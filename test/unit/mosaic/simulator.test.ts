import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSimulator, type Simulator } from '../../../src/simulator/server'
import { clientFor, errorOf } from './fake-mosaic'

const strong = 'Harbor-7294-Violet-Kx'
let simulator: Simulator
let people = 0

beforeAll(async () => {
  simulator = await startSimulator({ control: true })
})
afterAll(() => simulator.stop())

function client(credentials: { clientId: string; clientSecret: string } = simulator) {
  const { clientId, clientSecret } = credentials
  return clientFor(simulator.url, { clientId, secret: () => Promise.resolve(clientSecret) })
}

/** A new person, so that no test depends on another. */
async function somebody() {
  people += 1
  const email = `caller${people}@example.com`
  const { user } = await client().users.create({ email, firstName: 'Cal', lastName: `Ler ${people}` })
  return { email, user }
}

async function control(action: object): Promise<void> {
  const headers = { 'x-control-token': simulator.controlToken ?? '', 'content-type': 'application/json' }
  const response = await fetch(`${simulator.url}/__control`, {
    method: 'POST',
    headers,
    body: JSON.stringify(action)
  })
  expect(response.status).toBe(200)
}

/** Locks the password as users do. */
async function lockOut(email: string): Promise<void> {
  const form = {
    grant_type: 'client_credentials',
    client_id: simulator.clientId,
    client_secret: simulator.clientSecret
  }
  const token = await fetch(`${simulator.url}/oidc/token`, {
    method: 'POST',
    body: new URLSearchParams(form)
  })
  const { access_token } = (await token.json()) as { access_token: string }
  for (let wrong = 0; wrong < 6; wrong++) {
    await fetch(`${simulator.url}/cis/v1/auth/password/authenticate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ username: email, username_type: 'email', password: 'wrong' })
    })
  }
}

describe('users', () => {
  it('are found by everything that they have', async () => {
    const { users } = client()
    const ana = await users.byEmail('ana.lopez@example.com')
    expect(ana).toMatchObject({ displayName: 'Ana López', username: 'ana.lopez' })
    const found = await Promise.all([
      users.byId(ana?.id ?? ''),
      users.byPhone(ana?.phone?.value ?? ''),
      users.byUsername('ana.lopez'),
      users.byExternalId(ana?.externalUserId ?? ''),
      users.byIdentifier('email', 'ana.lopez@example.com')
    ])
    expect(found.map((user) => user?.id)).toEqual(Array(5).fill(ana?.id))
    expect(await users.raw(ana?.id ?? '')).toMatchObject({ user_id: ana?.id })
    expect(await users.groups(ana?.id ?? '')).not.toEqual([])
  })

  it('that do not exist are null', async () => {
    const { users } = client()
    const nobody = await Promise.all([
      users.byId('-nobody'),
      users.byEmail('nobody@example.com'),
      users.byPhone('+14155559999'),
      users.byUsername('nobody'),
      users.byExternalId('none'),
      users.byIdentifier('username', 'nobody')
    ])
    expect(nobody).toEqual(Array(6).fill(null))
    expect(await errorOf(users.groups('-nobody'))).toMatchObject({ kind: 'not-found', what: 'The user' })
  })

  it('are listed by prefix, page by page, and counted', async () => {
    const { users } = client()
    const all = await users.list({ limit: 5, offset: 0 })
    expect(all).toMatchObject({ hasNext: true, unreadable: 0 })
    expect(all.users).toHaveLength(5)
    const next = await users.list({ limit: 5, offset: 5 })
    expect(next.users.map(({ id }) => id)).not.toContain(all.users[0]?.id)
    const { users: byPrefix, total } = await users.list({ searchPrefix: 'ana.l' })
    expect(byPrefix.map(({ displayName }) => displayName)).toContain('Ana López')
    expect(total).toBe(byPrefix.length)
    expect(await users.count({})).toBeGreaterThanOrEqual(all.total)
  })

  it('are created, changed and suspended', async () => {
    const { user } = await somebody()
    const { users } = client()
    const changed = await users.update(user.id, {
      name: { first: 'Carla', last: 'Ler' },
      phone: '+14155550188'
    })
    expect(changed).toMatchObject({ displayName: 'Carla Ler', phone: { value: '+14155550188' } })
    expect(await users.update(user.id, { status: 'Disabled' })).toMatchObject({ status: 'Disabled' })
    expect(await users.byId(user.id)).toMatchObject({ status: 'Disabled' })
  })

  it('are refused with what is wrong with them', async () => {
    const { users } = client()
    const error = await errorOf(users.create({ email: 'not an address' }))
    expect(error).toMatchObject({ kind: 'invalid-input', reason: 'form' })
    expect(Object.keys(error['fields'] as object)).toEqual(['email'])
  })
})

describe('passwords', () => {
  it('are added first and replaced later, always temporary', async () => {
    const { user } = await somebody()
    const { passwords, users } = client()
    expect(await errorOf(passwords.replace(user.id, { password: strong }))).toMatchObject({
      reason: 'no-password'
    })
    await passwords.add(user.id, { password: strong })
    expect(await users.byId(user.id)).toMatchObject({ password: { temporary: true } })
    expect(await errorOf(passwords.add(user.id, { password: strong }))).toMatchObject({
      reason: 'password-exists'
    })
    await passwords.replace(user.id, { password: `${strong}-2` })
    expect(await users.byId(user.id)).toMatchObject({ password: { temporary: true } })
  })

  it('are refused as weak, for nobody, and for the suspended', async () => {
    const { user } = await somebody()
    const { passwords, users } = client()
    expect(await errorOf(passwords.add(user.id, { password: 'a' }))).toMatchObject({
      reason: 'password-weak'
    })
    expect(await errorOf(passwords.add('-nobody', { password: strong }))).toMatchObject({ kind: 'not-found' })
    await passwords.add(user.id, { password: strong })
    await users.update(user.id, { status: 'Disabled' })
    const error = await errorOf(passwords.replace(user.id, { password: `${strong}-2` }))
    expect(error).toMatchObject({ kind: 'conflict', reason: 'user-suspended' })
  })
})

describe('codes, links and resets', () => {
  const emma = async () => {
    const user = await client().users.byUsername('emma.j')
    return { id: user?.id ?? '', email: user?.email?.value ?? '', phone: user?.phone?.value ?? '' }
  }
  const newest = () => simulator.inbox()[0]

  it.each(['sms', 'email'] as const)(
    'a code by %s is checked, and the session that it opens ended',
    async (channel) => {
      const { id, email, phone } = await emma()
      const { otp, sessions } = client()
      const before = await sessions.listBackend(id)
      await otp.send(id, channel)
      expect(newest()).toMatchObject({ channel, to: channel === 'sms' ? phone : email })
      const code = newest()?.code ?? ''
      expect(await otp.check(id, `${code}0`)).toEqual({ outcome: 'wrong' })
      const checked = await otp.check(id, code)
      expect(checked).toEqual({ outcome: 'right', sessionId: expect.any(String) as string })
      const opened = (checked.outcome === 'right' && checked.sessionId) || ''
      expect((await sessions.listBackend(id)).map((one) => one.id)).toContain(opened)
      await sessions.logout(opened)
      expect(await sessions.listBackend(id)).toEqual(before)
    }
  )

  it('a code that is wrong too often is locked, and an access code is answered', async () => {
    const { user } = await somebody()
    const { otp } = client()
    const { code } = await otp.issue(user.id)
    expect(code).toMatch(/^\d{4,8}$/)
    const outcomes: string[] = []
    for (let tried = 0; tried < 5; tried++) outcomes.push((await otp.check(user.id, `${code}0`)).outcome)
    expect(outcomes.slice(0, 2)).toEqual(['wrong', 'wrong'])
    expect(outcomes.at(-1)).toBe('locked')
  })

  it('are refused in their own way', async () => {
    const { user } = await somebody()
    const { otp, resets, users, links } = client()
    const conflict = (reason: string) => ({ kind: 'conflict', reason })
    expect(await errorOf(otp.send(user.id, 'sms'))).toMatchObject(conflict('no-contact'))
    expect(await errorOf(otp.send('-nobody', 'sms'))).toMatchObject({ kind: 'not-found' })
    const email = user.email?.value ?? ''
    expect(await errorOf(resets.sendEmailCode(email))).toMatchObject(conflict('contact-unverified'))
    expect(await errorOf(links.send(user.id, 'https://evil.example.com/'))).toMatchObject(
      conflict('redirect-not-allowed')
    )
    await control({ action: 'set', providerFails: 'email' })
    expect(await errorOf(otp.send(user.id, 'email'))).toMatchObject(conflict('provider-failed'))
    expect(await errorOf(links.send(user.id, simulator.redirectUri))).toMatchObject(
      conflict('provider-failed')
    )
    await control({ action: 'set', providerFails: null })
    await users.update(user.id, { status: 'Disabled' })
    expect(await errorOf(otp.send(user.id, 'email'))).toMatchObject(conflict('user-not-active'))
    expect(await errorOf(links.send(user.id, simulator.redirectUri))).toMatchObject(
      conflict('user-not-active')
    )
  })

  it('reach who has a verified contact', async () => {
    const { id, email, phone } = await emma()
    const { links, resets } = client()
    const { redirectUri } = simulator
    await links.send(id, redirectUri)
    expect(newest()).toMatchObject({ channel: 'email', to: email, link: 'fresh' })
    await resets.sendEmailLink({ email, redirectUri })
    expect(newest()).toMatchObject({ channel: 'email', to: email, link: 'fresh' })
    await resets.sendEmailCode(email)
    expect(newest()).toMatchObject({ channel: 'email', to: email })
    await resets.sendSmsCode(phone)
    expect(newest()).toMatchObject({ channel: 'sms', to: phone })
  })

  it('live as the settings of the application say', async () => {
    const settings = await client().preferences.read(simulator.appId)
    expect(settings.smsCode?.livesMinutes).toBeGreaterThan(0)
    expect(settings.emailCode?.attempts).toBeGreaterThan(0)
    expect(settings.resetValidityMinutes).toBeGreaterThanOrEqual(5)
    expect(settings.temporaryPasswordHours).toBeGreaterThan(0)
  })
})

describe('a password', () => {
  it('is tried: right, wrong, to be changed, locked, suspended', async () => {
    const { user, email } = await somebody()
    const { passwords, sessions, users } = client()
    const attempt = async (password: string) =>
      passwords.authenticate({ by: 'email', identifier: email, password })
    await passwords.add(user.id, { password: strong })
    expect(await attempt(strong)).toEqual({ outcome: 'must-change' })
    await passwords.replace(user.id, { password: `${strong}-2`, temporary: false })
    const right = await attempt(`${strong}-2`)
    await sessions.logout((right.outcome === 'right' && right.sessionId) || '')
    expect(await sessions.listBackend(user.id)).toEqual([])
    expect(await attempt(strong)).toEqual({ outcome: 'wrong' })
    await lockOut(email)
    expect(await attempt(`${strong}-2`)).toEqual({ outcome: 'locked' })
    await users.update(user.id, { status: 'Disabled' })
    expect(await attempt(`${strong}-2`)).toEqual({ outcome: 'suspended' })
  })

  it('is asked about before it is set, and has a username that nobody else has', async () => {
    const { user } = await somebody()
    const { passwords } = client()
    expect(await passwords.validate({ password: strong })).toEqual({ result: 'passed' })
    expect(await passwords.validate({ password: 'a' })).toMatchObject({ result: 'refused' })
    const taken = passwords.add(user.id, { password: strong, username: 'ana.lopez' })
    expect(await errorOf(taken)).toMatchObject({ kind: 'conflict', reason: 'username-taken' })
  })
})

describe('locks', () => {
  async function lockedPassword(userId: string) {
    const all = await client().authenticators.list(userId)
    return all.find(({ type, status }) => type === 'password' && status === 'Locked')
  }

  it('are seen and lifted, by type and by id', async () => {
    const { user, email } = await somebody()
    const { passwords, authenticators } = client()
    await passwords.add(user.id, { password: strong })
    await lockOut(email)
    expect(await lockedPassword(user.id)).toBeDefined()
    await authenticators.unlockByType(user.id, 'password')
    expect(await lockedPassword(user.id)).toBeUndefined()
    await lockOut(email)
    const locked = await lockedPassword(user.id)
    await authenticators.unlockById(user.id, locked?.id ?? '')
    expect(await lockedPassword(user.id)).toBeUndefined()
  })

  it('of nobody are not "not enabled here"', async () => {
    const error = await errorOf(client().authenticators.unlockByType('-nobody', 'password'))
    expect(error).toMatchObject({ kind: 'not-found', what: 'The user' })
  })
})

it('lists and ends sessions of both families', async () => {
  const { sessions, users } = client()
  const ana = await users.byEmail('ana.lopez@example.com')
  const id = ana?.id ?? ''
  expect(await sessions.listBackend(id)).toMatchObject([{ family: 'backend' }])
  expect(await sessions.listHosted(id)).toMatchObject([{ family: 'hosted' }])
  await sessions.endBackend(id)
  expect(await sessions.endHosted(id)).toEqual({ count: 1 })
  expect([...(await sessions.listBackend(id)), ...(await sessions.listHosted(id))]).toEqual([])
})

describe('a client', () => {
  it('knows its application and permissions', async () => {
    const claims = await client().claims()
    expect(claims).toMatchObject({ appId: simulator.appId, appName: simulator.appName, admin: false })
    expect(claims.permissions).toContain('authenticators:edit')
    expect(await client(simulator.management).claims()).toMatchObject({ admin: true })
    const names = (await client().applications.list()).map(({ id }) => id)
    expect(names).toContain(simulator.appId)
  })

  it('with a wrong secret is refused', async () => {
    const wrong = { clientId: simulator.clientId, clientSecret: 'wrong' }
    expect(await errorOf(client(wrong).users.byId('x'))).toMatchObject({
      kind: 'bad-credentials',
      reason: 'refused'
    })
  })

  it('that may not read users is told which permission it lacks', async () => {
    const error = await errorOf(client(simulator.limited).users.byEmail('ana.lopez@example.com'))
    expect(error).toMatchObject({ kind: 'not-permitted', permission: 'users:read' })
  })

  it('goes on when its token has run out early', async () => {
    const { users } = client()
    expect(await users.byUsername('ana.lopez')).not.toBeNull()
    await control({ action: 'expire-tokens' })
    expect(await users.byUsername('ana.lopez')).not.toBeNull()
  })

  it('does not know what became of a password when the answer was lost', async () => {
    const { user } = await somebody()
    const { passwords, users } = client()
    await control({
      action: 'fault',
      match: { path: '/password$' },
      times: 1,
      fault: { kind: 'reset-after' }
    })
    expect(await errorOf(passwords.add(user.id, { password: strong }))).toMatchObject({
      kind: 'outcome-unknown'
    })
    expect((await users.byId(user.id))?.password).toBeDefined()
  })
})
