import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  type AskedTenant,
  LookUps,
  type LookUpInput,
  type LookUpsOptions
} from '../../../src/main/desk/look-up'
import { createMosaicClient, type MosaicClientOptions } from '../../../src/main/mosaic/client'
import { AppFailure } from '../../../src/shared/errors'
import type { LookUpAnswer } from '../../../src/shared/lookup'
import { startSimulator, type Simulator } from '../../../src/simulator/server'
import { impatient, MarkedTenant } from './marked-tenants'
import { failureOf, userOf } from './practice-desk'

const text = 'caller@example.com'
let tenants: MarkedTenant[]
beforeAll(async () => {
  const ids = Array.from({ length: 9 }, (_, index) => `t${index}`)
  tenants = await Promise.all(ids.map((id) => new MarkedTenant(id).start()))
})
afterAll(() => Promise.all(tenants.map((tenant) => tenant.stop())))
beforeEach(() => {
  for (const tenant of tenants) {
    tenant.manner = { behaviour: 'none', delays: [0] }
    tenant.requests = new Map()
    tenant.held = undefined
  }
})

function lookUps(more: Partial<LookUpsOptions> = {}): LookUps {
  return new LookUps({
    open: async (tenantId, options) => {
      const tenant = tenants.find(({ id }) => id === tenantId)
      if (tenant === undefined) throw new AppFailure({ kind: 'not-found', what: 'This tenant profile' })
      return tenant.open('client', options)
    },
    learn: async () => undefined,
    timeouts: impatient,
    ...more
  })
}

const run = async (look: LookUps, tenantIds: string[], more: Partial<LookUpInput> = {}) => {
  const signal = new AbortController().signal
  const onAnswer = () => undefined
  const result = await look.run({ text, tenantIds, signal, onAnswer, ...more })
  return { ...result, outcomes: result.answers.map(({ outcome }) => outcome) }
}

const of = (index: number): MarkedTenant => {
  const tenant = tenants[index]
  if (tenant === undefined) throw new Error('no such tenant')
  return tenant
}

describe('a look-up over tenants', () => {
  it('answers for each in the order given, and hands on each answer as it comes', async () => {
    let release = () => undefined as void
    of(0).held = { from: 2, until: new Promise((resolve) => (release = resolve)) }
    of(0).manner = { behaviour: 'found', delays: [0] }
    of(1).manner = { behaviour: 'failing', delays: [0] }
    const seen: string[] = []
    const onAnswer = ({ tenantId }: LookUpAnswer) => {
      if (seen.push(tenantId) === 2) release()
    }
    const { answers } = await run(lookUps(), ['t0', 't1', 't2'], { onAnswer })
    expect(answers).toMatchObject([
      {
        tenantId: 't0',
        applicationId: 'application-of-t0',
        outcome: { state: 'found', users: [{ id: 't0-of-client' }], more: 0 }
      },
      { tenantId: 't1', outcome: { state: 'failed', error: { kind: 'unexpected-answer', status: 503 } } },
      { tenantId: 't2', outcome: { state: 'none' } }
    ])
    expect(seen).toHaveLength(3)
    expect(seen.at(-1)).toBe('t0')
  })

  it('asks a tenant once that is named twice, and says which is no more', async () => {
    const { answers } = await run(lookUps(), ['t0', 't0', 'gone'])
    expect(answers.map(({ tenantId }) => tenantId)).toEqual(['t0', 'gone'])
    expect(answers[1]?.outcome).toMatchObject({ state: 'failed', error: { kind: 'not-found' } })
  })

  it('sends nothing to a tenant without a secret', async () => {
    const missing = new AppFailure({ kind: 'bad-credentials', reason: 'missing' })
    const secret = () => Promise.reject(missing)
    const open: LookUpsOptions['open'] = async (_, more) => of(0).open('client', { ...more, secret })
    const { outcomes } = await run(lookUps({ open }), ['t0'])
    expect(outcomes).toEqual([{ state: 'failed', error: { kind: 'bad-credentials', reason: 'missing' } }])
    expect(of(0).requests.size).toBe(0)
  })

  it('never says "none" where a question could not be asked any more', async () => {
    of(0).manner = { behaviour: 'first-fails', delays: [0] }
    // three usernames, two searches and the token are all that may be asked: the repeated one is one too many
    const { outcomes } = await run(lookUps(), ['t0'], { text: 'Ana López' })
    expect(outcomes).toMatchObject([{ state: 'failed', error: { status: 503 } }])
    expect(of(0).requests.get('client')).toBe(6)
  })

  it('names what failed beside who was found', async () => {
    const simulator = await startSimulator({ control: true })
    await control(simulator, {
      action: 'fault',
      match: { path: '/username/' },
      fault: { kind: 'status', status: 500 }
    })
    const look = lookUps({ open: async (_, more) => openSimulated(simulator, more) })
    const { outcomes } = await run(look, ['t0'], { text: 'ana.lopez@example.com' })
    expect(outcomes).toMatchObject([
      { state: 'found', users: [{ id: userOf('locked') }], partly: { status: 500 } }
    ])
    await simulator.stop()
  })

  it('does not count the time in which a person unlocks the keychain', async () => {
    const secret = async () => {
      await wait(900)
      return 'secret'
    }
    const open: LookUpsOptions['open'] = async (_, more) => of(0).open('client', { ...more, secret })
    const { outcomes } = await run(lookUps({ open, timeouts: { ...impatient, readDeadlineMs: 800 } }), ['t0'])
    expect(outcomes).toEqual([{ state: 'none' }])
  })

  it('gives a tenant so long and no longer, and says that it took too long', async () => {
    of(0).manner = { behaviour: 'silent', delays: [0] }
    const { outcomes } = await run(lookUps({ timeouts: { ...impatient, readDeadlineMs: 150 } }), ['t0'])
    expect(outcomes).toMatchObject([
      { state: 'failed', error: { kind: 'unreachable', cause: 'timeout', host: new URL(of(0).origin).host } }
    ])
  })

  it('does not make others wait for one that waits before it tries again', async () => {
    // eight at once: all of them wait to try again, and are answered then only after the ninth, which must have begun by itself
    let release = () => undefined as void
    const until = new Promise<void>((resolve) => (release = resolve))
    const asked = ['token', 'email', 'username', 'external id'].length
    for (const tenant of tenants.slice(0, 8)) {
      tenant.manner = { behaviour: 'limited', delays: [0], retryAfter: 1 }
      tenant.held = { from: asked + 1, until }
    }
    const order: string[] = []
    const { outcomes } = await run(
      lookUps(),
      tenants.map(({ id }) => id),
      {
        onAnswer: ({ tenantId }) => {
          order.push(tenantId)
          if (tenantId === 't8') release()
        }
      }
    )
    expect(order[0]).toBe('t8')
    expect(outcomes.slice(0, 8)).toMatchObject(
      Array.from({ length: 8 }, () => ({ state: 'failed', error: { kind: 'rate-limited' } }))
    )
  })

  it('ends every socket when it is cancelled, and says nothing more', async () => {
    for (const tenant of tenants) tenant.manner = { behaviour: 'silent', delays: [0] }
    const stop = new AbortController()
    const onAnswer = vi.fn<LookUpInput['onAnswer']>()
    const running = lookUps().run({
      text,
      tenantIds: tenants.map(({ id }) => id),
      signal: stop.signal,
      onAnswer
    })
    await vi.waitFor(() => expect(of(7).sockets.size).toBeGreaterThan(1))
    stop.abort()
    expect(await failureOf(running)).toMatchObject({ kind: 'cancelled' })
    await vi.waitFor(() => expect(tenants.reduce((sum, { sockets }) => sum + sockets.size, 0)).toBe(0))
    expect(onAnswer).not.toHaveBeenCalled()
    // the ninth had not begun
    expect(of(8).requests.size).toBe(0)
  })

  it('closes its sockets with the answers, too', async () => {
    await run(lookUps(), ['t0', 't1'])
    await vi.waitFor(() => expect(of(0).sockets.size + of(1).sockets.size).toBe(0))
  })
})

