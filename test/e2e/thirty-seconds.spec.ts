// The one test that waits: a revealed password hides itself and a copied one leaves the clipboard after 30 s.
import { expect, test } from 'playwright/test'
import { clipboardText, writeClipboard } from './support/clipboard'
import { openDesk, type Desk } from './support/desk'
import { ownDisplay } from './support/displays'
import { addCaller } from './support/people'
import { button, openCard } from './support/screen'
import { issue, passwordBox, passwordDialog, reveal } from './support/temporary-password'

const closing: (() => Promise<void>)[] = []
test.afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A desk with a clipboard of its own, where a password was issued, copied and then revealed. */
async function copyOne(): Promise<{ desk: Desk; password: string; from: number; to: number }> {
  const display = await ownDisplay()
  closing.push(display.stop)
  const desk = await openDesk({ env: display.env })
  closing.push(desk.close)
  const { page, simulator, tessera } = desk
  const { email, name } = await addCaller(simulator)
  await openCard(page, email, name)
  await issue(page)
  await button(passwordDialog(page), 'Copy').click()
  await expect(passwordDialog(page).getByRole('status', { name: 'Clipboard' })).toHaveText(
    'Copied. The clipboard is cleared in 30 s if it still holds it.'
  )
  const from = Date.now()
  const password = await reveal(page)
  const to = Date.now()
  expect(await clipboardText(tessera)).toBe(password)
  return { desk, password, from, to }
}

test('after 30 seconds: hidden again, the clipboard cleared, and left alone where it holds something else', async () => {
  test.slow()
  // both at once, so that the half minute passes once
  const [{ desk, password, from, to }, other] = await Promise.all([copyOne(), copyOne()])
  await writeClipboard(other.desk.tessera, 'what the agent copied since')

  const patience = { timeout: 35_000 }
  await expect(passwordBox(desk.page).getByRole('code')).toHaveCount(0, patience)
  expect(Date.now() - from).toBeGreaterThanOrEqual(30_000)
  expect(Date.now() - to).toBeLessThan(33_000)
  await expect(desk.page.getByText(password)).toHaveCount(0)
  await expect(button(passwordDialog(desk.page), 'Reveal')).toBeVisible()
  await expect(passwordDialog(desk.page).getByRole('status', { name: 'Clipboard' })).toHaveText(
    'The clipboard was cleared.',
    patience
  )
  expect(await clipboardText(desk.tessera)).toBe('')

  await expect(passwordBox(other.desk.page).getByRole('code')).toHaveCount(0, patience)
  expect(await clipboardText(other.desk.tessera)).toBe('what the agent copied since')
  await expect(passwordDialog(other.desk.page)).not.toContainText('The clipboard was cleared.')
})
