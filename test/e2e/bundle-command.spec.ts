// `tessera bundle …` by the app's own executable: the same commands as in the checkout, without a window or a display.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'playwright/test'
import { formatBundle } from '../../src/main/bundle/parse'
import { aBundle } from './support/bundles'
import { blind, electron } from './support/blind-electron'

const root = resolve(import.meta.dirname, '../..')

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

test('the app: makes a key, signs, verifies, shows; a changed bundle is not trusted', async () => {
  const [key, bundle] = [join(folder, 'key.pem'), join(folder, 'bundle.json')]
  const made = await byApp(['bundle', 'keygen', '--out', key, '--no-passphrase'])
  expect(made).toMatchObject({ code: 0 })
  expect((await stat(key)).mode & 0o777).toBe(0o600)
  const publicKey = /[A-Za-z0-9+/]{43}=/.exec(made.stdout)?.[0] ?? ''
  expect(made.stdout).not.toContain('PRIVATE')

  expect(await byApp(['bundle', 'sign', bundle, '--key', key])).toMatchObject({ code: 0 })
  expect(await byApp(['bundle', 'verify', bundle, '--public-key', publicKey])).toMatchObject({ code: 0 })
  const shown = await byApp(['bundle', 'show', bundle])
  expect(shown.stdout).toContain('Contoso EU')

  await writeFile(bundle, (await readFile(bundle, 'utf8')).replace('Contoso EU', 'Contoso XU'))
  const refused = await byApp(['bundle', 'verify', bundle, '--public-key', publicKey])
  expect(refused.code).toBe(1)
  const unknown = await byApp(['bundle', 'no-such-word'])
  expect(unknown.code, unknown.stdout + unknown.stderr).toBe(2)
})

// the rest of what it does there: test/unit/bundle/cli-process.test.ts
test('the checkout: its words go to the same commands, and what they say and how they end comes back', async () => {
  const key = join(folder, 'key.pem')
  const made = await byCheckout(['bundle', 'keygen', '--out', key, '--no-passphrase'])
  expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/[A-Za-z0-9+/]{43}=/) })
  expect((await stat(key)).mode & 0o777).toBe(0o600)
  const publicKey = /[A-Za-z0-9+/]{43}=/.exec(made.stdout)?.[0] ?? ''
  const verify = ['bundle', 'verify', join(folder, 'bundle.json'), '--public-key', publicKey]
  expect(await byCheckout(verify)).toMatchObject({ code: 1, stderr: expect.stringContaining('not signed') })
})
