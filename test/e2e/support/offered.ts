import { expect, type Locator, type Page } from 'playwright/test'
import type { DeskAction } from '../../../src/shared/desk-action'
import { button, card, goTo, openCard } from './screen'
import { callerStatus } from './verification'

type Names = Partial<Record<DeskAction | 'resolve', string>>
const buttons: Names = {
  unlock: 'Unlock password',
  issue: 'Issue temporary password',
  'send-reset': 'Send reset link',
  'sign-out': 'Sign out everywhere',
  suspend: 'Suspend user',
  resolve: 'Resolve'
}
const items: Names = {
  'send-reset': 'Send a reset code',
  'set-password': 'Set a password',
  'access-code': 'Issue access code',
  'sign-in-check': 'Check a password'
}

/** What there is to offer for somebody who is active. */
export const everything: string[] = Object.keys({ ...buttons, ...items }).toSorted()

/** Opens somebody's card and waits until main has said what it would allow. */
export async function openGated(page: Page, { id, name }: { id: string; name: string }): Promise<void> {
  await openCard(page, id, name)
  await expect(callerStatus(page)).toHaveText('Not verified')
}

/** The changes that the card and its menu offer, by the names that the policy has for them. */
export async function offered(page: Page): Promise<string[]> {
  const found: string[] = []
  const look = async (names: Names, role: 'button' | 'menuitem') => {
    for (const [action, name] of Object.entries(names))
      if ((await card(page).getByRole(role, { name, exact: true }).count()) > 0) found.push(action)
  }
  await look(buttons, 'button')
  await button(card(page), 'More actions').click()
  // what is always there stands last
  await expect(page.getByRole('menuitem', { name: 'Refuse caller' })).toBeVisible()
  await look(items, 'menuitem')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menuitem')).toHaveCount(0)
  return [...new Set(found)].toSorted()
}

export const readFirst = (page: Page): Locator => page.getByRole('status', { name: 'Read first' })

/** The policy in the settings, once it was read. */
export async function openPolicySection(page: Page): Promise<Locator> {
  await goTo(page, 'Settings')
  const section = page.getByRole('region', { name: 'Policy' })
  await expect(section.getByRole('term').filter({ hasText: /^Source$/ })).toBeVisible()
  return section
}

/** What stands beside a name in a list of facts. */
export const fact = (page: Page, section: Locator, name: string): Locator =>
  section
    .locator('dl > div')
    .filter({ has: page.getByRole('term').getByText(name, { exact: true }) })
    .getByRole('definition')
