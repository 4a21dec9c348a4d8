// "Test connection" says which of the known ends it came to, for a profile that is not saved yet.
import { expect, test } from 'playwright/test'
import { launchTessera, type Tessera } from './app'
import { startSimulator, type SimulatorProcess } from './simulator-process'
import { alerts, button, chooseTenant, expectNothingSaid, goTo } from './support/screen'
import {
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

test('all good: the application’s name and the permissions; a management client, with a warning that it can do everything', async () => {
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
  const { managementClientId, managementClientSecret } = simulator
  await fillTenant(page, { clientId: managementClientId })
  await expectNothingSaid(result())

  await fillTenant(page, { secret: managementClientSecret })
  await testConnection(page)
  await expect(result()).toContainText('All good')
  await expect(result()).toContainText('This client may do everything in the tenant.')
})

test('wrong secret, wrong client ID, no secret, no permission, an outage, a host that is not Mosaic, a certificate that is not trusted: each is told', async () => {
  await expectProblem(
    { secret: 'wrong' },
    'The client ID or the client secret is wrong.',
    'The secret may have been rotated.'
  )
  await expectProblem({ clientId: 'nobody.transmit' }, 'The client ID or the client secret is wrong.')
  await expectProblem(
    { secret: '' },
    'No client secret was entered or stored.',
    'Nothing was sent. Enter the client secret, then test again'
  )
  await expectProblem(
    { clientId: simulator.limitedClientId, secret: simulator.limitedClientSecret },
    'The client may not read users.',
    'users:read and users:list'
  )
  await simulator.control({
    action: 'fault',
    match: { path: '/v1/users' },
    // a read is tried again: soon, where Mosaic says when
    fault: { kind: 'status', status: 503, shape: 1, retryAfter: 0 }
  })
  try {
    await expectProblem(
      {},
      'Mosaic, or a gateway before it, is failing.',
      'The host answers with status 503.',
      'try again later'
    )
  } finally {
    await simulator.control({ action: 'clear-faults' })
  }

  const [web, untrusted] = [await startWebServer(), await startUntrustedServer()]
  try {
    await expectProblem(
      { apiHost: `http://${web.host}` },
      'This host does not answer as Mosaic does.',
      'Check the API host.'
    )
    await expectProblem(
      { apiHost: `https://${untrusted.host}` },
      'The host’s certificate is not trusted.',
      'Nothing was sent.',
      'add its CA file in Settings'
    )
  } finally {
    await web.stop()
    await untrusted.stop()
  }
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

test('what is entered wrongly is said at its field, and nothing is asked; leaving the form stops a test down to the socket', async () => {
  const { page } = tessera
  const server = await startSilentServer()
  const apiHost = `http://${server.host}`
  const cases: [Partial<TenantEntry>, field: string, problem: string][] = [
    [{ apiHost: `${apiHost}/cis/v1/users` }, 'API host', 'Enter the host only, without a path.'],
    [{ apiHost, clientId: 'two words' }, 'Client ID', 'A client ID has no spaces']
  ]
  try {
    for (const [given, field, problem] of cases) {
      await fillTenant(page, entry(given))
      await testConnection(page)
      const input = tenantForm(page).getByLabel(field, { exact: true })
      await expect(input).toHaveAccessibleDescription(new RegExp(problem.replaceAll('.', '\\.')))
      await expect(input).toBeFocused()
      await expectNothingSaid(result())
    }
    expect(server.sockets()).toBe(0)

    await fillTenant(page, { clientId: simulator.clientId })
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
