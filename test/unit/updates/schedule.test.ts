import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startSchedule } from '../../../src/main/updates/schedule'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const minute = 60_000

function begin({ random = 0, busy = false } = {}) {
  const state = { busy }
  const look = vi.fn<() => Promise<void>>(async () => undefined)
  const end = startSchedule({ look, isBusy: () => state.busy, random: () => random })
  return { state, look, end, pass: (ms: number) => vi.advanceTimersByTimeAsync(ms) }
}

describe('the times of looking', () => {
  it('half a minute after the start, then every four hours', async () => {
    const { look, pass } = begin({ random: 0.5 })
    await pass(29_000)
    expect(look).not.toHaveBeenCalled()
    await pass(minute)
    expect(look).toHaveBeenCalledOnce()
    await pass(239 * minute)
    expect(look).toHaveBeenCalledOnce()
    await pass(2 * minute)
    expect(look).toHaveBeenCalledTimes(2)
  })

  it('spread by chance', async () => {
    const sooner = begin({ random: 0 })
    const later = begin({ random: 0.999 })
    await sooner.pass(31_000)
    expect([sooner.look, later.look].map((look) => look.mock.calls.length)).toEqual([1, 0])
    await sooner.pass(220 * minute)
    expect([sooner.look, later.look].map((look) => look.mock.calls.length)).toEqual([2, 1])
  })

  it('not during a call: the look waits until it has ended', async () => {
    const { look, pass, state } = begin({ busy: true })
    await pass(40 * minute)
    expect(look).not.toHaveBeenCalled()
    state.busy = false
    await pass(minute)
    expect(look).toHaveBeenCalledOnce()
  })

  it('never again once ended, not even after a look that was under way', async () => {
    const { look, pass, end } = begin()
    let finish = () => {}
    look.mockImplementationOnce(() => new Promise<void>((resolve) => (finish = resolve)))
    await pass(minute)
    end()
    finish()
    await pass(900 * minute)
    expect(look).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })
})
