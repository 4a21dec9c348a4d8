import { describe, expect, it, vi } from 'vitest'
import { describeFailure, log, printable } from '../../../src/main/shell/log'

describe('a failure in the log', () => {
  it('has a name and frames, and nothing of its message', () => {
    const line = describeFailure(
      new TypeError('secret-1\n    at secret-2\n    at secret (3)', { cause: new RangeError('secret-4') })
    )
    expect(line).toMatch(/^TypeError, caused by RangeError at /)
    expect(line).toContain('log.test.ts:')
    expect(line).not.toContain('secret')
    expect(line).not.toContain('\n')
  })

  it('believes no name that was written to hide something', () => {
    const error = Object.assign(new Error('x'), { name: 'token eyJ.abc' })
    expect(describeFailure(error)).toMatch(/^Error at /)
  })

  it.each([
    ['a secret', 'string was thrown'],
    [{ secret: 1 }, 'object was thrown'],
    [undefined, 'undefined was thrown']
  ])('%j', (thrown, line) => {
    expect(describeFailure(thrown)).toBe(line)
  })
})

describe('a line', () => {
  it('stays one line, in the direction of reading', () => {
    expect(printable('a\nb\r\u001b[31mc\u202ed\u2028e\u0000')).toBe('a�b��[31mc�d�e�')
    expect(printable('Zürich – Ωμέγα 東京')).toBe('Zürich – Ωμέγα 東京')
  })

  it('goes to stderr', () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    log('a\nb')
    expect(error.mock.calls).toEqual([['Tessera: a�b']])
    error.mockRestore()
  })
})
