import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAnswer, readRequest } from '../../../src/main/keychain/protocol'

const id = fc.nat()
const account = fc.string()

describe('the worker protocol', () => {
  it('reads back every request as it was sent, over JSON too', () => {
    const request = fc.oneof(
      fc.record({ id, op: fc.constantFrom('get', 'delete'), account }),
      fc.record({ id, op: fc.constant('set'), account, secret: fc.string() })
    )
    fc.assert(
      fc.property(request, (sent) => {
        expect(readRequest(JSON.parse(JSON.stringify(sent)))).toEqual(sent)
      })
    )
  })

  it('reads back every answer as it was sent', () => {
    const answer = fc.oneof(
      fc.record({ id, ok: fc.constant(true), value: fc.oneof(fc.string(), fc.boolean(), fc.constant(null)) }),
      fc.record({ id, ok: fc.constant(false), library: fc.boolean(), message: fc.string() })
    )
    fc.assert(
      fc.property(answer, (sent) => {
        expect(readAnswer(JSON.parse(JSON.stringify(sent)))).toEqual(sent)
      })
    )
  })

  it('takes nothing else, and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (noise) => {
        expect(readRequest(noise)).toBeUndefined()
        expect(readAnswer(noise)).toBeUndefined()
      })
    )
  })

  it.each([
    { id: 1, op: 'findCredentials', account: 'a' },
    { id: 1, op: 'set', account: 'a' },
    { id: '1', op: 'get', account: 'a' },
    { id: 1, op: 'get' }
  ])('refuses the request %o', (message) => {
    expect(readRequest(message)).toBeUndefined()
  })
})
