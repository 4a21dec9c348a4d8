import { describe, expect, it } from 'vitest'
import { describeError } from '../../../src/shared/error-text'
import { appError, notSavedReason } from '../../../src/shared/error-schema'
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
  { kind: 'not-saved', fileName: 'tenants.json', reason: 'disk-full' },
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

  it.each<[number | undefined, string]>([
    [undefined, 'Wait a moment, then try again.'],
    [-1, 'You can try again now.'],
    [0, 'You can try again now.'],
    [1, 'Wait 1 second, then try again.'],
    [39_500, 'Wait 40 seconds, then try again.'],
    [90_000, 'Wait 90 seconds, then try again.'],
    [90_001, 'Wait 2 minutes, then try again.'],
    [3600_000, 'Wait 60 minutes, then try again.'],
    [2 * 3600_000, 'Wait 2 hours, then try again.']
  ])('says of a rate limit that ends in %j ms: %s', (ms, words) => {
    const now = 1_800_000_000_000
    const until = ms === undefined ? undefined : now + ms
    const { todo } = describeError({ kind: 'rate-limited', until }, undefined, now)
    expect(todo).toBe(`Nothing was changed. ${words}`)
  })

  it.each<AppError>([
    { kind: 'unreachable', cause: 'timeout', host: 'h' },
    { kind: 'unreachable', cause: 'reset', host: 'h' },
    { kind: 'unexpected-answer', problem: 'A web page came instead of data.' },
    { kind: 'not-found', what: 'This user' },
    { kind: 'bad-credentials', reason: 'refused' },
    { kind: 'bad-credentials', reason: 'missing' }
  ])('says of %j that nothing was done: else it would be unknown', (error) => {
    expect(describeError(error).todo).toMatch(/Nothing was (changed|sent)\./)
  })

  it('says which CA file cannot be used, and not to add one', () => {
    const caFile = { fileName: 'corp.pem', problem: 'The file cannot be read.' }
    expect(describeError({ kind: 'unreachable', cause: 'tls', host: 'h', caFile })).toEqual({
      title: 'The extra CA file corp.pem cannot be used.',
      todo: 'The file cannot be read. Nothing was sent. Choose the file again in Settings, or remove it there.'
    })
  })

  it('leads what to do with the part of an act that failed', () => {
    const step = 'The look-up by e-mail address failed.'
    expect(describeError({ kind: 'not-permitted', step }, 'Create user')).toEqual({
      title: 'Create user: This client may not do that in Mosaic.',
      todo: `${step} Nothing was changed. Ask the Mosaic administrator for the missing permission.`
    })
  })

  it.each<[AppError, RegExp]>([
    [{ kind: 'conflict', reason: 'incomplete-credentials' }, /no username and no verified e-mail address/],
    [{ kind: 'conflict', reason: 'unlock-while-suspended' }, /suspended: the password stays off until/],
    [{ kind: 'not-found', what: 'The issued password', todo: 'Issue another one.' }, /Issue another one\.$/]
  ])('%j says what helps', (error, words) => {
    const { title, todo } = describeError(error)
    expect(`${title} ${todo}`).toMatch(words)
  })

  it('says of an unknown outcome where to look, on the user card unless it is told another place', () => {
    const unknown = { kind: 'outcome-unknown', action: 'Change' } as const
    const sent = 'The request was sent and no clear answer came.'
    expect(describeError(unknown).todo).toMatch(/user card/)
    expect(describeError({ ...unknown, todo: 'Read again.' }).todo).toBe(`${sent} Read again.`)
  })

  it('says which file was not written, why, and that nothing was saved', () => {
    const { title, todo } = describeError({
      kind: 'not-saved',
      fileName: 'tenants.json',
      reason: 'disk-full'
    })
    expect(`${title} ${todo}`).toMatch(
      /^tenants\.json could not be written: the disk is full\. Nothing was saved\./
    )
    for (const reason of notSavedReason.options) {
      const words = describeError({ kind: 'not-saved', fileName: 'tenants.json', reason })
      expect(words.title).toMatch(/^tenants\.json .+\.$/)
      expect(words.todo).toMatch(/^Nothing was saved/)
    }
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
