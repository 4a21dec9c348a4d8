import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePac } from '../../../src/main/shell/pac'

const direct = { kind: 'direct' }
const through = (url: string) => ({ kind: 'http', url })
const ways = (...list: object[]) => ({ kind: 'ways', ways: list })
const unsupported = (type: string) => ({ kind: 'unsupported', type })

describe('a PAC list', () => {
  it.each([
    ['DIRECT', ways(direct)],
    ['', ways(direct)],
    [' ; ', ways(direct)],
    ['PROXY proxy.example:3128', ways(through('http://proxy.example:3128'))],
    ['PROXY proxy.example:3128; DIRECT', ways(through('http://proxy.example:3128'), direct)],
    ['proxy  proxy.example:3128 ;direct', ways(through('http://proxy.example:3128'), direct)],
    [
      'PROXY dead:3128; PROXY b:3128; DIRECT',
      ways(through('http://dead:3128'), through('http://b:3128'), direct)
    ],
    ['HTTP proxy.example:3128', ways(through('http://proxy.example:3128'))],
    ['HTTPS proxy.example:443', ways(through('https://proxy.example:443'))],
    ['PROXY 10.0.0.1:8080', ways(through('http://10.0.0.1:8080'))],
    ['PROXY [2001:db8::1]:8080', ways(through('http://[2001:db8::1]:8080'))],
    ['SOCKS5 a:1080; PROXY b:3128; DIRECT', ways(through('http://b:3128'), direct)],
    ['PROXY a:3128; SOCKS5 b:1080; HTTPS c:443', ways(through('http://a:3128'), through('https://c:443'))],
    ['SOCKS5 a:1080; DIRECT', ways(direct)],
    ['SOCKS5 a:1080', unsupported('SOCKS5')],
    ['SOCKS a:1080; QUIC b:443', unsupported('SOCKS')],
    ['PROXY', unsupported('PROXY')],
    ['PROXY proxy.example', unsupported('PROXY')],
    ['PROXY user:pass@proxy.example:3128', unsupported('PROXY')],
    ['PROXY proxy.example:3128/path', unsupported('PROXY')],
    ['DIRECT proxy.example:3128', unsupported('DIRECT')],
    ['nonsense', unsupported('nonsense')]
  ])('%j', (list, choice) => {
    expect(parsePac(list)).toEqual(choice)
  })

  it('goes direct only where the list says so', () => {
    fc.assert(
      fc.property(fc.string(), (list) => {
        const choice = parsePac(list)
        if (choice.kind !== 'ways' || choice.ways.every(({ kind }) => kind !== 'direct')) return
        expect(list.replaceAll(/[;\s]/g, '') === '' || /(^|;)\s*direct\s*(;|$)/i.test(list)).toBe(true)
      })
    )
  })

  it('names only addresses that are one', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (type, host) => {
        const choice = parsePac(`PROXY ${host}; ${type} ${host}; HTTPS ${host}`)
        for (const way of choice.kind === 'ways' ? choice.ways : []) {
          const url = way.kind === 'http' ? way.url : 'http://none:1'
          expect(new URL(url)).toMatchObject({ pathname: '/', username: '', search: '' })
        }
      })
    )
  })
})
