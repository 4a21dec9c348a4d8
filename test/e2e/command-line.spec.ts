// What the app's own executable does instead of opening its window: without a display, beside a Tessera that runs, and touching nothing.
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { whyNoKeyring } from '../fakes/keyring/available'
import { addTenant } from './app'
import { projectRoot } from './support/electron'
import { openKeychainDesk } from './support/keychain'
import { preparePolicyFiles } from './support/policy-files'
import { searchBox } from './support/screen'
import { blind, electron } from './support/blind-electron'

const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []

interface Ended {
  code: number
  stdout: string
  stderr: string
}

const tessera = (words: string[], env: Record<string, string> = {}): Promise<Ended> =>
  new Promise((done) => {
    const options = { cwd: projectRoot, env: { ...blind, ...env }, timeout: 60_000 }
    execFile(electron, [...asRoot, projectRoot, ...words], options, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr })
    )
  })

const closing: (() => Promise<unknown>)[] = []
test.afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

test('--help, --version and what is not understood: no display, no window, no file', async () => {
  const home = await mkdtemp(join(tmpdir(), 'tessera-home-'))
  closing.push(() => rm(home, { recursive: true, force: true }))
  const env = { HOME: home, XDG_CONFIG_HOME: join(home, 'config') }
  const version = await tessera(['--version'], env)
  expect(version).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Tessera \d+\.\d+\.\d+\nElectron .+, Chromium .+, Node .+\n$/) as unknown
  })
  const help = await tessera(['-h'], env)
  expect(help.code).toBe(0)
  for (const word of ['--practice', '--smoke', '--diagnose', '--version', 'bundle', 'tessera://find/'])
    expect(help.stdout).toContain(word)
  const slip = await tessera(['--diagnos=s3cret'], env)
  expect(slip).toMatchObject({ code: 2, stdout: '' })
  expect(slip.stderr).toContain('Was --diagnose meant?')
  expect(slip.stderr).not.toContain('s3cret')
  expect(await readdir(home)).toEqual([])
})

test('--diagnose beside a Tessera that runs: everything is looked at, nothing is touched, and the files that are broken by now stay as they are', async () => {
  test.skip(whyNoKeyring() !== undefined, whyNoKeyring() ?? '')
  test.slow()
  const files = await preparePolicyFiles()
  closing.push(files.remove)
  await files.setManaged({ version: 1, updates: { mode: 'tell' } })
  const desk = await openKeychainDesk({}, { TESSERA_MACHINE_FOLDER: files.machineFolder })
  closing.push(desk.stop)
  const { page, userData } = await desk.start()
  await addTenant(page, desk.simulator)
  const secret = desk.simulator.clientSecret
  const env = { ...desk.keyring.env, TESSERA_MACHINE_FOLDER: files.machineFolder, HTTPS_PROXY: '' }
  const temporary = await mkdtemp(join(tmpdir(), 'tessera-temporary-'))
  closing.push(() => rm(temporary, { recursive: true, force: true }))
  const diagnose = (word: string) =>
    tessera([`--user-data-dir=${userData}`, word], { ...env, TMPDIR: temporary })
  const entries = await desk.keyring.accounts('Tessera')

  const report = join(temporary, 'report.txt')
  const whole = await diagnose(`--diagnose=${report}`)
  const wanting = whole.stdout.split('\n').filter((line) => line.startsWith('!!'))
  // for root there is no sandbox, and the report says so
  expect(wanting.length, whole.stdout).toBe(asRoot.length)
  expect(whole.code).toBe(asRoot.length)
  for (const line of [
    /^ok {2}State +an entry was written, read back and deleted$/m,
    /^ok {2}tenants\.json +good, version 1$/m,
    /^ {4}Profiles +1: 0 production, 1 sandbox$/m,
    /^ {4}In force +the organisation’s, /m,
    /^ {4}Updates +tell$/m,
    /^ok {2}127\.0\.0\.1:\d+ +answered in \d+ ms with status \d+$/m
  ])
    expect(whole.stdout).toMatch(line)
  expect(whole.stdout).not.toContain(secret)
  expect(whole.stdout).not.toContain(desk.simulator.clientId)
  expect(await readFile(report, 'utf8')).toBe(whole.stdout)
  expect((await stat(report)).mode & 0o777).toBe(0o600)
  expect(await desk.keyring.accounts('Tessera')).toEqual(entries)
  // what Chromium wrote for itself is gone
  expect(await readdir(temporary)).toEqual(['report.txt'])

  await writeFile(join(userData, 'settings.json'), '{"version":1,"network":')
  await writeFile(join(userData, 'journal.head.json'), 'broken')
  await files.setManaged('{"version":1,"s3cret":true')
  await desk.keyring.lock()
  const looked = ['settings.json', 'tenants.json', 'journal.head.json', 'policy.json'].map((name) =>
    join(userData, name)
  )
  const picture = () =>
    Promise.all(looked.map(async (path) => [path, (await stat(path)).mtimeMs, await readFile(path, 'utf8')]))
  const before = await picture()
  const names = await readdir(userData)
  const broken = await diagnose('--diagnose')
  expect(broken.code).toBe(1)
  expect(broken.stdout).toMatch(/^!! {2}State +locked$/m)
  expect(broken.stdout).toMatch(/^!! {2}settings\.json +damaged/m)
  expect(broken.stdout).toMatch(/^!! {2}policy\.json +It is not valid JSON/m)
  expect(broken.stdout).toMatch(/^!! {2}Last line +the record of it, journal\.head\.json, is damaged$/m)
  expect(broken.stdout).not.toContain('s3cret')
  expect(await picture()).toEqual(before)
  expect(await readdir(userData)).toEqual(names)
  await expect(searchBox(page)).toBeVisible()
})
