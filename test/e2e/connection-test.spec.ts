// "Test connection" says which of the known ends it came to, for a profile that is not saved yet.
import { expect, test } from 'playwright/test'
import type { Fault } from '../../src/simulator/faults'
import { launchTessera, type Tessera } from './app'
import { startSimulator, type SimulatorProcess } from './simulator-process'
import { alerts, button, chooseTenant, expectNothingSaid, goTo } from './support/screen'
import {
  closedPort,
  startRefusingProxy,
  startSilentServer,
  startUntrustedServer,
  startWebServer
} from './support/servers'
import {
  fillTenant,
  startNewTenant,
  tenantForm,
  testConnection,
  type TenantEntry
} from './support/tenant-form'

test.describe.configure({ mode: 'default' })

let tessera: Tessera
let simulator: SimulatorProcess
test.beforeAll(async () => {
  simulator = await startSimulator()
  tessera = await launchTessera()
  tessera.page.setDefaultTimeout(10_000)
})
test.beforeEach(async () => {
  await tessera.page.reload()
  await startNewTenant(tessera.page)
})
test.afterAll(async () => {
  await tessera?.close()
  await simulator?.stop()
})

const entry = (given: Partial<TenantEntry> = {}): TenantEntry => ({
  label: 'Contoso',
  environment: 'Sandbox',
  apiHost: simulator.url,
  clientId: simulator.clientId,
  secret: simulator.clientSecret,
  ...given
})

/** Fills in the form, tests, and waits for the one alert. */
async function expectProblem(given: Partial<TenantEntry>, ...texts: (string | RegExp)[]): Promise<void> {
  const { page } = tessera
  await fillTenant(page, entry(given))
  await testConnection(page)
  const alert = alerts(tenantForm(page))
  await expect(alert).toHaveCount(1)
  for (const text of texts) await expect(alert).toContainText(text)
  await expectNothingSaid(result())
}
const result = () => tessera.page.getByRole('status', { name: 'Connection test' })

test('all good: the application’s name and the permissions', async () => {
  const { page } = tessera
  await fillTenant(page, entry())
  await testConnection(page)
  await expect(result()).toContainText(/All good: Mosaic answered in \d+ ms\./)
  await expect(result()).toContainText('Contoso shop')
  await expect(result()).toContainText(simulator.appId)
  await expect(
    result()
      .getByRole('listitem')
      .filter({ hasText: /^users:read$/ })
  ).toHaveCount(1)
  await expect(result()).not.toContainText('may do everything')
  await expect(alerts(page)).toHaveCount(0)
  // an edit makes it a result for other values, which is none
  await fillTenant(page, { clientId: 'another' })
  await expectNothingSaid(result())
})

test('a management client is good, with a warning that it can do everything', async () => {
  const { page } = tessera
  const { managementClientId, managementClientSecret } = simulator
  await fillTenant(page, entry({ clientId: managementClientId, secret: managementClientSecret }))
  await testConnection(page)
  await expect(result()).toContainText('All good')
  await expect(result()).toContainText('This client may do everything in the tenant.')
})

test('wrong secret', () =>
  expectProblem(
    { secret: 'wrong' },
    'The client ID or the client secret is wrong.',
    'The secret may have been rotated.'
  ))

test('wrong client ID', () =>
  expectProblem({ clientId: 'nobody.transmit' }, 'The client ID or the client secret is wrong.'))

test('no secret entered', () =>
  expectProblem(
    { secret: '' },
    'No client secret was entered or stored.',
    'Nothing was sent. Enter the client secret, then test again'
  ))

test('no permission to read users', () =>
  expectProblem(
    { clientId: simulator.limitedClientId, secret: simulator.limitedClientSecret },
    'The client may not read users.',
    'users:read and users:list'
  ))

const outages: [what: string, path: string, fault: Fault][] = [
  ['500 for the token', '/oidc/token', { kind: 'status', status: 500, shape: 1 }],
  ['503 for users', '/v1/users', { kind: 'status', status: 503, shape: 1 }],
  ['502 with a gateway’s page', '/oidc/token', { kind: 'html', status: 502 }]
]
for (const [what, path, fault] of outages) {
  test(`an outage is not called a wrong host: ${what}`, async () => {
    await simulator.control({ action: 'fault', match: { path }, fault })
    try {
      const status = 'status' in fault ? fault.status : undefined
      await expectProblem(
        {},
        'Mosaic, or a gateway before it, is failing.',
        `The host answers with status ${status}.`,
        'try again later'
      )
    } finally {
      await simulator.control({ action: 'clear-faults' })
    }
  })
}

