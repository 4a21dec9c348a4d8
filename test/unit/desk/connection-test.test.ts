import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isUnlimited, testConnection } from '../../../src/main/desk/connection-test'
import { createMosaicClient } from '../../../src/main/mosaic/client'
import { type PracticeDesk, startPracticeDesk } from './practice-desk'

let desk: PracticeDesk
beforeAll(async () => {
  desk = await startPracticeDesk()
})
afterAll(() => desk.stop())

const none = new AbortController().signal
const at = async (origin: string, clientId = 'x', secret = 'y') => {
  const timeouts = { connectMs: 500, headersMs: 500, readDeadlineMs: 600, retryBaseMs: 5 }
  const client = createMosaicClient({ origin, clientId, secret: async () => secret, timeouts })
  const report = await testConnection(client, none)
  await client.close()
  return report
}

describe('testConnection', () => {
  it('is good for the application’s client, and names it', async () => {
    const { url, clientId, clientSecret, appName, appId } = desk.simulator
    const report = await at(url, clientId, clientSecret)
    expect(report).toMatchObject({ result: 'good', appName, appId, unlimited: false })
    expect(report.result === 'good' && report.permissions).toContain('users:read')
  })

  it('warns of a management client', async () => {
    const { url, management } = desk.simulator
    expect(await at(url, management.clientId, management.clientSecret)).toMatchObject({
      result: 'good',
      unlimited: true
    })
  })

  it('tells a wrong secret', async () => {
    expect(await at(desk.simulator.url, desk.simulator.clientId, 'wrong')).toMatchObject({
      result: 'bad-credentials'
    })
  })

  it('tells a client that may not read users', async () => {
    const { url, limited } = desk.simulator
    expect(await at(url, limited.clientId, limited.clientSecret)).toMatchObject({ result: 'no-permission' })
  })

  it('tells a host that is not Mosaic', async () => {
    const server = createServer((_, response) =>
      response.setHeader('content-type', 'text/html').end('<h1>Intranet</h1>')
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    expect(await at(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)).toMatchObject({
      result: 'wrong-host'
    })
    server.close()
  })

  it('tells a host that does not exist, and one where nobody listens', async () => {
    expect(await at('https://no-such-host.invalid')).toMatchObject({ result: 'no-dns' })
    expect(await at('http://127.0.0.1:9')).toMatchObject({ result: 'unreachable' })
  })
})

describe('isUnlimited', () => {
  const claims = { permissions: [], roles: [], admin: false, expiresAt: 0 }
  it.each([
    [claims, true],
    [{ ...claims, admin: true, permissions: ['users:read'] }, true],
    [{ ...claims, roles: ['helpdesk'] }, false],
    [{ ...claims, permissions: ['users:read'] }, false]
  ])('%o → %s (API.md §1.3)', (given, unlimited) => {
    expect(isUnlimited(given)).toBe(unlimited)
  })
})
