// What an agent does after the installation, with the package that is released: it refuses every debugger, so the window is driven
// by the keyboard and read as a screen reader reads it.
import { execFile } from 'node:child_process'
import { readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { expect, test } from 'playwright/test'
import { followChain } from '../e2e/support/journal-files'
import { startDesktop, type Desktop } from './support/desktop'
import { ready, runToItsEnd, start, type Running } from './support/installed-app'
import { programFolder, projectRoot, whyNoPackage } from './support/machine'
import { asUser, findUser, processesOf, statusOf, testers } from './support/ordinary-user'
import { within, wordsOf, type Heard } from './support/screen-reader'

const reason = whyNoPackage()
test.skip(reason !== undefined, reason)
test.describe.configure({ mode: 'serial' })

let desktop: Desktop
let app: Running
test.beforeAll(async () => {
  desktop = await startDesktop(findUser(testers[0]))
})
test.afterEach(async () => {
  const info = test.info()
  if (info.status !== info.expectedStatus)
    console.log(`the window said: ${wordsOf(await desktop.reader.read())}\n${app.stderr()}`)
})
test.afterAll(async () => {
  app?.kill()
  await desktop?.stop()
})

const hear = async (role: string, name?: string): Promise<Heard | undefined> =>
  within(await desktop.reader.read(), role, name)
const words = async (role: string, name?: string) => wordsOf(await hear(role, name))
const isFocused = async (role: string, name: string) => (await hear(role, name))?.states.includes('focused')
const dataFolder = () => join(desktop.user.home, '.config', 'Tessera')

async function press(name: string): Promise<void> {
  const found = await hear('button', name)
  if (found === undefined) throw new Error(`there is no button ${name}`)
  await desktop.reader.press(found)
}

/** Types into the one box, from wherever the focus is, and waits for the card with that name and its verdict. */
async function find(text: string, name: string): Promise<void> {
  await desktop.keys('ctrl+k')
  await expect.poll(() => isFocused('searchbox', 'Find a user')).toBe(true)
  await desktop.type(text)
  await desktop.keys('Return')
  await expect.poll(() => isFocused('heading', name)).toBe(true)
  await expect.poll(() => words('status', 'Verdict')).toMatch(/sign in\? (?!Reading)/)
}

/** Every process of the installed program, and how each was started. */
async function processesOfApp(): Promise<{ pid: number; command: string }[]> {
  const all = processesOf(desktop.user).map(async (pid) => ({
    pid,
    // one may end while it is looked at
    program: await readlink(`/proc/${pid}/exe`).catch(() => ''),
    command: (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0').join(' ')
  }))
  return (await Promise.all(all)).filter(({ program }) => program.startsWith(`${programFolder}/`))
}

test('it starts for an ordinary user in Chromium’s sandbox, which no switch weakens', async () => {
  app = start(desktop)
  await ready(app)
  const ofTheApp = await processesOfApp()
  expect(ofTheApp.length).toBeGreaterThan(3)
  for (const { command } of ofTheApp) expect(command).not.toMatch(/no-sandbox|disable-[a-z-]*sandbox/)

  const renderers = ofTheApp.filter(({ command }) => command.includes('--type=renderer'))
  expect(renderers).toHaveLength(1)
  const spaces = (pid: number) =>
    Promise.all(['user', 'pid', 'net'].map((space) => readlink(`/proc/${pid}/ns/${space}`)))
  const main = await spaces(app.pid)
  for (const { pid } of renderers) {
    expect(statusOf(pid)).toMatch(/^Seccomp:\s+2$/m)
    expect(statusOf(pid)).toMatch(/^NoNewPrivs:\s+1$/m)
    // of user, process and network namespace it has its own
    for (const [index, space] of (await spaces(pid)).entries()) expect(space).not.toBe(main[index])
  }
  expect(await desktop.focused()).toBe('Tessera')
  await expect.poll(() => isFocused('searchbox', 'Find a user')).toBe(true)
})

test('a caller of the practice tenant is found, verified by SMS code and unlocked, by keyboard; the journal says so', async () => {
  await find('ana.lopez@example.com', 'Ana López')
  expect(await words('status', 'Verdict')).toContain('The password is locked after too many wrong attempts.')
  expect(await words('status', 'Caller')).toContain('Not verified')

  // unlocking asks for the verification first
  await desktop.keys('u')
  await expect.poll(() => isFocused('button', 'Send code by SMS')).toBe(true)
  await desktop.keys('Return')
  await expect.poll(() => isFocused('textbox', 'Code')).toBe(true)
  const code = async () => /your code is\s+(\d{6})/.exec(await words('region', 'Practice inbox'))?.[1]
  await expect.poll(code).toBeDefined()
  await desktop.type((await code()) ?? '')
  await desktop.keys('Return')
  await expect
    .poll(() => words('dialog', 'Unlock Ana López’s password?'))
    .toContain('Press U again to confirm')
  // pressed again on purpose, not as part of a word
  await setTimeout(700)
  await desktop.keys('u')
  await expect.poll(() => words('status', 'Outcome')).toContain('Password unlocked.')
  expect(await words('status', 'Caller')).toContain('Verified by SMS code')
  await expect.poll(() => words('status', 'Verdict')).toContain('Nothing wrong is seen here.')

  const { lines } = followChain(await readFile(join(dataFolder(), 'journal.jsonl'), 'utf8'))
  expect(lines.filter(({ action }) => action === 'unlock')).toMatchObject([
    { phase: 'attempt', agent: desktop.user.name, verification: ['sms-code'] },
    { phase: 'outcome', result: 'done' }
  ])
})

test('a second start ends with 0 and brings the window to the front; a link that another program opens searches there', async () => {
  await desktop.blur()
  expect(await desktop.focused()).not.toBe('Tessera')
  const second = await runToItsEnd(desktop, [])
  expect(second).toMatchObject({ code: 0, stderr: expect.stringContaining('is running already') })
  expect(second.stdout).not.toContain('is ready')
  await expect.poll(desktop.focused).toBe('Tessera')

  // the desktop finds the app by the scheme, as for any program that opens a link
  const open = asUser(desktop.user, desktop.env, ['xdg-open', 'tessera://find/emma.johansson%40example.com'])
  await promisify(execFile)(...open)
  // a call is open, so it asks first
  await expect
    .poll(() => words('region', 'Link from another program'))
    .toContain('A link asks to search for emma.johansson@example.com in Practice tenant')
  await expect.poll(async () => (await hear('button', 'End call and search'))?.states).toContain('enabled')
  await press('End call and search')
  await expect.poll(() => words('region', 'User')).toContain('Emma Johansson')
  expect(await words('status', 'Caller')).toContain('Not verified')
})

test('the command line answers without a display', async () => {
  const { version } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as {
    version: string
  }
  const say = (...args: string[]) => runToItsEnd(desktop, args, { env: { DISPLAY: '' } })
  const [short, help, diagnosis] = [await say('--version'), await say('--help'), await say('--diagnose')]
  expect(short).toMatchObject({ code: 0, stdout: expect.stringMatching(`^Tessera ${version}\n`) })
  expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining('tessera://find/') })
  expect(diagnosis.stdout).toMatch(/^Tessera diagnosis, /)
  for (const line of [
    `Version +${version}`,
    'Flavour +release',
    'Package +deb',
    'Program +/opt/Tessera/tessera',
    'State +in use',
    'State +an entry was written, read back and deleted',
    'Chain +\\d+ lines, each follows from the one before'
  ])
    expect(diagnosis.stdout).toMatch(new RegExp(line))
  // where there is no network the feed cannot be reached; all else is well
  const [, summary = ''] = diagnosis.stdout.split('\n')
  expect(summary).toMatch(
    /^(?:Nothing was found|\d+ lines? needs? attention \(marked !!\): (?:Updates, [^;]+(?:; |$))+$)/
  )
  expect(diagnosis.code).toBe(summary.startsWith('Nothing') ? 0 : 1)
})

test('quit, it leaves no process; the next start finds what was done', async () => {
  await desktop.keys('ctrl+q')
  expect(await app.ended).toMatchObject({ code: 0 })
  await expect.poll(processesOfApp).toEqual([])
  app = start(desktop)
  await ready(app)
  await expect.poll(() => hear('button', 'Journal')).toBeDefined()
  await press('Journal')
  await expect.poll(() => words('main')).toContain('Unlock password')
  await press('Verify journal')
  await expect.poll(() => words('main')).toContain('unbroken')
  await desktop.keys('ctrl+q')
  expect(await app.ended).toMatchObject({ code: 0 })
})
