import { expect, it } from 'vitest'
import { missingTools } from '../../../scripts/setup/packaging-tools.mjs'

it.each<[string, string[]]>([
  ['nothing where all is there', []],
  ['the package of a command, once for two of them', ['rpm']],
  ['several, sorted', ['debsigs', 'nsis', 'rpm']]
])('asks for %s', (_name, packages) => {
  const gone = new Map([
    ['rpm', ['rpmbuild', 'rpmsign']],
    ['nsis', ['makensis']],
    ['debsigs', ['debsigs']]
  ])
  const commands = packages.flatMap((name) => gone.get(name) ?? [])
  expect(missingTools((command: string) => !commands.includes(command))).toEqual(packages)
})
