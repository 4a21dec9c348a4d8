import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Fault } from '../../../src/simulator/faults'
import { startBench, type Bench, type Reply } from './client'

const ana = '/v1/users/ue3N8fKgygwfkxC7GXhFV'
let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.simulator.stop())

const strike = (fault: Fault, more: object = {}): Promise<unknown> =>
  bench.control({ action: 'fault', fault, ...more })
const suspend = (): Promise<Reply> => bench.call('PUT', ana, { status: 'Disabled' })
const statusNow = async (): Promise<unknown> => {
  await bench.control({ action: 'clear-faults' })
  return ((await bench.call('GET', ana)).body as { result: { status: string } }).result.status
}

describe('instead of the effect', () => {
  it.each<[string, Fault, number, object | undefined]>([
    ['a status without a body', { kind: 'status', status: 503 }, 503, undefined],
    [
      'shape 1',
      { kind: 'status', status: 400, shape: 1, message: ['a', 'b'] },
      400,
      { message: ['a', 'b'], error_code: 400 }
    ],
    [
      'shape 2',
      { kind: 'status', status: 400, shape: 2, code: 'auth_password_weak' },
      400,
      { error_code: 'auth_password_weak', message: 'Error 400' }
    ],
    ['shape 3', { kind: 'status', status: 404, shape: 3 }, 404, { error_code: '404', message: 'Error 404' }],
    [
      'shape 4',
      { kind: 'status', status: 409, shape: 4 },
      409,
      { message: 'Error 409', error_code: 409, ts_error_code: 'identifier_is_taken' }
    ]
  ])('%s', async (_name, fault, status, body) => {
    await strike(fault)
    const reply = await suspend()
    expect([reply.status, reply.body]).toEqual([status, body])
    expect(await statusNow()).toBe('Active')
  })

  it.each([
    [7, '7'],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 'Wed, 21 Oct 2026 07:28:00 GMT']
  ])('429 with Retry-After %s', async (retryAfter, header) => {
    await strike({ kind: 'status', status: 429, retryAfter, shape: 1 })
    const reply = await suspend()
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([429, header])
  })

  it.each([403, 502, undefined])('the page of a gateway with %s', async (status) => {
    await strike({ kind: 'html', ...(status && { status }) })
    const reply = await suspend()
    expect(reply.status).toBe(status ?? 502)
    expect(reply.headers.get('content-type')).toMatch(/^text\/html/)
    expect(reply.text).toMatch(/^<!DOCTYPE html>/)
    expect(await statusNow()).toBe('Active')
  })

  it('a reset', async () => {
    await strike({ kind: 'reset' })
    await expect(suspend()).rejects.toThrow(/fetch failed/)
    expect(await statusNow()).toBe('Active')
  })

  it('silence', async () => {
    await strike({ kind: 'hang' })
    const signal = AbortSignal.timeout(100)
    await expect(fetch(`${bench.simulator.url}/oidc/token`, { signal })).rejects.toThrow(/aborted|timeout/i)
  })
})

describe('after the effect', () => {
  it('a reset', async () => {
    await strike({ kind: 'reset-after' })
    await expect(suspend()).rejects.toThrow(/fetch failed/)
    expect(await statusNow()).toBe('Disabled')
  })

  it('half a body', async () => {
    await strike({ kind: 'truncated' })
    await expect(suspend()).rejects.toThrow(/terminated/)
    expect(await statusNow()).toBe('Disabled')
  })

  it('silence', async () => {
    await strike({ kind: 'hang-after' }, { match: { method: 'PUT' } })
    const never = suspend()
    never.catch(() => undefined)
    await expect.poll(() => bench.call('GET', ana).then(({ text }) => text)).toContain('"Disabled"')
  })

  it('JSON that ends too soon', async () => {
    await strike({ kind: 'malformed' })
    const reply = await suspend()
    expect([reply.status, reply.body]).toEqual([200, undefined])
    expect(reply.headers.get('content-type')).toBe('application/json')
    expect(await statusNow()).toBe('Disabled')
  })

  it.each([undefined, 'text/html'])('the content type %s', async (value) => {
    await strike({ kind: 'content-type', ...(value && { value }) })
    const reply = await suspend()
    expect(reply.headers.get('content-type')).toBe(value ?? 'text/plain')
    expect(reply.body).toMatchObject({ result: { status: 'Disabled' } })
  })
})

describe('rules', () => {
  it('match by method and path', async () => {
    const match = { method: 'GET', path: '/authenticators$' }
    await strike({ kind: 'status', status: 500 }, { match })
    expect((await bench.call('GET', ana)).status).toBe(200)
    expect((await bench.call('GET', `${ana}/authenticators`)).status).toBe(500)
    expect((await bench.call('POST', `${ana}/authenticators`)).status).toBe(404)
  })

  it('strike as often as they say, one after the other', async () => {
    await strike({ kind: 'status', status: 500 }, { times: 2 })
    await strike({ kind: 'status', status: 503 }, { times: 1 })
    const statuses: number[] = []
    for (let i = 0; i < 4; i++) statuses.push((await bench.call('GET', ana)).status)
    expect(statuses).toEqual([500, 500, 503, 200])
  })

  it('add delays up, and join them with another fault', async () => {
    await strike({ kind: 'latency', ms: 40 })
    await strike({ kind: 'latency', ms: 40 })
    await strike({ kind: 'status', status: 500 })
    const start = performance.now()
    expect((await bench.call('GET', ana)).status).toBe(500)
    expect(performance.now() - start).toBeGreaterThanOrEqual(75)
  })

  it('leave the control endpoint alone', async () => {
    await strike({ kind: 'hang' })
    await expect(bench.control({ action: 'clear-faults' })).resolves.toEqual({})
    expect((await bench.call('GET', ana)).status).toBe(200)
  })

  it.each([
    { fault: { kind: 'nonsense' } },
    { fault: undefined },
    { fault: { kind: 'reset' }, match: { path: '(' } }
  ])('that make no sense are refused: %j', async (rule) => {
    await expect(bench.control({ action: 'fault', ...rule } as never)).rejects.toThrow(/400/)
  })
})
