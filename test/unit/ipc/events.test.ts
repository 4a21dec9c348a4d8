import { describe, expect, it, vi } from 'vitest'
import { createEmitter } from '../../../src/main/ipc/emitter'
import { sendEvent } from '../../../src/main/ipc/events'
import { origin, ourFrame } from './fake-contents'

function window(frame: Partial<typeof ourFrame> = {}) {
  const send = vi.fn<(channel: string, payload: unknown) => void>()
  const log = vi.fn<(line: string) => void>()
  return { target: { isDestroyed: () => false, mainFrame: { ...ourFrame, ...frame, send } }, send, log }
}

const menu = { name: 'app.menu', payload: { command: 'settings' } } as const

describe('an event', () => {
  it('goes to our frame, with what its schema names', () => {
    const { target, send, log } = window()
    sendEvent(
      target,
      { name: 'issued.clipboardCleared', payload: { issueId: 'i', extra: 1 } as { issueId: string } },
      { origin, log }
    )
    expect(send.mock.calls).toEqual([['tessera-event:issued.clipboardCleared', { issueId: 'i' }]])
  })

  it('that does not fit is not sent, and logged without its data', () => {
    const { target, send, log } = window()
    sendEvent(target, { name: 'app.menu', payload: { command: 'secret' as 'settings' } }, { origin, log })
    expect(send).not.toHaveBeenCalled()
    expect(log.mock.calls).toEqual([['app.menu: the event does not fit and was not sent']])
  })

  it.each([
    ['another page', { origin: 'https://example.com', url: 'https://example.com/' }],
    ['an empty page', { url: 'about:blank' }]
  ])('does not reach %s', (_what, frame) => {
    const { target, send, log } = window(frame)
    sendEvent(target, menu, { origin, log })
    expect(send).not.toHaveBeenCalled()
  })

  it('for a window that is gone is nobody’s', () => {
    const { target, send, log } = window()
    sendEvent({ ...target, isDestroyed: () => true }, menu, { origin, log })
    expect(send).not.toHaveBeenCalled()
    send.mockImplementation(() => {
      throw new Error('Render frame was disposed')
    })
    expect(() => sendEvent(target, menu, { origin, log })).not.toThrow()
  })
})

describe('the emitter', () => {
  it('keeps the order, also while the schemas are still being loaded', async () => {
    const { target, send, log } = window()
    const emit = createEmitter(target, { origin, log })
    const commands = ['settings', 'focus-search', 'close-user', 'practice-tenant'] as const
    for (const command of commands) emit('app.menu', { command })
    await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(4))
    expect(send.mock.calls.map(([, payload]) => payload)).toEqual(commands.map((command) => ({ command })))
  })
})
