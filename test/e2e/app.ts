import { execFileSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { _electron, expect, type ElectronApplication, type Page } from 'playwright/test'
import type { TesseraBridge } from '../../src/shared/contract'
import type { PolicyFile } from '../../src/shared/policy'
import type { SimulatorProcess } from './simulator-process'
import { evaluateBetweenTicks } from './support/between-ticks'
import { trustingPolicy } from './support/policies'

declare global {
  interface Window {
    readonly tessera: TesseraBridge
  }
}

export interface LaunchOptions {
  env?: Record<string, string | undefined>
  args?: string[]
  /** a folder that is kept afterwards; by default a fresh one that goes with the app */
  userData?: string
  /** adds this tenant with its secret for the session only, makes it current, and shows it */
  tenantFromSimulator?: SimulatorProcess
  /**
   * The agent's own policy file: by default one that asks for no verification, `none` for Tessera's own defaults. A folder that is
   * given and has one keeps it.
   */
  policy?: PolicyFile | 'none'
  /** What an administrator installed: the text of the machine-wide policy file. */
  managedPolicy?: string
  /** `false`: come back with the window, before the search box is usable */
  ready?: boolean
}

export interface Tessera {
  app: ElectronApplication
  page: Page
  userData: string
  /** everything printed so far; also after closing */
  stdout(): string
  stderr(): string
  /** what the page wrote to its console so far, one text a line, and its uncaught errors */
  pageConsole(): string[]
  /** quits as a user would; answers the exit code, null when it had to be killed */
  close(): Promise<number | null>
}

const root = resolve(import.meta.dirname, '../..')
const readyLine = /^Tessera is ready: .*, \d+ ms$/m
const quitMs = 10_000

/** Starts the built app with a fresh user-data folder, or the one that is given. Close it in every case. */
export async function launchTessera(options: LaunchOptions = {}): Promise<Tessera> {
  const folder = await mkdtemp(join(tmpdir(), 'tessera-e2e-'))
  const userData = options.userData ?? join(folder, 'user-data')
  const stdoutFile = join(folder, 'stdout')
  const machine = join(folder, 'machine')
  await givePolicies(userData, machine, options)
  await prepareElectron()
  const app = await _electron.launch({
    cwd: root,
    args: [`--user-data-dir=${userData}`, '--disable-gpu', '.', ...(options.args ?? [])],
    // Chromium refuses to start its sandbox as root; nobody else ever loses it
    chromiumSandbox: process.getuid?.() !== 0,
    env: environment({ TESSERA_MACHINE_FOLDER: machine, ...options.env, TESSERA_TEST_STDOUT: stdoutFile })
  })
  evaluateBetweenTicks(app)
  let printed: string | undefined
  const stdout = () => printed ?? readFileSync(stdoutFile, 'utf8')
  let stderr = ''
  // later it is asked for in vain: Playwright forgets an app that ended by itself
  const child = app.process()
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const lines: string[] = []
  const tessera: Tessera = {
    app,
    page: await app.firstWindow(),
    userData,
    stdout,
    stderr: () => stderr,
    pageConsole: () => lines,
    close: async () => {
      const code = await quit(app, child)
      printed ??= stdout()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
      return code
    }
  }
  tessera.page.on('console', (message) => lines.push(`${message.type()}: ${message.text()}`))
  tessera.page.on('pageerror', (error) => lines.push(`uncaught: ${error.message}`))
  try {
    if (options.ready !== false)
      await expect.poll(stdout, { timeout: 20_000, intervals: [50] }).toMatch(readyLine)
    if (options.tenantFromSimulator !== undefined) await addTenant(tessera.page, options.tenantFromSimulator)
  } catch (error) {
    const told = `${stdout()}${stderr}${lines.join('\n')}`
    await tessera.close()
    throw new Error(`Tessera did not come up:\n${told}`, { cause: error })
  }
  return tessera
}

/**
 * Adds the simulator as a tenant profile through the contract and shows it. The secret is kept for the session, so that no
 * keychain is needed; tests of the form and of the keychain go through the form.
 */
export async function addTenant(
  page: Page,
  simulator: SimulatorProcess,
  label = 'Simulator'
): Promise<string> {
  const { url, clientId, clientSecret } = simulator
  const saved = await page.evaluate(
    ([apiHost, clientId, secret, label]) =>
      window.tessera.invoke('tenants.save', {
        draft: { label, environment: 'sandbox', apiHost, clientId, colour: 'blue', defaultCountry: 'US' },
        secret,
        keep: 'session'
      }),
    [url, clientId, clientSecret, label] as const
  )
  if (!saved.ok) throw new Error(`The tenant was not saved: ${JSON.stringify(saved.error)}`)
  // the page learns of it as after any start
  await page.reload()
  await expect(page.getByRole('button', { name: 'Tenant' })).toContainText(label)
  return saved.value.tenantId
}

function environment(extra: Record<string, string | undefined> = {}): Record<string, string> {
  const merged: Record<string, string | undefined> = {
    ...process.env,
    // no dialog that waits for a click
    TESSERA_TEST: '1',
    TESSERA_STARTED_AT: undefined,
    ELECTRON_OVERRIDE_DIST_PATH: undefined,
    ELECTRON_RENDERER_URL: undefined,
    ELECTRON_RUN_AS_NODE: undefined,
    ...extra
  }
  return Object.fromEntries(
    Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== undefined)
  )
}

async function givePolicies(
  userData: string,
  machine: string,
  { policy = trustingPolicy, managedPolicy }: LaunchOptions
): Promise<void> {
  await mkdir(machine, { recursive: true, mode: 0o755 })
  if (managedPolicy !== undefined)
    await writeFile(join(machine, 'policy.json'), managedPolicy, { mode: 0o644 })
  if (policy === 'none') return
  await mkdir(userData, { recursive: true, mode: 0o700 })
  const file = join(userData, 'policy.json')
  if (!existsSync(file)) await writeFile(file, JSON.stringify(policy))
}

let prepared = false

/**
 * Names the Electron to Playwright as the `electron` package would. Given as `executablePath`, Playwright would leave out the
 * module that holds back `ready` until it is connected, and then misses the window now and then. In between stands a script
 * that writes stdout to a file: what is printed before Playwright is connected is lost otherwise.
 */
async function prepareElectron(): Promise<void> {
  if (prepared) return
  const electron = execFileSync(process.execPath, [join(root, 'scripts/electron-path.mjs')], {
    encoding: 'utf8'
  })
  const folder = await mkdtemp(join(tmpdir(), 'tessera-e2e-electron-'))
  const script = `#!/bin/sh\nexec '${electron.trim()}' "$@" >"\${TESSERA_TEST_STDOUT:-/dev/stdout}"\n`
  const place = join(
    folder,
    process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron'
  )
  await mkdir(dirname(place), { recursive: true })
  await writeFile(place, script, { mode: 0o755 })
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = folder
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  prepared = true
}

async function quit(app: ElectronApplication, child: ChildProcess): Promise<number | null> {
  const timer = setTimeout(() => child.kill('SIGKILL'), quitMs)
  const gone = child.exitCode ?? child.signalCode ?? once(child, 'exit')
  // asked for here: Playwright's own call may come in the middle of anything, also of the quitting
  await app.evaluate((electron) => electron.app.quit()).catch(() => undefined)
  await gone
  await app.close().catch(() => undefined)
  clearTimeout(timer)
  return child.exitCode
}
