// A look-up over many tenants, against asking the same ones one after the other by the raw client.
import { setTimeout as sleep } from 'node:timers/promises'
import { driveApp } from '../driven-app.mjs'
import { startPractices } from '../practice-process.mjs'
import { invoke, lookUpAcross, pauseMs } from './page-probe.mjs'
import { openRawClient } from './raw-client.mjs'

const WARM_UP = 2
/** What each answer takes over a network; without it all runs on this machine, where asking at once gains nothing. */
const LATENCY_MS = 25

/**
 * Looks up somebody else in each run, whom one of the tenants knows, in turns through the window, over the bridge alone and raw.
 * Milliseconds each, with a network's latency and without. Every tenant is asked for a token each time, as the look-up keeps none.
 * @typedef {Record<'window' | 'bridge' | 'raw', number[]>} Measured
 * @returns {Promise<{ tenants: number, latencyMs: number, late: Measured, local: Measured }>}
 */
export async function measureAcross({ electron, env, tenants, runs }) {
  const practices = await startPractices(tenants)
  try {
    const driven = await driveApp({ electron, env })
    try {
      const tenantIds = await saveAll(driven.page, practices.all)
      const among = { page: driven.page, practices: practices.all, tenantIds, runs }
      const local = await measureAll({ ...among, name: 'local' })
      for (const { control } of practices.all) {
        await control({ action: 'fault', fault: { kind: 'latency', ms: LATENCY_MS } })
      }
      const late = await measureAll({ ...among, name: 'late' })
      return { tenants, latencyMs: LATENCY_MS, late, local }
    } finally {
      await driven.close()
    }
  } finally {
    await practices.stop()
  }
}

async function measureAll({ name, runs, practices, ...asked }) {
  const measured = []
  for (let index = 0; index < WARM_UP + runs; index += 1) {
    const user = person(name, index)
    await practices[index % practices.length].control({ action: 'add-user', user })
    measured.push(await measureOne({ ...asked, practices, email: user.email }))
  }
  const counted = measured.slice(WARM_UP)
  const figures = ['window', 'bridge', 'raw']
  return Object.fromEntries(figures.map((figure) => [figure, counted.map((one) => one[figure])]))
}

async function measureOne({ page, practices, tenantIds, email }) {
  await sleep(pauseMs)
  const raw = await askOneByOne(practices, email)
  const count = tenantIds.length
  const window = await lookUpAcross(page, email, `${count} of ${count} tenants answered: 1 hit`)
  await sleep(pauseMs)
  const bridge = await invoke(page, 'lookup.run', { lookUpId: `bench-${email}`, text: email, tenantIds })
  return { raw, window, bridge }
}

/** What one look-up of an address asks of each tenant: a token, three exact look-ups at once, and a search. */
async function askOneByOne(practices, email) {
  const value = encodeURIComponent(email)
  const began = performance.now()
  for (const practice of practices) {
    const client = await openRawClient(practice)
    await client.getAll([
      `/v1/users/email/${value}`,
      `/v1/users/username/${value}`,
      `/v1/users/external-user-id/${value}`
    ])
    await client.get(
      `/v1/users?search=${encodeURIComponent(`secondary_emails eq "${email}" or email sw "${email}"`)}`
    )
    await client.close()
  }
  return performance.now() - began
}

/** Saves a profile for each with its secret for the session, and shows the screen. Answers their ids. */
async function saveAll(page, practices) {
  const inputs = practices.map(({ url, clientId, clientSecret }, index) => ({
    draft: {
      label: `Tenant ${index + 1}`,
      environment: 'sandbox',
      apiHost: url,
      clientId,
      colour: 'blue',
      defaultCountry: 'US'
    },
    secret: clientSecret,
    keep: 'session'
  }))
  const answers = await page.evaluate(async (all) => {
    const saved = []
    for (const input of all) saved.push(await window.tessera.invoke('tenants.save', input))
    return saved
  }, inputs)
  const bad = answers.find(({ ok }) => !ok)
  if (bad) throw new Error(`A tenant was not saved: ${JSON.stringify(bad.error)}`)
  // the page learns of them as after any start
  await page.reload()
  await page.getByRole('searchbox', { name: 'Find a user' }).press('Control+Shift+K')
  await page.getByRole('searchbox', { name: 'Find in all tenants' }).waitFor()
  return answers.map(({ value }) => value.tenantId)
}

/** Somebody of whom there is only one, with nothing the matter. */
function person(kind, index) {
  const number = String(index).padStart(3, '0')
  return {
    id: `bench-${kind}-number-${number}`,
    name: ['Caller', `Number${number}`],
    email: `${kind}.${number}@example.com`,
    created: 100 * 86_400_000,
    password: { changed: 20 * 86_400_000 }
  }
}
