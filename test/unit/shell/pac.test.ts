import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePac } from '../../../src/main/shell/pac'

describe('a PAC list', () => {
  it.each([
    ['DIRECT', { kind: 'direct' }],
    ['', { kind: 'direct' }],
    [' ; ', { kind: 'direct' }],
    ['PROXY proxy.example:3128', { kind: 'http', url: 'http://proxy.example:3128' }],
    ['PROXY proxy.example:3128; DIRECT', { kind: 'http', url: 'http://proxy.example:3128' }],
    ['proxy  proxy.example:3128 ;direct', { kind: 'http', url: 'http://proxy.example:3128' }],
    ['HTTP proxy.example:3128', { kind: 'http', url: 'http://proxy.example:3128' }],
    ['HTTPS proxy.example:443', { kind: 'http', url: 'https://proxy.example:443' }],
    ['PROXY 10.0.0.1:8080', { kind: 'http', url: 'http://10.0.0.1:8080' }],
    ['PROXY [2001:db8::1]:8080', { kind: 'http', url: 'http://[2001:db8::1]:8080' }],
    ['SOCKS5 a:1080; PROXY b:3128; DIRECT', { kind: 'http', url: 'http://b:3128' }],
    ['SOCKS5 a:1080; DIRECT', { kind: 'direct' }],
    ['SOCKS5 a:1080', { kind: 'unsupported', type: 'SOCKS5' }],
    ['SOCKS a:1080; QUIC b:443', { kind: 'unsupported', type: 'SOCKS' }],
    ['PROXY', { kind: 'unsupported', type: 'PROXY' }],
    ['PROXY proxy.example', { kind: 'unsupported', type: 'PROXY' }],
    ['PROXY user:pass@proxy.example:3128', { kind: 'unsupported', type: 'PROXY' }],
    ['PROXY proxy.example:3128/path', { kind: 'unsupported', type: 'PROXY' }],
    ['DIRECT proxy.example:3128', { kind: 'unsupported', type: 'DIRECT' }],
    ['nonsense', { kind: 'unsupported', type: 'nonsense' }]
  ])('%j', (list, choice) => {
    expect(parsePac(list)).toEqual(choice)
  })

  it('goes direct only where the list says so', () => {
    fc.assert(
      fc.property(fc.string(), (list) => {
        if (parsePac(list).kind !== 'direct') return
        expect(list.replaceAll(/[;\s]/g, '') === '' || /(^|;)\s*direct\s*(;|$)/i.test(list)).toBe(true)
      })
    )
  })

  it('names only addresses that are one', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (type, host) => {
        const choice = parsePac(`PROXY ${host}; ${type} ${host}; HTTPS ${host}`)
        const url = choice.kind === 'http' ? choice.url : 'http://none:1'
        expect(new URL(url)).toMatchObject({ pathname: '/', username: '', search: '' })
      })
    )
  })
})
