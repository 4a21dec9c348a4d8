import { expect } from 'playwright/test'
import type { Desk } from './desk'
import { button, card, goTo, searchBox } from './screen'

/** Goes from one screen to the next. */
export interface GoingOn {
  /** the same desk; what is changed through it beyond the window is noted */
  desk: Desk
  /** leaves the screen that is on show, as an agent does, where that leaves nothing behind */
  leave(): Promise<void>
  /** makes the desk as it was after a reset, or goes on in the window that was left */
  begin(): Promise<void>
}

/**
 * A page that is loaded anew is slow at first, and axe in it slower still. So it is loaded anew only after what would be met again: a
 * fault, a rule or a setting that has to be put back, a form with entries, a question that cannot be closed.
 */
export function goOn(real: Desk): GoingOn {
  const { page, simulator, gateway, tessera } = real
  let isClean = false
  let isChanged = false
  const desk: Desk = {
    ...real,
    atReset: (undo) => {
      isChanged = true
      real.atReset(undo)
    },
    simulator: {
      ...simulator,
      control: (action) => {
        if (action.action !== 'add-user' && action.action !== 'inbox') isChanged = true
        return simulator.control(action)
      }
    }
  }
  const leave = async () => {
    if (isChanged) return
    const dialog = page.getByRole('dialog')
    const ways = dialog.getByRole('button', { name: /^(Cancel|Close|Done)$/ })
    if ((await ways.count()) > 0) {
      await ways.first().click()
      await expect(dialog).toHaveCount(0)
    }
    if ((await page.locator('main form, [role=dialog], [role=menu]').count()) > 0) return
    const endCall = button(card(page), 'End call')
    if ((await endCall.count()) > 0) {
      await endCall.click()
      await expect(card(page)).toHaveCount(0)
    }
    await goTo(page, 'Find')
    await searchBox(page).focus()
    isClean = true
  }
  const begin = async () => {
    if (!isClean) await real.reset()
    isClean = false
    isChanged = false
    gateway.passed.length = 0
    tessera.pageConsole().length = 0
  }
  return { desk, leave, begin }
}
