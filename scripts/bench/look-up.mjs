// A look-up through the window, over the bridge alone, and by a raw request, against the same server process.
import { setTimeout as sleep } from 'node:timers/promises'
import { addTenant, driveApp } from '../driven-app.mjs'
import { startPractice } from '../practice-process.mjs'
import { invoke, lookUp, pauseMs } from './page-probe.mjs'
import { openRawClient } from './raw-client.mjs'

const WARM_UP = 10
/** The card goes on reading ways to sign in, sessions and groups; the next look-up waits for that to be over. */
const SETTLE_MS = 120

/**
 * Looks up `count` people by e-mail, each one once, in turns with the raw requests. Milliseconds each.
 * @returns {Promise<Record<'window' | 'raw' | 'painted' | 'rawFind' | 'bridgeFind' | 'bridgeRead' | 'rawRead', number[]>>}
 */
export async function measureLookUps({ electron, env, count }) {
  const practice = await startPractice()
  try {
    const people = Array.from({ length: WARM_UP + count }, (_, index) => person(index))
    for (const { name, ...user } of people) {
      await practice.control({ action: 'add-user', user: { ...user, name } })
    }
    const raw = await openRawClient(practice)
    const driven = await driveApp({ electron, env })
    try {
      const tenantId = await addTenant(driven.page, practice)
      const measured = []
      for (const one of people) measured.push(await measureOne({ ...one, raw, page: driven.page, tenantId }))
      const counted = measured.slice(WARM_UP)
      return Object.fromEntries(
        Object.keys(counted[0]).map((figure) => [figure, counted.map((one) => one[figure])])
      )
    } finally {
      await driven.close()
      await raw.close()
    }
  } finally {
    await practice.stop()
  }
}

async function measureOne({ page, raw, tenantId, id, email, name }) {
  await sleep(pauseMs)
  const rawMs = await raw.get(`/v1/users/email/${encodeURIComponent(email)}`)
  const { heading, painted } = await lookUp(page, email, name.join(' '))
  await sleep(SETTLE_MS)
  // what one press of Enter asks: the text may be an address, a username or an external ID
  const value = encodeURIComponent(email)
  await sleep(pauseMs)
  const rawFind = await raw.getAll([
    `/v1/users/email/${value}`,
    `/v1/users/username/${value}`,
    `/v1/users/external-user-id/${value}`
  ])
  await sleep(pauseMs)
  const rawRead = await raw.get(`/v1/users/${encodeURIComponent(id)}`)
  await sleep(pauseMs)
  const bridgeRead = await invoke(page, 'user.read', { tenantId, userId: id })
  await sleep(pauseMs)
  const bridgeFind = await invoke(page, 'find', { tenantId, searchId: `bench-${id}`, text: email })
  return { window: heading, raw: rawMs, painted, rawFind, bridgeFind, bridgeRead, rawRead }
}

/** Somebody of whom there is only one, with nothing the matter. */
function person(index) {
  const number = String(index).padStart(3, '0')
  return {
    id: `bench-caller-number-${number}`,
    name: ['Caller', `Number${number}`],
    email: `caller.${number}@example.com`,
    phone: `+1415555${String(1000 + index)}`,
    username: `caller.${number}`,
    created: 100 * 86_400_000,
    lastAuth: 3_600_000,
    password: { changed: 20 * 86_400_000 }
  }
}
