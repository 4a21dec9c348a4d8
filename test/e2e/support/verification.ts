import { expect, type Locator, type Page } from 'playwright/test'
import type { InboxMessage } from '../../../src/shared/credentials'
import type { SimulatorProcess } from '../simulator-process'
import { button, card } from './screen'

export const verifyDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Verify caller' })
export const callerStatus = (page: Page): Locator => page.getByRole('status', { name: 'Caller', exact: true })
export const ticketBox = (page: Page): Locator => page.getByRole('textbox', { name: 'Ticket number' })

/** What the practice tenant sent to a user, newest first. */
export async function messagesTo(simulator: SimulatorProcess, userId: string): Promise<InboxMessage[]> {
  const { messages } = (await simulator.control({ action: 'inbox' })) as { messages: InboxMessage[] }
  return messages.filter((message) => message.userId === userId)
}

/** The newest code that the caller could read out. */
export async function codeFor(simulator: SimulatorProcess, userId: string): Promise<string> {
  const code = (await messagesTo(simulator, userId))[0]?.code
  if (code === undefined) throw new Error('no code was sent to this user')
  return code
}

/** Another code of the same length. */
export const wrongCode = (code: string): string => `${code.startsWith('9') ? '1' : '9'}${code.slice(1)}`

/** Opens the dialog from the open card. */
export async function startVerifying(page: Page): Promise<Locator> {
  await button(card(page), 'Verify caller').click()
  await expect(verifyDialog(page)).toBeVisible()
  return verifyDialog(page)
}

/** Verifies the caller of the open card by an SMS code. */
export async function verifyBySms(page: Page, simulator: SimulatorProcess, userId: string): Promise<void> {
  const dialog = await startVerifying(page)
  await button(dialog, 'Send code by SMS').click()
  const code = dialog.getByRole('textbox', { name: 'Code' })
  await expect(code).toBeFocused()
  await code.fill(await codeFor(simulator, userId))
  await button(dialog, 'Check code').click()
  await expect(dialog).toHaveCount(0)
  await expect(callerStatus(page)).toContainText('Verified by SMS code')
}
