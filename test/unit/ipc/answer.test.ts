import { describe, expect, it, vi } from 'vitest'
import { answerCall } from '../../../src/main/ipc/answer'
import type { Emit, Handlers } from '../../../src/main/ipc/handlers'
import { AppFailure, type AppError } from '../../../src/shared/errors'
import type { OperationName } from '../../../src/shared/operations'
import { someHandlers } from './fake-contents'

const draft = {
  label: 'Acme',
  environment: 'sandbox',
  apiHost: 'api.transmitsecurity.io',
  clientId: 'c',
  colour: 'blue',
  defaultCountry: 'de'
}

async function ask(name: OperationName, input: unknown, handlers: Partial<Handlers> = {}) {
  const log = vi.fn<(line: string) => void>()
  const context = { signal: new AbortController().signal, emit: vi.fn<Emit>() }
  const answer = await answerCall({
    name,
    input,
    handlers: Promise.resolve(someHandlers(handlers)),
    context,
    log
  })
  return { answer, logged: log.mock.calls.flat().join('\n') }
}

const failing = (thrown: unknown) => ({
  'user.read': async () => {
    throw thrown
  }
})
const dana = { tenantId: 't', userId: 'u' }

describe('input', () => {
  it('reaches the handler as the schema leaves it', async () => {
    const save = vi.fn<Handlers['tenants.save']>(async () => {
      throw new AppFailure({ kind: 'cancelled' })
    })
    await ask('tenants.save', { draft, keep: 'session' }, { 'tenants.save': save })
    expect(save.mock.calls[0]?.[0]).toMatchObject({
      draft: { defaultCountry: 'DE', apiHost: 'https://api.transmitsecurity.io' }
    })
  })

  it.each<[OperationName, unknown, string[]]>([
    ['app.copy', {}, ['text']],
    ['app.copy', { text: 'x', extra: 1 }, ['input']],
    ['find', { tenantId: 't', searchId: 's', text: '  ' }, ['text']],
    ['user.read', { tenantId: '', userId: 7 }, ['tenantId', 'userId']],
    ['user.setStatus', { ...dana, status: 'Deleted' }, ['status']],
    ['settings.saveProxy', { proxy: { mode: 'manual', host: 'http://x', port: 0 } }, ['host', 'port']],
    [
      'tenants.save',
      { draft: { ...draft, label: '', defaultCountry: 'Germany' }, keep: 'session' },
      ['label', 'defaultCountry']
    ],
    ['user.read', { ...dana, __proto__: null, path: '/v1/users' }, ['input']]
  ])('%s with %j is refused at its fields', async (name, input, fields) => {
    const { answer } = await ask(name, input)
    expect(answer).toMatchObject({ ok: false, error: { kind: 'invalid-input', reason: 'form' } })
    expect(Object.keys((answer as { error: { fields: object } }).error.fields).sort()).toEqual(
      [...fields].sort()
    )
  })
})

describe('output', () => {
  it('loses what the contract does not name', async () => {
    const reveal = async () => ({ password: 'p', hideAfterMs: 1, token: 'never' })
    const { answer } = await ask('issued.reveal', { issueId: 'i' }, { 'issued.reveal': reveal })
    expect(answer).toEqual({ ok: true, value: { password: 'p', hideAfterMs: 1 } })
  })

  it('that does not fit is never passed on, and logged by place only', async () => {
    const reveal = async () =>
      ({ password: 5, hideAfterMs: 'secret' }) as unknown as { password: string; hideAfterMs: number }
    const { answer, logged } = await ask('issued.reveal', { issueId: 'i' }, { 'issued.reveal': reveal })
    expect(answer).toEqual({
      ok: false,
      error: { kind: 'internal', detail: expect.stringContaining('issued.reveal') }
    })
    expect(logged).toBe(
      'issued.reveal: the answer does not fit at password (invalid_type), hideAfterMs (invalid_type)'
    )
  })
})

describe('a failure', () => {
  const known: AppError = { kind: 'rate-limited', until: 5 }

  it('crosses as data', async () => {
    expect((await ask('user.read', dana, failing(new AppFailure(known)))).answer).toEqual({
      ok: false,
      error: known
    })
  })

  it.each([
    [new TypeError('secret-1'), 'TypeError'],
    ['secret-1', 'unknown failure'],
    [{ secret: 'secret-1' }, 'unknown failure']
  ])('of another kind (%s) keeps its message to itself', async (thrown, detail) => {
    const { answer, logged } = await ask('user.read', dana, failing(thrown))
    expect(answer).toEqual({ ok: false, error: { kind: 'internal', detail } })
    expect(logged).toBe(`user.read: failed with ${detail}`)
  })

  it('that was an abort is a cancellation', async () => {
    const abort = new DOMException('stopped', 'AbortError')
    expect((await ask('user.read', dana, failing(abort))).answer).toEqual({
      ok: false,
      error: { kind: 'cancelled' }
    })
  })

  it('that does not fit its own schema is internal', async () => {
    const odd = new AppFailure({ kind: 'internal', detail: 'x'.repeat(3_000) })
    const { answer, logged } = await ask('user.read', dana, failing(odd))
    expect(answer).toMatchObject({ ok: false, error: { kind: 'internal' } })
    expect(logged).toContain('user.read: the error internal does not fit at detail (too_big)')
  })

  it('loses what its kind does not name', async () => {
    const chatty = new AppFailure({
      kind: 'not-found',
      what: 'User',
      token: 'secret-1'
    } as unknown as AppError)
    expect((await ask('user.read', dana, failing(chatty))).answer).toEqual({
      ok: false,
      error: { kind: 'not-found', what: 'User' }
    })
  })
})
