import { expect, type Locator, type Page } from 'playwright/test'

// What is on the screen, by the roles and names that are part of the interface.
export const searchBox = (page: Page): Locator => page.getByRole('searchbox', { name: 'Find a user' })
export const card = (page: Page): Locator => page.getByRole('region', { name: 'User', exact: true })
export const cardName = (page: Page): Locator => card(page).getByRole('heading', { level: 1 })
export const verdict = (page: Page): Locator => page.getByRole('status', { name: 'Verdict' })
export const outcome = (page: Page): Locator => card(page).getByRole('status', { name: 'Outcome' })
export const tenantButton = (page: Page): Locator => page.getByRole('button', { name: 'Tenant', exact: true })
export const alerts = (scope: Page | Locator): Locator => scope.getByRole('alert')

export function button(scope: Page | Locator, name: string): Locator {
  return scope.getByRole('button', { name, exact: true })
}

/** Types into the one box and presses Enter, as an agent does. */
export async function find(page: Page, text: string): Promise<void> {
  await searchBox(page).fill(text)
  await searchBox(page).press('Enter')
}

/** Finds somebody and waits for the card with that name and its verdict; a key pressed sooner may still go elsewhere. */
export async function openCard(page: Page, text: string, name: string): Promise<void> {
  await find(page, text)
  await expect(cardName(page)).toHaveText(name)
  await expect(cardName(page)).toBeFocused()
  await expect(verdict(page)).not.toContainText('Reading how they sign in')
}

/** Opens the tenant menu and chooses an item. */
export async function chooseTenant(page: Page, item: string): Promise<void> {
  await tenantButton(page).click()
  // an item's name may go on with its environment
  await page.getByRole('menuitem', { name: item }).click()
}

/** One of the screens of the left rail. */
export async function goTo(
  page: Page,
  screen: 'Find' | 'Create' | 'Password settings' | 'Journal' | 'Settings' | 'Practice'
): Promise<void> {
  await button(page.getByRole('navigation', { name: 'Screens' }), screen).click()
}

/** A status that says nothing, whether it is there or, while empty, hidden. */
export async function expectNothingSaid(status: Locator): Promise<void> {
  await expect(status.filter({ hasText: /\S/ })).toHaveCount(0)
}
