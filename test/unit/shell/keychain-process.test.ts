import { describe, expect, it, vi } from 'vitest'

const fork = vi.hoisted(() => vi.fn<(...args: unknown[]) => object>())
vi.mock('electron', () => ({ utilityProcess: { fork } }))

const { forkKeychainWorker, keychainEnvironment } = await import('../../../src/main/shell/keychain-process')

describe('the keychain worker', () => {
  it('is told where the keychain is, and nothing else', () => {
    const needed = {
      HOME: '/home/a',
      DBUS_SESSION_BUS_ADDRESS: 'unix:x',
      XDG_RUNTIME_DIR: '/run',
      LC_ALL: 'C',
      DISPLAY: ':1'
    }
    const others = {
      NODE_OPTIONS: '--inspect',
      ELECTRON_RUN_AS_NODE: '1',
      LD_PRELOAD: '/x.so',
      MOSAIC_SECRET: 's',
      TESSERA_TEST: '1'
    }
    expect(keychainEnvironment({ ...needed, ...others, LANG: undefined })).toEqual(needed)
  })

  it('runs in a process of its own whose output is dropped', () => {
    const child = {
      on: vi.fn<(name: string, listener: unknown) => void>(),
      postMessage: vi.fn<(message: unknown) => void>(),
      kill: vi.fn<() => boolean>()
    }
    fork.mockReturnValue(child)
    const worker = forkKeychainWorker('/app/keychain-worker.js')
    expect(fork.mock.calls[0]).toMatchObject(['/app/keychain-worker.js', [], { stdio: 'ignore' }])

    const listener = vi.fn<(payload: unknown) => void>()
    worker.onMessage(listener)
    worker.onExit(() => listener('gone'))
    expect(child.on.mock.calls.map(([name]) => name)).toEqual(['message', 'exit'])
    worker.post({ id: 1 })
    worker.kill()
    expect(child.postMessage.mock.calls).toEqual([[{ id: 1 }]])
    expect(child.kill).toHaveBeenCalledOnce()
  })
})
