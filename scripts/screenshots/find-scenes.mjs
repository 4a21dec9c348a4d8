// The Find screen before a card is open.
import { button, search } from './hands.mjs'

export const findScenes = [
  { name: 'first-start', play: async () => {} },
  {
    name: 'tenant-menu',
    play: async ({ page }) => {
      await button(page, 'Tenant').click()
      await page.getByRole('menuitem', { name: 'Add tenant' }).waitFor()
    }
  },
  {
    name: 'find-several',
    play: async ({ page }) => {
      await search(page, 'ana.l')
      await page.getByRole('listbox', { name: 'Matching users' }).press('ArrowDown')
    }
  },
  {
    name: 'find-none',
    play: async ({ page }) => {
      await search(page, 'nobody@example.com')
      await page.getByText('Create user', { exact: false }).first().waitFor()
    }
  }
]
