import { defineConfig } from 'playwright/test'
export default defineConfig({ outputDir: '../../test-results/upd', workers: 1, timeout: 90_000, expect: { timeout: 15_000 }, projects: [{ name: 'updates', testMatch: 'updates.spec.ts' }] })
