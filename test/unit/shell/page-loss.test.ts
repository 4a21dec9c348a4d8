import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const dialog = vi.hoisted(() => ({
  showErrorBox: vi.fn<(title: string, text: string) => void>(),
  showMessageBox: vi.fn<(...args: unknown[]) => Promise<{ response: number }>>()
}))
vi.mock('electron', () => ({ dialog }))

const { watchPage } = await import('../../../src/main/shell/page-loss')

const page = 'app://tessera/index.html'
const logged = vi.spyOn(console, 'error')

function watched({ quiet = false } = {}) {
  const contents = Object.assign(new EventEmitter(), {
    loadURL: vi.fn<(address: string) => Promise<void>>(async () => undefined),
    reload: vi.fn<() => void>()
  })
  const quit = vi.fn<(code: number) => void>()
  const gone = vi.fn<() => void>()
  const window = { webContents: contents } as unknown as BrowserWindow
  watchPage(window, { page, quiet, quit }).onPageGone(gone)
  const emit = (name: string, ...args: unknown[]) => contents.emit(name, {}, ...args)
  return { contents, quit, gone, window, emit }
}

beforeEach(() => {
  logged.mockImplementation(() => undefined)
})
afterEach(() => vi.clearAllMocks())

describe('a page whose process ended', () => {
  const crash = { reason: 'crashed', exitCode: 11 }

  it('is loaded again when the agent wants that', async () => {
    dialog.showMessageBox.mockResolvedValue({ response: 0 })
    const { contents, emit, quit, window } = watched()
    emit('render-process-gone', crash)
    await vi.waitFor(() => expect(contents.reload).toHaveBeenCalledOnce())
    expect(dialog.showMessageBox.mock.calls).toEqual([
      [window, expect.objectContaining({ message: 'The window stopped working.' })]
    ])
    expect(logged.mock.calls).toEqual([["Tessera: the page's process ended: crashed (11)"]])
    expect(quit).not.toHaveBeenCalled()
  })

  it('ends the app when the agent wants that', async () => {
    dialog.showMessageBox.mockResolvedValue({ response: 1 })
    const { contents, emit, quit } = watched()
    emit('render-process-gone', crash)
    await vi.waitFor(() => expect(quit.mock.calls).toEqual([[1]]))
    expect(contents.reload).not.toHaveBeenCalled()
  })

  it('ends the app where no dialog may wait', () => {
    const { emit, quit } = watched({ quiet: true })
    emit('render-process-gone', crash)
    expect(quit.mock.calls).toEqual([[1]])
    expect(dialog.showMessageBox).not.toHaveBeenCalled()
  })

  it('is nothing to tell of where it ended in order', () => {
    const { emit, gone, quit } = watched()
    emit('render-process-gone', { reason: 'clean-exit', exitCode: 0 })
    expect(gone).toHaveBeenCalledOnce()
    expect([quit.mock.calls, logged.mock.calls, dialog.showMessageBox.mock.calls]).toEqual([[], [], []])
  })
})

describe('a page that is left', () => {
  it('for another one is loaded again', () => {
    const { contents, emit } = watched()
    emit('did-navigate', 'about:blank', -1)
    expect(contents.loadURL.mock.calls).toEqual([[page]])
  })

  it('for itself stays', () => {
    const { contents, emit, quit } = watched()
    emit('did-navigate', page, 200)
    expect([contents.loadURL.mock.calls, quit.mock.calls]).toEqual([[], []])
  })
})

describe('a page that cannot be loaded', () => {
  it.each([
    ['its files are gone', 'did-navigate', [page, 404]],
    ['its request fails', 'did-fail-load', [-6, 'ERR_FILE_NOT_FOUND', page, true]]
  ])('ends the app with a word: %s', (_why, event, args) => {
    const { emit, quit } = watched()
    emit(event, ...args)
    expect(quit.mock.calls).toEqual([[1]])
    expect(dialog.showErrorBox).toHaveBeenCalledOnce()
  })

  it.each([
    ['what was prevented', [-3, 'ERR_ABORTED', page, true]],
    ['another address', [-6, 'ERR_FAILED', 'https://example.com/', true]],
    ['a frame in it', [-6, 'ERR_FAILED', page, false]]
  ])('is not %s', (_what, args) => {
    const { emit, quit } = watched()
    emit('did-fail-load', ...args)
    expect(quit).not.toHaveBeenCalled()
  })
})

describe('those who held something for the page', () => {
  it.each([
    ['its process ended', 'render-process-gone', [{ reason: 'killed', exitCode: 9 }]],
    ['it was loaded again', 'did-navigate', [page, 200]],
    ['it was left', 'did-navigate', ['about:blank', -1]]
  ])('hear at once that %s', (_why, event, args) => {
    const { emit, gone } = watched({ quiet: true })
    emit(event, ...args)
    expect(gone).toHaveBeenCalledOnce()
  })

  it('hear nothing while it stays', () => {
    const { emit, gone } = watched()
    emit('did-navigate-in-page', page, true)
    emit('did-fail-load', -3, 'ERR_ABORTED', page, true)
    expect(gone).not.toHaveBeenCalled()
  })
})
