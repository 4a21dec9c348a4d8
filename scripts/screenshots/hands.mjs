// What an agent's hands do, by the roles and names that are part of the interface.

const SETTLE_MS = 150

export const button = (scope, name) => scope.getByRole('button', { name, exact: true })
export const card = (page) => page.getByRole('region', { name: 'User', exact: true })
export const dialog = (page, name) => page.getByRole('dialog', name ? { name } : {})
export const form = (page, name) => page.getByRole('form', { name })
const box = (page) => page.getByRole('searchbox', { name: 'Find a user' })

/** Types into the search box and presses Enter. */
export async function search(page, text) {
  await box(page).fill(text)
  await box(page).press('Enter')
}

/** Finds somebody and waits for the card, its verdict included. */
export async function openCard(page, text) {
  await search(page, text)
  await card(page).getByRole('heading', { level: 1 }).waitFor()
  await page.getByRole('status', { name: 'Verdict' }).filter({ hasNotText: 'Reading' }).waitFor()
}

/** Goes to one of the screens of the left rail, and waits for it. */
export async function goTo(page, screen) {
  await button(page.getByRole('navigation', { name: 'Screens' }), screen).click()
  await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor()
}

/** An empty Find screen, whatever was open: what Mosaic was told stays. */
export async function startOver(page) {
  await page.reload()
  await button(page, 'Tenant').waitFor()
}

/** Fills in fields by their labels. */
export async function fill(scope, values) {
  for (const [label, value] of Object.entries(values))
    await scope.getByLabel(label, { exact: true }).fill(value)
}

/** Opens the form for a new tenant. */
export async function addTenantByMenu(page) {
  await button(page, 'Tenant').click()
  await page.getByRole('menuitem', { name: 'Add tenant' }).click()
  await form(page, 'Tenant profile').waitFor()
}

/** Waits until fonts are there and nothing is being read any more. */
export async function settle(page) {
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(SETTLE_MS)
}
