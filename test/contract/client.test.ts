import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMosaicClient, type MosaicClient } from '../../src/main/mosaic/client'
import { operations } from '../../src/main/mosaic/operations'
import type { ControlAction } from '../../src/simulator/control'
import { startSimulator, type Simulator } from '../../src/simulator/server'
import { loadContract, type RequestToCheck } from './openapi'

const contract = loadContract()
const password = 'Harbor-7294-Violet-Kx'

interface SeenRequest {
  method: string
  path: string
  query: string
  body: string
}

/** The practice tenant's answer to a control action. */
type Control = (action: ControlAction) => Promise<unknown>

/** Every operation that the client has, each with its optional parts too. */
async function driveEverything(client: MosaicClient, simulator: Simulator, control: Control): Promise<void> {
  const { users, passwords, authenticators, sessions, applications } = client
  const { user } = await users.create({
    email: 'contract+1@example.com',
    phone: '+14155550177',
    username: 'contract.one',
    firstName: 'Con',
    lastName: 'Tract',
    externalUserId: 'CT/1'
  })
  await users.byId(user.id)
  await users.raw(user.id)
  await users.byEmail('contract+1@example.com')
  await users.byPhone('+14155550177')
  await users.byUsername('contract.one')
  await users.byExternalId('CT/1')
  for (const name of ['email', 'phoneNumber', 'externalUserId', 'username'])
    await users.byIdentifier(name, 'x 1')
  await users.list({})
  await users.list({
    search: 'status eq "Active"',
    searchPrefix: '+1415',
    offset: 0,
    limit: 5000,
    sortField: 'last_auth',
    sortOrder: 'desc'
  })
  await users.count({})
  await users.count({ search: 'status eq "Active"' })
  await users.groups(user.id)
  await passwords.add(user.id, { password, username: 'contract.one' })
  await passwords.replace(user.id, { password: `${password}-2` })
  const [authenticator] = await authenticators.list(user.id)
  await authenticators.unlockByType(user.id, 'password')
  await authenticators.unlockById(user.id, authenticator?.id ?? 'none')
  await sessions.listBackend(user.id)
  await sessions.listHosted(user.id)
  await sessions.endBackend(user.id)
  await sessions.endHosted(user.id)
  await applications.list()
  const name = { title: 'Dr', first: 'Con', middle: 'A', last: 'Tract' }
  await users.update(user.id, {
    email: 'contract+2@example.com',
    phone: '+14155550178',
    externalUserId: 'CT/2',
    name
  })
  for (const status of ['Disabled', 'Active', 'Pending'] as const) await users.update(user.id, { status })
  await driveSignIn(client, simulator, control)
}

/** Codes, links, resets, checks and settings, with somebody whose contacts are verified. */
async function driveSignIn(client: MosaicClient, simulator: Simulator, control: Control): Promise<void> {
  const { otp, links, resets, passwords, sessions, preferences, users } = client
  const emma = await users.byEmail('emma.johansson@example.com')
  const [id, email, phone] = [emma?.id ?? '', emma?.email?.value ?? '', emma?.phone?.value ?? '']
  const { redirectUri } = simulator
  await preferences.read(simulator.appId)
  const settings = await preferences.readPassword(simulator.appId)
  const lockoutTiers = [{ attempts: 3, duration: 15 }]
  await preferences.writePassword(simulator.appId, { ...settings, passwordMinLength: 13, lockoutTiers })
  await otp.send(id, 'email')
  await otp.send(id, 'sms')
  const { messages } = (await control({ action: 'inbox' })) as { messages: { code?: string }[] }
  const checked = await otp.check(id, messages[0]?.code ?? '')
  expect(checked.outcome).toBe('right')
  await sessions.logout((checked.outcome === 'right' && checked.sessionId) || '')
  await otp.issue(id)
  await links.send(id, redirectUri)
  await resets.sendEmailLink({ email, redirectUri })
  await resets.sendEmailCode(email)
  await resets.sendSmsCode(phone)
  for (const who of [{}, { email }, { phone }, { username: emma?.username }]) {
    await passwords.validate({ password: `${password}-3`, ...who })
  }
  await passwords.replace(id, { password: `${password}-3`, temporary: false })
  for (const [by, identifier] of [
    ['email', email],
    ['phone', phone],
    ['username', emma?.username ?? '']
  ] as const) {
    const { outcome } = await passwords.authenticate({ by, identifier, password: `${password}-3` })
    expect(outcome).toBe('right')
  }
}

describe.skipIf(contract === null)('what the client sends', () => {
  let simulator: Simulator
  let seen: SeenRequest[] = []

  beforeAll(async () => {
    simulator = await startSimulator({ control: true })
    const { url, clientId, clientSecret } = simulator
    const client = createMosaicClient({ origin: url, clientId, secret: () => Promise.resolve(clientSecret) })
    const control: Control = async (action) => {
      const response = await fetch(`${url}/__control`, {
        method: 'POST',
        headers: { 'x-control-token': simulator.controlToken ?? '' },
        body: JSON.stringify(action)
      })
      return response.json()
    }
    await driveEverything(client, simulator, control)
    await client.close()
    seen = ((await control({ action: 'requests' })) as { requests: SeenRequest[] }).requests
  })
  afterAll(() => simulator.stop())

  it('is as the OpenAPI reference has it', () => {
    const problems = seen.flatMap((request) => {
      const said = contract?.checkRequest(toCheck(request)) ?? []
      return said.map((problem) => `${request.method} ${request.path}: ${problem}`)
    })
    expect(problems).toEqual([])
  })

  it('covers every operation', () => {
    const missed = Object.values(operations).filter(
      ({ method, path }) => !seen.some((one) => one.method === method && patternOf(path).test(one.path))
    )
    expect(missed).toEqual([])
  })

  // API.md §10.13: guides say that it works, the reference has no such type
  it('is outside the reference in one thing: a sign-in by user ID', () => {
    const path = '/cis/v1/auth/password/authenticate'
    const problems = (username_type: string) =>
      contract?.checkRequest({ method: 'POST', path, body: { username: 'x', password: 'y', username_type } })
    expect(problems('email')).toEqual([])
    expect(problems('user_id')).toHaveLength(1)
  })
})

function patternOf(path: string): RegExp {
  return new RegExp(`^/cis${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
}

function toCheck({ method, path, query, body }: SeenRequest): RequestToCheck {
  const parsed = path === '/oidc/token' ? body : body === '' ? undefined : JSON.parse(body)
  return { method, path, query: new URLSearchParams(query), body: parsed }
}
