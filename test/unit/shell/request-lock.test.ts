import type { Session } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { lockRequests, mayLoad } from '../../../src/main/shell/request-lock'

const built = { devTools: false }

describe('what the session may load', () => {
  it.each(['app://tessera/', 'app://tessera/index.html', 'app://tessera/assets/a.js'])('%s', (address) => {
    expect(mayLoad(address, built)).toBe(true)
  })

  it.each([
    'http://tessera/',
    'https://example.com/',
    'http://127.0.0.1:8080/v1/users',
    'http://localhost:5173/',
    'ws://localhost:5173/',
    'wss://example.com/',
    'ftp://example.com/a',
    'file:///etc/passwd',
    'file://server/share',
    'data:text/html,x',
    'blob:app://tessera/0',
    'javascript:alert(1)',
    'chrome://gpu',
    'chrome-extension://abc/x.js',
    'devtools://devtools/bundled/inspector.html',
    'view-source:app://tessera/',
    'filesystem:app://tessera/a',
    'mailto:a@example.com',
    'about:blank',
    'app://other/',
    'app://tessera.example/',
    'app://tessera@example.com/',
    'app:tessera',
    '',
    'nonsense'
  ])('not %s', (address) => {
    expect(mayLoad(address, built)).toBe(false)
  })

  it('and in development the developer tools, but no server', () => {
    expect(mayLoad('devtools://devtools/bundled/inspector.html', { devTools: true })).toBe(true)
    expect(mayLoad('http://localhost:5173/main.tsx', { devTools: true })).toBe(false)
  })
})

describe('the lock', () => {
  it('looks at every request and refuses files', async () => {
    const onBeforeRequest = vi.fn<(listener: (d: object, c: (answer: object) => void) => void) => void>()
    const handle = vi.fn<(scheme: string, handler: () => Response) => void>()
    lockRequests({ webRequest: { onBeforeRequest }, protocol: { handle } } as unknown as Session, built)

    const listener = onBeforeRequest.mock.calls[0]?.[0]
    const ask = (url: string) => {
      const callback = vi.fn<(...answer: unknown[]) => void>()
      listener?.({ url }, callback)
      return callback.mock.calls
    }
    expect(ask('https://example.com/')).toEqual([[{ cancel: true }]])
    expect(ask('app://tessera/index.html')).toEqual([[{ cancel: false }]])
    expect(handle.mock.calls[0]?.[0]).toBe('file')
    expect(handle.mock.calls[0]?.[1]().status).toBe(403)
  })
})
