// The budget of the main job: from the search box to a temporary password that can be read out, by keyboard alone.
import { expect, test } from 'playwright/test'
import { openDesk, type Desk } from './support/desk'
import { addCaller } from './support/people'
import { button, cardName, searchBox, verdict } from './support/screen'
import { passwordBox, passwordDialog } from './support/temporary-password'

const budget = 8

let desk: Desk
test.beforeAll(async () => (desk = await openDesk()))
test.afterAll(() => desk?.close())

test(`find → temporary password shown takes at most ${budget} keystrokes besides the typing`, async () => {
  const { page, simulator } = desk
  const { email, name } = await addCaller(simulator)
  await page.mouse.move(0, 0)
  const keys: string[] = []
  const press = async (key: string) => {
    keys.push(key)
    await page.keyboard.press(key)
  }

  await press('Control+k')
  await expect(searchBox(page)).toBeFocused()
  await page.keyboard.type(email)
  await press('Enter')
  await expect(cardName(page)).toHaveText(name)
  await expect(verdict(page)).toContainText('Nothing wrong is seen here.')
  await press('t')
  const asked = page.getByRole('dialog', { name: `Give ${name} a new password?` })
  await expect(button(asked, 'Cancel')).toBeFocused()
  await press('Tab')
  await press('Enter')
  await expect(button(passwordDialog(page), 'Reveal')).toBeFocused()
  await press('Enter')
  await expect(passwordBox(page).getByRole('code').first()).toHaveText(/^\w{4}(-\w{4}){3}$/)

  console.log(`find → temporary password shown: ${keys.length} keystrokes (${keys.join(', ')})`)
  test.info().annotations.push({ type: 'keystrokes', description: String(keys.length) })
  expect(keys.length).toBeLessThanOrEqual(budget)
})
