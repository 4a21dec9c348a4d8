import { expect, type Locator, type Page } from 'playwright/test'
import { begin } from './by-key'
import { button } from './screen'

export const passwordDialog = (page: Page): Locator =>
  page.getByRole('dialog', { name: 'Temporary password' })
export const passwordBox = (page: Page): Locator =>
  passwordDialog(page).getByRole('group', { name: 'Password' })

/** Asks for a temporary password on the open card and waits until there is one, still masked. */
export async function issue(page: Page): Promise<void> {
  await begin(page, 'Issue temporary password')
  await expect(button(passwordDialog(page), 'Reveal')).toBeVisible()
}

/** Reveals the issued password and answers it. */
export async function reveal(page: Page): Promise<string> {
  await button(passwordDialog(page), 'Reveal').click()
  await expect(button(passwordDialog(page), 'Hide')).toBeVisible()
  return passwordBox(page).getByRole('code').first().innerText()
}
