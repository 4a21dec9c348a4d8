import { expect, type Locator, type Page } from 'playwright/test'
import { alerts, button, goTo } from './screen'

export const journalTools = (page: Page): Locator => page.getByRole('region', { name: 'Journal tools' })
export const journalTable = (page: Page): Locator => page.getByRole('table', { name: 'Journal' })
/** One row for each act; its details stand in a row of their own, which is hidden until they are unfolded. */
export const journalRows = (page: Page): Locator =>
  journalTable(page)
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: 'Details' }) })

/** Opens the screen anew: it shows what was there when it was opened. */
export async function openJournalScreen(page: Page): Promise<void> {
  await goTo(page, 'Settings')
  await goTo(page, 'Journal')
  await expect(page.getByRole('heading', { name: 'Journal', level: 1 })).toBeVisible()
}

/** Verifies the journal on its screen and waits for the word that it is whole. */
export async function expectUnbroken(page: Page, lines: number): Promise<void> {
  await openJournalScreen(page)
  await button(page, 'Verify journal').click()
  await expect(journalTools(page).getByRole('status')).toContainText(
    `${lines} line${lines === 1 ? '' : 's'}, unbroken.`
  )
  await expect(alerts(journalTools(page))).toHaveCount(0)
}

/** Verifies the journal on its screen; answers the alert that says what is wrong. */
export async function brokenBy(page: Page): Promise<Locator> {
  await openJournalScreen(page)
  await button(page, 'Verify journal').click()
  const alert = alerts(journalTools(page))
  await expect(alert).toContainText('The journal is not as Tessera wrote it.')
  await expect(journalTools(page)).not.toContainText('unbroken')
  return alert
}

/** The rows as they stand: user, action, verified by, ticket, result. */
export async function rowsShown(page: Page): Promise<string[][]> {
  // all at once: rows may change between two questions
  const rows = await journalRows(page).evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('td')].map((cell) => (cell as HTMLElement).innerText))
  )
  return rows.map((cells) => cells.slice(1, 6).map((cell) => cell.trim().split('\n')[0] ?? ''))
}
