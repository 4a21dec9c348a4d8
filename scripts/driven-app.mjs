// The built app under Playwright, for scripts that look at it or measure in it.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { _electron } from 'playwright'
import { projectRoot } from './setup/project.mjs'

const QUIT_MS = 10_000

/**
 * Starts the app with a fresh user-data folder and waits until its search box is usable.
 * Answers Playwright's `app` and `page`, and `close()`, which also removes the folder.
 * @param {{ electron: { dist: string }, env: NodeJS.ProcessEnv, prepare?: (userData: string) => void, options?: object }} how
 *   `prepare` may put files into the folder before the start; `options` go to Playwright as they are
 */
export async function driveApp({ electron, env, prepare, options }) {
  const userData = fs.mkdtempSync(path.join(os.tmpdir(), 'tessera-driven-'))
  prepare?.(userData)
  // Named so, and not by `executablePath`: only then does Playwright hold the app back until it is attached. Else the two
  // race, and on a busy machine the launch may never come back.
  process.env.ELECTRON_OVERRIDE_DIST_PATH = electron.dist
  const app = await _electron.launch({
    cwd: projectRoot,
    args: [`--user-data-dir=${userData}`, '--disable-gpu', '.'],
    // Playwright would switch the sandbox off for everybody.
    chromiumSandbox: process.getuid?.() !== 0,
    env: { ...env, TESSERA_TEST: '1' },
    ...options
  })
  const close = async () => {
    const child = app.process()
    const timer = setTimeout(() => child.kill('SIGKILL'), QUIT_MS)
    await app.close().catch(() => undefined)
    clearTimeout(timer)
    fs.rmSync(userData, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  }
  try {
    const page = await app.firstWindow()
    // Not the ready line: it may be out before Playwright hands over the process.
    await tenantButton(page).waitFor()
    return { app, page, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Adds the practice process as a tenant whose secret lives in memory only, and shows it. */
export async function addTenant(page, { url, clientId, clientSecret }, profile = {}) {
  const draft = {
    label: 'Practice process',
    environment: 'sandbox',
    apiHost: url,
    clientId,
    colour: 'blue',
    defaultCountry: 'US',
    ...profile
  }
  const saved = await page.evaluate((input) => window.tessera.invoke('tenants.save', input), {
    draft,
    secret: clientSecret,
    keep: 'session'
  })
  if (!saved.ok) throw new Error(`The tenant was not saved: ${JSON.stringify(saved.error)}`)
  // The page learns of it as after any start.
  await page.reload()
  await tenantButton(page).filter({ hasText: draft.label }).waitFor()
  return saved.value.tenantId
}

/** On every screen, as soon as main has said which tenant is open. */
const tenantButton = (page) => page.getByRole('button', { name: 'Tenant', exact: true })
