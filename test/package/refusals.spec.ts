// The installed program cannot be turned against its user: it runs nobody's script and lets no debugger in. Each attempt is also
// made on a copy with the fuses the other way, where it works: so the attempt is a real one.
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { makeCertificate } from '../unit/mosaic/certificate'
import { startDesktop, type Desktop } from './support/desktop'
import { ready, runToItsEnd, start, type Running } from './support/installed-app'
import { programFolder, whyNoPackage } from './support/machine'
import { findUser, testers } from './support/ordinary-user'

const reason = whyNoPackage()
test.skip(reason !== undefined, reason)

let desktop: Desktop
let folder: string
const running: Running[] = []
test.beforeAll(async () => {
  desktop = await startDesktop(findUser(testers[0]))
  folder = await mkdtemp(join(tmpdir(), 'tessera-refusals-'))
  execFileSync('chmod', ['755', folder])
})
test.afterEach(async () => {
  for (const app of running.splice(0)) {
    app.kill()
    await app.ended
  }
})
test.afterAll(async () => {
  await desktop?.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

const begin = (...words: Parameters<typeof start>): Running => {
  const app = start(...words)
  running.push(app)
  return app
}

/** The program in a copy that root may change, with other fuses where they are named. */
async function copyOf(name: string, fuses?: Partial<Record<FuseV1Options, boolean>>): Promise<string> {
  const copy = join(folder, name)
  if (existsSync(copy)) return join(copy, 'tessera')
  // links where that can be done: it is a quarter of a gigabyte
  try {
    execFileSync('cp', ['-al', programFolder, copy], { stdio: 'ignore' })
  } catch {
    await rm(copy, { recursive: true, force: true })
    execFileSync('cp', ['-a', programFolder, copy])
  }
  const program = join(copy, 'tessera')
  // what is changed must not be the installed file
  await rm(program)
  await cp(join(programFolder, 'tessera'), program)
  if (fuses !== undefined) await flipFuses(program, { version: FuseVersion.V1, ...fuses })
  return program
}

/** A copy to which the environment says what to do. */
const openCopy = (): Promise<string> =>
  copyOf('open', {
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true
  })

/** A place where only the planted code writes, and what it writes. */
function trap(name: string): { file: string; code: string; isSprung(): boolean } {
  const place = join(desktop.user.home, name)
  return {
    file: place,
    code: `require('node:fs').writeFileSync(${JSON.stringify(place)}, 'ran')`,
    isSprung: () => existsSync(place)
  }
}

/** The ports on which the desktop's user listens. */
function listening(): number[] {
  const lines = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
    readFileSync(file, 'utf8').split('\n').slice(1)
  )
  const sockets = lines.map((line) => line.trim().split(/\s+/))
  return sockets
    .filter(([, , , state, , , , uid]) => state === '0A' && uid === String(desktop.user.uid))
    .map(([, local]) => Number.parseInt(local?.split(':')[1] ?? '', 16))
    .toSorted((a, b) => a - b)
}

const debuggerSays = /listening on|DevTools|ws:\/\//

test('no switch opens a door for a debugger, however it is written: it does not start', async () => {
  const inspecting = '--inspect --inspect=0 --inspect-brk=127.0.0.1:0 --inspect-publish-uid=http -inspect'
  const remote =
    '--remote-debugging-port=0 --remote-debugging-port --REMOTE-DEBUGGING-PORT=0 -remote-debugging-port=0 --remote-debugging-pipe --remote-debugging-address=0.0.0.0'
  // Chromium takes blanks off around a switch
  const blank = [' --remote-debugging-port=0', '\t--remote-debugging-pipe', '\n--remote-debugging-port=0']
  for (const word of [...`${inspecting} ${remote}`.split(' '), ...blank]) {
    const { code, stdout, stderr } = await runToItsEnd(desktop, [word])
    expect(code, word).toBe(1)
    expect(stderr, word).toContain(
      `does not start with ${word.trim().replace(/=.*/, '')}: a debugger could read secrets`
    )
    expect(stdout + stderr, word).not.toMatch(debuggerSays)
  }
})

test('nor does it open a window outside of Chromium’s sandbox', async () => {
  for (const word of ['--no-sandbox', '--single-process', '--renderer-cmd-prefix=/bin/true']) {
    const { code, stderr } = await runToItsEnd(desktop, [word])
    expect(code, word).toBe(1)
    expect(stderr, word).toContain(
      `does not start with ${word.replace(/=.*/, '')}: its window would not be locked up`
    )
  }
})

test('what the environment says and what is signalled to it runs nobody’s code in the installed program, and opens no port', async () => {
  const [evaluated, required] = [trap('evaluated'), trap('required')]
  const script = join(folder, 'required.cjs')
  writeFileSync(script, required.code)
  const env = { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require=${script} --inspect=0` }
  // with RunAsNode off it is an app that is started with words which it does not know
  const app = begin(desktop, ['-e', evaluated.code], { env })
  await ready(app)
  expect([evaluated.isSprung(), required.isSprung()]).toEqual([false, false])

  const before = listening()
  app.kill('SIGUSR1')
  const ended = await Promise.race([app.ended, new Promise((done) => setTimeout(done, 1_000))])
  expect(listening().filter((port) => !before.includes(port))).toEqual([])
  expect(app.stdout() + app.stderr()).not.toMatch(debuggerSays)
  if (ended !== undefined) expect(ended).toMatchObject({ signal: 'SIGUSR1' })

  const open = await openCopy()
  const asNode = { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require=${script}` }
  await runToItsEnd(desktop, ['-e', evaluated.code], { program: open, env: asNode })
  expect([evaluated.isSprung(), required.isSprung()]).toEqual([true, true])
})

test('an authority that the environment names vouches for nobody', async () => {
  const authority = makeCertificate({ name: 'Planted authority', authority: true })
  const { pem, key } = makeCertificate({ name: 'localhost', hosts: ['127.0.0.1'], issuer: authority })
  const server = createServer({ cert: pem, key }, (_request, response) => response.writeHead(401).end())
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const [data, planted] = [join(folder, 'data'), join(folder, 'authority.pem')]
  writeFileSync(planted, authority.pem)
  mkdirSync(data)
  const profile = {
    id: 'one',
    label: 'Contoso',
    environment: 'sandbox',
    colour: 'blue',
    defaultCountry: 'US'
  }
  const rest = { apiHost: `https://127.0.0.1:${port}`, clientId: 'client', secretStored: false }
  writeFileSync(
    join(data, 'tenants.json'),
    JSON.stringify({ version: 1, profiles: [{ ...profile, ...rest }] })
  )
  execFileSync('chown', ['-R', `${desktop.user.uid}:${desktop.user.gid}`, data])
  const diagnose = async (program?: string) => {
    const env = { NODE_EXTRA_CA_CERTS: planted }
    const options = program === undefined ? { env } : { env, program }
    return (await runToItsEnd(desktop, [`--user-data-dir=${data}`, '--diagnose'], options)).stdout
  }
  try {
    const installed = await diagnose()
    expect(installed).toMatch(new RegExp(`!! +127.0.0.1:${port} `))
    const open = await diagnose(await openCopy())
    expect(open).toMatch(new RegExp(`ok +127.0.0.1:${port} +answered in \\d+ ms with status 401`))
  } finally {
    server.close()
    server.closeAllConnections()
  }
})

test('an app that root puts in the place of the archive is not run: it does not start at all', async () => {
  const planted = trap('planted')
  const plant = (program: string) => {
    const resources = join(program, '../resources')
    rmSync(join(resources, 'app.asar'))
    const app = join(resources, 'app')
    mkdirSync(app)
    writeFileSync(join(app, 'package.json'), '{"name":"planted","version":"1.0.0","main":"main.cjs"}')
    writeFileSync(join(app, 'main.cjs'), `${planted.code}\nprocess.exit(0)`)
  }
  const closed = await copyOf('closed')
  plant(closed)
  const refused = await runToItsEnd(desktop, [], { program: closed })
  expect(refused.code).toBe(1)
  expect(refused.stdout).not.toContain('is ready')
  expect(planted.isSprung()).toBe(false)

  const open = await copyOf('any-app', { [FuseV1Options.OnlyLoadAppFromAsar]: false })
  plant(open)
  await runToItsEnd(desktop, [], { program: open })
  expect(planted.isSprung()).toBe(true)
})