test('wrong host: something answers that is not Mosaic', async () => {
  const server = await startWebServer()
  try {
    await expectProblem(
      { apiHost: `http://${server.host}` },
      'This host does not answer as Mosaic does.',
      'Check the API host.'
    )
  } finally {
    await server.stop()
  }
})

test('no DNS', () =>
  expectProblem(
    { apiHost: 'tessera-e2e.invalid' },
    'The host’s name is not known.',
    'tessera-e2e.invalid could not be looked up'
  ))

test('TLS not trusted', async () => {
  const server = await startUntrustedServer()
  try {
    await expectProblem(
      { apiHost: `https://${server.host}` },
      'The host’s certificate is not trusted.',
      'Nothing was sent.',
      'add its CA file in Settings'
    )
  } finally {
    await server.stop()
  }
})

test('nothing listens there', async () => {
  const port = await closedPort()
  await expectProblem(
    { apiHost: `http://127.0.0.1:${port}` },
    'The host cannot be reached.',
    'did not accept the connection'
  )
})

test('a proxy that does not let Tessera through', async () => {
  const { page } = tessera
  const proxy = await startRefusingProxy()
  const setProxy = async (mode: 'Manual' | 'As the system says') => {
    await goTo(page, 'Settings')
    const form = page.getByRole('form', { name: 'Proxy' })
    await form.getByLabel(mode).check()
    if (mode === 'Manual') {
      await form.getByLabel('Proxy host').fill('127.0.0.1')
      await form.getByLabel('Proxy port').fill(String(proxy.port))
    }
    await button(form, 'Save proxy').click()
    await expect(form.getByRole('status')).toContainText('Saved.')
  }
  try {
    await setProxy('Manual')
    await chooseTenant(page, 'Add tenant')
    await expectProblem(
      { apiHost: 'tessera-e2e.invalid' },
      'The proxy does not let Tessera through.',
      'Check the proxy in Settings'
    )
  } finally {
    await setProxy('As the system says')
    await proxy.stop()
  }
})

test('what is entered wrongly is said at its field, and nothing is asked', async () => {
  const { page } = tessera
  const cases: [Partial<TenantEntry>, field: string, problem: string][] = [
    [{ label: '' }, 'Label', 'Give the tenant a name that agents will know.'],
    [{ apiHost: '' }, 'API host', 'Enter the API host of the tenant’s region.'],
    [
      { apiHost: 'http://api.transmitsecurity.io' },
      'API host',
      'Plain HTTP is only allowed to this computer. Use HTTPS.'
    ],
    [
      { apiHost: 'https://api.transmitsecurity.io/cis/v1/users' },
      'API host',
      'Enter the host only, without a path.'
    ],
    [{ clientId: 'two words' }, 'Client ID', 'A client ID has no spaces']
  ]
  for (const [given, field, problem] of cases) {
    await fillTenant(page, entry(given))
    await testConnection(page)
    const input = tenantForm(page).getByLabel(field, { exact: true })
    await expect(input).toHaveAccessibleDescription(new RegExp(problem.replaceAll('.', '\\.')))
    await expect(input).toBeFocused()
    await expectNothingSaid(result())
  }
})

test('leaving the form stops the test down to the socket', async () => {
  const { page } = tessera
  const server = await startSilentServer()
  try {
    await fillTenant(page, entry({ apiHost: `http://${server.host}` }))
    await testConnection(page)
    await expect(result()).toContainText('Testing the connection…')
    await expect.poll(server.requests).toBe(1)
    expect(server.sockets()).toBe(1)
    await button(tenantForm(page), 'Cancel').click()
    await expect(tenantForm(page)).toHaveCount(0)
    // well before the test would run into its own time-out
    await expect.poll(server.sockets, { timeout: 2_000 }).toBe(0)
    expect(server.requests()).toBe(1)
  } finally {
    await server.stop()
  }
})
