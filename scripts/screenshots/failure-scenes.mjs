// A tenant that misbehaves, and what its form says of it.
import { addTenantByMenu, button, card, dialog, fill, form, goTo, openCard, search } from './hands.mjs'

const status = (status, path) => ({
  action: 'fault',
  match: { path },
  fault: { kind: 'status', status, shape: 1 }
})

const connect = async ({ page, practice }, credentials) => {
  await addTenantByMenu(page)
  await fill(form(page, 'Tenant profile'), { Label: 'Another', 'API host': practice.url, ...credentials })
  await button(form(page, 'Tenant profile'), 'Test connection').click()
}

const own = ({ clientId, clientSecret }) => ({ 'Client ID': clientId, 'Client secret': clientSecret })

export const failureScenes = [
  {
    name: 'searching',
    play: async ({ page, practice }) => {
      await practice.control({
        action: 'fault',
        match: { path: '/users/(email|external)' },
        fault: { kind: 'latency', ms: 3000 }
      })
      await search(page, 'ana.lopez@example.com')
      await page.getByText('asking…').first().waitFor()
    }
  },
  {
    name: 'find-source-failed-beside-card',
    play: async ({ page, practice }) => {
      await practice.control(status(403, '/users/external'))
      await openCard(page, 'ana.lopez@example.com')
    }
  },
  {
    name: 'find-all-failed',
    play: async ({ page, practice }) => {
      await practice.control(status(400, '/v1/users'))
      await search(page, 'ana.lopez@example.com')
      await page.getByRole('alert').first().waitFor()
    }
  },
  {
    name: 'card-sections-failed',
    play: async ({ page, practice }) => {
      await practice.control(status(403, 'authenticators|sessions|groups'))
      await search(page, 'ana.lopez@example.com')
      await card(page).getByRole('alert').first().waitFor()
    }
  },
  {
    name: 'password-refused',
    play: async ({ page, practice }) => {
      await practice.control(status(403, '/password$'))
      await openCard(page, 'emma.johansson@example.com')
      await button(card(page), 'Issue temporary password').click()
      await dialog(page).getByRole('alert').waitFor()
    }
  },
  {
    name: 'unlock-not-enabled',
    play: async ({ page, practice }) => {
      await practice.control({ action: 'set', unlockByType: false, unlockById: false })
      await openCard(page, 'ana.lopez@example.com')
      await button(card(page), 'Unlock password').click()
      const confirm = button(dialog(page), 'Unlock password')
      if ((await confirm.count()) > 0) await confirm.click()
      await page.getByRole('alert').first().waitFor()
    }
  },
  {
    name: 'tenant-test-good',
    play: async (stage) => {
      await connect(stage, own(stage.practice))
      await stage.page.getByText('All good').waitFor()
    }
  },
  {
    name: 'tenant-test-management',
    play: async (stage) => {
      const { managementClientId, managementClientSecret } = stage.practice
      await connect(stage, own({ clientId: managementClientId, clientSecret: managementClientSecret }))
      await stage.page.getByText('All good').waitFor()
    }
  },
  {
    name: 'tenant-test-no-permission',
    play: async (stage) => {
      const { limitedClientId, limitedClientSecret } = stage.practice
      await connect(stage, own({ clientId: limitedClientId, clientSecret: limitedClientSecret }))
      await stage.page.getByRole('alert').waitFor()
    }
  },
  {
    name: 'tenant-test-wrong-secret',
    play: async (stage) => {
      await connect(stage, { ...own(stage.practice), 'Client secret': 'wrong' })
      await stage.page.getByRole('alert').waitFor()
    }
  },
  { name: 'settings', play: ({ page }) => goTo(page, 'Settings') },
  {
    name: 'ask-remove-tenant',
    play: async ({ page }) => {
      await goTo(page, 'Settings')
      await button(page, 'Remove Contoso test').click()
      await dialog(page).waitFor()
    }
  }
]

export const keychainScenes = [
  {
    name: 'tenant-keychain-missing',
    play: async ({ page, practice }) => {
      await addTenantByMenu(page)
      await fill(form(page, 'Tenant profile'), {
        Label: 'Contoso shop',
        'API host': practice.url,
        ...own(practice)
      })
      await button(form(page, 'Tenant profile'), 'Save profile').click()
      await button(page, 'Keep for this session only').waitFor({ timeout: 30_000 })
    }
  }
]
