import { describe, expect, it } from 'vitest'
import { readyLine } from '../../../src/main/shell/ready-line'
import { parseLinuxStart, startedAt } from '../../../src/main/shell/started-at'

const now = 1_700_000_000_000
const base = { env: {}, platform: 'win32' as const, creationTime: now - 400, now }

describe('when the process began', () => {
  it.each([
    ['what the launcher measured comes first', { env: { TESSERA_STARTED_AT: String(now - 900) } }, now - 900],
    ['not a time of tomorrow', { env: { TESSERA_STARTED_AT: String(now + 1) } }, now - 400],
    ['not nonsense', { env: { TESSERA_STARTED_AT: 'x' } }, now - 400],
    ['not an empty text', { env: { TESSERA_STARTED_AT: '' } }, now - 400],
    ['what the system says', {}, now - 400],
    ['now, when nobody knows', { creationTime: null }, now],
    ['now, when the system is wrong', { creationTime: now + 5 }, now]
  ])('%s', (_what, change, expected) => {
    expect(startedAt({ ...base, ...change })).toBe(expected)
  })

  it('is found for this very process on Linux', () => {
    const found = startedAt({ ...base, platform: 'linux', creationTime: null, now: Date.now() })
    const expected = process.platform === 'linux' ? Date.now() - process.uptime() * 1000 : Date.now()
    expect(Math.abs(found - expected)).toBeLessThan(2_000)
  })

  it('is read although the name of the program is odd', () => {
    const fields = ['S', ...Array.from({ length: 18 }, () => '0'), '12345', '0']
    const stat = `42 (a) b (c) ${fields.join(' ')}`
    expect(parseLinuxStart(stat, '200.00 1.0\n', now)).toBe(now - (200 - 123.45) * 1000)
  })

  it.each([
    ['', ''],
    ['42 (x) S 1', '200.0'],
    ['42 (x) S 1 2 3', 'x']
  ])('is unknown for %j and %j', (stat, uptime) => {
    expect(parseLinuxStart(stat, uptime, now)).toBeUndefined()
  })
})

describe('the ready line', () => {
  it('is one line, whatever the tenant is called', () => {
    expect(readyLine('Acme\nTessera is ready: \u202eevil', 812.4)).toBe(
      'Tessera is ready: Acme�Tessera is ready: �evil, 812 ms'
    )
  })
})
