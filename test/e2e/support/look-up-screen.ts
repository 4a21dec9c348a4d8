import { expect, type Locator, type Page } from 'playwright/test'
import { button } from './screen'
import type { Screen } from './screen-state'

export const lookUpBox = (page: Page): Locator => page.getByRole('searchbox', { name: 'Find in all tenants' })
export const answers = (page: Page): Locator => page.getByRole('list', { name: 'Answers by tenant' })
export const answerOf = (page: Page, label: string): Locator =>
  answers(page).getByRole('listitem', { name: label, exact: true })
export const lookUpSummary = (page: Page): Locator => page.getByRole('status').filter({ hasText: 'answered' })

/** Goes there by the key and looks somebody up, as an agent does. */
export async function lookUp(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+Shift+K')
  await expect(lookUpBox(page)).toBeFocused()
  await lookUpBox(page).fill(text)
  await lookUpBox(page).press('Enter')
}

/** With the practice tenant too, so that there are two. */
async function lookUpInBoth(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+Shift+K')
  await button(page, 'Chosen tenants').click()
  await button(page, 'All').click()
  await lookUp(page, text)
  await expect(lookUpSummary(page)).toContainText('2 of 2 tenants answered')
}

export const lookUpScreens: Screen[] = [
  {
    name: 'look-up in all tenants, hits',
    open: async ({ page }) => {
      await lookUpInBoth(page, 'ana.lo')
      await expect(button(page, 'Open Ana López in Simulator')).toBeVisible()
    }
  },
  {
    name: 'look-up in all tenants, one failed',
    open: async ({ page, simulator }) => {
      await simulator.control({ action: 'fault', fault: { kind: 'status', status: 403, shape: 1 } })
      await lookUpInBoth(page, 'nobody@example.com')
      await expect(page.getByText('Nobody found so far')).toBeVisible()
    }
  }
]
