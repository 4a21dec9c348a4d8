import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { clearClipboardAfterMs, IssuedPasswords } from '../../../src/main/desk/issued-passwords'
import { describeError } from '../../../src/shared/error-text'
import { AppFailure } from '../../../src/shared/errors'

const clipboard = {
  text: 'before',
  readText: async () => clipboard.text,
  writeText: async (text: string) => void (clipboard.text = text),
  clear: async () => void (clipboard.text = '')
}
const cleared: string[] = []
let issued: IssuedPasswords

beforeEach(() => {
  vi.useFakeTimers()
  clipboard.text = 'before'
  cleared.length = 0
  issued = new IssuedPasswords(clipboard, (id) => cleared.push(id))
})
afterEach(() => {
  vi.useRealTimers()
})

describe('IssuedPasswords', () => {
  it('reveals until Done and not after', async () => {
    const id = issued.hold('Kx4m-T7pw')
    expect(issued.reveal(id)).toBe('Kx4m-T7pw')
    expect(issued.reveal(id)).toBe('Kx4m-T7pw')
    issued.done(id)
    expect(() => issued.reveal(id)).toThrow(AppFailure)
    await expect(issued.copy(id)).rejects.toThrow(AppFailure)
    expect(() => issued.done(id)).not.toThrow()
  })

  it('forgets one that was left open', async () => {
    const id = issued.hold('Kx4m')
    await vi.advanceTimersByTimeAsync(11 * 60_000)
    expect(() => issued.reveal(id)).toThrow(AppFailure)
    const { error } = (await issued.copy(id).catch((thrown: unknown) => thrown)) as AppFailure
    expect(describeError(error).todo).toBe('Its time is over: issue another one.')
  })

  it('clears the clipboard after its time, even when Done came first', async () => {
    const id = issued.hold('Kx4m')
    await issued.copy(id)
    expect(clipboard.text).toBe('Kx4m')
    issued.done(id)
    await vi.advanceTimersByTimeAsync(clearClipboardAfterMs - 1)
    expect(clipboard.text).toBe('Kx4m')
    await vi.advanceTimersByTimeAsync(1)
    expect(clipboard.text).toBe('')
    expect(cleared).toEqual([id])
  })

  it('leaves alone what was copied since', async () => {
    await issued.copy(issued.hold('Kx4m'))
    clipboard.text = 'a ticket number'
    await vi.advanceTimersByTimeAsync(clearClipboardAfterMs)
    expect(clipboard.text).toBe('a ticket number')
    expect(cleared).toEqual([])
  })

  it('starts the time anew with a second copy', async () => {
    const id = issued.hold('Kx4m')
    await issued.copy(id)
    await vi.advanceTimersByTimeAsync(20_000)
    await issued.copy(id)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(clipboard.text).toBe('Kx4m')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(clipboard.text).toBe('')
  })

  it('clears at once when the app quits', async () => {
    await issued.copy(issued.hold('Kx4m'))
    await issued.clearClipboard()
    expect(clipboard.text).toBe('')
  })
})
