import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'playwright/test'
import { stateVariable } from './support/machine'

// What one file leaves for the next; the runner makes it before there are workers, which inherit it.
if (process.env[stateVariable] === undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-package-'))
  // the homes are in it
  chmodSync(folder, 0o755)
  process.env[stateVariable] = folder
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
}

// One package on one machine: installed once, looked at, removed whatever came of it. It has a display, bus and keyring of its own.
export default defineConfig({
  outputDir: '../../test-results/package',
  workers: 1,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  projects: [
    { name: 'install', testMatch: 'install.spec.ts', teardown: 'remove' },
    {
      name: 'installed',
      testMatch: ['contents.spec.ts', 'desk.spec.ts', 'refusals.spec.ts'],
      dependencies: ['install']
    },
    { name: 'remove', testMatch: 'remove.spec.ts' },
    // these have packages of their own, which nobody installs
    { name: 'updates', testMatch: 'updates*.spec.ts' }
  ]
})
