import { describe, expect, it } from 'vitest'
import { mosaicHosts, parseApiHost } from '../../../src/shared/api-host'

describe('parseApiHost', () => {
  it.each([
    ['api.eu.transmitsecurity.io', 'https://api.eu.transmitsecurity.io'],
    [' https://API.example.com/ ', 'https://api.example.com'],
    ['https://api.example.com:8443', 'https://api.example.com:8443'],
    ['https://api.transmitsecurity.io/cis', 'https://api.transmitsecurity.io'],
    ['http://127.0.0.1:8790', 'http://127.0.0.1:8790'],
    ['http://localhost:1', 'http://localhost:1'],
    ['http://[::1]:1', 'http://[::1]:1']
  ])('%s → %s', (typed, origin) => {
    expect(parseApiHost(typed)).toEqual({ ok: true, origin })
  })

  it.each([
    ['', /Enter/],
    ['http://api.example.com', /HTTPS/],
    ['http://127.0.0.1.example.com', /HTTPS/],
    ['http://localhost.example.com', /HTTPS/],
    ['ftp://example.com', /HTTPS/],
    ['file:///etc/passwd', /HTTPS/],
    ['javascript:alert(1)', /not a host name|HTTPS/],
    ['https://user:pw@example.com', /password/],
    ['https://example.com/admin', /path/],
    ['https://example.com/?x=1', /path/],
    ['exa mple', /not a host/]
  ])('refuses %s', (typed, problem) => {
    const parsed = parseApiHost(typed)
    expect(parsed.ok).toBe(false)
    expect(!parsed.ok && parsed.problem).toMatch(problem)
  })

  it.each(mosaicHosts)('offers $region over HTTPS', ({ host }) => {
    expect(parseApiHost(host)).toEqual({ ok: true, origin: `https://${host}` })
  })
})
