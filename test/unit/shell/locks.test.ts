import type { App, Session } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { lockContents } from '../../../src/main/shell/contents-lock'
import { lockPermissions } from '../../../src/main/shell/permission-lock'

/** Stands for any Electron object that takes listeners and handlers; keeps what it was given. */
function recorder() {
  const kept = new Map<string, (...args: unknown[]) => unknown>()
  const target = new Proxy(
    {},
    {
      get: (_target, method: string) => (first: unknown, second: unknown) =>
        typeof first === 'string' && typeof second === 'function'
          ? kept.set(first, (...args) => Reflect.apply(second, undefined, args))
          : kept.set(method, (...args) =>
              typeof first === 'function' ? Reflect.apply(first, undefined, args) : first
            )
    }
  )
  const call = (name: string, ...args: unknown[]) => {
    const listener = kept.get(name)
    if (listener === undefined) throw new Error(`nothing handles ${name}`)
    return listener(...args)
  }
  return { target, call }
}

describe('permissions', () => {
  const { target, call } = recorder()
  lockPermissions(target as Session)

  it.each([
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'fullscreen',
    'openExternal',
    'fileSystem',
    'hid'
  ])('%s is refused in the request and in the check', (permission) => {
    const callback = vi.fn<(...answer: unknown[]) => void>()
    call('setPermissionRequestHandler', {}, permission, callback)
    expect(callback.mock.calls).toEqual([[false]])
    expect(call('setPermissionCheckHandler', {}, permission)).toBe(false)
  })

  it('refuses every device', () => {
    expect(call('setDevicePermissionHandler', { deviceType: 'hid' })).toBe(false)
    expect(call('setUSBProtectedClassesHandler')).toContain('hid')
  })

  it.each([
    ['setDisplayMediaRequestHandler', [{}], [{}]],
    ['setBluetoothPairingHandler', [{}], [{ confirmed: false }]],
    ['file-system-access-restricted', [{}, {}], ['deny']]
  ])('%s answers no', (name, args, answer) => {
    const callback = vi.fn<(...answer: unknown[]) => void>()
    call(name, ...args, callback)
    expect(callback.mock.calls).toEqual([answer])
  })

  it.each([
    ['select-hid-device', [{}]],
    ['select-usb-device', [{}]],
    ['select-serial-port', [[], {}]]
  ])('%s chooses none', (name, args) => {
    const event = { preventDefault: vi.fn<() => void>() }
    const callback = vi.fn<(...answer: unknown[]) => void>()
    call(name, event, ...args, callback)
    expect(event.preventDefault).toHaveBeenCalledOnce()
    expect(callback.mock.calls[0]?.[0] ?? '').toBe('')
  })

  it('cancels downloads', () => {
    const event = { preventDefault: vi.fn<() => void>() }
    call('will-download', event)
    expect(event.preventDefault).toHaveBeenCalledOnce()
  })
})

describe('every page', () => {
  const app = recorder()
  const page = recorder()
  const openLink = vi.fn<(address: string) => void>()
  lockContents(app.target as App, { openLink })
  app.call('web-contents-created', {}, page.target)

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    '%s is prevented',
    (name) => {
      const event = { preventDefault: vi.fn<() => void>() }
      page.call(name, event)
      expect(event.preventDefault).toHaveBeenCalledOnce()
    }
  )

  it('opens no window and hands the address to the gate', () => {
    expect(page.call('setWindowOpenHandler', { url: 'https://example.com/' })).toEqual({ action: 'deny' })
    expect(openLink.mock.calls).toEqual([['https://example.com/']])
  })

  it('tells no address of this computer over WebRTC', () => {
    expect(page.call('setWebRTCIPHandlingPolicy')).toBe('disable_non_proxied_udp')
  })

  it('trusts no certificate that the system does not trust', () => {
    const event = { preventDefault: vi.fn<() => void>() }
    const callback = vi.fn<(...answer: unknown[]) => void>()
    app.call('certificate-error', event, {}, 'https://example.com', 'net::ERR', {}, callback)
    expect([event.preventDefault.mock.calls.length, callback.mock.calls]).toEqual([1, [[false]]])
  })

  it('shows no client certificate', () => {
    const event = { preventDefault: vi.fn<() => void>() }
    const callback = vi.fn<(...answer: unknown[]) => void>()
    app.call('select-client-certificate', event, {}, 'https://example.com', [{}], callback)
    expect([event.preventDefault.mock.calls.length, callback.mock.calls]).toEqual([1, [[]]])
  })
})
