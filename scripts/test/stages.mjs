// The gate, stage by stage. A static stage is one check; the others report how many tests they ran.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { build } from '../build.mjs'
import { withDesktop } from '../headless.mjs'
import { findCommand, projectRoot } from '../setup/project.mjs'
import { capture } from './capture.mjs'
import { judge, playwrightCounts, vitestCounts } from './counts.mjs'

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {string} [after] the stage without whose success this one makes no sense
 * @property {() => Promise<{ counts: import('./counts.mjs').Counts, output: string }>} run
 */

/** @type {Stage[]} in the order in which they run: the quick ones first */
export const stages = [
  check('format', 'oxfmt', ['--check', '.']),
  check('lint', 'oxlint', ['--type-aware', '--deny-warnings', '--format=unix']),
  check('types', 'tsc', ['--noEmit', '-p', '.']),
  vitest('unit'),
  vitest('component'),
  vitest('contract'),
  {
    name: 'build',
    run: async () => {
      const { ok, output } = build({ stdio: 'pipe' })
      return { counts: passOrFail(ok ? 0 : 1), output }
    }
  },
  { name: 'e2e', after: 'build', run: () => endToEnd() },
  { name: 'dist', after: 'build', run: dist },
  { name: 'package', after: 'dist', run: () => endToEnd('test/package/playwright.config.ts') }
]

const passOrFail = (code) => judge({ passed: code === 0 ? 1 : 0, failed: 0, skipped: 0 }, code)
const tool = (name) => path.join(projectRoot, 'node_modules', '.bin', name)

function check(name, command, args) {
  return {
    name,
    run: async () => {
      const { code, output } = await capture(tool(command), args)
      return { counts: passOrFail(code), output }
    }
  }
}

function vitest(project) {
  return {
    name: project,
    run: () =>
      reported(vitestCounts, (file) =>
        capture(tool('vitest'), [
          'run',
          `--project=${project}*`,
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${file}`
        ])
      )
  }
}

/** The packages that the next stage installs and drives: what is released, and the one for tests. */
async function dist() {
  const script = path.join(projectRoot, 'scripts', 'dist.mjs')
  const installable = process.platform === 'linux' ? 'deb' : 'dir'
  const release = await capture(process.execPath, [script, '--fast', '--targets', installable])
  const test = await capture(process.execPath, [script, '--flavour', 'test', '--targets', 'dir'])
  const passed = [release, test].filter(({ code }) => code === 0).length
  return { counts: { passed, failed: 2 - passed, skipped: 0 }, output: release.output + test.output }
}

/** The window's tests, or those of that configuration, on a desktop of their own wherever one can be made. */
function endToEnd(config = 'playwright.config.ts') {
  const display = process.platform === 'linux' && findCommand('Xvfb') !== undefined
  const keyring = process.platform === 'linux' && findCommand('gnome-keyring-daemon') !== undefined
  return reported(playwrightCounts, (file) =>
    withDesktop({ display, keyring }, (env) =>
      capture(tool('playwright'), ['test', '--config', config, '--reporter', 'list,json'], {
        env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file }
      })
    )
  )
}

/** Runs a test runner that writes a JSON report to the file it is given, and counts by that report. */
async function reported(count, runTests) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tessera-report-'))
  const file = path.join(folder, 'report.json')
  try {
    const { code, output } = await runTests(file)
    const counts = fs.existsSync(file) ? count(JSON.parse(fs.readFileSync(file, 'utf8'))) : undefined
    return { counts: judge(counts, code), output }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
