import { describe, expect, it } from 'vitest'
import { trackCalls } from '../../../src/main/ipc/calls'

describe('calls under way', () => {
  it('are stopped by their id, each alone', () => {
    const calls = trackCalls(4)
    const [a, b, nameless] = [calls.begin('a'), calls.begin('b'), calls.begin(undefined)]
    calls.cancel('a')
    calls.cancel('unknown')
    expect([a, b, nameless].map((call) => call?.signal.aborted)).toEqual([true, false, false])
  })

  it('are all stopped when the page goes', () => {
    const calls = trackCalls(4)
    const running = [calls.begin('a'), calls.begin(undefined)]
    calls.cancelAll()
    expect(running.map((call) => call?.signal.aborted)).toEqual([true, true])
  })

  it('have ids of their own, free again when they end', () => {
    const calls = trackCalls(4)
    const first = calls.begin('a')
    expect(calls.begin('a')).toBeUndefined()
    if (first !== undefined) calls.end(first)
    const second = calls.begin('a')
    expect(second).toBeDefined()
    calls.cancel('a')
    expect([first?.signal.aborted, second?.signal.aborted]).toEqual([false, true])
  })

  it('are limited', () => {
    const calls = trackCalls(2)
    const first = calls.begin(undefined)
    calls.begin(undefined)
    expect(calls.begin(undefined)).toBeUndefined()
    if (first !== undefined) calls.end(first)
    expect(calls.begin(undefined)).toBeDefined()
  })
})
