import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMosaicClient, type MosaicClient } from '../../src/main/mosaic/client'
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

/** Every operation that the client has, each with its optional parts too. */
async function driveEverything(client: MosaicClient): Promise<void> {
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
}

describe.skipIf(contract === null)('what the client sends', () => {
  let simulator: Simulator
  let seen: SeenRequest[] = []

  beforeAll(async () => {
    simulator = await startSimulator({ control: true })
    const { url, clientId, clientSecret } = simulator
    const client = createMosaicClient({ origin: url, clientId, secret: () => Promise.resolve(clientSecret) })
    await driveEverything(client)
    await client.close()
    const response = await fetch(`${url}/__control`, {
      method: 'POST',
      headers: { 'x-control-token': simulator.controlToken ?? '' },
      body: JSON.stringify({ action: 'requests' })
    })
    seen = ((await response.json()) as { requests: SeenRequest[] }).requests
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
    const calls = new Set(
      seen.map(({ method, path }) => `${method} ${path.split('/').slice(0, 5).join('/')}`)
    )
    expect(seen.length).toBeGreaterThanOrEqual(30)
    expect(calls.size).toBeGreaterThanOrEqual(12)
  })
})

function toCheck({ method, path, query, body }: SeenRequest): RequestToCheck {
  const parsed = path === '/oidc/token' ? body : body === '' ? undefined : JSON.parse(body)
  return { method, path, query: new URLSearchParams(query), body: parsed }
}
