import { describe, expect, it, vi } from 'vitest'
import { bindContract } from '../../../src/main/ipc/bind'
import type { Emit, Handlers } from '../../../src/main/ipc/handlers'
import { AppFailure } from '../../../src/shared/errors'
import { operationChannel, operationNames } from '../../../src/shared/operations'
import { fakeContents, origin, ourFrame, someHandlers } from './fake-contents'

const state = {
  version: '1',
  platform: 'linux',
  agent: 'agent',
  currentTenantId: 'practice',
  tenants: [],
  notices: [],
  defaults: {}
} as const
const copy = { text: 'dana@example.com' }
const find = { tenantId: 't', searchId: 's', text: 'dana' }

function bound(handlers: Handlers | Promise<Handlers>, limits?: { calls?: number; characters?: number }) {
  const log = vi.fn<(line: string) => void>()
  const page = fakeContents()
  bindContract(page.contents, handlers, { origin, emit: vi.fn<Emit>(), log, ...(limits && { limits }) })
  return { ...page, log }
}

/** A handler that waits until its call is stopped. */
function waiting() {
  const started = vi.fn<() => void>()
  const handler: Handlers['find'] = (_input, { signal }) =>
    new Promise((_resolve, reject) => {
      started()
      signal.addEventListener('abort', () => reject(new AppFailure({ kind: 'cancelled' })))
    })
  return { started, handlers: someHandlers({ find: handler }) }
}

describe('binding', () => {
  it('listens for every operation of the contract, and for nothing else', () => {
    expect(bound(someHandlers({})).channels()).toEqual(operationNames.map(operationChannel))
  })

  it('answers the value', async () => {
    const { invoke } = bound(
      someHandlers({ 'app.state': async () => ({ ...state, tenants: [], notices: [], defaults: {} }) })
    )
    expect(await invoke('app.state', null)).toEqual({ ok: true, value: state })
  })

  it('lets early calls wait for the services', async () => {
    let ready: (handlers: Handlers) => void = () => undefined
    const { invoke } = bound(new Promise<Handlers>((resolve) => (ready = resolve)))
    const answer = invoke('app.copy', copy)
    ready(someHandlers({ 'app.copy': async () => null }))
    expect(await answer).toEqual({ ok: true, value: null })
  })

  it('answers an error when the services do not start', async () => {
    const { invoke } = bound(Promise.reject(new TypeError('a secret')))
    expect(await invoke('app.copy', copy)).toEqual({
      ok: false,
      error: { kind: 'internal', detail: 'TypeError' }
    })
  })
})

describe('a call from elsewhere', () => {
  it.each([
    ['no frame', null],
    ['a child frame', { ...ourFrame, parent: ourFrame }],
    ['another origin', { ...ourFrame, origin: 'https://example.com', url: 'https://example.com/' }]
  ])('%s is refused and logged without its input', async (_what, frame) => {
    const handler = vi.fn<() => Promise<null>>(async () => null)
    const { invoke, log } = bound(someHandlers({ 'app.copy': handler }))
    expect(await invoke('app.copy', copy, undefined, frame)).toMatchObject({
      ok: false,
      error: { kind: 'internal' }
    })
    expect(handler).not.toHaveBeenCalled()
    expect(log.mock.calls).toEqual([['app.copy: refused, the sender is not our window']])
  })

  it('cancels nothing', async () => {
    const { started, handlers } = waiting()
    const { invoke, cancel } = bound(handlers)
    const answer = invoke('find', find, 'call-1')
    await vi.waitFor(() => expect(started).toHaveBeenCalled())
    cancel('call-1', { ...ourFrame, origin: 'https://example.com' })
    cancel('call-1', null)
    expect(await Promise.race([answer, Promise.resolve('still running')])).toBe('still running')
    cancel('call-1')
    expect(await answer).toMatchObject({ error: { kind: 'cancelled' } })
  })
})

describe('input that main does not take', () => {
  it.each<[string, unknown, unknown, string]>([
    ['a map', new Map([['text', 'x']]), undefined, 'input'],
    ['a date', { text: new Date(0) }, undefined, 'input'],
    ['too much', { text: 'x'.repeat(51) }, undefined, 'input'],
    ['a call id that is no text', copy, 7, 'callId'],
    ['an empty call id', copy, '', 'callId'],
    ['a call id with other signs', copy, 'a b', 'callId'],
    ['a long call id', copy, 'x'.repeat(65), 'callId'],
    ['another shape', { texts: 'x' }, undefined, 'text'],
    ['nothing', undefined, undefined, 'input']
  ])('%s is an error with a name', async (_what, input, callId, field) => {
    const handler = vi.fn<() => Promise<null>>(async () => null)
    const { invoke } = bound(someHandlers({ 'app.copy': handler }), { characters: 50 })
    const answer = await invoke('app.copy', input, callId)
    expect(answer).toMatchObject({ ok: false, error: { kind: 'invalid-input', reason: 'form' } })
    expect(answer).toHaveProperty(['error', 'fields', field])
    expect(handler).not.toHaveBeenCalled()
  })
})

describe('a call under way', () => {
  it('stops when the page says so, and only that one', async () => {
    const { started, handlers } = waiting()
    const { invoke, cancel } = bound(handlers)
    const [first, second] = [invoke('find', find, 'a'), invoke('find', find, 'b')]
    await vi.waitFor(() => expect(started).toHaveBeenCalledTimes(2))
    cancel('a')
    expect(await first).toMatchObject({ error: { kind: 'cancelled' } })
    expect(await Promise.race([second, Promise.resolve('still running')])).toBe('still running')
    cancel('b')
    await second
  })

  it('that was stopped before the services were there never runs', async () => {
    const handler = vi.fn<() => Promise<null>>(async () => null)
    let ready: (handlers: Handlers) => void = () => undefined
    const { invoke, cancel } = bound(new Promise<Handlers>((resolve) => (ready = resolve)))
    const answer = invoke('app.copy', copy, 'a')
    cancel('a')
    ready(someHandlers({ 'app.copy': handler }))
    expect(await answer).toEqual({ ok: false, error: { kind: 'cancelled' } })
    expect(handler).not.toHaveBeenCalled()
  })

  it.each([
    ['the page is loaded again', 'did-navigate'],
    ['its process ends', 'render-process-gone'],
    ['the window is closed', 'destroyed']
  ])('stops when %s', async (_what, event) => {
    const { started, handlers } = waiting()
    const { invoke, emit } = bound(handlers)
    const answer = invoke('find', find)
    await vi.waitFor(() => expect(started).toHaveBeenCalled())
    emit(event)
    expect(await answer).toMatchObject({ error: { kind: 'cancelled' } })
  })

  it('has its id alone, and there are not too many', async () => {
    const { started, handlers } = waiting()
    const { invoke, cancel } = bound(handlers, { calls: 2 })
    const first = invoke('find', find, 'a')
    expect(await invoke('find', find, 'a')).toMatchObject({ error: { kind: 'internal' } })
    const second = invoke('find', find, 'b')
    expect(await invoke('find', find, 'c')).toMatchObject({ error: { kind: 'internal' } })
    await vi.waitFor(() => expect(started).toHaveBeenCalledTimes(2))
    cancel('a')
    await first
    const third = invoke('find', find, 'c')
    await vi.waitFor(() => expect(started).toHaveBeenCalledTimes(3))
    cancel('b')
    cancel('c')
    expect(await Promise.all([second, third])).toMatchObject([
      { error: { kind: 'cancelled' } },
      { error: { kind: 'cancelled' } }
    ])
  })
})
