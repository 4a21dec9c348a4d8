// A start that found files it could not use.
import fs from 'node:fs'
import path from 'node:path'

/** Leaves a profile file and a settings file that are no JSON. */
export function breakProfiles(userData) {
  for (const name of ['tenants.json', 'settings.json'])
    fs.writeFileSync(path.join(userData, name), '{ "version": 1,')
}

export const noticeScenes = [
  {
    name: 'notices',
    play: async ({ page }) => {
      await page.getByRole('alert').first().waitFor()
    }
  }
]
