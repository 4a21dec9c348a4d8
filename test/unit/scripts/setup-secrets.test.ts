import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, readFileSync, symlinkSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { expect, it } from 'vitest'
import { scratch } from './scratch'

const project = join(import.meta.dirname, '../../..')
const secrets = { TESSERA_GPG_KEY: 'seeded', CSC_LINK: 'seeded', NOTARY_KEY: 'seeded' }
const open = { TESSERA_UPDATE_URL: 'https://updates.tessera.app/' }

/** What a program that a script of `root` started saw of the environment, and left in this file. */
function expectNoSecrets(root: string, file: string): void {
  const seen = readFileSync(join(root, file), 'utf8')
  expect(seen).toContain(open.TESSERA_UPDATE_URL)
  expect(seen).not.toContain('seeded')
}

it('what setup starts does not inherit the secrets of a release', () => {
  const root = scratch({
    'package.json': '{}',
    'package-lock.json': '{"packages":{"node_modules/a":{"version":"1.0.0"}}}',
    // in npm's place, which is asked for what is missing
    'npm-cli.js': `require('fs').writeFileSync('seen', JSON.stringify(process.env)); process.exit(1)`
  })
  for (const name of ['setup.mjs', 'setup', join('release', 'secrets.mjs')])
    cpSync(join(project, 'scripts', name), join(root, 'scripts', name), { recursive: true })
  const env = {
    ...process.env,
    // as by hand on a desktop: nothing more than the app itself needs is looked for
    npm_lifecycle_event: '',
    DISPLAY: ':0',
    npm_execpath: join(root, 'npm-cli.js'),
    ...open,
    ...secrets
  }
  const { status } = spawnSync(process.execPath, [join(root, 'scripts', 'setup.mjs')], { cwd: root, env })
  expect(status).toBe(1)
  expectNoSecrets(root, 'seen')
})

it.skipIf(process.platform === 'win32')(
  'neither do git and the build, where packages are made',
  { timeout: 60_000 },
  () => {
    const root = scratch({
      'package.json': '{"type":"module"}',
      'electron.vite.config.mjs': `import fs from 'node:fs'
        fs.writeFileSync('built', JSON.stringify(process.env))
        throw new Error('this is as far as it goes')`,
      'bin/git': '#!/bin/sh\nenv > asked\nexit 1\n'
    })
    chmodSync(join(root, 'bin', 'git'), 0o755)
    cpSync(join(project, 'scripts'), join(root, 'scripts'), { recursive: true })
    symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'))
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'dist.mjs')], {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: `${join(root, 'bin')}${delimiter}${process.env['PATH']}`,
        ...open,
        ...secrets
      }
    })
    expect({ status, stderr }).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('The build failed') as string
    })
    for (const file of ['asked', 'built']) expectNoSecrets(root, file)
  }
)
