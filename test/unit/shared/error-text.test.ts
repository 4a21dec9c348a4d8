import { describe, expect, it } from 'vitest'
import { describeError } from '../../../src/shared/error-text'
import { appError } from '../../../src/shared/error-schema'
import { type AppError, AppFailure, toAppError } from '../../../src/shared/errors'

const each: AppError[] = [
  { kind: 'invalid-input', reason: 'form', fields: { phone: 'This is not a whole phone number.' } },
  { kind: 'invalid-input', reason: 'password-weak', fields: {} },
  { kind: 'not-found', what: 'This user' },
  { kind: 'conflict', reason: 'user-suspended' },
  { kind: 'not-permitted', permission: 'users:read' },
  { kind: 'not-enabled-here', feature: 'Unlocking passwords' },
  { kind: 'bad-credentials', reason: 'missing' },
  { kind: 'rate-limited', until: 1 },
  { kind: 'unreachable', cause: 'dns', host: 'api.example.com' },
  { kind: 'outcome-unknown', action: 'Unlock password' },
  { kind: 'unexpected-answer', problem: 'A web page came instead of data.' },
  { kind: 'keychain-unavailable', state: 'locked', fix: 'Unlock the keychain, then try again.' },
  { kind: 'policy-refused', rule: 'no-production' },
  { kind: 'verification-required' },
  { kind: 'cancelled' },
  { kind: 'internal' }
]

describe('describeError', () => {
  it('has words for every kind of failure', () => {
    expect(new Set(each.map(({ kind }) => kind))).toEqual(
      new Set(appError.options.map((one) => one.shape.kind.value))
    )
    for (const error of each) {
      const { title, todo } = describeError(error)
      expect(title).toMatch(/[.?!]$/)
      expect(todo.length).toBeGreaterThan(10)
    }
  })

  it('names the act, the host, the permission and the field', () => {
    expect(
      describeError({ kind: 'unreachable', cause: 'tls', host: 'h.example' }, 'Unlock password').title
    ).toBe('Unlock password: The certificate of h.example is not trusted.')
    expect(describeError(each[4]!).todo).toContain('users:read')
    expect(describeError(each[0]!).todo).toContain('whole phone number')
  })
})

describe('toAppError', () => {
  it('keeps a failure and hides the message of anything else', () => {
    expect(toAppError(new AppFailure({ kind: 'cancelled' }))).toEqual({ kind: 'cancelled' })
    expect(toAppError(new TypeError('secret inside'))).toEqual({ kind: 'internal', detail: 'TypeError' })
    expect(toAppError(new DOMException('x', 'AbortError'))).toEqual({ kind: 'cancelled' })
    expect(toAppError('thrown text')).toEqual({ kind: 'internal', detail: 'unknown failure' })
  })
})
