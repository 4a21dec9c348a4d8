import { defineConfig } from 'playwright/test'
import { findElectron } from './scripts/setup/electron-runtime.mjs'

// Which Electron `_electron.launch` takes. An `executablePath` would do too, but then Playwright takes the app for a packaged
// one and does not hold it back until it has attached itself: now and then the window is there first and the test hangs.
const electron = findElectron()
if (electron) process.env['ELECTRON_OVERRIDE_DIST_PATH'] = electron.dist

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  // Each test starts an Electron of its own: more than two at once are slower on a small machine, and less steady.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  // a trace pictures every action: it costs a good part of the run, so it is asked for (TESSERA_TRACE=1)
  use: {
    actionTimeout: 10_000,
    trace: process.env['TESSERA_TRACE'] === '1' ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure'
  }
})
