import { expect, type Locator, type Page } from 'playwright/test'
import { button, card } from './screen'

/** Presses an action of the card by its key: a click is taken only once the button has stood there for a while. */
export async function pressByKey(action: Locator): Promise<void> {
  await expect(action).toHaveAttribute('data-busy', 'false')
  await action.press('Enter')
}

/** Begins an action of the open card. */
export const begin = (page: Page, action: string): Promise<void> => pressByKey(button(card(page), action))
