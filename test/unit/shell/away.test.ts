import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchAway } from '../../../src/main/shell/away'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function watch(platform: NodeJS.Platform) {
  const listeners = new Map<string, () => void>()
  const reasons: string[] = []
  const power = {
    state: 'active' as 'active' | 'locked',
    asked: 0,
    on: (event: string, listener: () => void) => listeners.set(event, listener),
    getSystemIdleState: () => {
      power.asked += 1
      return power.state
    }
  }
  watchAway(power, platform, (why) => reasons.push(why))
  return { power, reasons, happen: (event: string) => listeners.get(event)?.() }
}

it.each([
  ['lock-screen', 'the screen was locked'],
  ['suspend', 'the machine went to sleep'],
  ['user-did-resign-active', 'another user took the machine']
])('%s takes the agent away: %s', (event, why) => {
  const { reasons, happen } = watch('darwin')
  happen(event)
  expect(reasons).toEqual([why])
})

it('Linux, which tells of no lock, is asked, and a lock counts once for as long as it lasts', () => {
  const { power, reasons } = watch('linux')
  vi.advanceTimersByTime(10_000)
  expect(reasons).toEqual([])
  power.state = 'locked'
  vi.advanceTimersByTime(60_000)
  expect(reasons).toEqual(['the screen was locked'])
  power.state = 'active'
  vi.advanceTimersByTime(10_000)
  power.state = 'locked'
  vi.advanceTimersByTime(10_000)
  expect(reasons).toHaveLength(2)
})

it('systems that tell are not asked', () => {
  const { power } = watch('win32')
  vi.advanceTimersByTime(60_000)
  expect(power.asked).toBe(0)
})
