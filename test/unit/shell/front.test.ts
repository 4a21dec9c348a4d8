import { expect, it } from 'vitest'
import { bringToFront, type FrontWindow } from '../../../src/main/shell/front'

/** A window that writes down what is done to it; `hands`: the system hands it the focus when it asks. */
function windowThat(given: { minimised?: boolean; destroyed?: boolean; hands?: boolean }) {
  const done: string[] = []
  let focused = false
  let onFocus = () => undefined as void
  const window: FrontWindow = {
    isDestroyed: () => given.destroyed ?? false,
    isMinimized: () => given.minimised ?? false,
    restore: () => void done.push('restore'),
    show: () => void done.push('show'),
    focus: () => {
      done.push('focus')
      focused = given.hands ?? true
    },
    isFocused: () => focused,
    flashFrame: (on) => void done.push(on ? 'flash' : 'calm'),
    once: (_event, listener) => (onFocus = listener)
  }
  return { window, done, goTo: () => onFocus() }
}

it('shows the window and gives it the focus', () => {
  const { window, done } = windowThat({})
  bringToFront(window)
  expect(done).toEqual(['show', 'focus'])
})

it('brings it back from the taskbar', () => {
  const { window, done } = windowThat({ minimised: true })
  bringToFront(window)
  expect(done).toEqual(['restore', 'show', 'focus'])
})

it('asks for attention where the system keeps the focus elsewhere, until the agent goes to it', () => {
  const { window, done, goTo } = windowThat({ hands: false })
  bringToFront(window)
  expect(done).toEqual(['show', 'focus', 'flash'])
  goTo()
  expect(done).toEqual(['show', 'focus', 'flash', 'calm'])
})

it('leaves a window alone that is gone', () => {
  const { window, done } = windowThat({ destroyed: true })
  bringToFront(window)
  expect(done).toEqual([])
})
