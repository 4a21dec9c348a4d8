import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const root = import.meta.dirname

/** The test files below `folder` that put something in a module's place, which every later file of the process would meet too. */
function mocking(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.test\.tsx?$/.test(name))
    .filter((name) => /\bvi\.(do)?mock\(/i.test(readFileSync(join(root, name), 'utf8')))
}

/**
 * A project whose files share their processes, and one for the files that cannot: reading React, Mantine and all modules of ours
 * anew for each file was half of the time. `npm test -- unit` runs both.
 */
function projects(name: string, folder: string, test: object, more: object = {}) {
  const alone = mocking(folder)
  const shared = {
    test: { ...test, name, include: [`${folder}/**/*.test.{ts,tsx}`], exclude: alone, isolate: false }
  }
  return alone.length === 0
    ? [{ ...more, ...shared }]
    : [
        { ...more, ...shared },
        { ...more, test: { ...test, name: `${name}-alone`, include: alone } }
      ]
}

export default defineConfig({
  test: {
    // Much of a component's test is waiting: with as many workers as processors a third of them would stand still.
    maxWorkers: availableParallelism() + 1,
    projects: [
      // Some start a real server, keyring or display, beside whatever else the machine does.
      ...projects('unit', 'test/unit', { environment: 'node', testTimeout: 20_000 }),
      ...projects(
        'component',
        'test/component',
        {
          environment: 'jsdom',
          setupFiles: ['test/component/jsdom-gaps.ts', 'test/component/fresh-stores.ts'],
          // Mantine's components style themselves; what a stylesheet says is not looked at here
          css: false,
          testTimeout: 20_000
        },
        { plugins: [react()] }
      ),
      ...projects('contract', 'test/contract', { environment: 'node', testTimeout: 20_000 })
    ]
  }
})
