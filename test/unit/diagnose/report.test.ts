import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DiagnosisContext } from '../../../src/main/diagnose/context'
import { diagnose } from '../../../src/main/diagnose/diagnose'
import { filled } from '../journal/open-in'
import { makeCertificate } from '../mosaic/certificate'
import { html, startFake } from '../mosaic/fake-mosaic'
import { fakeKeychain, fakeWorkers } from '../keychain/fake-workers'
import { temporaryFolder } from '../storage/temporary-folder'
import { exampleProfile } from '../tenants/example-profile'

const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl'

/** A user with files, a keychain that works, and no proxy. */
async function surroundings(changes: Partial<DiagnosisContext> = {}) {
  const home = await temporaryFolder()
  const userData = join(home, '.config', 'Tessera')
  const machineFolder = join(home, 'machine')
  await mkdir(userData, { recursive: true })
  await mkdir(machineFolder, { mode: 0o755 })
  const { start } = fakeWorkers(fakeKeychain().onRequest)
  const context: DiagnosisContext = {
    version: '0.1.0',
    build: { flavour: 'release', updates: undefined },
    isPackaged: true,
    execPath: '/opt/Tessera/tessera',
    resourcesPath: '/opt/Tessera/resources',
    versions: { electron: '33.2.1', chrome: '130', node: '20.18.1' },
    systemVersion: '6.1',
    hasNoSandbox: false,
    // the sandbox of this machine is the business of another test
    platform: 'darwin',
    arch: 'x64',
    env: {},
    home,
    userData,
    machineFolder,
    startKeychainWorker: start,
    systemProxy: () => Promise.resolve({ kind: 'ways', ways: [{ kind: 'direct' }] }),
    ...changes
  }
  const put = (name: string, content: unknown) =>
    writeFile(join(userData, name), typeof content === 'string' ? content : JSON.stringify(content), {
      mode: 0o644
    })
  return { home, userData, machineFolder, context, put }
}

/** Everything about the files below a folder that a careless reader might change. */
async function picture(folder: string): Promise<unknown[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const all = names.map(async (entry) => {
    const path = join(entry.parentPath, entry.name)
    const { mtimeNs, ctimeNs, mode } = await stat(path, { bigint: true })
    return [path, mtimeNs, ctimeNs, mode, entry.isFile() ? await readFile(path, 'latin1') : '']
  })
  return Promise.all(all)
}

const linesOf = (text: string, label: string) =>
  text.split('\n').filter((line) => line.slice(4).startsWith(`${label} `))

