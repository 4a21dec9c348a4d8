import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleaned } from '../../../src/main/diagnose/clean'

const home = '/home/ann'
const basic = Buffer.from('ann:hunter2').toString('base64')

describe('what may not be seen', () => {
  it.each([
    ['/home/ann/.config/Tessera', '~/.config/Tessera'],
    ['see /home/ann, please', 'see ~, please'],
    ['/home/anna/x and /home/ann-b and /home/ann.old', '/home/anna/x and /home/ann-b and /home/ann.old'],
    ['http://ann:hunter2@proxy.example:8080', 'http://proxy.example:8080'],
    ['http://ann:hun@ter2@proxy.example', 'http://proxy.example'],
    ['http://ann:hun/ter2@proxy.example, then straight', 'http://proxy.example, then straight'],
    ['proxy=http://ann:hun@ter2@proxy.example', 'proxy=http://proxy.example'],
    ['http://ann:hun?ter2@proxy.example', 'http://…'],
    ['(ann:hun/ter2@proxy.example)', '(proxy.example)'],
    ['//ann:hunter2@proxy.example', '//proxy.example'],
    ['//hunter2@proxy.example', '//proxy.example'],
    ['ann:hunter2@proxy.example:80', 'proxy.example:80'],
    ['ann:hun://ter2@proxy.example:80', 'proxy.example:80'],
    ['ann@corp.example:hunter2@proxy.example', 'proxy.example'],
    ['HTTPS_PROXY=ann:hunter2@proxy.example', 'proxy.example'],
    ['https://sink.example/hook?key=s3cr3t#x', 'https://sink.example/hook'],
    ['https://sink.example/hook?to=ann@s3cr3t', 'https://…'],
    ['a,https://sink.example/hook?s3cr3t', 'a,https://sink.example/hook'],
    [`Authorization: Basic ${basic}`, 'Authorization: Basic …'],
    ['bearer  abc.def', 'bearer …'],
    ['client_secret=s3cr3t and PASSWORD = s3cr3t', 'client_secret=… and PASSWORD = …'],
    ['grant=x&client_secret=s3:cr@3t', 'grant=x&client_secret=…'],
    ['password=hun@ter:2', 'password=…'],
    ['passwd="two words"', 'passwd=…'],
    ['{"client_secret":"s3cr3t"}', '{"client_secret":…'],
    ['api-key=s3cr3t', 'api-key=…'],
    ['token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl end', 'token … end'],
    ['a\u0000b\u001B[31mc\u202Ed\ne', 'a b [31mcd e']
  ])('%s', (text, seen) => {
    expect(cleaned(text, home)).toBe(seen)
  })

  it.each([
    'ann@example.org',
    'write to <ann@example.org>, or mailto:ann@example.org',
    'ann@a.example,bob@b.example:25',
    'api.eu.transmitsecurity.io:443 and [::1]:8080',
    'https://updates.example/stable/latest-linux.yml',
    'D:\\ann@corp.example\\ca.pem',
    '2026-11-26 15:57:39 UTC',
    'Basic authentication, as the proxy asks for it: Basic realm="x"',
    'two keys; the token: none; a secret is stored',
    'of mosaic.test, issued by Company Inspection CA, until 2026-11-27',
    'a proxy of the kind SOCKS5, which Tessera does not speak'
  ])('and what may: %s', (text) => {
    expect(cleaned(text, home)).toBe(text)
  })

  // every sign that can be seen, those that end an address among them
  const sign = fc.integer({ min: 0x21, max: 0x17f }).map((code) => String.fromCharCode(code))
  const seen = sign.filter((one) => !/[\p{Cc}\p{Cf}\p{Z}]/u.test(one))
  const part = fc.oneof(
    { weight: 5, arbitrary: seen },
    fc.constantFrom('://', 'http://', 'key=', 'x:y@', '//', '"')
  )
  const password = fc.array(part, { minLength: 1, maxLength: 20 }).map((parts) => parts.join(''))

  it('whatever the password of an address is, not a sign of it is left', () => {
    const host = 'proxy.example:8080'
    fc.assert(
      fc.property(password, (secret) => {
        expect([`x http://${host} y`, 'x http://… y']).toContain(
          cleaned(`x http://ann:${secret}@${host} y`, home)
        )
        expect(cleaned(`x //ann:${secret}@${host} y`, home)).toBe(`x //${host} y`)
        // `ann://…` may be a scheme as well
        expect([`x ${host} y`, `x ann://${host} y`, 'x ann://… y']).toContain(
          cleaned(`x ann:${secret}@${host} y`, home)
        )
      }),
      { numRuns: 500 }
    )
  })

  it('whatever a secret is, it is masked where it is called one', () => {
    fc.assert(
      fc.property(password, fc.constantFrom('secret', 'Token', 'db.password', 'PASSWD'), (secret, name) => {
        fc.pre(!/["']/.test(secret))
        expect(cleaned(`x ${name}=${secret} y`, home)).toBe(`x ${name}=… y`)
        expect(cleaned(`x Bearer Z${secret} y`, home)).toBe('x Bearer … y')
      }),
      { numRuns: 500 }
    )
  })

  it('an e-mail address stays as it is', () => {
    const mail = fc
      .emailAddress()
      .filter((address) => address.length < 300 && !/^["'(<[{]|=|\/\//.test(address))
    fc.assert(
      fc.property(mail, (address) => {
        expect(cleaned(`write to ${address} now`, home)).toBe(`write to ${address} now`)
      })
    )
  })

  it('of Windows, in any case of letters', () => {
    expect(cleaned('c:\\users\\Ann\\AppData', 'C:\\Users\\ann')).toBe('~\\AppData')
  })

  it('clips what is long, and never between a password and its @', () => {
    expect(cleaned('a b '.repeat(1000), home).length).toBeLessThanOrEqual(400)
    expect(cleaned(`x http://ann:${'s3cr3t'.repeat(2000)}@proxy.example`, home)).toBe('x …')
  })
})
