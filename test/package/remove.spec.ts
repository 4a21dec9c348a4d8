// Last of all: what is left when the package goes. This runs whatever became of the files before it.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { apt, differences, lookAround, packageState, stateFile, whyNoPackage } from './support/machine'
import { asUser, findUser, removeUsers, testers, type OrdinaryUser } from './support/ordinary-user'

const reason = whyNoPackage()
test.skip(reason !== undefined, reason)
test.describe.configure({ mode: 'serial' })
test.beforeEach(() => test.skip(!existsSync(stateFile('before.json')), 'nothing was installed'))
test.afterAll(() => {
  // without what the first file writes nothing here was installed by us, and nothing may be taken away
  if (!existsSync(stateFile('before.json'))) return
  if (packageState() !== undefined) apt('purge', 'tessera')
  removeUsers()
})

const before = () =>
  new Map(JSON.parse(readFileSync(stateFile('before.json'), 'utf8')) as [path: string, is: string][])
const dataOf = ({ home }: OrdinaryUser) => join(home, '.config', 'Tessera')
const as = (user: OrdinaryUser, command: string) =>
  execFileSync(...asUser(user, { HOME: user.home }, ['sh', '-c', command]))

test('removed, nothing is left on the machine but the data of its users', () => {
  const agent = findUser(testers[0])
  // who drove the app has data; where that failed, as much as an app would have written
  if (!existsSync(dataOf(agent)))
    as(agent, 'cd && mkdir -p .config/Tessera && touch .config/Tessera/journal.jsonl')
  const data = readdirSync(dataOf(agent))
  expect(data).toContain('journal.jsonl')

  apt('remove', 'tessera')
  expect(differences(before(), lookAround())).toEqual([])
  expect(spawnSync('dpkg-query', ['-S', '*essera*'], { encoding: 'utf8' }).stdout).toBe('')
  expect(readdirSync(dataOf(agent))).toEqual(data)
})

test('purged, the data of its users is gone too, and nothing that only looks like it', () => {
  const [agent, bystander] = testers.map(findUser) as [OrdinaryUser, OrdinaryUser]
  // somebody who would have root remove what is not theirs
  const precious = stateFile('precious')
  mkdirSync(join(precious, 'Tessera'), { recursive: true })
  writeFileSync(join(precious, 'Tessera', 'journal.jsonl'), 'of root')
  symlinkSync(precious, join(bystander.home, '.config'))
  const neighbours = ['Tessera Test', 'tessera', 'Tessera.old']
  for (const name of neighbours) as(agent, `mkdir "$HOME/.config/${name}"`)
  as(
    agent,
    `ln -s '${precious}/Tessera' "$HOME/.config/Tessera/link" && touch "$HOME/.config/Tessera/ one with  blanks "`
  )

  apt('purge', 'tessera')
  expect(packageState()).toBeUndefined()
  expect(existsSync(dataOf(agent))).toBe(false)
  // and of the app there is nothing anywhere else in the home
  const named = readdirSync(agent.home, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /tessera/i.test(path)
  )
  expect(named.sort()).toEqual(neighbours.map((name) => join('.config', name)).sort())
  expect(readdirSync(dataOf(bystander))).toEqual(['journal.jsonl'])
  expect(differences(before(), lookAround())).toEqual([])
})
