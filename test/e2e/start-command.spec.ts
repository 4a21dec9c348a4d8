// What `npm start` runs, as on a machine without a display and for a user who was never here.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { findElectron } from '../../scripts/setup/electron-runtime.mjs'
import { cacheFolder } from '../../scripts/setup/project.mjs'
import { findCommand } from '../fakes/keyring/available'
import { projectRoot } from './support/electron'

test.skip(process.platform !== 'linux', 'elsewhere there is always a display')
test.skip(findCommand('Xvfb') === undefined, 'not installed: Xvfb')
// so that the command's own limit of a minute speaks first
test.setTimeout(90_000)

let home: string
test.beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'tessera-home-'))
})
test.afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 5 }))

/** Nothing but what a bare machine has: no display, no bus, and no Electron that the other tests have put in its place. */
const bareEnvironment = () => ({
  PATH: process.env['PATH'],
  HOME: home,
  TESSERA_CACHE: cacheFolder(),
  // as an editor's terminal leaves them behind; the app would be plain Node, or show another page
  ELECTRON_RUN_AS_NODE: '1',
  ELECTRON_RENDERER_URL: 'http://127.0.0.1:9/'
})

/** Runs the command to its end. */
async function start(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [join(projectRoot, 'scripts', 'start.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: bareEnvironment()
  })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (part) => (said[name] += String(part)))
  const [code] = (await once(child, 'close')) as [number]
  return { code, ...said }
}

const count = (text: string, part: RegExp) => text.match(part)?.length ?? 0

test('npm start -- --smoke=<file> starts under Xvfb, says what it does, saves a picture and ends with 0', async () => {
  const picture = join(home, 'smoke.png')
  const { code, stdout, stderr } = await start(`--smoke=${picture}`)
  expect(code, stdout + stderr).toBe(0)
  expect(count(stdout, /^\[start\] no display: running under Xvfb$/gm)).toBe(1)
  expect(stdout).toMatch(/^Tessera is ready: Practice tenant, \d+ ms$/m)
  // nobody but root ever loses the sandbox, and root is told
  expect(count(stdout, /--no-sandbox/g)).toBe(process.getuid?.() === 0 ? 1 : 0)
  const fallback = findElectron({ env: bareEnvironment() })?.source === 'npm-fallback'
  expect(count(stdout, /^\[start\] .*development and tests only$/gm)).toBe(fallback ? 1 : 0)

  const png = await readFile(picture)
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1A\n')
  expect(png.readUInt32BE(16)).toBeGreaterThanOrEqual(900)
  expect(png.readUInt32BE(20)).toBeGreaterThanOrEqual(600)
  // an empty frame of this size takes a few kilobytes
  expect(png.length).toBeGreaterThan(15_000)
})
