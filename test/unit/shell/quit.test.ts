import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { installQuit } from '../../../src/main/shell/quit'

function fakeApp() {
  const listeners = new Map<string, (event: { preventDefault(): void }) => void>()
  const preventDefault = vi.fn<() => void>()
  const app = {
    on: (name: string, listener: (event: { preventDefault(): void }) => void) =>
      listeners.set(name, listener),
    quit: vi.fn<() => void>(() => listeners.get('before-quit')?.({ preventDefault })),
    exit: vi.fn<(code: number) => void>()
  }
  return { app, preventDefault, emit: (name: string) => listeners.get(name)?.({ preventDefault }) }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('quitting', () => {
  it('runs all hooks, then leaves with 0', async () => {
    const { app, preventDefault } = fakeApp()
    const { onQuit } = installQuit(app, 3_000)
    const ran: string[] = []
    onQuit(() => void ran.push('sync'))
    onQuit(async () => {
      await Promise.resolve()
      ran.push('async')
    })
    app.quit()
    expect(preventDefault).toHaveBeenCalledOnce()
    expect(app.exit).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(ran).toEqual(['sync', 'async'])
    expect(app.exit.mock.calls).toEqual([[0]])
  })

  it('leaves although a hook hangs, once the time is over', async () => {
    const { app } = fakeApp()
    const { onQuit } = installQuit(app, 3_000)
    onQuit(() => new Promise<void>(() => undefined))
    app.quit()
    await vi.advanceTimersByTimeAsync(2_999)
    expect(app.exit).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(app.exit.mock.calls).toEqual([[0]])
  })

  it('leaves although hooks fail, and runs the others', async () => {
    const { app } = fakeApp()
    const { onQuit } = installQuit(app, 3_000)
    const last = vi.fn<() => void>()
    onQuit(() => {
      throw new Error('sync')
    })
    onQuit(() => Promise.reject(new Error('async')))
    onQuit(last)
    app.quit()
    await vi.advanceTimersByTimeAsync(1)
    expect(last).toHaveBeenCalledOnce()
    expect(app.exit).toHaveBeenCalledOnce()
  })

  it('runs the hooks once, however often it is asked', async () => {
    const { app, emit } = fakeApp()
    const { onQuit } = installQuit(app, 3_000)
    const hook = vi.fn<() => void>()
    onQuit(hook)
    emit('window-all-closed')
    app.quit()
    app.quit()
    await vi.advanceTimersByTimeAsync(1)
    expect(hook).toHaveBeenCalledOnce()
    expect(app.exit).toHaveBeenCalledOnce()
  })

  it('leaves with the code it is given', async () => {
    const { app } = fakeApp()
    installQuit(app, 3_000).quit(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(app.exit.mock.calls).toEqual([[1]])
  })
})