describe('against simulated tenants', () => {
  let simulators: Simulator[]
  beforeAll(async () => {
    simulators = await Promise.all([
      startSimulator({ control: true }),
      startSimulator({ control: true, seed: 'empty' })
    ])
  })
  afterAll(() => Promise.all(simulators.map((simulator) => simulator.stop())))

  it.each([
    ['an e-mail', 'ana.lopez@example.com', 'locked'],
    ['an e-mail in capitals', 'ANA.LOPEZ@Example.com', 'locked'],
    ['a phone as people write it', '(415) 555-0123', 'locked'],
    ['a username in capitals', 'ANA.LOPEZ', 'locked'],
    ['an external id in small letters', 'crm-00077', 'locked'],
    ['a user id', 'ue3N8fKgygwfkxC7GXhFV', 'locked'],
    ['a second e-mail', 'INGRID@family.example.org', 'everything'],
    ['a second phone', '46 70 174 06 23', 'everything'],
    ['a name', 'sørensen, ingrid', 'everything'],
    ['the start of an e-mail', 'ingrid.s', 'everything']
  ] as const)('finds by %s where somebody is, and nobody elsewhere', async (_what, asked, story) => {
    const look = lookUps({
      open: async (tenantId, more) => {
        const simulator = simulators[Number(tenantId)]
        if (simulator === undefined) throw new Error('no such simulator')
        return openSimulated(simulator, more)
      }
    })
    const { outcomes } = await run(look, ['0', '1'], { text: asked })
    expect(outcomes).toMatchObject([{ state: 'found', users: [{ id: userOf(story) }] }, { state: 'none' }])
    for (const simulator of simulators) {
      const { requests } = (await control(simulator, { action: 'requests' })) as { requests: unknown[] }
      expect(requests.length).toBeLessThanOrEqual(6)
      await control(simulator, { action: 'clear-requests' })
    }
  })
})

function openSimulated(simulator: Simulator, more: Partial<MosaicClientOptions>): AskedTenant {
  const { url: apiHost, clientId, clientSecret } = simulator
  const secret = async () => clientSecret
  return {
    applicationId: 'main',
    client: createMosaicClient({ origin: apiHost, clientId, secret, ...more }),
    clientOf: { apiHost, clientId },
    defaultCountry: 'US'
  }
}

async function control(simulator: Simulator, action: object): Promise<unknown> {
  const answer = await fetch(`${simulator.url}/__control`, {
    method: 'POST',
    headers: { 'x-control-token': simulator.controlToken ?? '' },
    body: JSON.stringify(action)
  })
  expect(answer.status).toBe(200)
  return answer.json()
}
