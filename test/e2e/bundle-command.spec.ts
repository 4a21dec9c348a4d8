// `tessera bundle …` by the app's own executable: the same commands as in the checkout, without a window or a display.
import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'playwright/test'
import { formatBundle } from '../../src/main/bundle/parse'
import { aBundle } from './support/bundles'

const root = resolve(import.meta.dirname, '../..')
// other tests of this process name a script in its place; and no window is to be opened, so there is no way to a display
const {
  ELECTRON_OVERRIDE_DIST_PATH: _script,
  DISPLAY: _display,
  WAYLAND_DISPLAY: _wayland,
  ...blind
} = process.env
const electron = execFileSync(process.execPath, [join(root, 'scripts/electron-path.mjs')], {
  encoding: 'utf8',
  env: blind
}).trim()

interface Ended {
  code: number
  stdout: string
  stderr: string
}

const run = (file: string, args: string[]): Promise<Ended> =>
  new Promise((done) => {
    execFile(file, args, { cwd: root, env: blind, timeout: 30_000 }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr })
    )
  })

const byApp = (words: string[]) =>
  run(electron, [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root, ...words])
const byCheckout = (words: string[]) => run(process.execPath, [join(root, 'scripts/tessera.mjs'), ...words])

let folder: string
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tessera-command-'))
  await writeFile(join(folder, 'bundle.json'), formatBundle(aBundle()))
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))

for (const [who, command] of [
  ['the app', byApp],
  ['the checkout', byCheckout]
] as const) {
  test(`${who}: makes a key, signs, verifies, shows; a changed bundle is not trusted`, async () => {
    const [key, bundle] = [join(folder, 'key.pem'), join(folder, 'bundle.json')]
    const made = await command(['bundle', 'keygen', '--out', key, '--no-passphrase'])
    expect(made).toMatchObject({ code: 0 })
    expect((await stat(key)).mode & 0o777).toBe(0o600)
    const publicKey = /[A-Za-z0-9+/]{43}=/.exec(made.stdout)?.[0] ?? ''
    expect(made.stdout).not.toContain('PRIVATE')

    expect(await command(['bundle', 'sign', bundle, '--key', key])).toMatchObject({ code: 0 })
    expect(await command(['bundle', 'verify', bundle, '--public-key', publicKey])).toMatchObject({ code: 0 })
    const shown = await command(['bundle', 'show', bundle])
    expect(shown.stdout).toContain('Contoso EU')

    await writeFile(bundle, (await readFile(bundle, 'utf8')).replace('Contoso EU', 'Contoso XU'))
    const refused = await command(['bundle', 'verify', bundle, '--public-key', publicKey])
    expect(refused.code).toBe(1)
    expect((await command(['bundle', 'no-such-word'])).code).toBe(2)
  })
}
