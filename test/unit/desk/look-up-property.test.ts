import fc from 'fast-check'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { LookUps } from '../../../src/main/desk/look-up'
import { requestsPerTenant } from '../../../src/main/desk/look-up-plan'
import { lookUpHandlers } from '../../../src/main/ipc/look-up-handlers'
import type { CallContext } from '../../../src/main/ipc/handlers'
import type { LookUpAnswer } from '../../../src/shared/lookup'
import { type Behaviour, impatient, type Manner, MarkedTenant } from './marked-tenants'

// More than may be asked at once, and few enough for many runs over real HTTP.
const tenantCount = 11

let tenants: MarkedTenant[]
beforeAll(async () => {
  const ids = Array.from({ length: tenantCount }, (_, index) => `tenant${index}`)
  tenants = await Promise.all(ids.map((id) => new MarkedTenant(id).start()))
})
afterAll(() => Promise.all(tenants.map((tenant) => tenant.stop())))

const manner: fc.Arbitrary<Manner> = fc.record({
  behaviour: fc.constantFrom<Behaviour[]>(
    'found',
    'found',
    'none',
    'failing',
    'limited',
    'breaking',
    'page',
    'wrong-secret',
    'first-fails'
  ),
  delays: fc.array(fc.nat(6), { minLength: 1, maxLength: 4 })
})

/** A look-up over some tenants, in any order, that may be stopped after so many milliseconds. */
const lookUp = fc.record({
  asked: fc.shuffledSubarray(
    Array.from({ length: tenantCount }, (_, index) => index),
    { minLength: 1 }
  ),
  text: fc.constantFrom('caller@example.com', 'Caller@Example.com', 'Ana López', '+14155550123'),
  beginsAfter: fc.nat(10),
  stopsAfter: fc.option(fc.nat(25), { nil: undefined })
})

// what a stopped look-up sent last may arrive in the next run
let lookUpCount = 0

type Event = { lookUpId: string; answer: LookUpAnswer }

/** Runs the look-ups beside and after each other as the window would, and answers what it was told under which id. */
async function play(
  plans: { asked: number[]; text: string; beginsAfter: number; stopsAfter: number | undefined }[]
) {
  const events: Event[] = []
  const emit = ((_name: string, payload: Event) => void events.push(payload)) as CallContext['emit']
  const ran = await Promise.all(
    plans.map(async (plan) => {
      const lookUpId = `look-up-${lookUpCount++}`
      await wait(plan.beginsAfter)
      // the client's id stands for the look-up, so that servers can tell whom they answer
      const lookUps = new LookUps({
        open: async (tenantId, more) => tenantOf(tenantId).open(lookUpId, more),
        learn: async () => undefined,
        timeouts: impatient
      })
      const { 'lookup.run': run } = lookUpHandlers({ lookUps })
      const stop = new AbortController()
      if (plan.stopsAfter !== undefined) setTimeout(() => stop.abort(), plan.stopsAfter)
      const tenantIds = plan.asked.map((at) => `tenant${at}`)
      const running = run({ lookUpId, text: plan.text, tenantIds }, { signal: stop.signal, emit })
      const outcome = await running.then(
        (result) => ({ result }),
        (thrown: unknown) => ({ thrown })
      )
      const toldThen = events.filter((event) => event.lookUpId === lookUpId).length
      return { lookUpId, tenantIds, stop, outcome, toldThen }
    })
  )
  return { events, ran }
}

function tenantOf(tenantId: string): MarkedTenant {
  const found = tenants.find(({ id }) => id === tenantId)
  if (found === undefined) throw new Error(`no tenant ${tenantId}`)
  return found
}

it('shows nobody under another tenant or look-up, answers each tenant once, and asks none too often', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(manner, { minLength: tenantCount, maxLength: tenantCount }),
      fc.array(lookUp, { minLength: 1, maxLength: 3 }),
      async (manners, plans) => {
        tenants.forEach((tenant, index) => {
          tenant.manner = manners[index] ?? { behaviour: 'none', delays: [0] }
          tenant.requests = new Map()
        })
        const { events, ran } = await play(plans)
        for (const { lookUpId, tenantIds, stop, outcome, toldThen } of ran) {
          const told = events.filter((event) => event.lookUpId === lookUpId).map(({ answer }) => answer)
          // nothing after its end, each once, and only those that were asked
          expect(told).toHaveLength(toldThen)
          expect(new Set(told.map(({ tenantId }) => tenantId)).size).toBe(told.length)
          expect(tenantIds).toEqual(expect.arrayContaining(told.map(({ tenantId }) => tenantId)))
          if ('result' in outcome) {
            expect(outcome.result.answers.map(({ tenantId }) => tenantId)).toEqual(tenantIds)
            expect(new Set(outcome.result.answers)).toEqual(new Set(told))
          } else {
            expect(stop.signal.aborted).toBe(true)
            expect(outcome.thrown).toMatchObject({ error: { kind: 'cancelled' } })
          }
          for (const answer of told) holds(answer, lookUpId)
        }
        for (const tenant of tenants) {
          for (const count of tenant.requests.values()) expect(count).toBeLessThanOrEqual(requestsPerTenant)
        }
      }
    ),
    { numRuns: 40 }
  )
})

/** What one answer says is what that very tenant said to that very look-up. */
function holds({ tenantId, applicationId, outcome }: LookUpAnswer, lookUpId: string): void {
  const { manner: shown } = tenantOf(tenantId)
  expect(applicationId).toBe(`application-of-${tenantId}`)
  if (outcome.state === 'found') {
    expect(shown.behaviour).toBe('found')
    expect(outcome.users.map(({ id }) => id)).toEqual([`${tenantId}-of-${lookUpId}`])
  } else if (outcome.state === 'none') {
    expect(['none', 'found', 'first-fails']).toContain(shown.behaviour)
  } else {
    // with its six requests a tenant may get past its first failure, or may not
    expect(['found', 'none']).not.toContain(shown.behaviour)
    expect(outcome.error.kind).not.toBe('cancelled')
  }
}
