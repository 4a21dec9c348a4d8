// Create user, tenant profile, settings.
import { addTenantByMenu, button, fill, form, goTo } from './hands.mjs'

const newCaller = {
  Email: 'nora.lindqvist@example.com',
  Phone: '(415) 555-0187',
  'First name': 'Nora',
  'Last name': 'Lindqvist',
  Username: 'nora.lindqvist',
  'External user ID': 'CRM-00777'
}

const profile = {
  Label: 'Contoso Europe',
  'API host': 'api.eu.transmitsecurity.io',
  'Client ID': 'c35ab2a.xVShlOVGsUMh3Cqk73K1O.transmit',
  'Client secret': 'not a secret of anybody'
}

const send = (page) => button(form(page, 'Create user'), 'Create user').click()

export const formScenes = [
  { name: 'create-empty', play: ({ page }) => goTo(page, 'Create') },
  {
    name: 'create-field-errors',
    play: async ({ page }) => {
      await goTo(page, 'Create')
      await fill(form(page, 'Create user'), { Email: 'nora@', Phone: '12' })
      await send(page)
    }
  },
  {
    name: 'create-filled',
    play: async ({ page }) => {
      await goTo(page, 'Create')
      await fill(form(page, 'Create user'), newCaller)
    }
  },
  {
    name: 'create-exists',
    play: async ({ page }) => {
      await goTo(page, 'Create')
      await fill(form(page, 'Create user'), { ...newCaller, Email: 'ana.lopez@example.com' })
      await send(page)
      await button(page, 'Open user').waitFor()
    }
  },
  {
    name: 'create-exist-several',
    play: async ({ page }) => {
      await goTo(page, 'Create')
      await fill(form(page, 'Create user'), { Email: 'ana.lopez@example.com', Username: 'emma.j' })
      await send(page)
      await button(page, 'Open user').first().waitFor()
    }
  },
  {
    name: 'create-added',
    play: async ({ page }) => {
      await goTo(page, 'Create')
      // somebody of the tenant's other application, whom this one's client cannot see
      await fill(form(page, 'Create user'), { Email: 'bastian.krueger@example.com' })
      await send(page)
      await page.getByRole('heading', { name: 'Bastian Krüger' }).waitFor()
    }
  },
  {
    name: 'create-done',
    play: async ({ page }) => {
      await goTo(page, 'Create')
      await fill(form(page, 'Create user'), newCaller)
      await send(page)
      await page.getByRole('heading', { name: 'Nora Lindqvist' }).waitFor()
    }
  },
  { name: 'tenant-empty', play: ({ page }) => addTenantByMenu(page) },
  {
    name: 'tenant-field-errors',
    play: async ({ page }) => {
      await addTenantByMenu(page)
      await fill(form(page, 'Tenant profile'), { 'API host': 'http://api.example.com' })
      await button(form(page, 'Tenant profile'), 'Save profile').click()
    }
  },
  {
    name: 'tenant-filled',
    play: async ({ page }) => {
      await addTenantByMenu(page)
      await fill(form(page, 'Tenant profile'), profile)
    }
  },
  {
    name: 'tenant-wrong-host',
    play: async ({ page }) => {
      await addTenantByMenu(page)
      await fill(form(page, 'Tenant profile'), { ...profile, 'API host': 'http://127.0.0.1:9' })
      await button(form(page, 'Tenant profile'), 'Test connection').click()
      await page.getByRole('alert').waitFor()
    }
  },
  { name: 'settings-practice-only', play: ({ page }) => goTo(page, 'Settings') },
  {
    name: 'settings-manual-proxy',
    play: async ({ page }) => {
      await goTo(page, 'Settings')
      await page.getByLabel('Manual').check()
      await button(form(page, 'Proxy'), 'Save proxy').click()
      await button(form(page, 'Proxy'), 'Save proxy').scrollIntoViewIfNeeded()
    }
  }
]
