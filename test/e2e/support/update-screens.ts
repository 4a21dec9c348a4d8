import { expect } from 'playwright/test'
import type { EventPayload } from '../../../src/shared/contract'
import { eventChannel } from '../../../src/shared/operations'
import type { Desk } from './desk'
import { button, goTo } from './screen'
import type { Screen } from './screen-state'

type View = EventPayload<'updates.state'>

const version = '0.2.0'

/** Settings, with what main of a build that has a feed would say of updates: the built one has none. */
async function openUpdates(desk: Desk, state: View['state'], more: Partial<View> = {}): Promise<void> {
  const { page, tessera } = desk
  // with the page that is loaded anew the state is main's again
  desk.atReset(() => Promise.resolve())
  await goTo(page, 'Settings')
  await expect(page.getByText('This build does not look for updates.')).toBeVisible()
  const view = { installed: '0.1.0', way: 'self', mode: 'automatic', checkedAt: Date.now(), state, ...more }
  await tessera.app.evaluate(
    ({ BrowserWindow }, [channel, told]) => BrowserWindow.getAllWindows()[0]?.webContents.send(channel, told),
    [eventChannel('updates.state'), view] as const
  )
}

/** Updates as agents see them, and whose work is in the app. */
export const updateScreens: Screen[] = [
  {
    name: 'updates, on its way',
    open: async (desk) => {
      await openUpdates(desk, { step: 'downloading', version, percent: 42.3 })
      await expect(
        desk.page.getByRole('progressbar', { name: `Download of version ${version}` })
      ).toBeVisible()
    }
  },
  {
    name: 'updates, ready',
    open: async (desk) => {
      await openUpdates(desk, { step: 'ready', version })
      await expect(button(desk.page, 'Restart and update')).toBeVisible()
      await expect(button(desk.page, 'Update ready')).toBeVisible()
    }
  },
  {
    name: 'updates, refused',
    open: async (desk) => {
      const detail = 'latest-linux.yml.sig: no good signature by a key of this build'
      await openUpdates(desk, { step: 'failed', why: 'signature', version, detail })
      await desk.page.getByText('Technical details', { exact: true }).click()
      await expect(desk.page.getByText(detail)).toBeVisible()
      await expect(button(desk.page, 'Update refused')).toBeVisible()
    }
  },
  {
    name: 'licences',
    open: async ({ page }) => {
      await goTo(page, 'Settings')
      await button(page, 'Licences').click()
      const dialog = page.getByRole('dialog', { name: 'Licences' })
      // the whole list would be walked by keys one by one
      await dialog.getByRole('searchbox', { name: 'Search packages' }).fill('zod')
      await dialog.getByRole('button', { name: /^zod / }).click()
      await expect(dialog.getByRole('region', { name: 'Licence of zod' })).toContainText('Copyright')
    }
  }
]