describe('the report', () => {
  it('of somebody who never started it has nothing to complain of, and makes no folder', async () => {
    const { context, home } = await surroundings()
    const userData = join(home, 'never')
    const { text, attention } = await diagnose({ ...context, userData })
    expect(attention).toBe(0)
    expect(text).toContain('the practice tenant is inside Tessera')
    expect(await readdir(home)).not.toContain('never')
  })

  it('tells what there is, whole and in force, with nothing secret in it', async () => {
    const fake = await startFake((_, response) => html(response, 200, { date: new Date().toUTCString() }))
    const { context, put, userData, machineFolder, home } = await surroundings({
      env: {
        HTTPS_PROXY: 'http://ann:s3cret-env@proxy.example:8080',
        LANG: `de_DE ${jwt}`,
        NODE_EXTRA_CA_CERTS: '/etc/s3cret-ca.pem'
      }
    })
    const profile = exampleProfile('s3cret-id', {
      label: 's3cret-label',
      clientId: 's3cret-client',
      appName: 's3cret-app',
      secretId: 's3cret-entry',
      redirectUri: 'https://s3cret-redirect.example/',
      apiHost: fake.origin
    })
    const more = exampleProfile('b', { environment: 'sandbox', apiHost: fake.origin, label: 's3cret-second' })
    await put('tenants.json', { version: 1, currentId: 'b', profiles: [{ ...profile, token: jwt }, more] })
    const ca = makeCertificate({ name: 's3cret-authority', authority: true })
    await writeFile(join(home, 'ca.pem'), ca.pem + ca.key)
    await put('settings.json', {
      version: 1,
      network: { proxy: { mode: 'none' }, extraCaFile: join(home, 'ca.pem') },
      newer: 's3cret-setting'
    })
    const orphan = { profileId: 's3cret-orphan', origin: 'https://a.example' }
    await put('bundles.json', { version: 1, orphans: [orphan], newer: jwt })
    await put('tenants.json.broken-2026-11-23T22-41-05Z', 's3cret-copy')
    await filled(userData, ['s3cret-user'])
    const sink = `${fake.origin}/s3cret-hook?key=s3cret-key`
    const policy = { version: 1, privileged: { userIds: ['s3cret-boss'] }, journal: { sink } }
    await writeFile(join(machineFolder, 'policy.json'), JSON.stringify(policy), { mode: 0o644 })

    const before = await picture(home)
    const { text, attention } = await diagnose(context)
    expect(await picture(home)).toEqual(before)

    expect(text).not.toMatch(/s3cret|eyJ|BEGIN/i)
    expect(text).not.toContain(home)
    expect(text).toContain('~/.config/Tessera')
    expect(linesOf(text, 'Profiles')).toEqual([expect.stringMatching(/2: 1 production, 1 sandbox$/)])
    expect(linesOf(text, 'Open')[0]).toContain('(sandbox)')
    for (const name of ['tenants.json', 'settings.json', 'bundles.json'])
      expect(linesOf(text, name)).toEqual([expect.stringMatching(/^ok .*good, version 1$/)])
    expect(linesOf(text, 'In force')[0]).toContain('the organisation’s')
    expect(linesOf(text, 'Extra CA file')[0]).toContain('~/ca.pem: 1 certificate')
    // its one certificate runs out tomorrow
    expect(linesOf(text, 'Extra CA ends')[0]).toMatch(/^!!/)
    expect(linesOf(text, 'Last line')[0]).toMatch(/^ok/)
    expect(linesOf(text, 'Set aside')[0]).toContain('1 copy')
    expect(linesOf(text, new URL(fake.origin).host).filter((line) => line.startsWith('ok'))).toHaveLength(2)
    expect(
      fake.seen.every(({ target, headers }) => target === '/' && headers.authorization === undefined)
    ).toBe(true)
    expect(attention).toBe(1)
  })

  it('tells broken files, leaves every one as it is, and goes by what the app would go by', async () => {
    const { context, put, machineFolder, home } = await surroundings()
    await put(
      'tenants.json',
      `{"version":1,"profiles":[${JSON.stringify(exampleProfile('a'))},{"label":"s3cret"}`
    )
    await put('settings.json', {
      version: 9,
      network: { proxy: { mode: 'manual', host: 's3cret', port: 1 } }
    })
    await put('bundles.json', { version: 1, series: 's3cret' })
    await put('policy.json', '{"version":1,"s3cret":')
    await put('journal.jsonl', 's3cret\n')
    await mkdir(join(machineFolder, 'bundle.json'))
    await writeFile(join(machineFolder, 'policy.json'), '{"version":1}')
    await chmod(join(machineFolder, 'policy.json'), 0o666)
    const before = await picture(home)
    const { text, attention } = await diagnose(context)
    expect(await picture(home)).toEqual(before)
    expect(text).not.toContain('s3cret')
    expect(linesOf(text, 'tenants.json')[0]).toMatch(/^!! .*damaged/)
    expect(linesOf(text, 'settings.json')[0]).toMatch(/^!! .*newer/)
    expect(linesOf(text, 'bundles.json')[0]).toMatch(/^!! .*not what Tessera writes/)
    expect(linesOf(text, 'policy.json').map((line) => line.slice(0, 2))).toEqual(['!!', '!!'])
    expect(linesOf(text, 'policy.json')[1]).toContain('Others than its owner may write to it')
    expect(linesOf(text, 'bundle.json')[0]).toMatch(/^!!/)
    expect(linesOf(text, 'In force')[0]).toMatch(/^!! .*nothing may be changed/)
    expect(linesOf(text, 'Chain')[0]).toMatch(/^!!/)
    expect(linesOf(text, 'Proxy setting')[0]).toContain('as the operating system says')
    expect(attention).toBe(text.split('\n').filter((line) => line.startsWith('!!')).length)
  })

  it('tells a profile that is lost without its name, and goes on with the others', async () => {
    const { context, put } = await surroundings()
    const good = exampleProfile('a', { apiHost: 'http://127.0.0.1:1' })
    await put('tenants.json', { version: 1, profiles: [good, { id: 'b', label: 's3cret' }] })
    const { text } = await diagnose(context)
    expect(linesOf(text, 'tenants.json')[0]).toMatch(/^!! .*damaged in part/)
    expect(linesOf(text, 'Profiles')[0]).toContain('1: 1 production')
    expect(linesOf(text, '127.0.0.1:1')[0]).toMatch(/^!! .*did not accept the connection/)
    expect(text).not.toContain('s3cret')
  })

  it('names what a part could not do: a proxy of another kind, a keychain that is silent', async () => {
    const { start } = fakeWorkers(() => undefined)
    const { context, put } = await surroundings({
      systemProxy: () => Promise.resolve({ kind: 'unsupported', type: 'SOCKS5' }),
      startKeychainWorker: start
    })
    await put('tenants.json', { version: 1, profiles: [exampleProfile('a')] })
    const { text } = await diagnose(context)
    expect(linesOf(text, 'System, api.transmitsecurity.io')[0]).toMatch(/^!! .*SOCKS5/)
    expect(linesOf(text, 'api.transmitsecurity.io')[0]).toMatch(/^!! .*proxy/)
    expect(linesOf(text, 'State')[1]).toMatch(/^!! .*does not answer/)
  })
})
