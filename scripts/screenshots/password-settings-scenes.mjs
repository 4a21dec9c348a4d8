// Password settings: read, edited, reviewed.
import { button, dialog, fill, form, goTo } from './hands.mjs'

/** Goes to the settings of the open application, and waits until they are read. */
async function openSettings(page) {
  await goTo(page, 'Password settings')
  await button(page, 'Edit settings').waitFor()
}

async function editSettings(page) {
  await openSettings(page)
  await button(page, 'Edit settings').click()
  await form(page, 'Password settings').waitFor()
}

async function addTiers(page) {
  await page.getByRole('radio', { name: 'Progressive' }).check()
  for (const [index, [attempts, minutes]] of [
    ['5', '5'],
    ['8', '30'],
    ['10', '240']
  ].entries()) {
    if (index > 0) await button(page, 'Add tier').click()
    await fill(page, {
      [`Tier ${index + 1}: wrong attempts in all`]: attempts,
      [`Tier ${index + 1}: minutes locked`]: minutes
    })
  }
}

export const passwordSettingsScenes = [
  { name: 'password-settings-read', play: ({ page }) => openSettings(page) },
  {
    name: 'password-settings-mail',
    play: async ({ page }) => {
      await openSettings(page)
      await page.getByRole('figure').scrollIntoViewIfNeeded()
    }
  },
  { name: 'password-settings-edit', play: ({ page }) => editSettings(page) },
  {
    name: 'password-settings-field-errors',
    play: async ({ page }) => {
      await editSettings(page)
      await fill(page, { 'Minimum length': '4', 'Reset code length': '9', 'Button colour': 'green' })
      await button(page, 'Review changes').click()
    }
  },
  {
    name: 'password-settings-tiers',
    play: async ({ page }) => {
      await editSettings(page)
      await addTiers(page)
      await button(page, 'Add tier').scrollIntoViewIfNeeded()
    }
  },
  {
    name: 'password-settings-review',
    play: async ({ page }) => {
      await editSettings(page)
      await fill(page, { 'Minimum length': '8', 'Password expiry': '60', 'Button colour': '#ffb000' })
      await addTiers(page)
      await button(page, 'Review changes').click()
      await dialog(page, 'Change password settings').getByText('older than 60 days').waitFor()
    }
  },
  {
    name: 'password-settings-changed',
    play: async ({ page }) => {
      await editSettings(page)
      await addTiers(page)
      await fill(page, { 'Wrong attempts count for': '1440' })
      await button(page, 'Review changes').click()
      await button(dialog(page, 'Change password settings'), 'Change settings').click()
      await page.getByText('Password settings changed.').waitFor()
    }
  },
  {
    name: 'password-settings-undo',
    play: async ({ page }) => {
      await openSettings(page)
      await button(page, 'Undo last change').click()
      await dialog(page, 'Undo last change').waitFor()
    }
  }
]
