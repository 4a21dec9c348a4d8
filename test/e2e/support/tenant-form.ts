import { expect, type Locator, type Page } from 'playwright/test'
import { button, chooseTenant, goTo } from './screen'

export interface TenantEntry {
  label: string
  environment: 'Production' | 'Sandbox'
  apiHost: string
  clientId: string
  secret: string
}

export const tenantForm = (page: Page): Locator => page.getByRole('form', { name: 'Tenant profile' })
export const tenantField = (page: Page, name: string): Locator =>
  tenantForm(page).getByLabel(name, { exact: true })

export async function startNewTenant(page: Page): Promise<void> {
  await chooseTenant(page, 'Add tenant')
  await expect(tenantField(page, 'Label')).toBeFocused()
}

/** Opens a stored profile to change it. */
export async function editTenant(page: Page, label: string): Promise<void> {
  await goTo(page, 'Settings')
  await button(page, `Edit ${label}`).click()
  await expect(tenantForm(page)).toBeVisible()
}

/** Fills in what is given and leaves the rest as it is. */
export async function fillTenant(page: Page, entry: Partial<TenantEntry>): Promise<void> {
  const { label, environment, apiHost, clientId, secret } = entry
  if (label !== undefined) await tenantField(page, 'Label').fill(label)
  if (environment !== undefined) await tenantField(page, 'Environment').selectOption(environment)
  if (apiHost !== undefined) await tenantField(page, 'API host').fill(apiHost)
  if (clientId !== undefined) await tenantField(page, 'Client ID').fill(clientId)
  if (secret !== undefined) await tenantField(page, 'Client secret').fill(secret)
}

export async function saveTenant(page: Page): Promise<void> {
  await button(tenantForm(page), 'Save profile').click()
}

/** Saves and waits until that is done: then the form is gone. */
export async function saveAndLeave(page: Page): Promise<void> {
  await saveTenant(page)
  await expect(tenantForm(page)).toHaveCount(0)
}

/** Adds a tenant by the form and waits until it is saved. */
export async function addByForm(page: Page, entry: TenantEntry): Promise<void> {
  await startNewTenant(page)
  await fillTenant(page, entry)
  await saveAndLeave(page)
}

export async function testConnection(page: Page): Promise<void> {
  await button(tenantForm(page), 'Test connection').click()
}
