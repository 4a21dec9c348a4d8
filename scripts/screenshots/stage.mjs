// The app, set up for one act: its colours, its size, its tenant.
import { addTenant, driveApp } from '../driven-app.mjs'
import { startPractice } from '../practice-process.mjs'
import { settle, startOver } from './hands.mjs'

/**
 * Opens the app for `act`. Answers Playwright's `app` and `page`, the practice process where the act has one, `clear()`,
 * which goes back to an empty Find screen, `take(file)` and `close()`.
 */
export async function openStage({ act, scheme, size, electron, env }) {
  const practice = act.practiceProcess ? await startPractice() : undefined
  const driven = await driveApp({
    electron,
    // one zone, so that clocks read the same wherever the pictures are made
    env: { ...env, TZ: 'Europe/London', ...act.env },
    prepare: act.prepare,
    // Playwright would force the light scheme; the app is to follow the system, which is set below.
    options: { colorScheme: 'no-override' }
  })
  const { app, page } = driven
  page.setDefaultTimeout(10_000)
  const close = async () => {
    await driven.close()
    await practice?.stop()
  }
  try {
    await app.evaluate(
      ({ BrowserWindow, nativeTheme }, look) => {
        nativeTheme.themeSource = look.scheme
        BrowserWindow.getAllWindows()[0]?.setContentSize(look.size.width, look.size.height)
      },
      { scheme, size }
    )
    if (practice) await addTenant(page, practice, { label: 'Contoso test' })
    await page.waitForFunction(
      (dark) => matchMedia('(prefers-color-scheme: dark)').matches === dark,
      scheme === 'dark'
    )
  } catch (error) {
    await close()
    throw error
  }
  return {
    app,
    page,
    practice,
    clear: async () => {
      await practice?.control({ action: 'clear-faults' })
      await startOver(page)
    },
    take: async (file) => {
      await settle(page)
      // the pointer would leave its mark on what it happens to stand on
      await page.mouse.move(0, 0)
      await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' })
    },
    close
  }
}
