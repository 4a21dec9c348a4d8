// Chromium has no sandbox as root, which containers are: here the app runs as an ordinary user, and the system is asked what
// it holds the page's process to.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chown, copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'playwright/test'
import { findElectron } from '../../scripts/setup/electron-runtime.mjs'
import { findCommand } from '../fakes/keyring/available'
import { ownDisplay, type Display } from './support/displays'
import { projectRoot } from './support/electron'

test.skip(process.platform !== 'linux', 'what a process is held to is read from /proc')
test.skip(process.getuid?.() !== 0, 'not root: security.spec.ts looks at the app as it runs')
test.skip(findCommand('setpriv') === undefined, 'not installed: setpriv')

const nobody = 65_534

let display: Display
let folder: string
let child: ChildProcess | undefined
test.beforeEach(async () => {
  display = await ownDisplay()
  folder = await mkdtemp(join(tmpdir(), 'tessera-sandbox-'))
})
test.afterEach(async () => {
  if (child !== undefined && child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  await display.stop()
})

/** Puts Electron and the built app where everybody may read them; answers how to start them. */
async function prepare(): Promise<{ electron: string; app: string; home: string }> {
  // the fixture's own script before Electron is no part of it
  const { ELECTRON_OVERRIDE_DIST_PATH: _, ...env } = process.env
  const runtime = findElectron({ env })
  if (runtime === undefined) throw new Error('there is no Electron here')
  const [app, home, electron] = ['app', 'home', 'electron'].map((name) => join(folder, name)) as [
    string,
    string,
    string
  ]
  // as links where that can be done: it is a quarter of a gigabyte
  const copy = (how: string) =>
    execFileSync('cp', [how, dirname(runtime.path), electron], { stdio: 'ignore' })
  try {
    copy('-al')
  } catch {
    await rm(electron, { recursive: true, force: true })
    copy('-a')
  }
  await mkdir(home)
  await cp(join(projectRoot, 'out'), join(app, 'out'), { recursive: true })
  await copyFile(join(projectRoot, 'package.json'), join(app, 'package.json'))
  const cookies = display.env['XAUTHORITY'] ?? process.env['XAUTHORITY']
  if (cookies !== undefined) await copyFile(cookies, join(home, 'Xauthority'))
  execFileSync('chmod', ['755', folder])
  for (const path of [home, ...(cookies === undefined ? [] : [join(home, 'Xauthority')])])
    await chown(path, nobody, nobody)
  return { electron: join(electron, 'electron'), app, home }
}

/** The processes of a command and its children: the kind that Chromium gave each, and what the system says of it. */
async function processesOf(executable: string): Promise<{ kind: string; status: string }[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    ids.map(async (id) => {
      // one may end while it is looked at
      const command = (await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')).split('\0').join(' ')
      if (!command.startsWith(executable)) return []
      const kind = / --type=([\w-]+)/.exec(command)?.[1] ?? 'main'
      return [{ kind, status: await readFile(`/proc/${id}/status`, 'utf8').catch(() => '') }]
    })
  )
  return found.flat()
}

test('as an ordinary user the page runs in Chromium’s sandbox (Seccomp: 2)', async () => {
  const { electron, app, home } = await prepare()
  const as = [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--reset-env']
  const env = [
    `HOME=${home}`,
    `XDG_RUNTIME_DIR=${home}`,
    `XAUTHORITY=${join(home, 'Xauthority')}`,
    `DISPLAY=${display.env['DISPLAY'] ?? process.env['DISPLAY'] ?? ''}`,
    'TESSERA_TEST=1'
  ]
  // without --no-sandbox
  const start = [electron, '--disable-gpu', app, `--user-data-dir=${join(home, 'user-data')}`]
  child = spawn('setpriv', [...as, 'env', ...env, ...start], { stdio: ['ignore', 'pipe', 'pipe'], cwd: app })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => (said += String(part)))
  await expect.poll(() => said, { timeout: 20_000 }).toMatch(/^Tessera is ready: /m)

  const processes = await processesOf(electron)
  const renderers = processes.filter(({ kind }) => kind === 'renderer')
  expect(renderers).toHaveLength(1)
  for (const { status } of renderers) {
    expect(status).toMatch(/^Seccomp:\s+2$/m)
    expect(status).toMatch(/^NoNewPrivs:\s+1$/m)
  }
  for (const { status } of processes) expect(status).toMatch(new RegExp(`^Uid:\\s+${nobody}\\s`, 'm'))
})
