// Updates, as main would tell of them had this build a feed, and licences.
import { button, dialog, goTo, openCard } from './hands.mjs'

const version = '0.2.0'
const detail = 'latest-linux.yml.sig: none of its 2 lines is a good signature by a key of this build'

/** Says something to the window in main's place. */
export const say = ({ app }, event, said) =>
  app.evaluate(
    ({ BrowserWindow }, [channel, said]) => BrowserWindow.getAllWindows()[0]?.webContents.send(channel, said),
    [`tessera-event:${event}`, said]
  )

const usual = { installed: '0.1.0', way: 'self', mode: 'automatic' }

/** How the updates stand. */
const tell = (stage, state, more) =>
  say(stage, 'updates.state', { ...usual, checkedAt: Date.now() - 300_000, state, ...more })

const panel = (page) => page.getByRole('region', { name: 'Updates', exact: true })

/** The panel in Settings in one state. */
const settingsScene = (name, state, more) => ({
  name: `updates-${name}`,
  play: async (stage) => {
    await goTo(stage.page, 'Settings')
    await button(panel(stage.page), 'Check for updates').waitFor()
    await tell(stage, state, more)
    await button(stage.page, 'Licences').scrollIntoViewIfNeeded()
  }
})

async function openLicences({ page }) {
  await goTo(page, 'Settings')
  await button(page, 'Licences').click()
  await dialog(page, 'Licences').getByRole('listitem').first().waitFor()
}

export const updateScenes = [
  {
    name: 'updates-none',
    play: async ({ page }) => {
      await goTo(page, 'Settings')
      await panel(page).scrollIntoViewIfNeeded()
      await button(page, 'Licences').scrollIntoViewIfNeeded()
    }
  },
  {
    name: 'updates-from-menu',
    play: async (stage) => {
      await say(stage, 'app.menu', { command: 'check-updates' })
      await button(panel(stage.page), 'Check for updates').waitFor()
    }
  },
  settingsScene('current', { step: 'current' }),
  settingsScene('outside', { step: 'available', version }, { way: 'outside' }),
  settingsScene('offered', { step: 'available', version }, { mode: 'tell' }),
  settingsScene('downloading', { step: 'downloading', version, percent: 42.3 }),
  settingsScene('ready', { step: 'ready', version }),
  settingsScene('refused', { step: 'failed', why: 'signature', version, detail }),
  settingsScene('unreachable', { step: 'failed', why: 'unreachable', detail: 'getaddrinfo ENOTFOUND' }),
  {
    name: 'updates-in-call',
    play: async (stage) => {
      await openCard(stage.page, 'ana.lopez@example.com')
      await goTo(stage.page, 'Settings')
      await button(panel(stage.page), 'Check for updates').waitFor()
      await tell(stage, { step: 'ready', version })
      await button(stage.page, 'Licences').scrollIntoViewIfNeeded()
    }
  },
  {
    name: 'updates-line-ready',
    play: async (stage) => {
      await openCard(stage.page, 'ana.lopez@example.com')
      await tell(stage, { step: 'ready', version })
      await button(stage.page, 'Update ready').waitFor()
    }
  },
  {
    name: 'updates-line-refused',
    play: async (stage) => {
      await openCard(stage.page, 'ana.lopez@example.com')
      await tell(stage, { step: 'failed', why: 'signature', detail })
      await button(stage.page, 'Update refused').waitFor()
    }
  },
  { name: 'licences-list', play: openLicences },
  {
    name: 'licences-text',
    play: async (stage) => {
      await openLicences(stage)
      await dialog(stage.page)
        .getByRole('button', { name: /^electron-updater/ })
        .click()
    }
  }
]
