import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createKeychainCalls, type KeychainCalls } from '../../../src/main/keychain/keychain-calls'
import { fakeKeychain, fakeWorkers, type FakeWorker } from './fake-workers'

const times = { timeoutMs: 100, promptMs: 150, idleMs: 10_000 }
const get = { op: 'get', account: 'a' } as const

let calls: KeychainCalls | undefined
// a clock of their own, the workers' too: no machine is too busy for these times
beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  calls?.stop()
  vi.useRealTimers()
})

/** Lets the clock run until that has ended. */
async function ended<Value>(promise: Promise<Value>): Promise<Value> {
  let open = true
  void promise.finally(() => (open = false))
  while (open) await vi.advanceTimersByTimeAsync(1)
  return promise
}

function withWorkers(onRequest: Parameters<typeof fakeWorkers>[0], some: Partial<typeof times> = {}) {
  const workers = fakeWorkers(onRequest)
  calls = createKeychainCalls(workers.start, { ...times, ...some })
  return { ...workers, calls }
}

const answer = (worker: FakeWorker, id: number, value: string | null) => worker.send({ id, ok: true, value })

describe('calls to the keychain worker', () => {
  it('start no worker before the first call, and only one for many', async () => {
    const { calls, started } = withWorkers(fakeKeychain().onRequest)
    expect(started).toHaveLength(0)
    await ended(calls.call({ op: 'set', account: 'a', secret: 's' }))
    expect(await ended(calls.call(get))).toEqual({ kind: 'value', value: 's' })
    expect(started).toHaveLength(1)
  })

  it('are in flight one at a time, in the order in which they were made', async () => {
    let inFlight = 0
    let most = 0
    const { calls, started } = withWorkers((request, worker) => {
      most = Math.max(most, ++inFlight)
      setTimeout(() => {
        inFlight--
        answer(worker, request.id, request.account)
      }, 5)
    })
    const accounts = ['a', 'b', 'c', 'd', 'e']
    const outcomes = await ended(Promise.all(accounts.map((account) => calls.call({ op: 'get', account }))))
    expect(outcomes.map((outcome) => outcome.kind === 'value' && outcome.value)).toEqual(accounts)
    expect(started[0]?.requests.map((request) => request.account)).toEqual(accounts)
    expect(most).toBe(1)
  })

  it('that hang end as frozen within their time, and the next one gets a new worker', async () => {
    const keychain = fakeKeychain()
    keychain.state = 'silent'
    const { calls, started } = withWorkers(keychain.onRequest)
    const begun = Date.now()
    expect(await ended(calls.call(get))).toEqual({ kind: 'frozen' })
    // and two ticks: what is due at once comes with the next
    expect(Date.now() - begun).toBeLessThanOrEqual(times.timeoutMs + 2)
    expect(started.every((worker) => worker.killed)).toBe(true)
    const before = started.length
    keychain.state = 'healthy'
    expect(await ended(calls.call(get))).toEqual({ kind: 'value', value: null })
    expect(started).toHaveLength(before + 1)
  })

  it('wait for a person while the keychain still answers others', async () => {
    const { calls } = withWorkers((request, worker) => {
      if (worker.index > 0) answer(worker, request.id, null)
      else setTimeout(() => answer(worker, request.id, 'unlocked by then'), times.timeoutMs + 60)
    })
    expect(await ended(calls.call(get))).toEqual({ kind: 'value', value: 'unlocked by then' })
  })

  it('end as unanswered when that person does not come, and leave no worker behind', async () => {
    const { calls, started } = withWorkers((request, worker) => {
      if (worker.index > 0) answer(worker, request.id, null)
    })
    expect(await ended(calls.call(get))).toEqual({ kind: 'unanswered' })
    expect(started.map((worker) => worker.killed)).toEqual([true, true])
  })

  it('end as died when the worker dies in the middle, and the next one gets a new worker', async () => {
    const { calls, started } = withWorkers((request, worker) => {
      if (worker.index === 0) worker.exit()
      else answer(worker, request.id, 's')
    })
    expect(await ended(calls.call(get))).toEqual({ kind: 'died' })
    expect(await ended(calls.call(get))).toEqual({ kind: 'value', value: 's' })
    expect(started).toHaveLength(2)
  })

  it('get a new worker when the old one died while nobody asked', async () => {
    const { calls, started } = withWorkers(fakeKeychain().onRequest)
    await ended(calls.call(get))
    started[0]?.exit()
    expect(await ended(calls.call(get))).toEqual({ kind: 'value', value: null })
    expect(started).toHaveLength(2)
  })

  it.each([
    [
      'cannot be started',
      () =>
        createKeychainCalls(() => {
          throw new Error('no')
        }, times)
    ],
    [
      'takes no message',
      () => {
        const broken = {
          post: () => {
            throw new Error('gone')
          },
          onMessage: () => {},
          onExit: () => {},
          kill: () => {
            throw new Error('gone')
          }
        }
        return createKeychainCalls(() => broken, times)
      }
    ]
  ])('end as died when the worker %s', async (_what, make) => {
    calls = make()
    expect(await ended(calls.call(get))).toEqual({ kind: 'died' })
  })

  it('ignore noise and answers that nobody waits for', async () => {
    const { calls } = withWorkers((request, worker) => {
      for (const noise of [null, undefined, 7, 'text', [], {}, { id: 'x' }, { id: request.id }])
        worker.send(noise)
      worker.send({ id: request.id, ok: true, value: { a: 1 } })
      worker.send({ id: request.id, ok: false })
      answer(worker, request.id - 1, 'late')
      answer(worker, request.id + 1, 'early')
      answer(worker, request.id, 'right')
      answer(worker, request.id, 'twice')
    })
    expect(await ended(calls.call(get))).toEqual({ kind: 'value', value: 'right' })
    expect(await ended(calls.call(get))).toEqual({ kind: 'value', value: 'right' })
  })

  it('end as frozen when there is nothing but noise', async () => {
    const { calls } = withWorkers((_request, worker) => worker.send('noise'))
    expect(await ended(calls.call(get))).toEqual({ kind: 'frozen' })
  })

  it('that fail in a worker which served before are made once more in a new one', async () => {
    const { calls, started } = withWorkers((request, worker) => {
      const stale = worker.index === 0 && worker.requests.length > 1
      if (stale)
        worker.send({ id: request.id, ok: false, library: false, message: 'The name :1.2 was not provided' })
      else answer(worker, request.id, `from ${worker.index}`)
    })
    await ended(calls.call(get))
    expect(await ended(calls.call(get))).toEqual({ kind: 'value', value: 'from 1' })
    expect(started[0]?.killed).toBe(true)
  })

  it('that fail in a new worker are not repeated', async () => {
    const { calls, started } = withWorkers((request, worker) =>
      worker.send({ id: request.id, ok: false, library: false, message: 'no' })
    )
    expect(await ended(calls.call(get))).toEqual({ kind: 'error', message: 'no' })
    expect(started).toHaveLength(1)
  })

  it('try the library anew after it did not load', async () => {
    const { calls, started } = withWorkers((request, worker) => {
      if (worker.index > 0) answer(worker, request.id, 's')
      else worker.send({ id: request.id, ok: false, library: true, message: 'libsecret-1.so.0: cannot open' })
    })
    expect(await ended(calls.call(get))).toEqual({
      kind: 'no-library',
      message: 'libsecret-1.so.0: cannot open'
    })
    expect(started[0]?.killed).toBe(true)
    expect(await ended(calls.call(get))).toEqual({ kind: 'value', value: 's' })
  })

  it('end an idle worker, and start another when there is work again', async () => {
    const { calls, started } = withWorkers(fakeKeychain().onRequest, { idleMs: 30 })
    await ended(calls.call(get))
    await vi.advanceTimersByTimeAsync(28)
    expect(started[0]?.killed).toBe(false)
    await vi.advanceTimersByTimeAsync(2)
    expect(started[0]?.killed).toBe(true)
    expect(await ended(calls.call(get))).toEqual({ kind: 'value', value: null })
    expect(started).toHaveLength(2)
  })

  it('do not lose the worker to the idle timer of an earlier call', async () => {
    const { calls, started } = withWorkers(
      (request, worker) => void setTimeout(() => answer(worker, request.id, 's'), 40),
      { idleMs: 25 }
    )
    await ended(calls.call(get))
    expect(await ended(calls.call(get))).toEqual({ kind: 'value', value: 's' })
    expect(started).toHaveLength(1)
  })

  it('all end at once when stopped: the hanging, the waiting and the later', async () => {
    const { calls, started } = withWorkers(() => undefined, { timeoutMs: 60_000 })
    const pending = [calls.call(get), calls.call(get)]
    await vi.advanceTimersByTimeAsync(1)
    expect(started[0]?.requests).toHaveLength(1)
    calls.stop()
    expect(started[0]?.killed).toBe(true)
    // the clock stands still from here on
    const outcomes = await Promise.all([...pending, calls.call(get)])
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['stopped', 'stopped', 'stopped'])
    expect(started).toHaveLength(1)
  })

  it('are stopped also while a person is waited for', async () => {
    const { calls, started } = withWorkers(
      (request, worker) => void (worker.index > 0 && answer(worker, request.id, null)),
      { promptMs: 60_000 }
    )
    const pending = calls.call(get)
    await vi.advanceTimersByTimeAsync(times.timeoutMs)
    expect(started[1]?.killed).toBe(true)
    calls.stop()
    expect(await pending).toEqual({ kind: 'stopped' })
    expect(started.every((worker) => worker.killed)).toBe(true)
  })
})
