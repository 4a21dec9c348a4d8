import { beforeEach, describe, expect, it, vi } from 'vitest'
import { operationNames } from '../../../src/shared/operations'

const electron = vi.hoisted(() => ({
  exposed: new Map<string, Record<string, (...args: unknown[]) => unknown>>(),
  listeners: new Map<string, Set<(...args: unknown[]) => void>>(),
  invoke: vi.fn<(channel: string, ...args: unknown[]) => Promise<unknown>>(),
  send: vi.fn<(channel: string, ...args: unknown[]) => void>()
}))
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (key: string, api: never) => electron.exposed.set(key, api) },
  ipcRenderer: {
    invoke: electron.invoke,
    send: electron.send,
    on: (channel: string, listener: (...args: unknown[]) => void) => {
      electron.listeners.set(channel, (electron.listeners.get(channel) ?? new Set()).add(listener))
    },
    removeListener: (channel: string, listener: (...args: unknown[]) => void) =>
      electron.listeners.get(channel)?.delete(listener)
  }
}))

// the window of the page, which Node has not; start.spec.ts tries what listens to it
const added: string[] = []
vi.stubGlobal('addEventListener', (name: string) => added.push(name))
await import('../../../src/preload/index')
const bridge = () => {
  const api = electron.exposed.get('tessera')
  if (api === undefined) throw new Error('nothing was exposed')
  return api
}

beforeEach(() => vi.clearAllMocks())

describe('what the page gets', () => {
  it('is three functions under one name, frozen', () => {
    expect([...electron.exposed.keys()]).toEqual(['tessera'])
    expect(Object.keys(bridge())).toEqual(['invoke', 'cancel', 'on'])
    expect(Object.isFrozen(bridge())).toBe(true)
  })

  it('and nothing listens to the window but what notes an early Enter', () => {
    expect(added).toEqual(['keydown', 'DOMContentLoaded'])
  })

  it.each(operationNames)('asks main for %s', async (name) => {
    electron.invoke.mockResolvedValue({ ok: true, value: 1 })
    expect(await bridge()['invoke']?.(name, { a: 1 }, 'id')).toEqual({ ok: true, value: 1 })
    expect(electron.invoke.mock.calls).toEqual([[`tessera:${name}`, { a: 1 }, 'id']])
  })

  it.each([
    ['nonsense'],
    ['__proto__'],
    ['constructor'],
    ['toString'],
    [''],
    [undefined],
    [null],
    [{}],
    [['find']],
    [5]
  ])('answers an error for the operation %j', async (name) => {
    expect(await bridge()['invoke']?.(name, null)).toMatchObject({
      ok: false,
      error: { kind: 'invalid-input', fields: { operation: expect.any(String) } }
    })
    expect(electron.invoke).not.toHaveBeenCalled()
  })

  it('answers an error for what cannot be sent', async () => {
    electron.invoke.mockRejectedValue(new Error('An object could not be cloned.'))
    expect(await bridge()['invoke']?.('find', {})).toMatchObject({
      ok: false,
      error: { kind: 'invalid-input' }
    })
  })

  it('cancels by text only', () => {
    for (const id of [undefined, 5, {}, ['a']]) bridge()['cancel']?.(id)
    expect(electron.send).not.toHaveBeenCalled()
    bridge()['cancel']?.('a')
    expect(electron.send.mock.calls).toEqual([['tessera-cancel', 'a']])
  })
})

describe('events', () => {
  it('bring their payload and never Electron’s event', () => {
    const listener = vi.fn<(payload: unknown) => void>()
    const stop = bridge()['on']?.('app.menu', listener) as () => void
    const deliver = () =>
      electron.listeners.get('tessera-event:app.menu')?.forEach((each) => each({ sender: 'x' }, 'payload'))
    deliver()
    expect(listener.mock.calls).toEqual([['payload']])
    stop()
    deliver()
    expect(listener).toHaveBeenCalledOnce()
  })

  it.each([['nonsense'], ['tessera:find'], [undefined], ['__proto__']])('named %j do not exist', (name) => {
    expect(() => bridge()['on']?.(name, () => undefined)).toThrow('There is no such event.')
  })

  it('need a function', () => {
    expect(() => bridge()['on']?.('app.menu', 'x')).toThrow(TypeError)
  })
})
