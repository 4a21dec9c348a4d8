// A look-up through the window, over the bridge alone, and by a raw request, against the same server process.
import { setTimeout as sleep } from 'node:timers/promises'
import { addTenant, driveApp } from '../driven-app.mjs'
import { startPractice } from '../practice-process.mjs'
import { invoke, lookUp } from './page-probe.mjs'
import { openRawClient } from './raw-client.mjs'

const WARM_UP = 10
/** The card goes on reading ways to sign in, sessions and groups; the next look-up waits for that to be over. */
const SETTLE_MS = 120

/**
 * Looks up `count` people by e-mail, each one once, in turns with the raw requests. Milliseconds each.
 * @returns {Promise<{ window: number[], raw: number[], bridgeFind: number[], bridgeRead: number[], rawRead: number[] }>}
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
  const rawMs = await raw.get(`/v1/users/email/${encodeURIComponent(email)}`)
  const windowMs = await lookUp(page, email, name.join(' '))
  await sleep(SETTLE_MS)
  const rawRead = await raw.get(`/v1/users/${encodeURIComponent(id)}`)
  const bridgeRead = await invoke(page, 'user.read', { tenantId, userId: id })
  const bridgeFind = await invoke(page, 'find', { tenantId, searchId: `bench-${id}`, text: email })
  return { window: windowMs, raw: rawMs, bridgeFind, bridgeRead, rawRead }
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
