import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readProblem } from '../../../src/main/mosaic/problem'

it.each<[string, unknown, object]>([
  ['number code', { message: 'Invalid token', error_code: 401 }, { messages: ['Invalid token'] }],
  ['array of messages', { message: ['a', 'b'], error_code: 400 }, { messages: ['a', 'b'] }],
  [
    'word code',
    { error_code: 'auth_password_weak', message: 'weak' },
    { code: 'auth_password_weak', messages: ['weak'] }
  ],
  ['status as text', { error_code: '403', message: 'no' }, { code: undefined, messages: ['no'] }],
  [
    'identifier taken',
    { message: 'x', error_code: 409, ts_error_code: 'email_taken' },
    { tsCode: 'email_taken' }
  ],
  [
    'OAuth',
    { error: 'invalid_client', error_description: 'no' },
    { oauth: 'invalid_client', messages: ['no'] }
  ],
  ['SCIM', { schemas: ['s'], status: '404', detail: 'none' }, { messages: ['none'] }],
  ['objects as messages', { message: [{ message: 'inner' }, 7, null] }, { messages: ['inner', '7'] }],
  ['no message', { error_code: 404 }, { messages: [] }]
])('reads the shape with %s', (_, body, problem) => {
  expect(readProblem(body)).toMatchObject(problem)
})

it.each([[undefined], [null], ['text'], [[]], [{}], [{ result: {} }], [{ ok: false }]])(
  '%j is none of them',
  (body) => {
    expect(readProblem(body)).toBeUndefined()
  }
)

it('never throws, whatever JSON comes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (message, code, error) => {
      const problem = readProblem({ message, error_code: code, error })
      for (const text of problem?.messages ?? []) expect(typeof text).toBe('string')
    })
  )
})
