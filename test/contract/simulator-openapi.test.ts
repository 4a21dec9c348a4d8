import { describe, expect, it } from 'vitest'
import { loadContract, type AnswerToCheck, type RequestToCheck } from './openapi'

const contract = loadContract()
const path = '/cis/v1/users/ue3N8fKgygwfkxC7GXhFV'
const user = { user_id: 'u', status: 'Active', created_at: 1, updated_at: 2 }

describe.skipIf(!contract)('the OpenAPI reference catches', () => {
  const wrongRequests: [string, RequestToCheck, RegExp][] = [
    ['an unknown operation', { method: 'GET', path: '/cis/v1/nothing' }, /not an operation/],
    ['an unknown method', { method: 'PATCH', path }, /not an operation/],
    ['a path that is not below /cis', { method: 'GET', path: '/v1/users/u' }, /not below/],
    ['a raw path part', { method: 'GET', path: '/cis/v1/users/phone-number/+1415' }, /not URL-encoded/],
    ['a path that cannot be decoded', { method: 'GET', path: '/cis/v1/users/%zz' }, /cannot be decoded/],
    [
      'an unknown query',
      { method: 'GET', path: '/cis/v1/users', query: new URLSearchParams('q=1') },
      /not a parameter/
    ],
    [
      'a query out of range',
      { method: 'GET', path: '/cis/v1/users', query: new URLSearchParams('page_limit=5001') },
      /<= 5000/
    ],
    [
      'a query of the wrong kind',
      { method: 'GET', path: '/cis/v1/users', query: new URLSearchParams('page_limit=x') },
      /number/
    ],
    ['a missing query', { method: 'GET', path: '/cis/v1/users/identifier' }, /identifier_name is missing/],
    ['a missing body', { method: 'PUT', path }, /body is missing/],
    ['an unasked body', { method: 'GET', path, body: {} }, /takes no body/],
    ['an unknown field', { method: 'PUT', path, body: { nickname: 'x' } }, /additional/],
    ['a wrong value', { method: 'PUT', path, body: { status: 'Suspended' } }, /allowed values/],
    ['a missing field', { method: 'POST', path: `${path}/password`, body: {} }, /required/],
    ['a token by GET', { method: 'GET', path: '/oidc/token', body: '' }, /POST/],
    [
      'a token without secret',
      { method: 'POST', path: '/oidc/token', body: 'grant_type=client_credentials' },
      /client_id/
    ],
    [
      'an unknown token field',
      { method: 'POST', path: '/oidc/token', body: 'scope=all' },
      /scope is not a field/
    ]
  ]
  it.each(wrongRequests)('%s', (_name, request, problem) => {
    expect(contract?.checkRequest(request).join('\n')).toMatch(problem)
  })

  const wrongAnswers: [string, AnswerToCheck, RegExp][] = [
    ['a status that is not documented', { method: 'GET', path, status: 418 }, /does not document status 418/],
    ['a 204 with a body', { method: 'DELETE', path: `${path}/apps`, status: 204, body: {} }, /no body/],
    ['a missing envelope', { method: 'GET', path, status: 200, body: user }, /result/],
    ['a missing body', { method: 'GET', path, status: 200 }, /object/],
    [
      'a missing field',
      { method: 'GET', path, status: 200, body: { result: { ...user, user_id: undefined } } },
      /user_id/
    ],
    [
      'a wrong date',
      { method: 'GET', path, status: 200, body: { result: { ...user, last_auth: 'today' } } },
      /date-time/
    ],
    [
      'an unknown field',
      { method: 'GET', path, status: 200, body: { result: { ...user, locked: true } } },
      /additional/
    ],
    [
      'a message that is no array',
      { method: 'GET', path, status: 400, body: { message: 'x', error_code: 400 } },
      /array/
    ]
  ]
  it.each(wrongAnswers)('%s', (_name, answer, problem) => {
    expect(contract?.checkAnswer(answer).join('\n')).toMatch(problem)
  })

  it('passes what is right', () => {
    const form = 'grant_type=client_credentials&client_id=a&client_secret=b'
    expect(contract?.checkRequest({ method: 'POST', path: '/oidc/token', body: form })).toEqual([])
    expect(contract?.checkRequest({ method: 'GET', path: '/cis/v1/users/-abc_' })).toEqual([])
    expect(contract?.checkAnswer({ method: 'GET', path, status: 200, body: { result: user } })).toEqual([])
  })
})
