// First of all: the machine is looked at, two people get an account, and the package is installed as an administrator would.
import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { expect, test } from 'playwright/test'
import {
  apt,
  debFile,
  lookAround,
  packageState,
  satisfy,
  stateFile,
  tools,
  whyNoPackage
} from './support/machine'
import { addUser, removeUsers, testers } from './support/ordinary-user'

const reason = whyNoPackage()
test.skip(reason !== undefined, reason)

// a proxy that is not there
const offline = ['http', 'https'].flatMap((scheme) => ['-o', `Acquire::${scheme}::Proxy=http://127.0.0.1:9`])
const dependenciesOf = (deb: string) =>
  execFileSync('dpkg-deb', ['-f', deb, 'Depends'], { encoding: 'utf8' }).trim()

test('apt installs the package, without a network once its dependencies are there', async () => {
  // it may have to fetch what the package depends on
  test.setTimeout(300_000)
  const deb = debFile()
  // of a run that was cut off; what somebody uses is not taken away from them
  const leftOver = removeUsers()
  if (packageState() !== undefined && !leftOver)
    throw new Error('Tessera is installed on this machine already, and this test would remove it')
  if (packageState() !== undefined) apt('purge', 'tessera')
  // these stay behind, as every package's dependencies do
  satisfy(`${tools}, ${dependenciesOf(deb)}`)
  for (const name of testers) await addUser(name, stateFile('homes'))
  await writeFile(stateFile('before.json'), JSON.stringify([...lookAround()]))

  const said = apt('install', '--no-install-recommends', ...offline, deb)
  expect(said).toContain('Setting up tessera')
  expect(said).not.toMatch(/warning|error/i)
  expect(packageState()).toBe('installed')
})
